import { MOST_COLUMNS } from '../../algebra/sos/linear-cone.ts'
import type { Json } from '../../kernel/json.ts'
import type { Sequent } from '../../kernel/sequent.ts'
import { type Budget, BudgetSpent, charge } from '../../search/budget.ts'
import { isAccepted } from '../acceptance.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { conicProof } from '../cone-certificate.ts'
import { type Effort, evenDegree, guarded, type Session } from '../direct-proofs.ts'
import { type Problem, problemOf } from '../problem.ts'
import { weightsByBasis } from './exact-weights.ts'
import { isSmall, linearProgram } from './small-linear-proof.ts'

// What HiGHS takes to start, and for each column, in microseconds of work.
const START = 150_000
const PER_COLUMN = 40

// From this many columns on a semidefinite program takes seconds.
const LARGE = 1500

const byBasis = async (problem: Problem, depth: number, budget: Budget): Promise<Json | undefined> => {
  const degree = evenDegree(problem) + (depth < 2 ? 0 : 2)
  const question = linearProgram(problem, degree, MOST_COLUMNS, budget)
  if (question === undefined) return undefined
  const { length } = question.columns
  if (depth === 0 ? length < LARGE : depth === 1 && isSmall(question)) return undefined
  charge(budget, START + PER_COLUMN * length)
  const weights = await weightsByBasis(question, budget)
  const certificate = weights && question.finish(weights)
  return certificate && conicProof(problem, certificate)
}

/**
 * A certificate as of `smallLinearProof`, from a larger program, on a basis that HiGHS proposes: at first only where a
 * semidefinite program would take seconds, then also for others, and at last of a higher degree.
 */
export const linearProof = async (
  sequent: Sequent,
  { milliseconds, depth }: Effort,
  session: Session,
): Promise<Json | undefined> => {
  if (!session.parts.has('cone') || depth > 2 || milliseconds < 400) return undefined
  const problem = guarded(session, 'lowering', () => problemOf(sequent))
  if (problem === undefined) return undefined
  session.tried.add('linear program')
  try {
    const budget = atMostMilliseconds(session.budget, 2 * milliseconds)
    const proof = await byBasis(problem, depth, budget)
    return proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined
    throw error
  }
}
