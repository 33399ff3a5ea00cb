import * as A from '../algebra/polynomial.ts'
import { coordinatesOf, fromCoordinates } from '../dynamics/atom-coordinates.ts'
import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { clear } from '../kernel/normal-form.ts'
import { atomOf, type Polynomial } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Term } from '../kernel/term.ts'

const plain = (p: Polynomial): A.Polynomial | undefined => {
  const { polynomial, atoms } = coordinatesOf(p)
  const names = polynomial.names.map((key) => {
    const atom = atoms.get(key)
    return atom?.kind === 'variable' ? atom.name : undefined
  })
  return names.includes(undefined) ? undefined : A.fromTerms(names as string[], A.terms(polynomial))
}

/** A rational function of the variables as a fraction of polynomials, not reduced; undefined for other terms. */
export const fractionOf = (
  term: Term,
  objective: Omit<Objective, 'term'>,
): { readonly numerator: A.Polynomial; readonly denominator: A.Polynomial } | undefined => {
  try {
    const fraction = clear(lower(term, scopeOf(objective)))
    const [numerator, denominator] = [plain(fraction.numerator), plain(fraction.denominator)]
    return numerator === undefined || denominator === undefined ? undefined : { numerator, denominator }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** A polynomial in the variables; undefined for other terms. */
export const polynomialOf = (term: Term, objective: Omit<Objective, 'term'>): A.Polynomial | undefined => {
  const fraction = fractionOf(term, objective)
  return fraction !== undefined && A.constantValue(fraction.denominator) !== undefined
    ? A.scale(fraction.numerator, 1)
    : undefined
}

/** A polynomial in the variables as a term. */
export const termOfVariables = (p: A.Polynomial, { variables }: Pick<Objective, 'variables'>): Term => {
  const atoms = new Map(p.names.map((name) => [name, atomOf({ kind: 'variable', name })] as const))
  return termOfPolynomial(fromCoordinates(p, atoms), variables)
}
