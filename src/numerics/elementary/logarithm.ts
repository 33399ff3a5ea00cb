import type { ProgramBuilder } from '../program-builder.ts'
import { polynomial } from './polynomial.ts'

export const LN2_HIGH = 0.6931471803691238
export const LN2_LOW = 1.9082149292705877e-10
const SMALLEST_NORMAL = 2 ** -1022
const UPWARDS = 54
/** Minimax for (log((1 + s)/(1 − s)) − 2s)/s³ in s², |s| ≤ (√2 − 1)/(√2 + 1); the error of the logarithm is 2^-59. */
const ATANH = [
  0.6666666666666726, 0.39999999999455343, 0.2857142873483277, 0.22222199244342367, 0.18183533445607386,
  0.1531476066178573, 0.1478949472241652,
]

/** k and m with x = m·2^k and √½ < m ≤ √2, for 0 < x < ∞. */
export const centred = (b: ProgramBuilder, x: number): readonly [number, number] => {
  const { constant, multiply, subtract } = b
  const smallest = constant(SMALLEST_NORMAL)
  const normal = b.less(x, smallest, multiply(x, constant(2 ** UPWARDS)), x)
  const exponent = b.apply('exponent', normal)
  const shifted = b.less(x, smallest, subtract(exponent, constant(UPWARDS)), exponent)
  const significand = b.apply('significand', normal)
  const middle = constant(Math.SQRT2)
  return [
    b.less(middle, significand, b.add(shifted, constant(1)), shifted),
    b.less(middle, significand, multiply(significand, constant(0.5)), significand),
  ]
}

/** The natural logarithm, with an error below 1 ulp; −∞ at 0, no number below it. */
export const logarithm = (b: ProgramBuilder, x: number): number => {
  const { constant, add, subtract, multiply, divide } = b
  const [k, m] = centred(b, x)
  // log(1 + f) = f − f²/2 + s·(f²/2 + R(s²)) with s = f/(2 + f).
  const f = subtract(m, constant(1))
  const s = divide(f, add(constant(2), f))
  const z = multiply(s, s)
  const half = multiply(constant(0.5), multiply(f, f))
  const rest = multiply(z, polynomial(b, z, ATANH))
  const small = add(multiply(s, add(half, rest)), multiply(k, constant(LN2_LOW)))
  const value = subtract(multiply(k, constant(LN2_HIGH)), subtract(subtract(half, small), f))
  const zero = constant(0)
  const positive = b.less(zero, x, value, constant(Number.NaN))
  const infinity = constant(Number.POSITIVE_INFINITY)
  return b.equal(x, zero, constant(Number.NEGATIVE_INFINITY), b.less(x, infinity, positive, x))
}
