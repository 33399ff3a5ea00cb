import { plain } from '../../toolkit/plain.ts'
import { type Problem, type ReadField, readProblem } from '../../toolkit/problem.ts'
import { summaryOf } from '../../toolkit/problem-summary.ts'
import type { AskedProblem, Reading, ReadingError } from './protocol.ts'

/** What is thrown where a text cannot be read; known by its name, as the class may be another bundle's. */
interface InputErrorLike extends Error {
  readonly what: string
  readonly position?: { readonly offset: number }
  readonly found?: string
  readonly expected?: string
  readonly advice?: string
}

const isInputError = (error: unknown): error is InputErrorLike => error instanceof Error && error.name === 'InputError'

/** What is wrong, for the page; undefined for an error of another kind. */
export const readingError = (error: unknown, field = ''): ReadingError | undefined => {
  if (!isInputError(error)) return undefined
  const { what, position, found, expected, advice } = error
  return plain({ field, what, offset: position?.offset, length: found?.length, expected, advice }) as ReadingError
}

/** The problem, or what is wrong in which of its fields. */
export const readAsked = (asked: AskedProblem): { readonly problem: Problem } | { readonly error: ReadingError } => {
  let where = ''
  const field: ReadField = (path, _text, read) => {
    const before = where
    where = path.join('.')
    const value = read()
    where = before
    return value
  }
  try {
    return { problem: readProblem(asked, field) }
  } catch (cause) {
    const error = readingError(cause, where)
    if (error === undefined) throw cause
    return { error }
  }
}

/** The problem as it was read, for the page. */
export const readingOf = (problem: Problem): Reading => {
  const { objectiveLatex, regularizerLatex, variables, parameters } = summaryOf(problem)
  return { objectiveLatex, regularizerLatex, variables, parameters }
}
