import type { ScalarFunction, VectorFunction } from './compile.ts'

/**
 * How far a law c drifts along a path, as a part of what it could: max |c(x) − c(x₀)| over ∫|∇c||dx|.
 *
 * Near rounding for a conserved law, of order 1 for one that is not, whatever the scale of c. Undefined where c or ∇c is
 * not finite on the path, or where the path has no length.
 */
export const driftAlong = (
  law: ScalarFunction,
  gradient: VectorFunction,
  path: readonly (readonly number[])[],
): number | undefined => {
  const [start] = path
  if (start === undefined) return undefined
  const slope = new Float64Array(start.length)
  const initial = law(start)
  let possible = 0
  let drift = 0
  let previous = start
  for (const point of path.slice(1)) {
    gradient(point, slope)
    possible += Math.hypot(...slope) * Math.hypot(...point.map((coordinate, j) => coordinate - (previous[j] ?? 0)))
    drift = Math.max(drift, Math.abs(law(point) - initial))
    previous = point
  }
  const part = drift / possible
  return Number.isFinite(part) ? part : undefined
}
