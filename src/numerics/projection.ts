import type { ScalarFunction, VectorFunction } from './compile.ts'

const ITERATIONS = 200
const SMALLEST_DAMPING = 2 ** -20

/**
 * A zero of h near `start`, by damped Newton steps x⁺ = x − λ·h·∇h/|∇h|² along the gradient.
 *
 * Returns undefined where the steps do not reach |h| <= 1e-13·(|x|·|∇h| + |h(start)|·1e-3), or leave the domain of h.
 */
export const projectToZero = (
  h: ScalarFunction,
  gradient: VectorFunction,
  start: readonly number[],
): number[] | undefined => {
  let x = [...start]
  let value = h(x)
  const initial = Math.abs(value)
  const v = new Float64Array(start.length)
  for (let k = 0; k < ITERATIONS; k++) {
    gradient(x, v)
    const norm = Math.hypot(...v)
    if (!(norm > 0 && Number.isFinite(norm) && Number.isFinite(value))) return undefined
    const reached = Math.abs(value) <= 1e-13 * (Math.hypot(...x) * norm + initial * 1e-3)
    let damping = 1
    let next = x
    let nextValue = value
    while (damping >= SMALLEST_DAMPING) {
      const step = (damping * value) / norm
      next = x.map((coordinate, j) => coordinate - step * ((v[j] ?? 0) / norm))
      nextValue = h(next)
      if (Math.abs(nextValue) < Math.abs(value)) break
      damping /= 2
    }
    // At the zero to rounding nothing decreases any more; the last decrease is worth having.
    if (!(Math.abs(nextValue) < Math.abs(value))) return reached ? x : undefined
    x = next
    value = nextValue
    if (value === 0) return x
  }
  return undefined
}
