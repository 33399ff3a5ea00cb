import { InputError } from '../expression/input-error.ts'
import { type FieldKinds, isMap, requireFields } from './argument-fields.ts'
import { type ExponentSettings, type Problem, type ProblemText, readProblem } from './problem.ts'
import { requireRunSettings } from './run-fields.ts'

const FIELDS: FieldKinds<ProblemText> = {
  objective: 'text',
  regularizer: 'looked at',
  variables: 'text or texts',
  parameters: 'text or texts',
  assume: 'text or texts',
  title: 'text',
  source: 'text',
  expect: 'looked at',
  simulate: 'looked at',
  exponent: 'looked at',
  stated: 'text',
  note: 'text',
  figure: 'looked at',
  brief: 'yes or no',
  sweep: 'looked at',
}

const EXPONENT: FieldKinds<ExponentSettings> = { point: 'texts', step: 'text', samples: 'texts' }

const isRead = (problem: Problem | ProblemText): problem is Problem =>
  isMap(problem) && isMap(problem.objective) && 'term' in problem.objective && 'variables' in problem.objective

/** The texts of a regularizer: one, or one with a condition for each piece. */
const requireRegularizer = (given: unknown): void => {
  const isPiece = (piece: unknown): boolean => {
    const { when, value } = (isMap(piece) ? piece : {}) as { readonly when?: unknown; readonly value?: unknown }
    return typeof when === 'string' && typeof value === 'string'
  }
  if (given === undefined || typeof given === 'string' || (Array.isArray(given) && given.every(isPiece))) return
  throw new InputError({
    what: 'the regularizer is neither a text nor a list of pieces',
    expected: "a text, or pieces such as [{ when: 'x*y > 0', value: '(x - y)^2' }]",
  })
}

/** The problem that a caller of the library gave: read before, or as texts. Throws `InputError` for what is neither. */
export const asProblem = (given: Problem | ProblemText): Problem => {
  if (isRead(given)) return given
  if (typeof given === 'string') {
    throw new InputError({ what: 'a problem is not a text alone', expected: "an object: { objective: '(x*y - 1)^2' }" })
  }
  requireFields(given, 'the fields of a problem', FIELDS)
  if (given.objective === undefined) {
    throw new InputError({ what: 'there is no objective', expected: "an object: { objective: '(x*y - 1)^2' }" })
  }
  requireRegularizer(given.regularizer)
  if (given.simulate !== undefined) requireRunSettings(given.simulate, 'the settings of simulate')
  if (given.exponent !== undefined) requireFields(given.exponent, 'the settings of exponent', EXPONENT)
  return readProblem(given)
}
