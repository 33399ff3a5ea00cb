import { ONE, type Rational, rational } from '../kernel/rational.ts'
import { call, number, product, quotient, sum, type Term } from '../kernel/term.ts'
import { simplify } from './simplify.ts'

/** The largest s found by trial with s²·d = n, and d. */
const squareFactor = (n: bigint): { readonly s: bigint; readonly d: bigint } => {
  let s = 1n
  let d = n
  for (let k = 2n; k <= 1000n && k * k <= d; k++)
    while (d % (k * k) === 0n) {
      d /= k * k
      s *= k
    }
  return { s, d }
}

const scaled = (c: Rational, term: Term): Term => (c.n === c.d ? term : product(number(c), term))

/**
 * A root of a·t² + b·t + c as (−b ± √(b² − 4ac))/(2a), the smaller or the larger one, with squares taken out of the root.
 * Precondition: a ≠ 0, b² > 4ac, and the roots are irrational.
 */
export const quadraticRoot = (c: bigint, b: bigint, a: bigint, which: 'smaller' | 'larger'): Term => {
  const { s, d } = squareFactor(b * b - 4n * a * c)
  const isPlus = (which === 'larger') === a > 0n
  const size = rational(s, 2n * a)
  const slope = isPlus ? size : rational(-size.n, size.d)
  const root = call('sqrt', number(rational(d)))
  const centre = rational(-b, 2n * a)
  if (centre.n === 0n) return simplify(scaled(slope, root))
  const denominator = centre.d * (slope.d / gcd(centre.d, slope.d))
  const over = (q: Rational): Rational => rational(q.n * (denominator / q.d))
  const numerator = sum(number(over(centre)), scaled(over(slope), root))
  return simplify(denominator === 1n ? numerator : quotient(numerator, number(rational(denominator, ONE.d))))
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
