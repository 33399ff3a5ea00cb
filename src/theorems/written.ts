import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomsOf, type Polynomial, subtract } from '../kernel/polynomial.ts'
import type { AlgebraicConstant, Scope } from '../kernel/scope.ts'
import { printTerm, type Term } from '../kernel/term.ts'

/** The scope in which the names of p mean what they mean in p. */
const scopeOf = (p: Polynomial): Scope => {
  const variables: string[] = []
  const parameters = new Set<string>()
  const integers = new Set<string>()
  const constants = new Map<string, AlgebraicConstant>()
  for (const atom of atomsOf(p)) {
    if (atom.kind === 'variable') variables.push(atom.name)
    if (atom.kind === 'parameter') parameters.add(atom.name)
    if (atom.kind === 'parameter' && atom.integer) integers.add(atom.name)
    if (atom.kind === 'theta') constants.set(atom.name, { polynomial: atom.minimal, interval: atom.interval })
  }
  return { variables, parameters, integers, constants }
}

/**
 * A normal form as a term, with the variables in this order. What a page says must be about p itself, and writing is not
 * the kernel's: so the text is read back, and undefined is returned unless the kernel finds p in it again.
 */
export const writtenTerm = (p: Polynomial, order: readonly string[] = []): Term | undefined => {
  const term = termOfPolynomial(p, order)
  return vanishes(subtract(lower(parseTerm(printTerm(term)), scopeOf(p)), p)) ? term : undefined
}

/** The text of {@link writtenTerm}; throws where it cannot be read back. */
export const writtenText = (p: Polynomial, order: readonly string[] = []): string => {
  const term = writtenTerm(p, order)
  if (term === undefined)
    throw new Error(`${printTerm(termOfPolynomial(p, order))} is not read back as what was written`)
  return printTerm(term)
}
