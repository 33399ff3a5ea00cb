import type { RealSolution } from '../algebra/zero-dimensional.ts'
import * as Q from '../kernel/rational.ts'

/** An algebraic number as text: from the coefficients of its powers of the generator of its field. */
export type Printer = (coefficients: readonly Q.Rational[]) => string

/** d = square·rest with a square-free positive integer rest; by trial division, so only for small numbers. */
const squareFreeRest = (d: bigint): { root: bigint; rest: bigint } | undefined => {
  let rest = d
  let root = 1n
  for (let p = 2n; p * p <= rest; p++) {
    if (p > 100_000n) return undefined
    while (rest % (p * p) === 0n) {
      rest /= p * p
      root *= p
    }
  }
  return { root, rest }
}

/** √q = factor·√of for a positive q: `of` is one of the numbers given where that can be, else a square-free integer. */
const squareRoot = (
  q: Q.Rational,
  given: readonly Q.Rational[],
): { readonly factor: Q.Rational; readonly of: string } | undefined => {
  for (const g of given) {
    const ratio = Q.divide(q, g)
    const parts = squareFreeRest(ratio.n * ratio.d)
    if (parts?.rest === 1n) return { factor: Q.rational(parts.root, ratio.d), of: `sqrt(${Q.formatRational(g)})` }
  }
  const parts = squareFreeRest(q.n * q.d)
  return parts && { factor: Q.rational(parts.root, q.d), of: parts.rest === 1n ? '' : `sqrt(${parts.rest})` }
}

/** c·u without a factor 1. */
const times = (c: Q.Rational, ...factors: readonly string[]): string => {
  const written = factors.filter((u) => u !== '')
  return [...(Q.equal(c, Q.ONE) && written.length > 0 ? [] : [Q.formatRational(c)]), ...written].join('*')
}

/** θ = (−b ± root·√rest)/(2a) for a quadratic minimal polynomial. */
export const quadraticPrinter = (
  { minimal, root }: RealSolution['field'],
  given: readonly Q.Rational[] = [],
): Printer | undefined => {
  const [c, b, a] = minimal as readonly [bigint, bigint, bigint]
  const parts = squareRoot(Q.rational(b * b - 4n * a * c), given)
  if (parts === undefined) return undefined
  const middle = Q.rational(-b, 2n * a)
  const isUpper = Q.compare(Q.add(root.lower, root.upper), Q.multiply(middle, Q.rational(2))) > 0
  const size = Q.absolute(Q.divide(parts.factor, Q.rational(2n * a)))
  const step = isUpper ? size : Q.negate(size)
  return (coefficients) => {
    const [p, q] = [coefficients[0] ?? Q.ZERO, coefficients[1] ?? Q.ZERO]
    const rational = Q.add(p, Q.multiply(q, middle))
    const radical = Q.multiply(q, step)
    if (Q.isZero(radical)) return Q.formatRational(rational)
    const isNegative = Q.sign(radical) < 0
    const root2 = times(Q.absolute(radical), parts.of)
    if (Q.isZero(rational)) return isNegative ? `-${root2}` : root2
    return `${Q.formatRational(rational)} ${isNegative ? '-' : '+'} ${root2}`
  }
}

/** factor·text, text empty for 1 */
interface Scaled {
  readonly factor: Q.Rational
  readonly text: string
}

const plain = (text: string): Scaled => ({ factor: Q.ONE, text })

/** The powers from 1 to n − 1 of the n-th root of a positive number, n = 3, 4 or 6, as they are written. */
const radicalPowers = (degree: number, q: Q.Rational, given: readonly Q.Rational[]): readonly Scaled[] | undefined => {
  const number = Q.formatRational(q)
  if (degree === 3) return [`cbrt(${number})`, `cbrt(${number})^2`].map(plain)
  if (degree === 6) {
    const [second, third] = [`cbrt(${number})`, `sqrt(${number})`]
    return [`sqrt(${second})`, second, third, `${second}^2`, `sqrt(${second})^5`].map(plain)
  }
  const root = degree === 4 ? squareRoot(q, given) : undefined
  if (root === undefined) return undefined
  const { factor, of } = root
  const first = `sqrt(${times(factor, of)})`
  // √√s³ reads better than √s·√√s.
  const third = Q.equal(factor, Q.ONE) ? `${first}^3` : of === '' ? first : `${of}*${first}`
  return [plain(first), { factor, text: of }, { factor, text: third }]
}

/** A real root of a·t^n + c, n = 3, 4 or 6, as a radical. */
export const radicalPrinter = (
  { minimal, root }: RealSolution['field'],
  given: readonly Q.Rational[] = [],
): Printer | undefined => {
  const degree = minimal.length - 1
  if (minimal.slice(1, -1).some((c) => c !== 0n)) return undefined
  const size = Q.absolute(Q.rational(-(minimal[0] as bigint), minimal[degree] as bigint))
  const written = radicalPowers(degree, size, given)
  if (written === undefined) return undefined
  const powers = [plain(''), ...written]
  const isNegative = Q.sign(root.upper) <= 0
  return (coefficients) => {
    const parts = coefficients.flatMap((c, e) => {
      if (Q.isZero(c)) return []
      const value = isNegative && e % 2 === 1 ? Q.negate(c) : c
      const { factor, text } = powers[e] as Scaled
      return [{ isBelow: Q.sign(value) < 0, text: times(Q.multiply(Q.absolute(value), factor), text) }]
    })
    const [first, ...rest] = parts
    if (first === undefined) return '0'
    const tail = rest.map(({ isBelow, text }) => ` ${isBelow ? '-' : '+'} ${text}`).join('')
    return `${first.isBelow ? '-' : ''}${first.text}${tail}`
  }
}
