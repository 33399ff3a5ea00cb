import { check } from '../../toolkit/api.ts'
import type { CheckOptions } from '../../toolkit/check-options.ts'
import type { Problem } from '../../toolkit/problem.ts'
import { checkAnalysis, checkView, claimView } from './check-view.ts'
import type { Part } from './protocol.ts'

/** Tells the claims of a check as they are settled, and last what follows. */
export const answerCheck = async (
  problem: Problem,
  options: CheckOptions,
  say: (part: Part) => void,
): Promise<void> => {
  const onClaim: CheckOptions['onClaim'] = (entry) => say({ kind: 'claim', claim: claimView(entry) })
  const result = await check(problem, { ...options, onClaim })
  say({ kind: 'check', check: checkView(result), analysis: checkAnalysis(result) })
}
