import type { Descended } from './descent.ts'
import { compileMethod, type MethodName } from './methods.ts'
import type { MethodNumbers } from './momentum-descent.ts'
import type { StepSizes } from './step-sizes.ts'
import { startAt, type Trajectories } from './trajectories.ts'

/** Trajectories of one method that go on by any number of steps. */
export interface TrajectoryBlock {
  /** Positions by coordinate, what became of each trajectory, and when; the same arrays all the time. */
  readonly trajectories: Trajectories
  /** Steps done. */
  readonly steps: () => number
  /** Gives every trajectory that still moves `count` further steps. */
  readonly step: (count: number) => void
}

const LARGEST_CHUNK = 1024
/** Trajectories that move together, from one cache. */
const BLOCK = 64

/**
 * A method compiled for one objective, and trajectories at their starts.
 *
 * The values are the same with WebAssembly SIMD and without it, and however the steps are divided into calls. Throws a
 * RangeError for a start of another dimension or not finite.
 *
 * @example
 * const block = compileBlock('gd', descended, { beta: 0, rho: 0, seed: 1 }, starts, stepSizes(0.01, Infinity))
 * block.step(16)
 * const [x, y] = block.trajectories.positions
 */
export const compileBlock = (
  method: MethodName,
  descended: Descended,
  numbers: MethodNumbers,
  starts: readonly (readonly number[])[],
  stepSizes: StepSizes,
): TrajectoryBlock => {
  const trajectories = startAt(starts, descended.variables.length)
  const advance = compileMethod(method, descended, numbers)
  let done = 0
  return {
    trajectories,
    steps: () => done,
    step: (count) => {
      for (const end = done + count; done < end; ) {
        const sizes = new Float64Array(Math.min(LARGEST_CHUNK, end - done))
        stepSizes(done, sizes)
        for (let low = 0; low < trajectories.count; low += BLOCK)
          advance(trajectories, low, Math.min(low + BLOCK, trajectories.count), sizes, done)
        done += sizes.length
      }
    },
  }
}
