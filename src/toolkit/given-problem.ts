import { type Problem, type ProblemText, readProblem } from './problem.ts'

const isRead = (problem: Problem | ProblemText): problem is Problem => typeof problem.objective !== 'string'

/** The problem that a caller of the library gave: read before, or as texts. Throws `InputError` for what is neither. */
export const asProblem = (given: Problem | ProblemText): Problem => (isRead(given) ? given : readProblem(given))
