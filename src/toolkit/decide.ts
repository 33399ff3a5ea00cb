import type { Claim } from '../kernel/claim.ts'
import type { Search } from '../provers/attempt.ts'
import { withSolver } from '../provers/last-resort.ts'
import type { Workers } from '../provers/portfolio/workers.ts'
import { proveClaim } from '../provers/prove-claim.ts'
import type { Verdict } from '../search/verdict.ts'
import type { TrustLevel } from './exit-status.ts'

/** By what means claims are decided. */
export interface Means {
  /** Whether what only a solver says counts (`solver`, the default) or no solver is asked. */
  readonly trust?: TrustLevel
  /** Threads for what takes long; without them everything is done in this one. */
  readonly threads?: Workers
}

/** Decides a claim; where what only a solver says is to count, z3 is asked when everything else was tried. */
export const decide = (claim: Claim, search: Search, { trust = 'solver', threads }: Means = {}): Promise<Verdict> => {
  const own = threads === undefined ? search : { ...search, workers: threads }
  return proveClaim(claim, trust === 'kernel' ? own : withSolver(claim, own))
}
