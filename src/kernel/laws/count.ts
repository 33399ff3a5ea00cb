import { type Json, readInteger, readMap, readText, readTexts } from '../json.ts'
import type { Obligation, ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { readFlow, readLawTerm } from './flow.ts'
import { checkInvolutive } from './involutive.ts'
import { checkLieRank } from './lie-rank.ts'
import { checkLinearIndependence, checkPolynomialBound } from './modular-rank.ts'

// The claims that count laws (`proofs/FORMAT.md` §10). They have no obligations: `count` in the certificate is checked.

const LARGEST_COUNT = 1_000_000
const LARGEST_DEGREE = 100

const readNumbers = (claim: ReadClaim) => {
  const { fields, context } = claim
  const read = (field: string, most: number): number => (field in fields ? readInteger(fields[field], 0, most) : 0)
  const n = context.scope.variables.length
  return {
    degree: read('degree', LARGEST_DEGREE),
    atMost: read('atMost', claim.form === 'law-bound' ? n : LARGEST_COUNT),
    atLeast: read('atLeast', n),
  }
}

/** Reads the claim, so that a malformed one is refused; there is nothing else to show. */
export const countObligations = (claim: ReadClaim): Obligation[] => {
  const { fields, context } = claim
  if (claim.form !== 'linearly-independent') readFlow(claim)
  else for (const text of readTexts(fields.quantities)) readLawTerm(text, context.scope)
  readNumbers(claim)
  return []
}

const KINDS: { readonly [form: string]: string } = {
  'law-bound': 'lie-rank',
  'local-laws': 'involutive',
  'polynomial-laws-bound': 'modular-rank',
  'linearly-independent': 'modular-rank',
}

/** Checks the field `count` of a certificate for one of these claims. */
export const checkCount = (claim: ReadClaim, json: Json | undefined): void => {
  const kind = readText(readMap(json).get('kind'))
  if (kind !== KINDS[claim.form]) refuse('format', `"${kind}" does not show "${claim.form}"`)
  const { degree, atMost, atLeast } = readNumbers(claim)
  switch (claim.form) {
    case 'law-bound':
      return checkLieRank(claim, atMost, json)
    case 'local-laws':
      return checkInvolutive(claim, atLeast, json)
    case 'polynomial-laws-bound':
      return checkPolynomialBound(claim, degree, atMost, json)
    default:
      return checkLinearIndependence(claim, degree, json)
  }
}
