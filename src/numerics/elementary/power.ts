import type { ProgramBuilder } from '../program-builder.ts'
import { type DoubleDouble, fastTwoSum, halves, twoProduct } from './double-double.ts'
import { exponentialOfSum } from './exponential.ts'
import { centred, LN2_HIGH, LN2_LOW } from './logarithm.ts'
import { polynomial } from './polynomial.ts'
import { FIRST_OF_LOGARITHM, logarithmTable, STEPS_OF_LOGARITHM } from './tables.ts'

/** (log(1 + r) − r + r²/2)/r³ for |r| ≤ 2^-8/c; the relative error of the logarithm is 2^-70. */
const CUBIC = [1 / 3, -1 / 4, 1 / 5, -1 / 6, 1 / 7, -1 / 8, 1 / 9]
/** Larger exponents give 0, 1 or ∞ only. */
const LARGEST_EXPONENT = 2 ** 80
/** |log| of a result that is neither 0 nor infinite is less. */
const LARGEST_LOGARITHM = 800

/**
 * log x for 0 < x < ∞, with a relative error of 2^-66: log(m·2^k) = k·log 2 + log c + log(1 + r), c being the number of a
 * table next to m, and m = c·(1 + r). Source of the idea: Tang, Table-driven implementation of the logarithm function,
 * ACM TOMS 16 (1990).
 */
const wideLogarithm = (b: ProgramBuilder, x: number): DoubleDouble => {
  const { constant, add, subtract, multiply } = b
  const table = logarithmTable()
  const [k, m] = centred(b, x)
  const j = b.apply('floor', add(multiply(m, constant(STEPS_OF_LOGARITHM)), constant(0.5)))
  const at = subtract(j, constant(FIRST_OF_LOGARITHM))
  const c = multiply(j, constant(1 / STEPS_OF_LOGARITHM))
  const inverse = b.entry(table.inverse, at)
  // r in two parts: the first one has 26 bits, so that its product with c and its square are exact, and m − c is.
  const d = subtract(m, c)
  const { high } = halves(b, multiply(d, inverse))
  const low = multiply(subtract(d, multiply(high, c)), inverse)
  const r = add(high, low)
  const ofPoint = add(multiply(k, constant(LN2_HIGH)), b.entry(table.high, at))
  const ofPointLow = add(multiply(k, constant(LN2_LOW)), b.entry(table.low, at))
  // r² = high² + low·(high + r).
  const half = constant(0.5)
  const sum = fastTwoSum(b, ofPoint, high)
  const bent = fastTwoSum(b, sum.high, b.negate(multiply(half, multiply(high, high))))
  const linear = subtract(low, multiply(half, multiply(low, add(high, r))))
  const cubic = multiply(multiply(r, multiply(r, r)), polynomial(b, r, CUBIC))
  return fastTwoSum(b, bent.high, add(add(sum.low, bent.low), add(linear, add(cubic, ofPointLow))))
}

/** x^p for 0 < x < ∞ and |p| ≤ 2^80. */
const positivePower = (b: ProgramBuilder, x: number, p: number): number => {
  const log = wideLogarithm(b, x)
  const product = twoProduct(b, log.high, p)
  const low = b.add(product.low, b.multiply(log.low, p))
  const size = b.apply('abs', product.high)
  return exponentialOfSum(b, product.high, b.less(size, b.constant(LARGEST_LOGARITHM), low, b.constant(0)))
}

/**
 * u^p, with an error below 1 ulp, or 2 where the result is subnormal.
 *
 * As IEEE 754 says, but that −0 counts as 0: u^0 = 1, 0^p = ∞ for p < 0, no number for u < 0 unless p is an integer.
 */
export const realPower = (b: ProgramBuilder, u: number, p: number): number => {
  const { constant, multiply } = b
  const [zero, one, infinity] = [constant(0), constant(1), constant(Number.POSITIVE_INFINITY)]
  const exponent = b.constantOf(p)
  const source = b.instruction(u)
  const isSize = source.op === 'apply' && source.name === 'abs'
  const size = isSize ? u : b.apply('abs', u)
  const most = constant(LARGEST_EXPONENT)
  const least = constant(-LARGEST_EXPONENT)
  const bounded = exponent === undefined ? b.less(most, p, most, b.less(p, least, least, p)) : p
  const inside = positivePower(b, size, bounded)
  const ofZero = b.less(p, zero, infinity, zero)
  const ofInfinity = b.less(p, zero, zero, infinity)
  const atEnds = b.equal(size, zero, ofZero, b.equal(size, infinity, ofInfinity, inside))
  const isInteger = (value: number, yes: number, no: number): number => b.equal(b.apply('floor', value), value, yes, no)
  const half = multiply(bounded, constant(0.5))
  const ofNegative = isInteger(
    bounded,
    isInteger(half, atEnds, b.negate(atEnds)),
    b.equal(size, infinity, atEnds, constant(Number.NaN)),
  )
  const ordered = b.equal(u, u, atEnds, u)
  const signed = isSize ? ordered : b.less(u, zero, ofNegative, ordered)
  return b.equal(p, zero, one, b.equal(p, p, signed, p))
}

/** sgn(u)·|u|^p. */
export const signedPower = (b: ProgramBuilder, u: number, p: number): number => {
  const value = realPower(b, b.apply('abs', u), p)
  return b.less(u, b.constant(0), b.negate(value), value)
}
