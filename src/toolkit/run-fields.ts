import { InputError } from '../expression/input-error.ts'
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
  selection: 'text',
  samples: 'texts',
}

const isBox = (box: unknown): boolean =>
  Array.isArray(box) && box.length === 2 && box.every(Number.isFinite) && box[0] <= box[1]

/** Refuses settings of runs of other kinds, and numbers out of range. Throws `InputError`. */
export const requireRunSettings = (given: Partial<SimulateSettings>, what: string): void => {
  requireFields(given, what, FIELDS)
  const { alpha = 1, exponent = 1, seed = 0, box } = given
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
