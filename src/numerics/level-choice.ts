const QUANTILES = { low: 0.03, high: 0.96 } as const
/** Below this part of the highest level the picture has nothing to show. */
const SMALLEST = 1e-8

const quantile = (sorted: Float64Array, part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0

const sortedFinite = (values: Float64Array): Float64Array => values.filter(Number.isFinite).sort()

/**
 * Levels of u ≥ 0 that are even in the logarithm, from where hardly any of the picture lies below to where hardly any
 * lies above: levels near {u = 0} are seen. Empty where u is constant.
 */
export const logarithmicLevels = (values: Float64Array, count: number): readonly number[] => {
  const positive = sortedFinite(values).filter((value) => value > 0)
  const high = quantile(positive, QUANTILES.high)
  const low = Math.max(quantile(positive, QUANTILES.low), SMALLEST * high)
  if (!(low > 0 && high / low > 1.001 && Number.isFinite(high))) return []
  return Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)))
}

/** Levels with as much of the picture between each two of them; empty where the function is constant. */
export const evenLevels = (values: Float64Array, count: number): readonly number[] => {
  const sorted = sortedFinite(values)
  const levels = Array.from({ length: count }, (_, i) => quantile(sorted, (i + 1) / (count + 1)))
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  const isConstant = !(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))
  return isConstant ? [] : [...new Set(levels)].filter((level) => level > low && level < high)
}
