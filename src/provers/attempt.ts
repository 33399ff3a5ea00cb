import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import type { Obligation } from '../kernel/reading.ts'
import type { Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import type { Workers } from './portfolio/workers.ts'

/** Why a search ended without an answer; the words of the contract's `unknown` verdicts. */
export type UnknownReason = 'timeout' | 'degree-bound' | 'unsupported' | 'search-exhausted' | 'open-hypothesis'

/** What a search came back with. A certificate is only a proposal until the kernel has checked it. */
export type Attempt =
  | { readonly status: 'certificate'; readonly certificate: Json; readonly method: string }
  | { readonly status: 'unknown'; readonly reason: UnknownReason; readonly tried: readonly string[] }

/** A proof proposed for one sequent (`proofs/FORMAT.md` §4), or why there is none. */
export type ProofAttempt =
  | { readonly status: 'proof'; readonly proof: Json; readonly method: string }
  | { readonly status: 'unknown'; readonly reason: UnknownReason; readonly tried: readonly string[] }

/** What is known of a problem from elsewhere and may help a search; nothing in it is trusted. */
export interface Hints {
  /** Conserved quantities found before, as terms: g is often a sum of their squares. */
  readonly laws?: readonly Term[]
  /** The residual h of f = φ(|h|). */
  readonly residual?: Term
  /** Points where numerical descent ended or exact minima are known, as doubles, in the order of the variables. */
  readonly points?: readonly (readonly number[])[]
  /** The largest degree of a certificate that is tried. */
  readonly degree?: number
  readonly seed?: number
}

/** Asked about a claim with its obligations when all is tried; `proofs` are those found, which the kernel accepted. */
export type LastResort = (
  claim: Claim,
  obligations: readonly Obligation[],
  proofs: ReadonlyMap<string, Json>,
) => Promise<{ readonly verdict?: Verdict; readonly tried: readonly string[] }>

export interface Search {
  readonly budget: Budget
  readonly hints: Hints
  /** Threads for what takes long; without them everything is done in the thread that asks. */
  readonly workers?: Workers
  readonly lastResort?: LastResort
}
