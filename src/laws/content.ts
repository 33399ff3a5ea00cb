import * as Fast from '../algebra/polynomial.ts'
import { type Rational, rational } from '../kernel/rational.ts'

/** The positive rational c for which all p/c have integer coefficients without a common divisor; not all p zero. */
export const jointContent = (polynomials: readonly Fast.Polynomial[]): Rational => {
  const denominator = polynomials.reduce((m, p) => (m / Fast.integerGcd(m, p.denominator)) * p.denominator, 1n)
  const numerator = polynomials.reduce(
    (g, p) =>
      Array.from(p.numerators, BigInt).reduce((h, c) => Fast.integerGcd(h, (c * denominator) / p.denominator), g),
    0n,
  )
  return rational(numerator, denominator)
}
