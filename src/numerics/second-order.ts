import type { ScalarFunction, VectorFunction } from './compile.ts'

/** The step of the finite difference where none is given. */
const STEP = 1e-3
/** A quadratic form smaller than this part of the sum of its terms is rounding noise. */
const NEGLIGIBLE = 1e-10

/**
 * ½∇²g(v,v) from the entries of the Hessian (row by row); undefined where it vanishes to rounding or is not finite.
 */
export const halfSecondDerivative = (
  hessian: VectorFunction,
  point: readonly number[],
  v: readonly number[],
): number | undefined => {
  const n = point.length
  const entries = new Float64Array(n * n)
  hessian(point, entries)
  let total = 0
  let size = 0
  entries.forEach((entry, index) => {
    const term = (entry * (v[Math.floor(index / n)] ?? 0) * (v[index % n] ?? 0)) / 2
    total += term
    size += Math.abs(term)
  })
  return Number.isFinite(total) && Math.abs(total) > NEGLIGIBLE * size ? total : undefined
}

/**
 * The second-order ratio [g(x̄ − αv) − g(x̄)]/α² over ½∇²g(x̄)(v,v), by default at α = 10⁻³: near 1 where ⟨∇g, v⟩ = 0.
 *
 * Source: the quantitative form of [J], Proposition 2.6. NaN outside the domain of g.
 */
export const secondOrderRatio = (
  regularizer: ScalarFunction,
  base: readonly number[],
  v: readonly number[],
  half: number,
  alpha: number = STEP,
): number => {
  const moved = base.map((coordinate, j) => coordinate - alpha * (v[j] ?? 0))
  return (regularizer(moved) - regularizer(base)) / (alpha * alpha) / half
}
