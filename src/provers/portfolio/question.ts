import type { Claim } from '../../kernel/claim.ts'
import type { Json } from '../../kernel/json.ts'
import type { Hints } from '../attempt.ts'
import type { Effort } from '../direct-proofs.ts'

/**
 * The ways to settle a claim. `signs`: proofs without a search. `counterexamples`: exact points where an obligation
 * fails. `equations`: the ideal of the hypotheses. `cone`: sums of squares and Positivstellensatz. `points`: one zero
 * of the equations after the other. `splits`: cases. `cases`: whether factors of equations vanish. `minors`: the rank of a derivative by its
 * minors. `summands`: the second-order condition summand by summand of g. `bands`:
 * g as the distance to a band, side by side. `first order`: the decrease of g from its
 * first order in the step. `sign choices`: conditions of |F|₁ by choices of signs. `exchange`: a level of critical values by Euler's relation. `at once`: all of these with little effort. `zeros`: where f is
 * zero, for minimum-zero. `chains` and `curves`: coercivity and its opposite.
 */
export type Strategy =
  | 'signs'
  | 'at once'
  | 'counterexamples'
  | 'equations'
  | 'cone'
  | 'points'
  | 'reductions'
  | 'splits'
  | 'cases'
  | 'minors'
  | 'tight bounds'
  | 'summands'
  | 'bands'
  | 'first order'
  | 'exchange'
  | 'sign choices'
  | 'zeros'
  | 'chains'
  | 'curves'

/** One piece of work on a claim, as plain data: its answer depends on nothing else. */
export interface Question {
  readonly claim: Claim
  readonly strategy: Strategy
  /** The obligation worked on; none where the strategy is about the claim as a whole. */
  readonly obligation?: string
  readonly effort: Effort
  /** The work it may take, counted and not measured ({@link Meter}). */
  readonly milliseconds: number
  readonly hints: Hints
}

/** Why a strategy stopped without an answer, in the words of a report. */
export type Stop =
  | 'exhausted'
  | 'timeout'
  | 'degree bound'
  | 'memory'
  | 'interrupted'
  | `unsupported: ${string}`
  | `failed: ${string}`

/** What came of a question. Everything found is only a proposal until the kernel has checked it. */
export type Reply =
  | { readonly found: 'proof'; readonly proof: Json }
  | { readonly found: 'certificate'; readonly certificate: Json }
  /** A point where an obligation fails that is only sufficient for the claim. */
  | { readonly found: 'failing' }
  | { readonly found: 'attained'; readonly attained: Json }
  | { readonly found: 'nothing'; readonly why: Stop; readonly tried: readonly string[] }

/** A reply and the work it took, in milliseconds. */
export interface Answer {
  readonly reply: Reply
  readonly milliseconds: number
}

/** How a question is asked: in this thread or in another; the promise is never rejected by a worker's fault. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Answer>
