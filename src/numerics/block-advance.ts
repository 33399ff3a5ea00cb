import { LARGEST_ANGLE } from './elementary/circular.ts'
import { type Iteration, watchingAngles } from './iteration.ts'
import { MOST_STEPS, type SimdKernel, simdKernel } from './simd-kernel.ts'
import type { Advance, Trajectories } from './trajectories.ts'

/** A state that starts at `start` in every block; the steps may be believed where it ends between the two bounds. */
export interface Watch {
  readonly start: number
  readonly above: number
  readonly below: number
}

/** A method on blocks of trajectories: the part of it that is plain arithmetic, and where that part may be believed. */
export interface BlockMethod {
  /**
   * The states are the coordinates, those before where `remembers`, that of `draws`, then the watches; numbers as given
   * below. Every next coordinate is the old one plus something, so that what has left the finite numbers stays outside.
   */
  readonly iteration: Iteration
  readonly remembers: boolean
  /** β, ρ, … after the size of the step. */
  readonly numbers: readonly number[]
  /** A state of each trajectory that stays as it is, and further numbers of each step, to draw from. */
  readonly draws?: {
    readonly state: (trajectory: number) => number
    readonly words: (step: number) => readonly number[]
  }
  /** The further states, which see what the method must not run over. */
  readonly watches: readonly Watch[]
  /** Whether a trajectory that does not move stops here, at x. */
  readonly isCritical: (x: readonly number[]) => boolean
}

const LANES = 64
/** Fewer steps of trajectories together are not worth the compilation, or the copies. */
const WORTH_COMPILING = 16_384
const WORTH_COPYING = 64

const load = (column: Float64Array, block: readonly number[], state: Float64Array): void => {
  for (let i = 0; i < block.length; i++) state[i] = column[block[i] as number] as number
}

/** Which lanes left the numbers, or what a watch may see. */
const oddLanes = (coordinates: readonly Float64Array[], seen: readonly Float64Array[], watches: readonly Watch[]) => {
  const isOdd = new Uint8Array(LANES)
  for (const state of coordinates) for (let i = 0; i < LANES; i++) if (!Number.isFinite(state[i])) isOdd[i] = 1
  for (const [j, { above, below }] of watches.entries()) {
    const state = seen[j] as Float64Array
    for (let i = 0; i < LANES; i++) if (!((state[i] as number) > above && (state[i] as number) < below)) isOdd[i] = 1
  }
  return isOdd
}

/** Which lanes moved in the last step. */
const movedLanes = (coordinates: readonly Float64Array[], before: readonly Float64Array[]): Uint8Array => {
  const hasMoved = new Uint8Array(LANES)
  for (const [j, state] of coordinates.entries()) {
    const last = before[j] as Float64Array
    for (let i = 0; i < LANES; i++) if (state[i] !== last[i]) hasMoved[i] = 1
  }
  return hasMoved
}

const rowLength = ({ perStep = 0 }: Iteration): number => 1 + perStep

/** The size of each step, followed by its further numbers. */
const rowsOf = ({ iteration, draws }: BlockMethod, sizes: Float64Array, first: number): Float64Array => {
  if (draws === undefined) return sizes
  const rows = new Float64Array(rowLength(iteration) * sizes.length)
  for (const [k, size] of sizes.entries()) rows.set([size, ...draws.words(first + k)], rowLength(iteration) * k)
  return rows
}

/** Moves some trajectories, given by their numbers; returns those that need a closer look, unmoved. */
const moveBlock = (
  kernel: SimdKernel,
  { iteration, remembers, watches, numbers, draws, isCritical }: BlockMethod,
  { positions, previous }: Trajectories,
  block: readonly number[],
  rows: Float64Array,
): readonly number[] => {
  const columns = remembers ? [...positions, ...previous] : positions
  const states = Array.from({ length: iteration.states }, (_, j) => kernel.state(j))
  const seen = states.slice(iteration.states - watches.length)
  const coordinates = states.slice(0, positions.length)
  for (const [j, column] of columns.entries()) load(column, block, states[j] as Float64Array)
  if (draws !== undefined) states[columns.length]?.set(block.map(draws.state))
  for (const [j, { start }] of watches.entries()) seen[j]?.fill(start)
  const last = rows.length - rowLength(iteration)
  kernel.run(block.length, rows.subarray(0, last), numbers)
  const before = coordinates.map((state) => state.slice())
  kernel.run(block.length, rows.subarray(last), numbers)
  const isOdd = oddLanes(coordinates, seen, watches)
  const hasMoved = movedLanes(coordinates, before)
  const odd: number[] = []
  for (const [i, at] of block.entries()) {
    if (hasMoved[i] === 0 && isCritical(coordinates.map((state) => state[i] as number))) isOdd[i] = 1
    if (isOdd[i] === 1) odd.push(at)
  }
  for (const [j, column] of columns.entries()) {
    const state = states[j] as Float64Array
    for (let i = 0; i < block.length; i++) if (isOdd[i] === 0) column[block[i] as number] = state[i] as number
  }
  return odd
}

const watched = (method: BlockMethod): BlockMethod => {
  const iteration = watchingAngles(method.iteration)
  if (iteration === undefined) return method
  return { ...method, iteration, watches: [...method.watches, { start: 0, above: -1, below: LARGEST_ANGLE }] }
}

/**
 * The method by SIMD where that pays and exists, to the same bits as `plain`, which does the rest: trajectories that
 * stop or come near where arithmetic fails are moved again by it from the start of the call. The method is asked for once
 * it pays.
 */
export const blockAdvance = (plain: Advance, written: () => BlockMethod): Advance => {
  let compiled: { readonly method: BlockMethod; readonly kernel: SimdKernel | undefined } | undefined
  let work = 0
  return (trajectories, low, high, sizes, first) => {
    work += (high - low) * sizes.length
    if (compiled === undefined && work >= WORTH_COMPILING) {
      const method = watched(written())
      compiled = { method, kernel: simdKernel(method.iteration, LANES) }
    }
    if (compiled?.kernel === undefined || (high - low) * sizes.length < WORTH_COPYING || high - low < 2) {
      plain(trajectories, low, high, sizes, first)
      return
    }
    const { method, kernel } = compiled
    for (let from = 0; from < sizes.length; from += MOST_STEPS) {
      const part = sizes.subarray(from, from + MOST_STEPS)
      const rows = rowsOf(method, part, first + from)
      let block: number[] = []
      const flush = (own: SimdKernel): void => {
        if (block.length === 0) return
        for (const i of moveBlock(own, method, trajectories, block, rows))
          plain(trajectories, i, i + 1, part, first + from)
        block = []
      }
      for (let i = low; i < high; i++) {
        if (trajectories.status[i] !== 0) continue
        block.push(i)
        if (block.length === LANES) flush(kernel)
      }
      flush(kernel)
    }
  }
}
