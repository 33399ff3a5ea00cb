import type { Claim } from '../kernel/claim.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Search } from '../provers/attempt.ts'
import { withSolver } from '../provers/last-resort.ts'
import { proveClaim } from '../provers/prove-claim.ts'
import type { TrustLevel } from './exit-status.ts'

/** Decides a claim; where what only a solver says is to count, z3 is asked when everything else was tried. */
export const decide = (claim: Claim, search: Search, trust: TrustLevel = 'solver'): Promise<Verdict> =>
  proveClaim(claim, trust === 'kernel' ? search : withSolver(claim, search))
