import type { ScalarFunction } from './compile.ts'
import { type Advance, MOVING, positionOf, startAt } from './trajectories.ts'

/** The step sizes at which the decrease is measured, largest first. */
export const ORDER_STEPS = [0.08, 0.04, 0.02, 0.01, 0.005] as const
/** Where the cycle starts, as a part of α off M; any value serves (it must only not be special, as 0 and 1/2 are). */
const OFFSET = 0.37
const SETTLING_STEPS = 10
const MEASURED_STEPS = 20

/** The order fitted at one base point. */
export interface FittedOrder {
  /** Slope of log decrease against log α. */
  readonly order: number
  /** The larger of the slope's standard error and its distance from the slope of the two smallest steps (the bias). */
  readonly error: number
  /** Average decrease of g in one step, for each of {@link ORDER_STEPS}. */
  readonly decreases: readonly number[]
}

/** The average one-step decrease of g over 20 steps of the 2-cycle of step α about `base`; NaN where it breaks off. */
export const averageDecrease = (
  advance: Advance,
  regularizer: ScalarFunction,
  base: readonly number[],
  direction: readonly number[],
  alpha: number,
): number => {
  const start = base.map((coordinate, j) => coordinate + OFFSET * alpha * (direction[j] ?? 0))
  const trajectories = startAt([start], base.length)
  advance(trajectories, 0, 1, new Float64Array(SETTLING_STEPS).fill(alpha), 0)
  const before = regularizer(positionOf(trajectories, 0))
  advance(trajectories, 0, 1, new Float64Array(MEASURED_STEPS).fill(alpha), SETTLING_STEPS)
  if (trajectories.status[0] !== MOVING) return Number.NaN
  return (before - regularizer(positionOf(trajectories, 0))) / MEASURED_STEPS
}

/** Slope and standard error of the least-squares line through (x_i, y_i); the error is NaN for two points. */
const line = (x: readonly number[], y: readonly number[]): { slope: number; error: number } => {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
  const mx = mean(x)
  const my = mean(y)
  const dx = x.map((value) => value - mx)
  const dy = y.map((value) => value - my)
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((s, value, i) => s + value * (b[i] ?? 0), 0)
  const sxx = dot(dx, dx)
  const slope = dot(dx, dy) / sxx
  const residual = dot(dy, dy) - slope * slope * sxx
  return { slope, error: Math.sqrt(Math.max(0, residual) / (x.length - 2) / sxx) }
}

/**
 * Fits p in "g decreases by ω·α^p per step" on the 2-cycle about a point of M.
 *
 * `advance` is normalized gradient descent, `base` a point of M where g is not minimal, `direction` the unit normal
 * there. Undefined where g does not decrease at one of the step sizes: then there is no order to fit.
 */
export const fitOrder = (
  advance: Advance,
  regularizer: ScalarFunction,
  base: readonly number[],
  direction: readonly number[],
): FittedOrder | undefined => {
  const decreases = ORDER_STEPS.map((alpha) => averageDecrease(advance, regularizer, base, direction, alpha))
  if (!decreases.every((decrease) => decrease > 0)) return undefined
  const [x, y] = [ORDER_STEPS.map(Math.log), decreases.map(Math.log)]
  const { slope, error } = line(x, y)
  // Terms of higher order in α bend the line; its end shows by how much.
  const bias = Math.abs(slope - line(x.slice(-2), y.slice(-2)).slope)
  return { order: slope, error: Math.max(error, bias), decreases }
}
