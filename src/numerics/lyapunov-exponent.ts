import type { Random } from './random.ts'

/** A measured number with a 95 % interval from the spread of the parts of one long product. */
export interface MeasuredNumber {
  readonly value: number
  readonly confidence: readonly [number, number]
}

/** The largest Lyapunov exponent of a random product, and the others where they were followed too. */
export interface MeasuredExponent extends MeasuredNumber {
  readonly factors: number
  /** All exponents on the span of the gradients, decreasing; null for −∞. Absent in many dimensions. */
  readonly spectrum?: readonly (MeasuredNumber | null)[]
}

const PARTS = 64
const PART_LENGTH = 4096
const SETTLING = 1024
/** The 97.5 % quantile of Student's distribution with 63 degrees of freedom. */
const QUANTILE = 1.998
/** In more dimensions only the largest exponent is followed. */
const MOST_DIRECTIONS = 8
/** A gradient this near to the span of those before it, as a part of its length, adds no direction. */
const NEARLY_DEPENDENT = 1e-9

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number)
  return sum
}

/** v ← v − s·w. */
const subtract = (v: Float64Array, s: number, w: Float64Array): void => {
  for (let j = 0; j < v.length; j++) v[j] = (v[j] as number) - s * (w[j] as number)
}

/** Makes `frame` orthonormal, first vectors first, and returns the lengths R_kk: one QR factorization. */
const orthonormalize = (frame: readonly Float64Array[]): number[] =>
  frame.map((v, k) => {
    for (const earlier of frame.slice(0, k)) subtract(v, dot(v, earlier), earlier)
    const length = Math.sqrt(dot(v, v))
    for (let j = 0; j < v.length; j++) v[j] = length > 0 ? (v[j] as number) / length : 0
    return length
  })

const statistics = (parts: readonly number[]): MeasuredNumber => {
  const value = parts.reduce((a, b) => a + b, 0) / parts.length
  const variance = parts.reduce((s, part) => s + (part - value) ** 2, 0) / (parts.length - 1)
  const margin = QUANTILE * Math.sqrt(variance / parts.length)
  return { value, confidence: [value - margin, value + margin] }
}

/**
 * The Lyapunov exponents of products of the factors A = I − c_i·g_i·g_iᵀ, i uniform, on the span of the g_i: the means of
 * log R_kk in QR factorizations of a frame that the factors move (Benettin, Galgani, Giorgilli, Strelcyn 1980).
 *
 * Precondition: some gradient is not 0. Undefined where the largest exponent is −∞. Evidence: the interval is that of
 * 64 parts of 4096 factors each, which count as independent.
 */
export const measureExponent = (
  gradients: readonly (readonly number[])[],
  scales: readonly number[],
  random: Random,
): MeasuredExponent | undefined => {
  const given = gradients.map((g) => Float64Array.from(g))
  // Every direction begins as a mixture of all gradients, so that no eigenvector is met by chance.
  const mixed = given.map(() => {
    const v = new Float64Array(given[0]?.length ?? 0)
    for (const g of given) subtract(v, -(0.5 + random()), g)
    return v
  })
  const lengths = mixed.map((v) => Math.sqrt(dot(v, v)))
  const kept = orthonormalize(mixed)
  const basis = mixed.filter((_, k) => (kept[k] ?? 0) > NEARLY_DEPENDENT * (lengths[k] ?? 0))
  // In coordinates of their span, for beside it nothing shrinks: rounding would grow until it is all there is.
  const vectors = given.map((g) => Float64Array.from(basis, (v) => dot(v, g)))
  const isFollowed = basis.length <= MOST_DIRECTIONS
  const frame = basis
    .slice(0, isFollowed ? basis.length : 1)
    .map((_, k) => Float64Array.from(basis, (_v, j) => (j === k ? 1 : 0)))
  const sums = frame.map(() => 0)
  const step = (): void => {
    const i = Math.floor(random() * vectors.length)
    const g = vectors[i] as Float64Array
    const scale = scales[i] ?? 0
    for (const v of frame) subtract(v, scale * dot(v, g), g)
    orthonormalize(frame).forEach((length, k) => {
      sums[k] = (sums[k] as number) + Math.log(length)
    })
  }
  for (let k = 0; k < SETTLING; k++) step()
  const parts = Array.from({ length: PARTS }, () => {
    sums.fill(0)
    for (let k = 0; k < PART_LENGTH; k++) step()
    return sums.map((sum) => sum / PART_LENGTH)
  })
  const spectrum = frame.map((_, k) => {
    const measured = statistics(parts.map((part) => part[k] ?? Number.NaN))
    return Number.isFinite(measured.value) ? measured : null
  })
  const [largest] = spectrum
  if (largest === undefined || largest === null) return undefined
  return { ...largest, factors: PARTS * PART_LENGTH, ...(isFollowed ? { spectrum } : {}) }
}
