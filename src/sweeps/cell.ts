import { createHash } from 'node:crypto'
import { wordAt } from '../numerics/random.ts'
import { type Axis, axisSize, axisValue, within } from '../toolkit/axis.ts'
import { commonDigest, type Plan } from './plan.ts'

export type AxisValue = number | string

/** One cell of a sweep. */
export interface Cell {
  readonly number: number
  /** The digest of all that its results depend on: equal keys, equal results. */
  readonly key: string
  /** Of everything random in the cell; a part of the key, so that no cell depends on its neighbours or its number. */
  readonly seed: number
  /** The value on each axis, by name and in their order. */
  readonly over: Readonly<Record<string, AxisValue>>
}

const KEY_DIGITS = 32
/** 52 bits: a safe integer. */
const SEED_DIGITS = 13

/** A number uniform in [0, 1) that depends on three integers alone. */
const uniform = (seed: number, cell: number, axis: number): number =>
  (wordAt(seed, cell, 2 * axis) * 2 ** 21 + (wordAt(seed, cell, 2 * axis + 1) >>> 11)) * 2 ** -53

const drawn = (axis: Axis, part: number): AxisValue =>
  axis.interval === undefined ? axisValue(axis, Math.floor(part * axisSize(axis))) : within(axis.interval, part)

/**
 * The cells of a plan, by number.
 *
 * In a grid the last axis varies fastest, and the repetitions of a cell follow each other. Cell i of a random design
 * depends on the seed and i alone, so that a longer design begins with the cells of a shorter one.
 */
export const cellsOf = (plan: Plan): ((number: number) => Cell) => {
  const { kind, axes, repeat } = plan.design
  const common = commonDigest(plan)
  const radices = axes.map(axisSize)
  const gridValues = (number: number): readonly AxisValue[] => {
    let rest = Math.floor(number / repeat)
    const values = new Array<AxisValue>(axes.length)
    for (let j = axes.length - 1; j >= 0; j--) {
      const radix = radices[j] as number
      values[j] = axisValue(axes[j] as Axis, rest % radix)
      rest = Math.floor(rest / radix)
    }
    return values
  }
  const valuesAt = (number: number): readonly AxisValue[] =>
    kind === 'grid' ? gridValues(number) : axes.map((axis, j) => drawn(axis, uniform(plan.runs.seed, number, j)))
  return (number) => {
    const values = valuesAt(number)
    const over = Object.fromEntries(axes.map(({ name }, j) => [name, values[j] as AxisValue]))
    const repetition = kind === 'grid' ? number % repeat : number
    const key = createHash('sha256')
      .update(common)
      .update(JSON.stringify([over, repetition]))
      .digest('hex')
      .slice(0, KEY_DIGITS)
    return { number, key, seed: Number.parseInt(key.slice(0, SEED_DIGITS), 16), over }
  }
}
