import { nullspace } from '../algebra/linear-algebra.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import { add, atomOf, fromAtom, negate, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Term } from '../kernel/term.ts'

/**
 * A field x ↦ Sx + b on ℝⁿ with S antisymmetric whose flow is a rotation, S³ = −λS, λ > 0 and b ∈ im S, or a
 * translation, S = 0. Its flow preserves lengths: after the angle θ/√λ it is x + (sin θ/√λ)·v + ((1 − cos θ)/λ)·Sv,
 * v = Sx + b; a translation by t is x + t·b.
 */
export interface RigidMotion {
  readonly matrix: readonly (readonly Q.Rational[])[]
  readonly shift: readonly Q.Rational[]
  /** λ; 0 for a translation. */
  readonly square: Q.Rational
}

const MOST_VARIABLES = 8

const dot = (a: readonly Q.Rational[], b: readonly Q.Rational[]): Q.Rational =>
  a.reduce((s, x, i) => Q.add(s, Q.multiply(x, b[i] as Q.Rational)), Q.ZERO)

/** The motion, where S³ = −λS for some λ and b is in the image of S. */
const motionOf = (
  matrix: readonly (readonly Q.Rational[])[],
  shift: readonly Q.Rational[],
): RigidMotion | undefined => {
  const isStill = matrix.every((row) => row.every(Q.isZero))
  if (isStill) return { matrix, shift, square: Q.ZERO }
  const columns = matrix.map((_, j) => matrix.map((row) => row[j] as Q.Rational))
  const times = (rows: readonly (readonly Q.Rational[])[]) =>
    rows.map((row) => columns.map((column) => dot(row, column)))
  const cube = times(times(matrix))
  const i = matrix.findIndex((row) => row.some((x) => !Q.isZero(x)))
  const j = matrix[i]?.findIndex((x) => !Q.isZero(x)) ?? 0
  const square = Q.negate(Q.divide(cube[i]?.[j] ?? Q.ZERO, matrix[i]?.[j] ?? Q.ONE))
  const isRotation = cube.every((row, k) =>
    row.every((x, l) => Q.isZero(Q.add(x, Q.multiply(square, matrix[k]?.[l] ?? Q.ZERO)))),
  )
  // b = S·y if and only if S²b = −λb.
  const image = times(matrix).map((row) => dot(row, shift))
  const isCentred = image.every((x, k) => Q.isZero(Q.add(x, Q.multiply(square, shift[k] as Q.Rational))))
  return isRotation && isCentred ? { matrix, shift, square } : undefined
}

/**
 * Rotations and translations along which all residuals are constant, to first order as normal forms: a basis of those
 * fields Sx + b, as far as its members are of this kind. Proposals: that the residuals are invariant is for the kernel.
 *
 * @example rigidMotions([x^2 + y^2 - 1], scope) // the field (y, -x)
 */
export const rigidMotions = (residuals: readonly Term[], scope: Scope): readonly RigidMotion[] => {
  const { variables } = scope
  const n = variables.length
  if (n > MOST_VARIABLES) return []
  const x = variables.map((name) => fromAtom(atomOf({ kind: 'variable', name })))
  const slopes = residuals.map((h) => gradient(lower(h, scope), variables))
  const pairs = x.flatMap((_, i) => x.slice(i + 1).map((__, k) => [i, i + 1 + k] as const))
  const along = (slope: readonly Polynomial[]): Polynomial[] => [
    ...pairs.map(([i, j]) =>
      add(
        multiply(slope[i] as Polynomial, x[j] as Polynomial),
        negate(multiply(slope[j] as Polynomial, x[i] as Polynomial)),
      ),
    ),
    ...slope,
  ]
  const derivatives = slopes.map(along)
  const rows = derivatives.flatMap((columns) => {
    const keys = [...new Set(columns.flatMap((p) => [...p.keys()]))]
    return keys.map((key) => columns.map((p) => p.get(key)?.coefficient ?? Q.ZERO))
  })
  return nullspace(rows, pairs.length + n).flatMap((vector) => {
    const value = (k: number): Q.Rational => Q.rational(vector[k] ?? 0n)
    const matrix = x.map((_, i) =>
      x.map((__, j) => {
        const k = pairs.findIndex(([a, b]) => (a === i && b === j) || (a === j && b === i))
        return k < 0 ? Q.ZERO : i < j ? value(k) : Q.negate(value(k))
      }),
    )
    const motion = motionOf(
      matrix,
      x.map((_, i) => value(pairs.length + i)),
    )
    return motion === undefined ? [] : [motion]
  })
}
