import { type Json, readInteger } from '../json.ts'
import type { Obligation, ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { readFlow } from './flow.ts'

// The claims that count laws (`proofs/FORMAT.md` §8). They have no obligations; `count` in the certificate is checked.

const MOST = 1_000_000

export const countObligations = (claim: ReadClaim): Obligation[] => {
  const { fields } = claim
  if ('flow' in fields) readFlow(claim)
  for (const field of ['atMost', 'atLeast', 'degree']) {
    if (field in fields) readInteger(fields[field], 0, MOST)
  }
  return []
}

export const checkCount = (claim: ReadClaim, _: Json | undefined): void =>
  refuse('format', `certificates of "${claim.form}" are not supported`)
