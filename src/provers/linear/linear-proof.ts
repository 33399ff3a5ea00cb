import { type Budget, BudgetSpent, charge } from '../../kernel/budget.ts'
import type { Json } from '../../kernel/json.ts'
import type { Sequent } from '../../kernel/sequent.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { conicProof } from '../cone-certificate.ts'
import { type Effort, evenDegree, guarded, isAccepted, type Session } from '../direct-proofs.ts'
import { type Problem, problemOf } from '../problem.ts'
import { weightsByBasis } from './exact-weights.ts'
import { isSmall, linearQuestions } from './small-linear-proof.ts'

// What HiGHS takes to start, and for each column, in microseconds of work.
const START = 150_000
const PER_COLUMN = 100

const byBasis = async (problem: Problem, more: number, budget: Budget): Promise<Json | undefined> => {
  for (const question of linearQuestions(problem, evenDegree(problem) + more, budget)) {
    if (isSmall(question) && more === 0) continue
    charge(budget, START + PER_COLUMN * question.columns.length)
    const weights = await weightsByBasis(question, budget)
    const certificate = weights && question.finish(weights)
    if (certificate !== undefined) return conicProof(problem, certificate)
  }
  return undefined
}

/**
 * A certificate as of `smallLinearProof`, from a larger program, on a basis that HiGHS proposes: where a semidefinite program of the
 * same size takes longer, or has found nothing. Of a higher degree in late rounds.
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
    const budget = atMostMilliseconds(session.budget, milliseconds)
    const proof = await byBasis(problem, depth < 2 ? 0 : 2, budget)
    return proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined
    throw error
  }
}
