import { type LawsInput, readLawsInput } from '../../toolkit/law-input.ts'
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

/** The problem as it was read, for the page. */
const readingOf = (problem: Problem): Reading => {
  const { objectiveLatex, regularizerLatex, variables, parameters } = summaryOf(problem)
  return { objectiveLatex, regularizerLatex, variables, parameters }
}

/** What laws are asked of. */
const subjectOf = (asked: AskedProblem, problem: Problem | undefined): LawsInput => {
  const { objective, variables, parameters, assume, laws } = asked
  if (problem !== undefined) return problem
  if (laws?.subject === 'network') return { network: objective.trim() }
  return {
    map: objective,
    ...(variables === undefined ? {} : { variables }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(assume === undefined ? {} : { assume }),
  }
}

/** A problem as it was read: what laws are asked of, and the problem where that is an objective. */
export interface ReadAsked {
  readonly problem?: Problem
  readonly input: LawsInput
  readonly reading: Reading
}

/** What was asked, or what is wrong in which of its fields. */
export const readAsked = (asked: AskedProblem): ReadAsked | { readonly error: ReadingError } => {
  let where = ''
  const field: ReadField = (path, _text, read) => {
    const before = where
    where = path.join('.')
    const value = read()
    where = before
    return value
  }
  try {
    const { subject, method, friction, metric } = asked.laws ?? {}
    const problem = subject === undefined ? readProblem(asked, field) : undefined
    const input = subjectOf(asked, problem)
    if (problem !== undefined) where = 'laws'
    const flow = {
      ...(method === undefined ? {} : { method }),
      ...(friction === undefined ? {} : { friction }),
      ...(metric === undefined ? {} : { metric }),
    }
    const { latex, question } = readLawsInput(input, flow)
    const { positions, parameters } = question
    return problem === undefined
      ? { input, reading: { objectiveLatex: latex, regularizerLatex: '', variables: positions, parameters } }
      : { problem, input, reading: readingOf(problem) }
  } catch (cause) {
    const error = readingError(cause, where)
    if (error === undefined) throw cause
    return { error }
  }
}
