import { type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const commonMeasure = (a: Q.Rational, b: Q.Rational): Q.Rational => Q.rational(gcd(a.n * b.d, b.n * a.d), a.d * b.d)

/** One element w of a basis of the arguments of a function; every argument has an integer multiple of measure·w. */
export interface BasisArgument {
  /** A monomial of w in which no other w has a part: its coefficient in a combination of them is that of w. */
  readonly pivot: string
  readonly base: Polynomial
  readonly measure: Q.Rational
  readonly hasNegative: boolean
  readonly hasPositive: boolean
}

const coefficientAt = (p: Polynomial, key: string): Q.Rational => p.get(key)?.coefficient ?? Q.ZERO

/** How often measure·w is contained in the argument: an integer. */
export const stepsIn = (arg: Polynomial, { pivot, measure }: BasisArgument): number =>
  Number(Q.divide(coefficientAt(arg, pivot), measure).n)

/** A basis over ℚ of some arguments, by elimination: exp of each is a product of powers of the exp(measure·w). */
export const argumentBasis = (args: readonly Polynomial[]): BasisArgument[] => {
  const found: { pivot: string; base: Polynomial }[] = []
  for (const arg of args) {
    const rest = found.reduce((r, { pivot, base }) => subtract(r, scale(base, coefficientAt(arg, pivot))), arg)
    const pivot = [...rest.keys()][0]
    if (pivot === undefined) continue
    const base = scale(rest, Q.invert(coefficientAt(rest, pivot)))
    for (const w of found) w.base = subtract(w.base, scale(base, coefficientAt(w.base, pivot)))
    found.push({ pivot, base })
  }
  return found.map(({ pivot, base }) => {
    const factors = args.map((arg) => coefficientAt(arg, pivot)).filter((c) => !Q.isZero(c))
    return {
      pivot,
      base,
      measure: factors.reduce(commonMeasure, Q.ZERO),
      hasPositive: factors.some((c) => Q.sign(c) > 0),
      hasNegative: factors.some((c) => Q.sign(c) < 0),
    }
  })
}
