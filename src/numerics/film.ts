import type { StepSizes } from './step-sizes.ts'
import { type Advance, MOVING, OUTSIDE, startAt } from './trajectories.ts'

/** Which iterates are kept: all of the first, then ever fewer. */
export interface FilmSettings {
  readonly steps: number
  readonly frames: number
  /** The coordinates that are kept: those along the two axes. */
  readonly axes: readonly [number, number]
  /** Steps of all runs together between two yields, for methods whose steps take long. */
  readonly slice?: number
}

/** The positions of all runs after so many steps: x, y of the first run, of the next, … */
export interface FilmFrame {
  readonly step: number
  readonly positions: Float64Array
}

/** Where the runs are at the end, and how they got there. */
export interface FilmEnd {
  /** Coordinates of the first run, of the next, … */
  readonly ends: Float64Array
  /** MOVING, CRITICAL, DIVERGED, UNDEFINED or OUTSIDE, run by run, and the step at which a run stopped. */
  readonly status: Uint8Array
  readonly stoppedAt: Float64Array
}

const BLOCK = 64
/** Steps of all runs together between two yields, a few milliseconds of a method that takes one gradient a step. */
const SLICE = 100_000

/**
 * The numbers of the steps whose iterates are kept: the first ones, then pairs of neighbours ever farther apart, so that
 * both sides of a 2-cycle are seen. Ascending, with 0 and the last.
 */
export const filmSteps = (steps: number, frames: number): readonly number[] => {
  if (steps + 1 <= frames) return Array.from({ length: steps + 1 }, (_, k) => k)
  const early = Math.floor(frames / 2)
  const pairs = Math.max(1, Math.floor((frames - early) / 2))
  const kept = new Set(Array.from({ length: early }, (_, k) => k))
  for (let i = 1; i <= pairs; i++) {
    const k = Math.round(early * (steps / early) ** (i / pairs))
    kept.add(k - 1).add(k)
  }
  return [...kept].filter((k) => k <= steps).sort((a, b) => a - b)
}

/**
 * Runs a method from many starts and yields its frames as they are made, `undefined` where it only rests: whoever asks
 * may stop asking. A run that stops stays where it is; one that `isOutside` never begins.
 */
export function* filmRuns(
  advance: Advance,
  starts: readonly (readonly number[])[],
  stepSizes: StepSizes,
  { steps, frames, axes, slice = SLICE }: FilmSettings,
  isOutside: (start: readonly number[]) => boolean = () => false,
): Generator<FilmFrame | undefined, FilmEnd> {
  const dimension = starts[0]?.length ?? 0
  const runs = startAt(starts, dimension)
  for (const [i, start] of starts.entries()) if (isOutside(start)) runs.status[i] = OUTSIDE
  const [across, up] = axes.map((axis) => runs.positions[axis] ?? new Float64Array(starts.length)) as [
    Float64Array,
    Float64Array,
  ]
  const most = Math.max(1, Math.floor(slice / Math.max(1, starts.length)))
  let done = 0
  for (const step of filmSteps(steps, frames)) {
    while (done < step) {
      const sizes = new Float64Array(Math.min(step - done, most))
      stepSizes(done, sizes)
      for (let low = 0; low < runs.count; low += BLOCK)
        advance(runs, low, Math.min(low + BLOCK, runs.count), sizes, done)
      done += sizes.length
      if (done < step) yield undefined
    }
    const positions = new Float64Array(2 * starts.length)
    for (let i = 0; i < starts.length; i++) {
      positions[2 * i] = across[i] as number
      positions[2 * i + 1] = up[i] as number
    }
    yield { step, positions }
    if (runs.status.every((status) => status !== MOVING)) break
  }
  const ends = new Float64Array(dimension * starts.length)
  for (let i = 0; i < starts.length; i++)
    for (let j = 0; j < dimension; j++) ends[i * dimension + j] = runs.positions[j]?.[i] as number
  return { ends, status: runs.status, stoppedAt: runs.stoppedAt }
}
