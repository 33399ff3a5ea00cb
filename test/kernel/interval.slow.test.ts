import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  expInterval,
  floorRoot,
  type Interval,
  intervalSign,
  logInterval,
  point,
  powered,
  reciprocal,
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

const at = Q.parseRational
const between = (low: string, high = low): Interval => ({ low: at(low), high: at(high) })
const shown = (interval: Interval | undefined): string =>
  interval === undefined ? 'none' : `${Q.formatRational(interval.low)} ${Q.formatRational(interval.high)}`

// Few points, and quick: these also judge mutants.
test.for(['0', '1/2', '-1/2', '1', '-7/3', '3', '22/7', '100/9', '-11', '1/1000000', '355/113', '2'])(
  'exp, sin, cos and log at %s',
  (text) => {
    const x = at(text)
    expect(contains(expInterval(point(x), 40), exp(fixed(x)))).toBe(true)
    expect(contains(sinCosInterval(point(x), 40, 'sin'), sin(fixed(x)))).toBe(true)
    expect(contains(sinCosInterval(point(x), 40, 'cos'), cos(fixed(x)))).toBe(true)
    expect(isNarrow(sinCosInterval(point(x), 40, 'sin'), 20)).toBe(true)
    const log = logInterval(point(x), 40)
    if (x.n <= 0n) return expect(log).toBe(undefined)
    if (log === undefined) throw new Error('no logarithm')
    expect(isNarrow(log, 34)).toBe(true)
    expect(exp(fixed(log.low)) - SLACK <= fixed(x) && fixed(x) <= exp(fixed(log.high)) + SLACK).toBe(true)
  },
)

test.for<readonly [low: string, high: string, bits: number, answer: string]>([
  ['1/33', '1/33', 4, '15/512 1/32'],
  ['-1/33', '-1/33', 4, '-1/32 -15/512'],
  ['-1/33', '1/33', 4, '-1/32 1/32'],
  ['1/3', '1/3', 4, '1/3 1/3'],
  ['3/8', '3/8', 4, '3/8 3/8'],
  ['1/1024', '-1/1024', 4, '1/1024 -1/1024'],
  ['0', '0', 4, '0 0'],
  ['0', '1/1000', 4, '0 9/8192'],
  ['100/33', '100/33', 4, '3 25/8'],
  ['-100/33', '-100/33', 4, '-25/8 -3'],
  ['1000000/7', '1000000/7', 2, '142857 142858'],
  ['1000000/9', '1000000/9', 2, '111111 111112'],
])('[%s, %s] rounded to %i bits', ([low, high, bits, answer]) => {
  expect(shown(widen(between(low, high), bits))).toBe(answer)
})

test.for<readonly [low: string, high: string, answer: string]>([
  ['1', '2', '1/2 1'],
  ['-2', '-1', '-1 -1/2'],
  ['-1', '2', 'none'],
  ['0', '2', 'none'],
  ['-1', '0', 'none'],
  ['0', '0', 'none'],
])('1/[%s, %s]', ([low, high, answer]) => {
  expect(shown(reciprocal(between(low, high)))).toBe(answer)
})

test.for<readonly [low: string, high: string, k: number, answer: string]>([
  ['-1', '2', 0, '1 1'],
  ['-1', '2', 1, '-1 2'],
  ['-1', '2', 2, '0 4'],
  ['-3', '-2', 2, '4 9'],
  ['-3', '-2', 3, '-27 -8'],
  ['-1', '2', 3, '-4 8'],
  ['-1', '2', 4, '0 16'],
  ['2', '3', 5, '32 243'],
  ['0', '3', 2, '0 9'],
])('[%s, %s]^%i', ([low, high, k, answer]) => {
  const bound = powered(between(low, high), k, 64)
  expect(shown(bound)).toBe(answer)
})

test.for<readonly [low: string, high: string, n: number, answer: string]>([
  ['4', '9', 2, '2 49/16'],
  ['-4', '9', 2, 'none'],
  ['-8', '27', 3, '-33/16 49/16'],
  ['-27', '-8', 3, '-49/16 -2'],
  ['-8', '0', 3, '-33/16 0'],
  ['0', '0', 3, '0 0'],
  ['0', '16', 4, '0 33/16'],
  ['-16', '0', 4, 'none'],
])('root of [%s, %s] of order %i', ([low, high, n, answer]) => {
  expect(shown(rootInterval(between(low, high), n, 4))).toBe(answer)
})

test('where a function is not enclosed', () => {
  const [near, far, beyond] = ['4095', '4096', '4097'].map(at) as [Q.Rational, Q.Rational, Q.Rational]
  expect(expInterval({ low: near, high: beyond }, 64)).toBe(undefined)
  expect(expInterval({ low: Q.negate(beyond), high: near }, 64)).toBe(undefined)
  expect(expInterval({ low: Q.negate(far), high: Q.negate(far) }, 64) === undefined).toBe(false)
  expect(logInterval(between('0', '1'), 64)).toBe(undefined)
  expect(logInterval(between('-1', '1'), 64)).toBe(undefined)
  expect(shown(sinCosInterval(between('2000'), 64, 'sin'))).toBe('-1 1')
  expect(shown(sinCosInterval(between('0', '100'), 64, 'cos'))).toBe('-1 1')
  const huge = { n: (1n << 16_400n) + 1n, d: 1n }
  expect(rootInterval({ low: Q.ONE, high: huge }, 2, 8)).toBe(undefined)
  expect(rootInterval({ low: Q.negate(huge), high: Q.ONE }, 3, 8)).toBe(undefined)
  expect(rootInterval({ low: Q.negate(huge), high: Q.negate(huge) }, 3, 8)).toBe(undefined)
  expect(rootInterval({ low: Q.rational(-1), high: huge }, 3, 8)).toBe(undefined)
})

test.for<readonly [low: string, high: string, sign: string]>([
  ['1', '2', 'positive'],
  ['0', '2', 'unknown'],
  ['-1', '0', 'unknown'],
  ['-1', '1', 'unknown'],
  ['-2', '-1', 'negative'],
  ['0', '0', 'zero'],
])('the sign of [%s, %s]', ([low, high, sign]) => {
  expect(intervalSign(between(low, high))).toBe(sign)
})

test.for<readonly [value: string, n: number, root: string]>([
  ['0', 2, '0'],
  ['1', 2, '1'],
  ['15', 2, '3'],
  ['16', 2, '4'],
  ['17', 2, '4'],
  ['26', 3, '2'],
  ['27', 3, '3'],
  ['1000000', 6, '10'],
])('the floor of the root of %s of order %i', ([value, n, root]) => {
  expect(String(floorRoot(BigInt(value), n))).toBe(root)
})
