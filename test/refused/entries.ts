import { type CheckedClaim, isCheckedClaim, type Rejection, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'

/** A claim with its certificate, as in a proof file. */
export interface Entry {
  readonly claim: unknown
  readonly certificate: unknown
}

export const contextOf = (variables: readonly string[], more: Partial<Claim['context']> = {}): Claim['context'] => ({
  variables,
  parameters: [],
  integers: [],
  assume: [],
  constants: {},
  ...more,
})

export const XY = contextOf(['x', 'y'])
export const IDENTITY = { kind: 'identity' }

/** A Positivstellensatz proof of plain squares times factors, and multiples. */
export const positivstellensatz = (
  terms: readonly (readonly [square: string, ...times: string[]])[],
  multiples: readonly (readonly [of: string, by: string])[] = [],
) => ({
  kind: 'positivstellensatz',
  terms: terms.map(([square, ...times]) => ({ weight: '1', square, times })),
  multiples: multiples.map(([of, by]) => ({ of, by })),
})

export const proved = (proofs: { readonly [name: string]: unknown }, more: object = {}) => ({
  outcome: 'proved',
  proofs,
  ...more,
})

/** The sequent assume ⊢ goal with this proof. */
export const relation = (
  goal: string,
  proof: unknown,
  assume: readonly string[] = [],
  context: Claim['context'] = XY,
): Entry => ({ claim: { claim: 'relation', context, assume, goal }, certificate: proved({ goal: proof }) })

/** What the kernel says: `accepted`, or the first word of its refusal. */
export const answer = ({ claim, certificate }: Entry): string => {
  const result: CheckedClaim | Rejection = verify(claim, certificate)
  return isCheckedClaim(result) ? 'accepted' : result.reason
}
