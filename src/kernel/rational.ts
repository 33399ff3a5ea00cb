import { spendOn } from './effort.ts'

/** An exact rational number n/d in lowest terms with d > 0. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The reduced fraction n/d. Throws where d = 0. */
export const rational = (n: bigint | number, d: bigint | number = 1n): Rational => {
  const top = BigInt(n)
  const bottom = BigInt(d)
  if (bottom === 0n) throw new RangeError(`rational ${top}/0: the denominator must not be zero`)
  if (bottom === 1n) return { n: top, d: 1n }
  spendOn(bottom, 'gcd')
  const g = gcd(top, bottom)
  const s = bottom < 0n ? -g : g
  return { n: top / s, d: bottom / s }
}

export const add = (a: Rational, b: Rational): Rational =>
  a.d === 1n && b.d === 1n ? { n: a.n + b.n, d: 1n } : rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d })
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))
export const multiply = (a: Rational, b: Rational): Rational =>
  a.d === 1n && b.d === 1n ? { n: a.n * b.n, d: 1n } : rational(a.n * b.n, a.d * b.d)
/** 1/a. Throws where a = 0. */
export const invert = (a: Rational): Rational => rational(a.d, a.n)
export const divide = (a: Rational, b: Rational): Rational => multiply(a, invert(b))
export const isZero = (a: Rational): boolean => a.n === 0n
export const equal = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d
export const sign = (a: Rational): -1 | 0 | 1 => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0)
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => sign({ n: a.n * b.d - b.n * a.d, d: 1n })
export const absolute = (a: Rational): Rational => (a.n < 0n ? negate(a) : a)

/** a^k for an integer k; throws for 0 to a negative power. */
export const power = (a: Rational, k: number): Rational =>
  k >= 0 ? { n: a.n ** BigInt(k), d: a.d ** BigInt(k) } : power(invert(a), -k)

/** Reads `-12` or `3/4`; throws on anything else. */
export const parseRational = (text: string): Rational => {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text)
  if (match === null) throw new SyntaxError(`expected an integer or a fraction such as 3/4, found "${text}"`)
  return rational(BigInt(match[1] as string), BigInt(match[2] ?? '1'))
}

/** `-3/4`, or `5` for an integer; read back by {@link parseRational}. */
export const formatRational = (a: Rational): string => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`)
