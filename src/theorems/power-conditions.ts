import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions } from '../kernel/domain.ts'
import { readExponent } from '../kernel/lower.ts'
import type { Scope } from '../kernel/scope.ts'
import { children, printRelation, type Relation, type Term } from '../kernel/term.ts'

const conditionsOf = (term: Term, scope: Scope): readonly Relation[] => {
  const parts = children(term)
  const inner = parts.flatMap((part) => conditionsOf(part, scope))
  if (term.op !== 'power' || readExponent(term.exponent, scope).kind !== 'parametric') return inner
  const known = new Set(domainConditions(parts, scope).map(printRelation))
  return [...inner, ...domainConditions([term], scope).filter((condition) => !known.has(printRelation(condition)))]
}

/**
 * What the powers in the terms ask of their bases where the exponents have parameters: x > 0, or x != 0 (`domain.ts`).
 * Readers see for themselves that 1/x asks for x != 0; of x^n with an integer n > 0 they would not think so.
 */
export const powerConditions = (terms: readonly Term[], context: ContextJson): readonly string[] => {
  const { scope } = readContext(context)
  return [...new Set(terms.flatMap((term) => conditionsOf(term, scope)).map(printRelation))]
}
