import { type Rational, rational } from '../../kernel/rational.ts'

/** The multiple of 1/denominator nearest to x. Precondition: x finite. */
export const roundTo = (x: number, denominator: number): Rational => {
  const scaled = x * denominator
  if (Math.abs(scaled) < Number.MAX_SAFE_INTEGER) return rational(BigInt(Math.round(scaled)), BigInt(denominator))
  return rational(BigInt(Math.round(x)))
}

/** The fraction of least denominator (at most `largest`) within `tolerance` of x, if any; by continued fractions. */
export const simplestNear = (x: number, tolerance: number, largest: number): Rational | undefined => {
  let [p0, q0, p1, q1] = [0, 1, 1, 0]
  let rest = x
  for (let step = 0; step < 32; step++) {
    const whole = Math.floor(rest)
    ;[p0, q0, p1, q1] = [p1, q1, whole * p1 + p0, whole * q1 + q0]
    if (q1 > largest) return undefined
    if (Math.abs(x - p1 / q1) <= tolerance) return rational(BigInt(p1), BigInt(q1))
    if (rest === whole) return undefined
    rest = 1 / (rest - whole)
  }
  return undefined
}
