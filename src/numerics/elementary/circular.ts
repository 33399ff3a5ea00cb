import type { ProgramBuilder } from '../program-builder.ts'
import { polynomial } from './polynomial.ts'

/** Below it, sine and cosine are what their programs say; the reduction of larger arguments takes more digits of π. */
export const LARGEST_ANGLE = 2 ** 20

/** π/2 in four parts, the first three with 33 bits: their products with integers below 2^20 are exact. */
const QUARTER = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32]
/** Minimax for (sin(r)/r − 1)/r² in r², |r| ≤ π/4; the error of the sine is 2^-58. */
const SINE = [
  -0.16666666666666632, 0.00833333333332238, -0.00019841269829777903, 2.7557313680664586e-6, -2.505075623643203e-8,
  1.589668078429238e-10,
]
/** Minimax for (cos(r) − 1 + r²/2)/r⁴ in r², |r| ≤ π/4; the error of the cosine is 2^-64. */
const COSINE = [
  0.0416666666666666, -0.0013888888888874068, 2.4801587289444895e-5, -2.7557314341045575e-7, 2.0875721673739795e-9,
  -1.1359561808655515e-11,
]

/** sin(r + low + k·π/2) for |r| ≤ π/4, |low| far below |r|, and an integer k. */
export const sineOfParts = (b: ProgramBuilder, r: number, low: number, k: number): number => {
  const { constant, add, subtract, multiply } = b
  const z = multiply(r, r)
  const half = multiply(constant(0.5), z)
  const one = constant(1)
  const sine = add(r, add(multiply(multiply(r, z), polynomial(b, z, SINE)), multiply(low, subtract(one, half))))
  const near = subtract(one, half)
  const lost = subtract(subtract(one, near), half)
  const cosine = add(near, add(lost, subtract(multiply(multiply(z, z), polynomial(b, z, COSINE)), multiply(r, low))))
  const part = (value: number, of: number): number =>
    subtract(value, multiply(constant(of), b.apply('floor', multiply(value, constant(1 / of)))))
  const value = b.equal(part(k, 2), constant(0), sine, cosine)
  return b.less(part(k, 4), constant(2), value, b.negate(value))
}

/** sin(x + shift·π/2) for |x| ≤ 2^20, with an error below 1 ulp. */
const shiftedSine = (b: ProgramBuilder, x: number, shift: number): number => {
  const { constant, add, subtract, multiply } = b
  const k = b.apply('floor', add(multiply(x, constant(2 / Math.PI)), constant(0.5)))
  const [first = 0, second = 0, third = 0, fourth = 0] = QUARTER.map((part) => multiply(k, constant(part)))
  /** a − c with what it loses. */
  const difference = (a: number, c: number): readonly [number, number] => {
    const value = subtract(a, c)
    const back = subtract(value, a)
    return [value, subtract(subtract(a, subtract(value, back)), add(c, back))]
  }
  const [once, lost] = difference(subtract(x, first), second)
  const [twice, lostAgain] = difference(once, third)
  const rest = add(lost, subtract(lostAgain, fourth))
  const r = add(twice, rest)
  const low = add(subtract(twice, r), rest)
  return sineOfParts(b, r, low, add(k, constant(shift)))
}

/** sin x for |x| ≤ 2^20. */
export const sine = (b: ProgramBuilder, x: number): number => b.equal(x, b.constant(0), x, shiftedSine(b, x, 0))

/** cos x for |x| ≤ 2^20. */
export const cosine = (b: ProgramBuilder, x: number): number => shiftedSine(b, x, 1)
