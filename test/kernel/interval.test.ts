import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expInterval,
  type Interval,
  logInterval,
  point,
  powered,
  rootInterval,
  sinCosInterval,
  widen,
} from '../../src/kernel/interval.ts'
import * as Q from '../../src/kernel/rational.ts'

// References computed here in fixed point with 400 binary digits and plain Taylor series, error below 2^-380.
const DIGITS = 400n
const ONE = 1n << DIGITS
const SLACK = 1n << 20n
const fixed = ({ n, d }: Q.Rational): bigint => (n << DIGITS) / d

const series = (first: bigint, next: (term: bigint, k: bigint) => bigint): bigint => {
  let [term, total] = [first, first]
  for (let k = 1n; term !== 0n && k < 500n; k++) {
    term = next(term, k)
    total += term
  }
  return total
}
const times = (a: bigint, b: bigint): bigint => (a * b) >> DIGITS
const exp = (x: bigint): bigint => series(ONE, (term, k) => times(term, x) / k)
const sin = (x: bigint): bigint => series(x, (term, k) => -times(times(term, x), x) / (2n * k * (2n * k + 1n)))
const cos = (x: bigint): bigint => series(ONE, (term, k) => -times(times(term, x), x) / (2n * k * (2n * k - 1n)))

const contains = (interval: Interval | undefined, value: bigint): boolean =>
  interval !== undefined && fixed(interval.low) <= value + SLACK && value - SLACK <= fixed(interval.high)
const isNarrow = ({ low, high }: Interval, bits: number): boolean =>
  Q.compare(Q.subtract(high, low), Q.rational(1n, 1n << BigInt(bits))) < 0

const rational = fc
  .tuple(fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: 1, max: 997 }))
  .map(([n, d]) => Q.rational(n, d))
  .filter((x) => Q.compare(Q.absolute(x), Q.rational(12)) < 0)
const RUNS = { seed: 11, numRuns: 150 }

test.for([64, 200])('exp, sin and cos at %i bits', (bits) => {
  fc.assert(
    fc.property(rational, (x) => {
      const at = fixed(x)
      expect(contains(expInterval(point(x), bits), exp(at))).toBe(true)
      expect(contains(sinCosInterval(point(x), bits, 'sin'), sin(at))).toBe(true)
      expect(contains(sinCosInterval(point(x), bits, 'cos'), cos(at))).toBe(true)
      expect(isNarrow(sinCosInterval(point(x), bits, 'cos'), bits - 24)).toBe(true)
    }),
    RUNS,
  )
})

test('log is the inverse of exp', () => {
  fc.assert(
    fc.property(rational, (x) => {
      if (x.n <= 0n) return
      const interval = logInterval(point(x), 100)
      expect(interval !== undefined && isNarrow(interval, 90)).toBe(true)
      if (interval === undefined) return
      expect(exp(fixed(interval.low)) - SLACK <= fixed(x)).toBe(true)
      expect(fixed(x) <= exp(fixed(interval.high)) + SLACK).toBe(true)
    }),
    RUNS,
  )
})

test('the n-th power of a root encloses the number', () => {
  fc.assert(
    fc.property(rational, fc.integer({ min: 2, max: 9 }), (x, n) => {
      const interval = rootInterval(point(x), n, 80)
      expect(interval === undefined).toBe(x.n < 0n && n % 2 === 0)
      if (interval === undefined) return
      expect(Q.compare(Q.power(interval.low, n), x)).toBeLessThanOrEqual(0)
      expect(Q.compare(Q.power(interval.high, n), x)).toBeGreaterThanOrEqual(0)
    }),
    RUNS,
  )
})

test('wide intervals hold the values at their inner points', () => {
  fc.assert(
    fc.property(rational, rational, fc.integer({ min: 0, max: 7 }), (a, b, k) => {
      const [low, high] = Q.compare(a, b) <= 0 ? [a, b] : [b, a]
      const middle = Q.divide(Q.add(Q.add(low, low), high), Q.rational(3))
      const whole = { low, high }
      expect(contains(expInterval(whole, 64), exp(fixed(middle)))).toBe(true)
      expect(contains(sinCosInterval(whole, 64, 'sin'), sin(fixed(middle)))).toBe(true)
      expect(contains(powered(whole, k, 64), fixed(Q.power(middle, k)))).toBe(true)
      const wide = widen(whole, 5)
      expect(Q.compare(wide.low, low) <= 0 && Q.compare(high, wide.high) <= 0).toBe(true)
    }),
    RUNS,
  )
})

test('recorded values', () => {
  const recorded = (text: string): bigint =>
    fixed(Q.rational(BigInt(text.replace('.', '')), 10n ** BigInt(text.length - 2)))
  const near = (interval: Interval | undefined, text: string): boolean => {
    const error = ONE / 10n ** 58n
    const value = recorded(text)
    return interval !== undefined && fixed(interval.low) <= value + error && value - error <= fixed(interval.high)
  }
  const one = point(Q.ONE)
  const two = point(Q.rational(2))
  expect(near(expInterval(one, 250), '2.71828182845904523536028747135266249775724709369995957496696')).toBe(true)
  expect(near(logInterval(two, 250), '0.69314718055994530941723212145817656807550013436025525412068')).toBe(true)
  expect(near(sinCosInterval(one, 250, 'sin'), '0.84147098480789650665250232163029899962256306079837106567275')).toBe(
    true,
  )
  expect(near(sinCosInterval(one, 250, 'cos'), '0.54030230586813971740093660744297660373231042061792222767009')).toBe(
    true,
  )
  expect(near(rootInterval(two, 2, 250), '1.41421356237309504880168872420969807856967187537694807317667')).toBe(true)
})
