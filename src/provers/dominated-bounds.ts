import { type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'

/** Whether p is a sum of squares term by term: even powers of atoms with coefficients that are not negative. */
export const isPlainlyNonnegative = (p: Polynomial): boolean =>
  [...p.values()].every(
    ({ monomial, coefficient }) => Q.sign(coefficient) > 0 && monomial.every(([, k]) => k % 2 === 0),
  )

/** p where all its atoms are 1. */
const atOnes = (p: Polynomial): Q.Rational =>
  [...p.values()].reduce((sum, { coefficient }) => Q.add(sum, coefficient), Q.ZERO)

/**
 * Of polynomials, those that no other one is above by a sum of squares, one of each, as {@link isPlainlyNonnegative}
 * sees it; those that are largest where all variables are 1 come first. They have the same greatest value everywhere.
 */
export const greatest = <T>(all: readonly T[], polynomialOf: (one: T) => Polynomial): readonly T[] => {
  const sorted = all
    .map((one) => ({ one, value: polynomialOf(one) }))
    .map((entry) => ({ ...entry, size: atOnes(entry.value) }))
    .sort((a, b) => Q.compare(b.size, a.size))
  const kept: typeof sorted = []
  for (const entry of sorted) {
    if (!kept.some(({ value }) => isPlainlyNonnegative(subtract(value, entry.value)))) kept.push(entry)
  }
  return kept.map(({ one }) => one)
}
