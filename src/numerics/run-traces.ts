import { type Budget, isSpent } from '../search/budget.ts'
import type { ScalarFunction } from './compile.ts'
import type { ConvergenceTrace } from './convergence-trace.ts'
import { isShown } from './plane-portrait.ts'
import { recordRun } from './recorded-run.ts'
import type { StepSizes } from './step-sizes.ts'
import { summarize } from './summary.ts'
import type { Advance } from './trajectories.ts'

/** Runs to be drawn: where they went, and what fell along them. */
export interface RunTraces {
  /** Some iterates of each run: the first ones, then pairs of neighbours ever farther apart. */
  readonly paths: readonly (readonly (readonly number[])[])[]
  /** Medians over the runs of the largest values in windows of steps. */
  readonly trace: ConvergenceTrace
}

export interface TracedRuns {
  readonly starts: readonly (readonly number[])[]
  /** The method for run i, with its own draws. */
  readonly advance: (run: number) => Advance
  readonly stepSizes: StepSizes
  readonly steps: number
  readonly objective: ScalarFunction
  readonly regularizer?: ScalarFunction
  readonly attractor: readonly (readonly number[])[]
}

const WINDOWS_PER_DECADE = 8
/** Steps between two looks at the clock. */
const STRIDE = 1024

const windowEnds = (steps: number): readonly number[] => {
  const count = Math.max(1, Math.ceil(Math.log10(steps) * WINDOWS_PER_DECADE))
  return [...new Set(Array.from({ length: count + 1 }, (_, i) => Math.round(steps ** (i / count))))]
}

interface Window {
  objective: number
  distance: number
  regularizer: number
  isReached: boolean
}

/** Runs a method from each start and keeps what a figure shows; a run is cut where the budget is spent. */
export const runTraces = (
  { starts, advance, stepSizes, steps, objective, regularizer, attractor }: TracedRuns,
  budget: Budget,
): RunTraces => {
  const ends = windowEnds(steps)
  const distance = (x: readonly number[]): number =>
    Math.min(...attractor.map((point) => Math.hypot(...point.map((c, j) => c - (x[j] ?? Number.NaN)))))
  const shown = isShown(steps)
  const runs = starts.map((start, run) => {
    const path: (readonly number[])[] = []
    const windows = ends.map((): Window => ({ objective: 0, distance: 0, regularizer: 0, isReached: false }))
    let at = 0
    let isOver = false
    const measure = (x: readonly number[], k: number): void => {
      if (shown(k)) path.push(x)
      if (k % STRIDE === 0) isOver = isSpent(budget)
      if (k === 0) return
      while (at < ends.length - 1 && k > (ends[at] as number)) at++
      const window = windows[at] as Window
      window.isReached = true
      window.objective = Math.max(window.objective, objective(x))
      if (attractor.length > 0) window.distance = Math.max(window.distance, distance(x))
      if (regularizer !== undefined) window.regularizer = Math.max(window.regularizer, regularizer(x))
    }
    recordRun(advance(run), start, stepSizes, steps, measure, () => isOver)
    return { path, windows }
  })
  const reached = ends.map((_, i) =>
    runs.flatMap(({ windows }) => (windows[i]?.isReached === true ? [windows[i]] : [])),
  )
  const kept = ends.flatMap((end, i) => ((reached[i]?.length ?? 0) > 0 ? [{ end, windows: reached[i] ?? [] }] : []))
  const medians = (name: 'objective' | 'distance' | 'regularizer'): readonly number[] =>
    kept.map(({ windows }) => summarize(windows.map((window) => window[name]))?.median ?? Number.NaN)
  return {
    paths: runs.map(({ path }) => path),
    trace: {
      step: kept.map(({ end }) => end),
      objective: medians('objective'),
      ...(attractor.length === 0 ? {} : { distance: medians('distance') }),
      ...(regularizer === undefined ? {} : { regularizer: medians('regularizer') }),
    },
  }
}
