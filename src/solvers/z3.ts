import type { Budget } from '../search/budget.ts'
import { ask } from './ask.ts'
import { newTurns } from './turns.ts'
import { workerFile } from './worker-file.ts'
import { readZ3Answer, type Z3Answer, type Z3Request } from './z3-request.ts'

/** z3's own limit; its WebAssembly module can grow to 2 GiB. */
const MEGABYTES = 1024
/** z3 is asked to give up a little before its worker is ended, so that its own reason comes back. */
const EARLIER_MS = 150

/** One of them takes some 200 MB, and more while it computes. */
const MOST_AT_ONCE = 2
const turns = newTurns(MOST_AT_ONCE)

/** The reason where the optional package is missing. */
export const NOT_INSTALLED = 'the package z3-solver is not installed'

/** How Node says that a worker did not find the package. */
export const MISSING = /Cannot find (package|module) 'z3-solver/

/** What became of a question to z3; `unavailable` where no answer came, with the reason. */
export type Z3Outcome = Z3Answer | { readonly outcome: 'unavailable'; readonly reason: string }

/**
 * Asks z3 whether an SMT-LIB 2 script has a model: nobody checks an `unsat`, and a `sat` is only a proposal.
 *
 * z3 runs in a worker of its own that is terminated at the budget's end at the latest, so that no two questions meet in
 * one instance; a third question at a time waits for its turn. The package `z3-solver` is loaded there and only there; where it is not installed the answer says so.
 * Never rejected.
 */
export const askZ3 = async (script: string, budget: Budget, megabytes = MEGABYTES): Promise<Z3Outcome> => {
  const leave = await turns.enter(budget)
  if (leave === undefined) return { outcome: 'unavailable', reason: 'the time given is spent' }
  const milliseconds = Math.max(1, budget.deadline - Date.now() - EARLIER_MS)
  const request: Z3Request = { script, milliseconds: Math.min(milliseconds, 2 ** 31 - 1), megabytes }
  const answer = await ask(workerFile('z3-worker'), request, budget).finally(leave)
  if (!answer.answered) {
    return { outcome: 'unavailable', reason: MISSING.test(answer.reason) ? NOT_INSTALLED : answer.reason }
  }
  return readZ3Answer(answer.value) ?? { outcome: 'unavailable', reason: 'the answer of z3 could not be read' }
}
