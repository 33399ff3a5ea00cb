import { lower, readExponent } from './lower.ts'
import { polynomialKey, rationalValue } from './polynomial.ts'
import type { Scope } from './scope.ts'
import { definedAtZero } from './sign.ts'
import { children, difference, number, type Relation, type RelationOperator, type Term } from './term.ts'

const ZERO = number(0)

/** The relations without repetition (same sign condition, same normal form), in the order found. */
export const distinct = (relations: readonly Relation[], scope: Scope): readonly Relation[] => {
  const found = new Map<string, Relation>()
  for (const relation of relations) {
    const key = `${relation.op} ${polynomialKey(lower(difference(relation.left, relation.right), scope))}`
    if (!found.has(key)) found.set(key, relation)
  }
  return [...found.values()]
}

/** What the subterms need, left to right, inner before outer, without repetition. */
const collected = (
  terms: readonly Term[],
  scope: Scope,
  visit: (term: Term, push: (left: Term, op: RelationOperator) => void) => void,
): readonly Relation[] => {
  const found: Relation[] = []
  const walk = (term: Term): void => {
    children(term).forEach(walk)
    visit(term, (left, op) => found.push({ left, op, right: ZERO }))
  }
  terms.forEach(walk)
  return distinct(found, scope)
}

const isNonzeroNumber = (term: Term, scope: Scope): boolean => {
  const value = rationalValue(lower(term, scope))
  return value !== undefined && value.n !== 0n
}

/** The domain conditions of terms (`proofs/FORMAT.md` §1). */
export const domainConditions = (terms: readonly Term[], scope: Scope): readonly Relation[] =>
  collected(terms, scope, (term, push) => {
    if (term.op === 'power') {
      const exponent = readExponent(term.exponent, scope)
      if (exponent.kind === 'integer') {
        if (exponent.value < 0 && !isNonzeroNumber(term.base, scope)) push(term.base, '!=')
      } else if (exponent.kind === 'rational') {
        push(term.base, exponent.value.n < 0n ? '>' : '>=')
      } else if (definedAtZero(term, scope) !== true) {
        const isAbsolute = term.base.op === 'call' && term.base.name === 'abs'
        const inside = isAbsolute ? (children(term.base)[0] as Term) : term.base
        push(exponent.integral ? term.base : inside, exponent.integral || isAbsolute ? '!=' : '>')
      }
    }
    if (term.op === 'divide' && !isNonzeroNumber(term.denominator, scope)) push(term.denominator, '!=')
    if (term.op !== 'call') return
    const arg = term.args[0] as Term
    if (term.name === 'log') push(arg, '>')
    if (term.name === 'sqrt') push(arg, '>=')
    if (term.name === 'root') {
      const index = term.args[1] as Term
      if (index.op === 'number' && index.value.n % 2n === 0n) push(arg, '>=')
    }
  })

/** The kinks of terms as relations `v != 0`; those of roots and rational powers alone where `rootsOnly`. */
export const kinks = (terms: readonly Term[], scope: Scope, rootsOnly = false): readonly Relation[] =>
  collected(terms, scope, (term, push) => {
    if (term.op === 'power') {
      const exponent = readExponent(term.exponent, scope)
      if (exponent.kind === 'rational') push(term.base, '!=')
      const isRoot = exponent.kind === 'parametric' && !exponent.integral
      if (isRoot && definedAtZero(term, scope) === true) push(children(term.base)[0] as Term, '!=')
    }
    if (term.op !== 'call') return
    const arg = term.args[0] as Term
    if (term.name === 'sqrt' || term.name === 'cbrt' || term.name === 'root') push(arg, '!=')
    if (rootsOnly) return
    if (term.name === 'abs' || term.name === 'sgn') push(arg, '!=')
    if (term.name === 'max' || term.name === 'min') {
      term.args.reduce((a, b) => {
        push(difference(a, b), '!=')
        return { op: 'call', name: term.name, args: [a, b] } as Term
      })
    }
  })

/** True where a term applies one of these functions, or `power` for an exponent with parameters. */
export const uses = (term: Term, names: ReadonlySet<string>, scope: Scope): boolean => {
  if (term.op === 'call' && names.has(term.name)) return true
  if (term.op === 'power' && names.has('power') && readExponent(term.exponent, scope).kind === 'parametric') return true
  return children(term).some((child) => uses(child, names, scope))
}

/** True where the domain conditions leave out points at which a power with parameters in its exponent has a value. */
export const leavesOutZeros = (term: Term, scope: Scope): boolean =>
  (term.op === 'power' && definedAtZero(term, scope) === undefined) ||
  children(term).some((child) => leavesOutZeros(child, scope))
