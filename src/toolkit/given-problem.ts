import { InputError } from '../expression/input-error.ts'
import { type FieldKinds, requireFields } from './argument-fields.ts'
import { type Problem, type ProblemText, readProblem } from './problem.ts'
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

const isRead = (problem: Problem | ProblemText): problem is Problem =>
  typeof problem === 'object' && problem !== null && typeof problem.objective === 'object' && problem.objective !== null

/** The texts of a regularizer: one, or one with a condition for each piece. */
const requireRegularizer = (given: unknown): void => {
  const isPiece = (piece: unknown): boolean =>
    typeof piece === 'object' && piece !== null && ['when', 'value'].every((name) => name in piece)
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
  return readProblem(given)
}
