/**
 * What an axis of a sweep varies: a constant of f, a coordinate of the starts, a number of the method, the method, the
 * formula for the step sizes, or which element of the normalized subdifferential is taken.
 */
export type AxisKind = 'parameter' | 'start' | 'number' | 'method' | 'schedule' | 'selection'

/** Numbers between two ends, evenly spaced, or by even factors on a log scale. */
export interface Interval {
  readonly from: number
  readonly to: number
  readonly scale: 'linear' | 'log'
}

/** One thing that is varied: over a list, over so many values of a range, or, in a random design, over an interval. */
export interface Axis {
  readonly name: string
  readonly kind: AxisKind
  readonly values?: readonly (number | string)[]
  readonly range?: Interval & { readonly count: number }
  readonly interval?: Interval
}

/** The number a part of the way through an interval, 0 ≤ part ≤ 1; both ends exactly. */
export const within = ({ from, to, scale }: Interval, part: number): number => {
  if (part === 0) return from
  if (part === 1) return to
  return scale === 'log' ? from * (to / from) ** part : from + (to - from) * part
}

/** How many values an axis has; 1 for an interval, which has no first and second. */
export const axisSize = ({ values, range }: Axis): number => values?.length ?? range?.count ?? 1

/** The i-th value of an axis that is no interval. */
export const axisValue = ({ values, range }: Axis, i: number): number | string => {
  if (range !== undefined) return within(range, range.count === 1 ? 0 : i / (range.count - 1))
  return values?.[i] as number | string
}
