import type { CheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Hints } from '../provers/attempt.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import type { ClaimEntry, ClaimId } from '../theorems/check-result.ts'
import { type SolverStatement, solverStatement } from '../theorems/solver-statement.ts'
import { statementOf } from '../theorems/statement.ts'
import { decide, type Means } from './decide.ts'

/** Where each hypothesis stands in the papers, with its certainty tag. */
const SOURCES: { readonly [id in ClaimId]: string } = {
  structure: '[J], Lemma 3.14 [T]: only |h| matters to normalized gradient descent',
  tame: '[J], Theorem 3.32 [R+]; definable on compacts [O]',
  'minimum-zero': '[J], section 1: min f = 0',
  'full-rank': '[J], Proposition 3.30 [R+]',
  'critical-values': 'Theorem S [O]',
  conserved: '[J], Theorem 3.32 (ii) [R+], with equality',
  lyapunov: '[J], Theorem 3.32 (ii) and Proposition 3.33 [R+]',
  'regularity-of-g': '[J], Theorem 3.32 [R+]',
  'second-order': '[J], Proposition 2.6 and Theorem 3.32 (iii) [R+]',
  coercive: '[J], Theorem 3.32 (i) [R+]',
  boundary: 'Theorem S [O]',
  'solution-set': 'M ∩ Z of Theorem S [O]',
  'flat-minima': '[J], Definition 3.31 and Corollary 3.19 [R+]',
  'strict-minimum': '[J], Theorem 2.9 [R+]',
  strictness: '[J], Proposition 3.34 [R+]',
  subregularity: '[J], Definition 3.26 [R+], along all of M [O]',
  decrease: '[J], Proposition 3.27 [R+]',
  'projection-formula': '[J], Definition 3.12 [R+]',
  'short-steps': '[J], Theorem 2.8 [R+]',
  symmetry: '[J], Proposition 3.29 [R+]',
  'change-of-variables': '[J], Proposition 3.37 [R+]',
}

/**
 * The share of the remaining time one claim may take. What is not needed for the conclusion gets less, and an end; so
 * does, sooner, everything after a needed claim was refuted.
 */
const SHARE = 0.5
const SHARE_UNDECISIVE = 0.25
const MOST_UNDECISIVE_MS = 8000
const MOST_AFTER_FAILURE_MS = 1000

/** The claims of one `check`, in the order they are settled. */
export interface Checklist {
  readonly entries: readonly ClaimEntry[]
  /** The kernel's own seals, and what only a solver says, for the theorem pages. */
  readonly checked: readonly (CheckedClaim | SolverStatement)[]
  /** Settles a claim and notes the outcome; with an open budget never throws for a failed search. */
  readonly settle: (id: ClaimId, claim: Claim, needed: boolean) => Promise<Verdict>
  /** Notes a claim that is settled already. */
  readonly note: (id: ClaimId, claim: Claim, needed: boolean, verdict: Verdict) => void
  /** Notes a claim that could not even be stated. */
  readonly leaveOpen: (
    id: ClaimId,
    needed: boolean,
    statement: string,
    reason: string,
    tried?: readonly string[],
  ) => void
  /** Changes which claims count: those with this id, or of them this claim only. */
  readonly setNeeded: (id: ClaimId, needed: boolean, claim?: Claim) => void
}

/** Whether a claim that is needed was refuted. */
export const hasFailed = (entries: readonly ClaimEntry[]): boolean =>
  entries.some(({ needed, verdict }) => needed && verdict.status === 'refuted')

/** An empty checklist; `notify` hears of every entry as it is settled, and claims are decided by these means. */
export const newChecklist = (
  budget: Budget,
  hints: Hints,
  notify: (entry: ClaimEntry) => void = () => {},
  means: Means = {},
): Checklist => {
  const entries: ClaimEntry[] = []
  const checked: (CheckedClaim | SolverStatement)[] = []
  const enter = (entry: ClaimEntry): void => {
    entries.push(entry)
    notify(entry)
  }
  const note = (id: ClaimId, claim: Claim, needed: boolean, verdict: Verdict): void => {
    if (verdict.status !== 'unknown' && verdict.checked !== undefined) checked.push(verdict.checked)
    if (verdict.status === 'proved' && verdict.trust === 'solver') {
      const statement = solverStatement(claim, verdict.certificate)
      if (statement !== undefined) checked.push(statement)
    }
    const { text, latex } = statementOf(claim)
    enter({ id, needed, statement: text, latex, source: SOURCES[id], verdict, kernelClaim: claim })
  }
  return {
    entries,
    checked,
    settle: async (id, claim, needed) => {
      const left = millisecondsLeft(budget)
      const failed = hasFailed(entries)
      // Where g is not conserved, it may still decrease.
      const isLost = hasFailed(entries.filter((entry) => entry.id !== 'conserved'))
      const most = isLost ? MOST_AFTER_FAILURE_MS : MOST_UNDECISIVE_MS
      const share = needed && !failed ? left * SHARE : Math.min(left * SHARE_UNDECISIVE, most)
      const verdict = await decide(claim, { budget: partOf(budget, Math.max(share, 50)), hints }, means)
      note(id, claim, needed, verdict)
      return verdict
    },
    note,
    leaveOpen: (id, needed, statement, reason, tried = []) =>
      enter({
        id,
        needed,
        statement,
        latex: `\\text{${statement}}`,
        source: SOURCES[id],
        verdict: { status: 'unknown', reason, tried },
      }),
    setNeeded: (id, needed, claim) => {
      entries.forEach((entry, i) => {
        if (entry.id === id && (claim === undefined || entry.kernelClaim === claim)) entries[i] = { ...entry, needed }
      })
    },
  }
}
