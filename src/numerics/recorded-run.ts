import type { StepSizes } from './step-sizes.ts'
import { type Advance, MOVING, positionOf, startAt } from './trajectories.ts'

/**
 * All iterates x_0, …, x_K of one run; fewer where it stops or `isOver` says so. Each is handed to `onIterate` with its
 * number, so that a long run need not be kept.
 */
export const recordRun = (
  advance: Advance,
  start: readonly number[],
  stepSizes: StepSizes,
  steps: number,
  onIterate: (x: readonly number[], k: number) => void,
  isOver: (x: readonly number[]) => boolean = () => false,
): void => {
  const trajectory = startAt([start], start.length)
  const size = new Float64Array(1)
  onIterate(start, 0)
  for (let k = 0; k < steps; k++) {
    stepSizes(k, size)
    advance(trajectory, 0, 1, size, k)
    if (trajectory.status[0] !== MOVING) return
    const x = positionOf(trajectory, 0)
    onIterate(x, k + 1)
    if (isOver(x)) return
  }
}
