/** What became of a trajectory: still moving, stopped where no direction exists, or left the finite numbers (overflow). */
export const MOVING = 0
export const CRITICAL = 1
export const DIVERGED = 2
/** The next position would not be a number: a step left the domain of f or of its gradient. */
export const UNDEFINED = 3
/** It started where f is not defined. */
export const OUTSIDE = 4

/** Many trajectories at the same step, one array per variable (positions[j][i] is coordinate j of trajectory i). */
export interface Trajectories {
  readonly count: number
  readonly positions: readonly Float64Array[]
  /** The positions one step before, for methods with momentum; the starts at first. */
  readonly previous: readonly Float64Array[]
  /** {@link MOVING}, {@link CRITICAL}, {@link DIVERGED}, {@link UNDEFINED} or {@link OUTSIDE}; a trajectory that stopped keeps its last finite position. */
  readonly status: Uint8Array
  /** The step at which a trajectory stopped; meaningless while it moves. */
  readonly stoppedAt: Float64Array
}

/**
 * Moves trajectories `low` <= i < `high` by the steps in `sizes`, numbered from `first` on, in place.
 *
 * The step loop is the outer one: a block of 32 to 64 trajectories hides the latency of one step.
 */
export type Advance = (
  trajectories: Trajectories,
  low: number,
  high: number,
  sizes: Float64Array,
  first: number,
) => void

/** Trajectories at their starts; throws a RangeError for a start of another dimension. */
export const startAt = (starts: readonly (readonly number[])[], dimension: number): Trajectories => {
  for (const start of starts)
    if (start.length !== dimension || !start.every(Number.isFinite))
      throw new RangeError(`expected a start of ${dimension} finite coordinates, found [${start.join(', ')}]`)
  const columns = (): Float64Array[] =>
    Array.from({ length: dimension }, (_, j) => Float64Array.from(starts, (start) => start[j] ?? 0))
  return {
    count: starts.length,
    positions: columns(),
    previous: columns(),
    status: new Uint8Array(starts.length),
    stoppedAt: new Float64Array(starts.length),
  }
}

/** The position of trajectory i. */
export const positionOf = (trajectories: Trajectories, i: number): number[] =>
  trajectories.positions.map((coordinate) => coordinate[i] ?? Number.NaN)
