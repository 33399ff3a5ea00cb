import type { Budget } from '../search/budget.ts'
import { ask } from './ask.ts'
import { type HighsAnswer, type HighsRequest, readHighsAnswer } from './highs-request.ts'
import { workerFile } from './worker-file.ts'

/**
 * The columns of an optimal basis of a linear program, as HiGHS finds them in doubles: a proposal, to be solved again
 * exactly. Never rejected, settled at the budget's deadline at the latest; `unknown` where there is no answer.
 */
export const optimalBasis = async (program: HighsRequest, budget: Budget): Promise<HighsAnswer> => {
  const answer = await ask(workerFile('highs-worker'), program, budget)
  const read = answer.answered ? readHighsAnswer(answer.value, program.cost.length) : undefined
  return read ?? { outcome: 'unknown' }
}
