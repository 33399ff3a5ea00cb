import type { ProgramBuilder } from '../program-builder.ts'
import { polynomial } from './polynomial.ts'

const SMALLEST_NORMAL = 2 ** -1022
/** Minimax for the cube root on [1, 8), with a relative error of 2^-7.5. */
const FIRST = [0.6816838639980329, 0.3645277448978692, -0.04330995755545819, 0.002313205417743579]
/** Adding and subtracting it leaves 22 bits of a number between 1 and 2. */
const ROUNDER = 1.5 * 2 ** 31

/** The real cube root, with an error below 1 ulp; of ±0 and ±∞ they themselves. */
export const cubeRoot = (b: ProgramBuilder, x: number): number => {
  const { constant, add, subtract, multiply, divide } = b
  const size = b.apply('abs', x)
  const smallest = constant(SMALLEST_NORMAL)
  const normal = b.less(size, smallest, multiply(size, constant(2 ** 54)), size)
  // |x| = m·8^q with 1 ≤ m < 8.
  const exponent = b.apply('exponent', normal)
  const q = b.apply('floor', multiply(add(exponent, constant(0.5)), constant(1 / 3)))
  const over = subtract(exponent, multiply(constant(3), q))
  const scale = b.equal(over, constant(0), constant(1), b.equal(over, constant(1), constant(2), constant(4)))
  const m = multiply(b.apply('significand', normal), scale)
  // Halley's steps; before the last one the value is cut so short that its square is exact.
  const first = polynomial(b, m, FIRST)
  const cube = multiply(multiply(first, first), first)
  const second = multiply(first, divide(add(cube, add(m, m)), add(add(cube, cube), m)))
  const short = subtract(add(second, constant(ROUNDER)), constant(ROUNDER))
  const other = divide(m, multiply(short, short))
  const root = add(short, multiply(short, divide(subtract(other, short), add(add(short, short), other))))
  const shift = b.less(size, smallest, subtract(q, constant(18)), q)
  const value = multiply(root, b.apply('powerOfTwo', shift))
  const signed = b.less(x, constant(0), b.negate(value), value)
  const isOrdinary = b.less(size, constant(Number.POSITIVE_INFINITY), signed, x)
  return b.equal(x, constant(0), x, isOrdinary)
}
