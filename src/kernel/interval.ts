import * as Q from './rational.ts'

/** A closed interval with rational ends. */
export interface Interval {
  readonly low: Q.Rational
  readonly high: Q.Rational
}

export const point = (value: Q.Rational): Interval => ({ low: value, high: value })

const minimum = (...values: Q.Rational[]): Q.Rational => values.reduce((a, b) => (Q.compare(a, b) <= 0 ? a : b))
const maximum = (...values: Q.Rational[]): Q.Rational => values.reduce((a, b) => (Q.compare(a, b) >= 0 ? a : b))

/** The number of binary digits of |value|. */
const bitLength = (value: bigint): number => {
  const digits = (value < 0n ? -value : value).toString(16)
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0] as string, 16)) + 28
}

/** Rounds the ends outward to multiples of 2^-bits relative to their size, so that numbers stay short. */
export const widen = ({ low, high }: Interval, bits: number): Interval => {
  const round = (value: Q.Rational, up: boolean): Q.Rational => {
    if (value.n === 0n || bitLength(value.d) <= bits) return value
    const size = bitLength(value.n) - bitLength(value.d)
    const shift = BigInt(Math.max(bits - size, 0))
    const scaled = value.n << shift
    const quotient = scaled / value.d
    const exact = quotient * value.d === scaled
    const floor = scaled < 0n && !exact ? quotient - 1n : quotient
    return Q.rational(up && !exact ? floor + 1n : floor, 1n << shift)
  }
  return { low: round(low, false), high: round(high, true) }
}

export const plus = (a: Interval, b: Interval): Interval => ({ low: Q.add(a.low, b.low), high: Q.add(a.high, b.high) })

export const times = (a: Interval, b: Interval): Interval => {
  const ends = [
    Q.multiply(a.low, b.low),
    Q.multiply(a.low, b.high),
    Q.multiply(a.high, b.low),
    Q.multiply(a.high, b.high),
  ]
  return { low: minimum(...ends), high: maximum(...ends) }
}

/** 1/a; undefined where a contains 0. */
export const reciprocal = (a: Interval): Interval | undefined =>
  Q.sign(a.low) * Q.sign(a.high) <= 0 ? undefined : { low: Q.invert(a.high), high: Q.invert(a.low) }

/** a², which is not negative. */
const squared = (a: Interval): Interval => {
  const square = times(a, a)
  return Q.sign(square.low) < 0 ? { low: Q.ZERO, high: square.high } : square
}

/** a^k for k ≥ 0, by repeated squaring. */
export const powered = (a: Interval, k: number, bits: number): Interval => {
  let result = point(Q.ONE)
  let square = a
  for (let rest = k; rest > 0; rest >>= 1) {
    if (rest & 1) result = widen(times(result, square), bits)
    if (rest > 1) square = widen(squared(square), bits)
  }
  return result
}

/** The signs an interval allows. */
export const intervalSign = (a: Interval): 'negative' | 'zero' | 'positive' | 'unknown' =>
  Q.sign(a.low) > 0
    ? 'positive'
    : Q.sign(a.high) < 0
      ? 'negative'
      : Q.isZero(a.low) && Q.isZero(a.high)
        ? 'zero'
        : 'unknown'

/** Arguments of functions are rounded to this many bits more than the values. */
const GUARD = 16

const tiny = (bits: number): Q.Rational => Q.rational(1n, 1n << BigInt(bits))

/**
 * Σ term_i with term_0 = first and term_i = term_(i−1)·factor(i), cut behind a term below 2^-bits. Precondition: the sum of
 * all terms behind such a term is no larger than it.
 */
const series = (first: Q.Rational, factor: (i: number) => Q.Rational, bits: number): Interval => {
  let term = point(first)
  let total = term
  for (let i = 1; ; i++) {
    term = widen(times(term, point(factor(i))), bits)
    total = widen(plus(total, term), bits)
    const size = maximum(Q.absolute(term.low), Q.absolute(term.high))
    if (Q.compare(size, tiny(bits)) < 0) {
      return plus(total, { low: Q.negate(size), high: size })
    }
  }
}

/** exp at a rational: its series on |x| ≤ 1/2, then repeated squaring. */
const expPoint = (x: Q.Rational, bits: number): Interval => {
  let halvings = 0
  let y = x
  while (Q.compare(Q.absolute(y), Q.rational(1, 2)) > 0) {
    y = Q.divide(y, Q.rational(2))
    halvings++
  }
  const precision = bits + 2 * halvings + 8
  let total = series(Q.ONE, (n) => Q.divide(y, Q.rational(n)), precision)
  for (let i = 0; i < halvings; i++) total = widen(times(total, total), precision)
  return { low: maximum(total.low, Q.ZERO), high: total.high }
}

