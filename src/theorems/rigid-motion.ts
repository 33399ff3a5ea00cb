import type { RigidMotion } from '../dynamics/isometries.ts'
import * as Q from '../kernel/rational.ts'

type Matrix = readonly (readonly Q.Rational[])[]

const applied = (matrix: Matrix, x: readonly Q.Rational[]): readonly Q.Rational[] =>
  matrix.map((row) => row.reduce((sum, c, j) => Q.add(sum, Q.multiply(c, x[j] as Q.Rational)), Q.ZERO))

/**
 * Whether x ↦ Sx + b on ℝⁿ is what it was proposed for, exactly, so that its flow preserves lengths: S antisymmetric, and
 * S = 0 where λ = 0, else λ > 0, S³ = −λS and b ∈ im S, which S²b = −λb says.
 */
export const isRigidMotion = ({ matrix, shift, square }: RigidMotion, n: number): boolean => {
  if (matrix.length !== n || shift.length !== n || matrix.some((row) => row.length !== n)) return false
  const isAntisymmetric = matrix.every((row, i) =>
    row.every((c, j) => Q.equal(c, Q.negate(matrix[j]?.[i] as Q.Rational))),
  )
  if (!isAntisymmetric) return false
  if (Q.isZero(square)) return matrix.every((row) => row.every(Q.isZero))
  const opposite = (x: readonly Q.Rational[]) => x.map((c) => Q.negate(Q.multiply(square, c)))
  const isOpposite = (x: readonly Q.Rational[], y: readonly Q.Rational[]): boolean =>
    opposite(x).every((c, i) => Q.equal(c, y[i] as Q.Rational))
  const twice = (x: readonly Q.Rational[]) => applied(matrix, applied(matrix, x))
  // The columns of S are its rows up to sign.
  return Q.sign(square) > 0 && matrix.every((row) => isOpposite(row, twice(row))) && isOpposite(shift, twice(shift))
}
