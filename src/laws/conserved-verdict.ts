import { contextOf, type Objective } from '../dynamics/objective.ts'
import { verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'

/** The claim ⟨∇c, ∇f⟩ = 0 wherever both are differentiable. */
export const conservedClaim = (objective: Objective, law: Term): Claim => ({
  claim: 'conserved',
  context: contextOf(objective),
  f: printTerm(objective.term),
  g: [{ when: [], value: printTerm(law) }],
})

/** The kernel's word on a law whose derivative along the flow should be identically zero: proved, or not seen. */
export const conservedVerdict = (objective: Objective, law: Term): Verdict => {
  const certificate = { outcome: 'proved', proofs: { 'piece.1': { kind: 'identity' } } }
  const checked = verify(conservedClaim(objective, law), certificate)
  return 'rejected' in checked
    ? { status: 'unknown', reason: 'search-exhausted', tried: [`identity: ${checked.detail}`] }
    : { status: 'proved', trust: 'kernel', method: 'identity', certificate, checked }
}
