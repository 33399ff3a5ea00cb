/** The median (of an even number of values, the mean of the middle two) and the extremes. */
export interface Summary {
  readonly median: number
  readonly max: number
  readonly min: number
}

/** The summary of the finite values; undefined where there are none. */
export const summarize = (values: Iterable<number>): Summary | undefined => {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b)
  const last = sorted.length - 1
  const at = (i: number): number => sorted[i] ?? Number.NaN
  if (last < 0) return undefined
  return { median: at(last >> 1) / 2 + at((last + 1) >> 1) / 2, max: at(last), min: at(0) }
}
