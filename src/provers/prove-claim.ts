import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { addMilliseconds, metered, millisecondsLeft } from './budgets.ts'
import { definedPoint } from './laws/points.ts'
import { isLawClaim, proveLawClaim } from './laws/prove-law-claim.ts'
import { nextTask } from './next-task.ts'
import { answer, type ClaimAtHand, claimAtHand } from './portfolio/answer.ts'
import { inOrder } from './portfolio/in-order.ts'
import { type Ledger, newLedger } from './portfolio/ledger.ts'
import { questionsOf } from './portfolio/plan.ts'
import type { Answer, Ask, Question } from './portfolio/question.ts'

const unknown = (reason: string, tried: readonly string[]): Verdict => ({ status: 'unknown', reason, tried })

/** Why there is no verdict when all is done that there is time for. */
const reasonOf = (ledger: Ledger, budget: Budget): string => {
  if (budget.signal?.aborted === true) return 'interrupted'
  if (isSpent(budget)) return 'timeout'
  return ledger.stops().get('cone') === 'degree bound' ? 'degree-bound' : 'search-exhausted'
}

/**
 * Decides a claim by rounds of growing effort: a first look in this thread, then, where `search.workers` are given, in other
 * threads. What comes back as proved or refuted was checked by the kernel in this thread; everything else is
 * unknown, with the reason, and with each strategy and why it stopped.
 *
 * Answers count in the order of the questions and what they may cost is counted in work: unless the deadline or the
 * signal cuts it, the verdict is the same to the byte on every machine and with any number of workers.
 */
export const proveClaim = async (claim: Claim, search: Search): Promise<Verdict> => {
  const { workers } = search
  const budget = search.budget.work === undefined ? metered(search.budget) : search.budget
  if (isLawClaim(claim)) {
    const verdict = proveLawClaim(claim, budget)
    // What is no identity may follow from what is assumed, or fail at a point.
    if (verdict.status !== 'unknown' || claim.claim !== 'first-integral') return verdict
  }
  let atHand: ClaimAtHand
  try {
    atHand = claimAtHand(claim)
  } catch (error) {
    if (error instanceof Refusal) return unknown('unsupported', [error.message])
    throw error
  }
  const names = atHand.obligations.map(({ name }) => name)
  const sequents = new Map(atHand.obligations.map(({ name, sequent }) => [name, sequent]))
  const accepts = (name: string, proof: Json): boolean => {
    const sequent = sequents.get(name)
    return sequent !== undefined && isAccepted(proof, sequent)
  }
  const extra = claim.claim === 'first-integral' ? { point: definedPoint(claim, budget) ?? null } : {}
  const ledger = newLedger(claim, names, accepts, extra)
  const here: Ask = async (question, signal) => {
    await nextTask()
    return answer(question, { ...budget, signal: budget.signal ?? signal })
  }
  const there: Ask | undefined = workers && ((question, signal) => workers.ask(question, budget, signal))
  let verdict = ledger.conclude()
  const hear = (question: Question, { reply, milliseconds }: Answer): boolean => {
    addMilliseconds(budget, milliseconds)
    verdict = ledger.hear(question, reply)
    return verdict !== undefined || millisecondsLeft(budget) === 0
  }
  const rounds = questionsOf(claim, atHand.obligations, search.hints, millisecondsLeft(budget))
  for (const [i, questions] of rounds.entries()) {
    if (verdict !== undefined || isSpent(budget)) break
    // Where f is zero is not asked before everything else is shown.
    if (questions[0]?.strategy === 'zeros' && ledger.open().length > 0) continue
    const [ask, width] = there === undefined || i === 0 ? [here, 1] : [there, workers?.count ?? 1]
    await inOrder(questions, { ask, width, isNeeded: ledger.isNeeded, hear })
  }
  if (verdict !== undefined) return verdict
  const last = await search.lastResort?.(claim, atHand.obligations, ledger.proofs)
  return last?.verdict ?? unknown(reasonOf(ledger, budget), [...ledger.tried(), ...(last?.tried ?? [])])
}
