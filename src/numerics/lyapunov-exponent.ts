import type { Random } from './random.ts'

/** A Lyapunov exponent measured along one long product, with a 95 % interval from the spread of its parts. */
export interface MeasuredExponent {
  readonly value: number
  readonly confidence: readonly [number, number]
  readonly factors: number
}

const PARTS = 64
const PART_LENGTH = 4096
const SETTLING = 1024
/** The 97.5 % quantile of Student's distribution with 63 degrees of freedom. */
const QUANTILE = 1.998

/**
 * lim (1/n)·log‖A_n⋯A_1 v‖ for the factors A = I − c_i·g_i·g_iᵀ, i uniform, by following one direction v.
 *
 * `gradients` span the space that is looked at; v starts in it and stays. Undefined where a factor maps v to 0.
 */
export const measureExponent = (
  gradients: readonly (readonly number[])[],
  scales: readonly number[],
  random: Random,
): MeasuredExponent | undefined => {
  const dimension = gradients[0]?.length ?? 0
  const v = Float64Array.from({ length: dimension }, (_, j) =>
    gradients.reduce((sum, g) => sum + (g[j] ?? 0) * (0.5 + random()), 0),
  )
  const normalize = (): number => {
    const size = Math.hypot(...v)
    for (let j = 0; j < dimension; j++) v[j] = (v[j] ?? 0) / size
    return Math.log(size)
  }
  const step = (): number => {
    const i = Math.floor(random() * gradients.length)
    const g = gradients[i] ?? []
    const along = (scales[i] ?? 0) * v.reduce((sum, entry, j) => sum + entry * (g[j] ?? 0), 0)
    for (let j = 0; j < dimension; j++) v[j] = (v[j] ?? 0) - along * (g[j] ?? 0)
    return normalize()
  }
  normalize()
  for (let k = 0; k < SETTLING; k++) step()
  const parts = Array.from({ length: PARTS }, () => {
    let sum = 0
    for (let k = 0; k < PART_LENGTH; k++) sum += step()
    return sum / PART_LENGTH
  })
  const value = parts.reduce((a, b) => a + b, 0) / PARTS
  const variance = parts.reduce((s, part) => s + (part - value) ** 2, 0) / (PARTS - 1)
  const margin = QUANTILE * Math.sqrt(variance / PARTS)
  if (!Number.isFinite(value)) return undefined
  return { value, confidence: [value - margin, value + margin], factors: PARTS * PART_LENGTH }
}
