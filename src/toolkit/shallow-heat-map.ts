import { seeded } from '../numerics/random.ts'
import { type ShallowOutcome, shallowRun } from '../numerics/shallow-linear.ts'
import { type FieldKinds, requireFields } from './argument-fields.ts'

/** What [BW], Figure 3, is drawn from. */
export interface HeatMapOptions {
  readonly phi?: number
  readonly dimension?: number
  readonly steps?: number
  readonly residual?: number
  readonly seed?: number
  /** Step sizes and initial scales; by default 40 of each, even in the logarithm. */
  readonly etas?: readonly number[]
  readonly scales?: readonly number[]
}

/** What the run with one step size and one initial scale did. */
export interface HeatMapCell extends ShallowOutcome {
  readonly eta: number
  readonly scale: number
}

/** Runs of gradient descent on (a·b − φ)²/2 over step sizes and initial scales. */
export interface HeatMap {
  readonly phi: number
  readonly dimension: number
  readonly seed: number
  readonly etas: readonly number[]
  readonly scales: readonly number[]
  /** Row by row: all scales of the first step size, then of the next. */
  readonly cells: readonly HeatMapCell[]
  /** Cells in which the bounds apply, and those of them in which they fail: none, unless something is wrong. */
  readonly bounded: number
  readonly violated: number
  readonly diverged: number
}

const FIELDS: FieldKinds<HeatMapOptions> = {
  phi: 'number',
  dimension: 'number',
  steps: 'number',
  residual: 'number',
  seed: 'number',
  etas: 'numbers',
  scales: 'numbers',
}

const LARGEST_SIDE = 1000

const logarithmic = (low: number, high: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)))

/**
 * Q(T)/Q(0) and the time to a small residual over step size × initial scale, for gradient descent on ½(aᵀb − Φ)²; every
 * run is held against the two-sided bounds on R. Source: [BW], Figure 3 [T].
 *
 * All starts are one random direction of ℝ^{2d} times the scale. Throws `InputError` for what is no number, and a
 * RangeError for numbers that are not positive.
 *
 * @example shallowHeatMap({ etas: [0.01, 0.1], scales: [0.5, 1] }).violated // 0
 */
export const shallowHeatMap = (options: HeatMapOptions = {}): HeatMap => {
  requireFields(options, 'the options of shallowHeatMap', FIELDS)
  const { phi = 1, dimension = 1, steps = 2000, residual = 1e-10, seed = 1 } = options
  const { etas = logarithmic(0.01, 2, 40), scales = logarithmic(0.05, 5, 40) } = options
  for (const [name, values] of Object.entries({
    etas,
    scales,
    dimension: [dimension],
    steps: [steps],
    residual: [residual],
  })) {
    if (values.length === 0 || values.length > LARGEST_SIDE || !values.every((v) => v > 0 && Number.isFinite(v)))
      throw new RangeError(`expected 1 to ${LARGEST_SIDE} positive ${name}, found [${values.slice(0, 5).join(', ')}]`)
  }
  if (!Number.isInteger(dimension)) throw new RangeError(`expected a whole dimension, found ${dimension}`)
  const random = seeded(seed)
  const raw = Array.from({ length: 2 * dimension }, () => 2 * random() - 1)
  const norm = Math.hypot(...raw)
  const direction = raw.map((v) => v / norm)
  const cells = etas.flatMap((eta) =>
    scales.map((scale): HeatMapCell => {
      const start = direction.map((v) => scale * v)
      const run = { a: start.slice(0, dimension), b: start.slice(dimension), phi, eta, steps, residual }
      return { eta, scale, ...shallowRun(run) }
    }),
  )
  const count = (holds: (cell: HeatMapCell) => boolean): number => cells.filter(holds).length
  return {
    phi,
    dimension,
    seed,
    etas,
    scales,
    cells,
    bounded: count((cell) => cell.bounded),
    violated: count((cell) => !cell.holds),
    diverged: count((cell) => cell.diverged),
  }
}
