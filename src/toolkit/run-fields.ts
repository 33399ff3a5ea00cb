import { InputError } from '../expression/input-error.ts'
import { SELECTIONS } from '../numerics/selection.ts'
import { type FieldKinds, requireFields } from './argument-fields.ts'
import type { SimulateSettings } from './problem.ts'

const FIELDS: FieldKinds<SimulateSettings> = {
  runs: 'number',
  steps: 'number',
  alpha: 'number',
  exponent: 'number',
  seed: 'number',
  box: 'looked at',
  starts: 'texts',
  attractor: 'texts',
  base: 'text',
  schedule: 'text',
  selection: SELECTIONS,
  samples: 'texts',
}

/** The most runs, of all that the first one is counted among, and the most steps; more belong into a sweep. */
const LARGEST = { runs: 100_000, 'first run': 1_000_000_000, steps: 100_000_000 }

/** Refuses a number of runs or steps that is none. Throws `InputError`. */
export const requireSize = (name: keyof typeof LARGEST, size: number): void => {
  const most = LARGEST[name]
  if (Number.isInteger(size) && size >= (name === 'first run' ? 0 : 1) && size <= most) return
  throw new InputError({ what: `${name}: ${size}`, expected: `a whole number of at most ${most}` })
}

const isBox = (box: unknown): boolean =>
  Array.isArray(box) && box.length === 2 && box.every(Number.isFinite) && box[0] <= box[1]

/** Refuses settings of runs of other kinds, and numbers out of range. Throws `InputError`. */
export const requireRunSettings = (given: Partial<SimulateSettings>, what: string): void => {
  requireFields(given, what, FIELDS)
  const { runs = 1, steps = 1, alpha = 1, exponent = 1, seed = 0, box } = given
  requireSize('runs', runs)
  requireSize('steps', steps)
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new InputError({ what: `${name} is ${value}`, expected })
  }
  if (!(alpha > 0 && Number.isFinite(alpha))) refuse('alpha', alpha, 'a positive number')
  if (!(exponent > 0)) refuse('exponent', exponent, 'a positive number, or Infinity for constant steps')
  if (!(Number.isSafeInteger(seed) && seed >= 0)) refuse('seed', seed, 'a whole number of at least 0')
  if (box !== undefined && !isBox(box)) {
    refuse('box', Array.isArray(box) ? `[${box}]` : box, 'two numbers, the smaller first, such as [-2, 2]')
  }
}

/** Refuses points of runs that are no lists of so many numbers. Throws `InputError`. */
export const requirePoints = (given: unknown, variables: readonly string[]): void => {
  if (given === undefined) return
  const isPoint = (point: unknown): boolean =>
    Array.isArray(point) && point.length === variables.length && point.every(Number.isFinite)
  if (Array.isArray(given) && given.every(isPoint)) return
  throw new InputError({
    what: 'the attractor is no list of points',
    expected: `points of ${variables.length} numbers, in the order ${variables.join(', ')}, such as [[${variables.map((_, i) => i + 1).join(', ')}]]`,
  })
}
