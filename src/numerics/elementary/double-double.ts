import type { ProgramBuilder } from '../program-builder.ts'

/** An unevaluated sum high + low of two doubles, |low| ≤ ulp(high)/2 or nearly so. */
export interface DoubleDouble {
  readonly high: number
  readonly low: number
}

const SPLITTER = 2 ** 27 + 1

/** a = high + low, both with at most 26 bits (Veltkamp). */
export const halves = (b: ProgramBuilder, a: number): DoubleDouble => {
  const scaled = b.multiply(a, b.constant(SPLITTER))
  const high = b.subtract(scaled, b.subtract(scaled, a))
  return { high, low: b.subtract(a, high) }
}

/** a·c exactly (Dekker); no power of two may overflow or underflow in between. */
export const twoProduct = (b: ProgramBuilder, a: number, c: number): DoubleDouble => {
  const { multiply, add, subtract } = b
  const high = multiply(a, c)
  const [u, v] = [halves(b, a), halves(b, c)]
  const crossed = add(multiply(u.high, v.low), multiply(u.low, v.high))
  const low = add(add(subtract(multiply(u.high, v.high), high), crossed), multiply(u.low, v.low))
  return { high, low }
}

/** a + c exactly, for |a| ≥ |c| or a = 0. */
export const fastTwoSum = (b: ProgramBuilder, a: number, c: number): DoubleDouble => {
  const high = b.add(a, c)
  return { high, low: b.subtract(c, b.subtract(high, a)) }
}
