import { contextOf, type Objective } from '../dynamics/objective.ts'
import { InputError } from '../expression/input-error.ts'
import { printPlainRelation } from '../expression/print-plain.ts'
import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'

const SEARCH_MS = 1000

/**
 * Whether assumptions were proved to contradict each other, so that anything would follow from them.
 * `false` says only that no contradiction was found in a moment.
 */
export const isContradictory = async (
  context: ContextJson,
  assume: readonly string[],
  budget: Budget,
): Promise<boolean> => {
  if (context.assume.length + assume.length === 0) return false
  const claim: Claim = { claim: 'relation', context, assume, goal: 'false' }
  const { proveClaim } = await import('../provers/prove-claim.ts')
  const verdict = await proveClaim(claim, { budget: atMostMilliseconds(budget, SEARCH_MS), hints: {} })
  return verdict.status === 'proved'
}

/** Refuses a problem whose assumptions were proved to contradict each other ({@link InputError}). */
export const refuseContradiction = async (asked: Omit<Objective, 'term'>, budget: Budget): Promise<void> => {
  if (!(await isContradictory(contextOf(asked), [], budget))) return
  throw new InputError({
    what: `the assumptions contradict each other: ${asked.assume.map(printPlainRelation).join(', ')}`,
    expected: 'assumptions that some values of the parameters satisfy',
    advice: 'anything follows from a contradiction; correct or leave out one of them',
  })
}
