import type { ProgramBuilder } from '../program-builder.ts'
import { exponentialLessOne } from './exponential.ts'

/** tanh x = ±1 to a double beyond, and x nearer to 0. */
const LARGEST = 22
const SMALLEST = 2 ** -28

/** tanh x = e/(e + 2) with e = e^(2|x|) − 1 and the sign of x, with an error below 2 ulp. */
export const hyperbolicTangent = (b: ProgramBuilder, x: number): number => {
  const { constant } = b
  const size = b.apply('abs', x)
  const largest = constant(LARGEST)
  const e = exponentialLessOne(b, b.multiply(constant(2), b.less(largest, size, largest, size)))
  const quotient = b.divide(e, b.add(e, constant(2)))
  const value = b.less(x, constant(0), b.negate(quotient), quotient)
  return b.less(size, constant(SMALLEST), x, value)
}
