import { type Budget, isSpent } from '../search/budget.ts'
import type { StepSizes } from './step-sizes.ts'
import type { Advance, Trajectories } from './trajectories.ts'

/** Trajectories that move together: enough to hide the latency of a step, few enough to stay in the nearest cache. */
const BLOCK = 64
/** Steps of all trajectories together between two looks at the clock, some milliseconds. */
const SLICE = 2 ** 21
const LARGEST_CHUNK = 1024

/** The budget with a tenth of the time that is left set aside. */
const withinNineTenths = (budget: Budget): Budget => ({
  ...budget,
  deadline: Number.isFinite(budget.deadline) ? 0.9 * budget.deadline + 0.1 * Date.now() : budget.deadline,
})

/**
 * Gives all trajectories the same number of steps, `steps` of them or as many as fit into nine tenths of the budget.
 *
 * Yields the steps done after every slice of work; returns the number at the end.
 */
export function* runTrajectories(
  trajectories: Trajectories,
  advance: Advance,
  stepSizes: StepSizes,
  steps: number,
  budget: Budget,
): Generator<number, number> {
  const share = withinNineTenths(budget)
  const chunk = Math.min(LARGEST_CHUNK, Math.max(1, Math.floor(SLICE / Math.max(1, trajectories.count))))
  let done = 0
  while (done < steps && !isSpent(share)) {
    const sizes = new Float64Array(Math.min(chunk, steps - done))
    stepSizes(done, sizes)
    for (let low = 0; low < trajectories.count; low += BLOCK) {
      advance(trajectories, low, Math.min(low + BLOCK, trajectories.count), sizes, done)
    }
    done += sizes.length
    yield done
  }
  return done
}
