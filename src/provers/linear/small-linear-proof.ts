import { type LinearQuestion, linearQuestion } from '../../algebra/sos/linear-cone.ts'
import type { Budget } from '../../kernel/budget.ts'
import type { Json } from '../../kernel/json.ts'
import { conicProblem, conicProof } from '../cone-certificate.ts'
import type { Problem } from '../problem.ts'
import { exactWeights } from './exact-weights.ts'

// Entries of a program.
const SMALL = 4000
/** True where the exact simplex method takes milliseconds, less than the start of a worker. */
export const isSmall = ({ columns, right }: LinearQuestion): boolean => columns.length * right.length <= SMALL

/** The linear programs for certificates of one degree, smaller ones first. */
export const linearQuestions = function* (problem: Problem, degree: number, budget: Budget): Generator<LinearQuestion> {
  for (const products of [0, 1]) {
    const question = linearQuestion(conicProblem(problem), { degree, products, budget })
    if (question !== undefined) yield question
  }
}

/**
 * A certificate of products of hypotheses and diagonally dominant sums of squares, by an exact linear program; undefined
 * where that would be large or there is none. Throws BudgetSpent.
 */
export const smallLinearProof = (problem: Problem, degree: number, budget: Budget): Json | undefined => {
  for (const question of linearQuestions(problem, degree, budget)) {
    const weights = isSmall(question) ? exactWeights(question, budget) : undefined
    const certificate = weights && question.finish(weights)
    if (certificate !== undefined) return conicProof(problem, certificate)
  }
  return undefined
}
