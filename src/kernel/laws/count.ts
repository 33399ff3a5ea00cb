import { type Json, readInteger, readMap, readText, readTexts } from '../json.ts'
import type { Obligation, ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { readFlow, readLawTerm } from './flow.ts'
import { checkInvolutive } from './involutive.ts'
import { checkLieRank } from './lie-rank.ts'
import { checkLinearIndependence, checkPolynomialBound } from './modular-rank.ts'

// The claims that count laws (`proofs/FORMAT.md` §10). They have no obligations: `count` in the certificate is checked.

const number = ({ fields }: ReadClaim, field: string, most: number): number => readInteger(fields[field], 0, most)
const dimension = ({ context }: ReadClaim): number => context.scope.variables.length
const degree = (claim: ReadClaim): number => number(claim, 'degree', 100)
const upTo = (claim: ReadClaim): number => number(claim, 'atMost', 1_000_000)

interface Form {
  readonly kind: string
  /** Reads the claim, so that a malformed one is refused without a certificate too. */
  readonly read: (claim: ReadClaim) => unknown
  readonly check: (claim: ReadClaim, count: Json) => void
}

const FORMS: { readonly [form: string]: Form } = {
  'law-bound': {
    kind: 'lie-rank',
    read: (claim) => [readFlow(claim), number(claim, 'atMost', dimension(claim))],
    check: (claim, count) => checkLieRank(claim, number(claim, 'atMost', dimension(claim)), count),
  },
  'local-laws': {
    kind: 'involutive',
    read: (claim) => [readFlow(claim), number(claim, 'atLeast', dimension(claim))],
    check: (claim, count) => checkInvolutive(claim, number(claim, 'atLeast', dimension(claim)), count),
  },
  'polynomial-laws-bound': {
    kind: 'modular-rank',
    read: (claim) => [readFlow(claim), degree(claim), upTo(claim)],
    check: (claim, count) => checkPolynomialBound(claim, degree(claim), upTo(claim), count),
  },
  'linearly-independent': {
    kind: 'modular-rank',
    read: (claim) => [
      readTexts(claim.fields.quantities).map((text) => readLawTerm(text, claim.context.scope)),
      degree(claim),
    ],
    check: (claim, count) => checkLinearIndependence(claim, degree(claim), count),
  },
}

export const countObligations = (claim: ReadClaim): Obligation[] => {
  FORMS[claim.form]?.read(claim)
  return []
}

/** Checks the field `count` of a certificate for one of these claims. */
export const checkCount = (claim: ReadClaim, json: Json | undefined): void => {
  const form = FORMS[claim.form]
  const kind = readText(readMap(json).get('kind'))
  if (form === undefined || kind !== form.kind) return refuse('format', `"${kind}" does not show "${claim.form}"`)
  form.check(claim, json as Json)
}