export const expInterval = (a: Interval, bits: number): Interval | undefined => {
  const far = Q.rational(4096)
  if (Q.compare(Q.absolute(a.low), far) > 0 || Q.compare(Q.absolute(a.high), far) > 0) return undefined
  const { low, high } = widen(a, bits + GUARD)
  return { low: expPoint(low, bits).low, high: expPoint(high, bits).high }
}

/** log at a positive rational: x = m·2^k with m in [1/2, 2], log m = 2·artanh((m−1)/(m+1)), log 2 alike. */
const logPoint = (x: Q.Rational, bits: number): Interval => {
  // Σ z^(2i+1)/(2i+1) with |z| ≤ 1/3: each term is less than a ninth of the one before.
  const artanh = (z: Q.Rational): Interval => {
    const square = Q.multiply(z, z)
    return series(z, (i) => Q.multiply(square, Q.rational(2 * i - 1, 2 * i + 1)), bits + 8)
  }
  const k = bitLength(x.n) - bitLength(x.d)
  const m = k >= 0 ? Q.rational(x.n, x.d << BigInt(k)) : Q.rational(x.n << BigInt(-k), x.d)
  const two = point(Q.rational(2))
  const log2 = times(two, artanh(Q.rational(1, 3)))
  const logOf = (value: Q.Rational): Interval =>
    times(two, artanh(Q.divide(Q.subtract(value, Q.ONE), Q.add(value, Q.ONE))))
  const { low, high } = widen(point(m), bits + GUARD)
  const logm = { low: logOf(low).low, high: logOf(high).high }
  return widen(plus(logm, times(log2, point(Q.rational(k)))), bits)
}

/** log; undefined unless the interval is positive. */
export const logInterval = (a: Interval, bits: number): Interval | undefined =>
  Q.sign(a.low) > 0 ? { low: logPoint(a.low, bits).low, high: logPoint(a.high, bits).high } : undefined

/** The alternating series from x^first. Its terms are at least 1 as long as they increase, and decrease afterwards. */
const sinCosPoint = (x: Q.Rational, bits: number, first: 0 | 1): Interval => {
  const square = Q.negate(Q.multiply(x, x))
  const factor = (i: number): Q.Rational => Q.divide(square, Q.rational((2 * i + first - 1) * (2 * i + first)))
  return series(first === 1 ? x : Q.ONE, factor, bits + 8)
}

/** sin or cos: at the midpoint, plus the radius (Lipschitz constant 1), cut to [−1, 1]. */
export const sinCosInterval = (a: Interval, bits: number, which: 'sin' | 'cos'): Interval => {
  const { low, high } = widen(a, bits + GUARD)
  const middle = Q.divide(Q.add(low, high), Q.rational(2))
  const radius = Q.subtract(high, middle)
  const whole = { low: Q.rational(-1), high: Q.ONE }
  if (Q.compare(Q.absolute(middle), Q.rational(1000)) > 0) return whole
  const value = sinCosPoint(middle, bits, which === 'sin' ? 1 : 0)
  return {
    low: maximum(Q.subtract(value.low, radius), whole.low),
    high: minimum(Q.add(value.high, radius), whole.high),
  }
}

const MAX_RADICAND_BITS = 16_384

/** The largest integer whose n-th power is at most value ≥ 0, by bisection; undefined where that takes long. */
export const floorRoot = (value: bigint, n: number): bigint | undefined => {
  const length = bitLength(value)
  if (length > MAX_RADICAND_BITS) return undefined
  let low = 0n
  let high = 1n << BigInt(Math.floor(length / n) + 1)
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** BigInt(n) <= value) low = middle
    else high = middle
  }
  return low
}

/** The n-th root of an interval, nonnegative or for odd n; undefined where it is not defined. */
export const rootInterval = (a: Interval, n: number, bits: number): Interval | undefined => {
  if (Q.sign(a.low) < 0 && n % 2 === 0) return undefined
  const unit = 1n << BigInt(bits)
  // The root of an end of the interval, rounded outward: towards 0, or one unit away from it.
  const end = ({ n: top, d }: Q.Rational, isHigh: boolean): Q.Rational | undefined => {
    const size = floorRoot(((top < 0n ? -top : top) << BigInt(bits * n)) / d, n)
    const outward = top !== 0n && top < 0n !== isHigh ? 1n : 0n
    return size === undefined ? undefined : Q.rational(top < 0n ? -(size + outward) : size + outward, unit)
  }
  const low = end(a.low, false)
  const high = end(a.high, true)
  return low && high && { low, high }
}
