import type { ProgramBuilder } from '../program-builder.ts'
import { polynomial } from './polynomial.ts'

// ln 2 = LN2_HIGH + LN2_LOW, the first part with 32 bits, so that its multiples by integers below 2^21 are exact.
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** Minimax for (e^r − 1 − r)/r² on |r| ≤ ln(2)/2; the error of e^r is 2^-63. */
const TAIL = [
  0.5, 0.16666666666666682, 0.04166666666666672, 0.00833333333331699, 0.0013888888888859078, 0.00019841269896595908,
  2.480158737288733e-5, 2.7557234587046945e-6, 2.755723388691281e-7, 2.5112146977193192e-8, 2.092682142792671e-9,
]
/** e^x is 0 below the first and infinite above the second. */
const LEAST = -746
const MOST = 710

/** k and e^r − 1 where x + low = k·ln 2 + r, |r| ≤ ln(2)/2. */
const reduced = (b: ProgramBuilder, x: number, low: number | undefined): readonly [number, number] => {
  const { add, subtract, multiply, constant } = b
  const k = b.apply('floor', add(multiply(x, constant(Math.LOG2E)), constant(0.5)))
  const high = subtract(x, multiply(k, constant(LN2_HIGH)))
  const rest = multiply(k, constant(LN2_LOW))
  const r = subtract(high, rest)
  // What the last subtraction rounded off.
  const off = subtract(subtract(high, r), rest)
  const tail = multiply(multiply(r, r), polynomial(b, r, TAIL))
  // e^(r + ε) = e^r + ε·e^r nearly; without a second part of x, ε is so small that 1 + r will do for e^r.
  const epsilon = low === undefined ? off : add(off, low)
  const slope = low === undefined ? r : add(r, tail)
  return [k, add(r, add(tail, add(epsilon, multiply(epsilon, slope))))]
}

/** e^(x + low) with |low| far below |x|. */
export const exponentialOfSum = (b: ProgramBuilder, x: number, low?: number): number => {
  const { constant, multiply, subtract } = b
  const above = b.less(x, constant(LEAST), constant(LEAST), x)
  const bounded = b.less(constant(MOST), above, constant(MOST), above)
  const [k, less] = reduced(b, bounded, low)
  // In two factors, as 2^k itself may be no double; both products are exact where the result is normal.
  const half = b.apply('floor', multiply(k, constant(0.5)))
  const [first, second] = [half, subtract(k, half)].map((exponent) => b.apply('powerOfTwo', exponent))
  return multiply(multiply(b.add(constant(1), less), first as number), second as number)
}

/** e^x, with an error below 1 ulp. */
export const exponential = (b: ProgramBuilder, x: number): number => exponentialOfSum(b, x)

/** e^x − 1 for 0 ≤ x < 50, with an error below 1.5 ulp. */
export const exponentialLessOne = (b: ProgramBuilder, x: number): number => {
  const [k, less] = reduced(b, x, undefined)
  const scale = b.apply('powerOfTwo', k)
  return b.add(b.multiply(scale, less), b.subtract(scale, b.constant(1)))
}
