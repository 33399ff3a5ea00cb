import type { ProgramBuilder } from '../program-builder.ts'
import { type DoubleDouble, fastTwoSum, twoProduct } from './double-double.ts'
import { exponentialOfSum } from './exponential.ts'
import { halfIntegerPower, isHalfInteger } from './half-integer-power.ts'
import { centred, LN2_HIGH, LN2_LOW } from './logarithm.ts'
import { polynomial } from './polynomial.ts'

/** What 1/3 loses in a double. */
const THIRD_LOW = 1.850371707708594e-17
/** Minimax for (atanh(s)/s − 1 − s²/3)/s⁴ in s², |s| ≤ (√2 − 1)/(√2 + 1); the error of atanh is 2^-66. */
const ATANH = [
  0.20000000000001025, 0.14285714285090223, 0.11111111253817109, 0.09090892651926545, 0.07693359560954735,
  0.06628807587671542, 0.06594816882569433,
]
/** Larger exponents give 0, 1 or ∞ only. */
const LARGEST_EXPONENT = 2 ** 80
/** |log| of a result that is neither 0 nor infinite is less. */
const LARGEST_LOGARITHM = 800

/** log x for 0 < x < ∞, with a relative error of 2^-63. */
const wideLogarithm = (b: ProgramBuilder, x: number): DoubleDouble => {
  const { constant, add, subtract, multiply, divide } = b
  const [k, m] = centred(b, x)
  const one = constant(1)
  const f = subtract(m, one)
  const below = add(m, one)
  const belowLow = subtract(m, subtract(below, one))
  // s = f/(1 + m), with what the quotient loses.
  const s = divide(f, below)
  const back = twoProduct(b, s, below)
  const left = subtract(subtract(f, back.high), add(back.low, multiply(s, belowLow)))
  const sLow = divide(left, below)
  const z = twoProduct(b, s, s)
  const zLow = add(z.low, multiply(constant(2), multiply(s, sLow)))
  // atanh(s)/s = 1 + z/3 + z²·Q(z).
  const third = twoProduct(b, z.high, constant(1 / 3))
  const thirdLow = add(third.low, add(multiply(zLow, constant(1 / 3)), multiply(z.high, constant(THIRD_LOW))))
  const tail = multiply(multiply(z.high, z.high), polynomial(b, z.high, ATANH))
  const near = fastTwoSum(b, third.high, tail)
  const factor = fastTwoSum(b, one, near.high)
  const factorLow = add(factor.low, add(near.low, thirdLow))
  const twice = multiply(constant(2), s)
  const product = twoProduct(b, twice, factor.high)
  const productLow = add(
    product.low,
    add(multiply(twice, factorLow), multiply(multiply(constant(2), sLow), factor.high)),
  )
  const sum = fastTwoSum(b, multiply(k, constant(LN2_HIGH)), product.high)
  return fastTwoSum(b, sum.high, add(sum.low, add(productLow, multiply(k, constant(LN2_LOW)))))
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
 * u^p, with an error below 1 ulp, or 2 where the result is subnormal; of constant half-integers p as
 * {@link halfIntegerPower} says.
 *
 * As IEEE 754 says, but that −0 counts as 0: u^0 = 1, 0^p = ∞ for p < 0, no number for u < 0 unless p is an integer.
 */
export const realPower = (b: ProgramBuilder, u: number, p: number): number => {
  const { constant, multiply } = b
  const [zero, one, infinity] = [constant(0), constant(1), constant(Number.POSITIVE_INFINITY)]
  const exponent = b.constantOf(p)
  if (exponent !== undefined && isHalfInteger(exponent)) return halfIntegerPower(b, u, exponent)
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
