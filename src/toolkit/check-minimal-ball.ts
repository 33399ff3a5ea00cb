import { guessMinimalBall } from '../dynamics/minimal-ball.ts'
import { withTerm } from '../dynamics/objective.ts'
import { printTerm } from '../kernel/term.ts'
import type { Conclusion } from '../theorems/check-result.ts'
import { minimalBallClaims, minimalBallConclusion } from '../theorems/minimal-ball.ts'
import { type Setting, tameClassOf } from './check-setting.ts'
import { type Checklist, newChecklist } from './checklist.ts'

/** What was proved of an objective that is least on an open set. */
export interface MinimalBallFound {
  readonly list: Checklist
  readonly conclusion: Conclusion
}

/**
 * Whether f has its least value on a ball: then no regularizer has to be looked at. Undefined where no such ball was
 * found or proved, and then nothing is noted.
 */
export const checkMinimalBall = async (setting: Setting): Promise<MinimalBallFound | undefined> => {
  const { problem, context, f, budget, hints, options } = setting
  // In a smaller domain the ball may lie outside.
  if ((problem.domain ?? []).length > 0) return undefined
  const ball = guessMinimalBall(withTerm(problem.objective, f))
  if (ball === undefined) return undefined
  const objective = { context, f: printTerm(f), tameClass: tameClassOf(f, problem) }
  const list = newChecklist(budget, hints, undefined, options)
  for (const claim of minimalBallClaims(objective, ball)) {
    const verdict = await list.settle(claim.claim === 'tame' ? 'tame' : 'flat-minima', claim, true)
    if (verdict.status !== 'proved') return undefined
  }
  const conclusion = minimalBallConclusion(objective, ball, list.checked)
  return conclusion && { list, conclusion }
}
