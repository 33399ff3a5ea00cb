import { type LinearQuestion, linearQuestion } from '../../algebra/sos/linear-cone.ts'
import type { Json } from '../../kernel/json.ts'
import type { Budget } from '../../search/budget.ts'
import { conicProblem, conicProof } from '../cone-certificate.ts'
import type { Problem } from '../problem.ts'
import { exactWeights } from './exact-weights.ts'

// Entries of a program.
const SMALL = 4000
const FEW_COLUMNS = 600
/** True where the exact simplex method takes milliseconds, less than the start of a worker. */
export const isSmall = ({ columns, right }: LinearQuestion): boolean => columns.length * right.length <= SMALL

/** The linear program for certificates of one degree, with as much in it as the number of columns allows. */
export const linearProgram = (
  problem: Problem,
  degree: number,
  most: number,
  budget: Budget,
): LinearQuestion | undefined => {
  const conic = conicProblem(problem)
  return (
    linearQuestion(conic, { degree, products: 1, most, budget }) ??
    linearQuestion(conic, { degree, products: 0, most, budget })
  )
}

/**
 * A certificate of products of hypotheses and diagonally dominant sums of squares, by an exact linear program; undefined
 * where that would be large or there is none. Throws BudgetSpent.
 */
export const smallLinearProof = (problem: Problem, degree: number, budget: Budget): Json | undefined => {
  const question = linearProgram(problem, degree, FEW_COLUMNS, budget)
  if (question === undefined || !isSmall(question)) return undefined
  const weights = exactWeights(question, budget)
  const certificate = weights && question.finish(weights)
  return certificate && conicProof(problem, certificate)
}
