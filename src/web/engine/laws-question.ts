import { withoutRegularizer } from '../problem-of-state.ts'
import type { AskedProblem, Question } from './protocol.ts'

/** Seconds for a search; a longer one is made when it is asked for. */
export const SECONDS = { laws: 20, check: 60, compare: 30 }

/** What is asked about a problem first: its laws, which its regularizer has no part in. */
export const lawsQuestion = (problem: AskedProblem, timeout: number = SECONDS.laws): Question => ({
  ...{ kind: 'laws', problem: withoutRegularizer(problem), timeout, seed: 1 },
})
