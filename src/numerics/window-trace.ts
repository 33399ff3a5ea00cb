import type { ScalarFunction } from './compile.ts'
import { recordRun } from './recorded-run.ts'
import type { StepSizes } from './step-sizes.ts'
import type { Advance } from './trajectories.ts'

/** Largest values over windows of steps that grow by a factor; `step[i]` is the last step of window i. */
export interface WindowTrace {
  readonly step: readonly number[]
  /** For each measure, its largest value in each window. */
  readonly largest: readonly (readonly number[])[]
}

const WINDOWS_PER_DECADE = 8

/** The ends of the windows: steps that grow evenly in the logarithm, each once. */
const windowEnds = (steps: number): readonly number[] => {
  const count = Math.max(1, Math.ceil(Math.log10(steps) * WINDOWS_PER_DECADE))
  const ends = Array.from({ length: count + 1 }, (_, i) => Math.round(steps ** (i / count)))
  return [...new Set(ends)]
}

/**
 * How measures ≥ 0 fall along one run. Largest values over windows are kept: a measure jumps between the sides of a
 * 2-cycle, and is 0 now and then.
 */
export const windowTrace = (
  advance: Advance,
  start: readonly number[],
  stepSizes: StepSizes,
  steps: number,
  measures: readonly ScalarFunction[],
): WindowTrace => {
  const ends = windowEnds(steps)
  const largest = measures.map(() => ends.map(() => 0))
  let at = 0
  let reached = 0
  const measure = (x: readonly number[], k: number): void => {
    if (k === 0) return
    while (at < ends.length - 1 && k > (ends[at] as number)) at++
    reached = at + 1
    for (const [i, value] of measures.entries()) {
      const row = largest[i] as number[]
      row[at] = Math.max(row[at] as number, value(x))
    }
  }
  recordRun(advance, start, stepSizes, steps, measure)
  return { step: ends.slice(0, reached), largest: largest.map((row) => row.slice(0, reached)) }
}

/** Distance to the nearest of some points. */
export const distanceTo =
  (points: readonly (readonly number[])[]): ScalarFunction =>
  (x) =>
    Math.min(...points.map((point) => Math.hypot(...point.map((c, j) => c - (x[j] ?? Number.NaN)))))
