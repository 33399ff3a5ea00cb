import { InputError } from '../expression/input-error.ts'
import { isCheckedClaim, verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import type { Verdict } from '../search/verdict.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { constantWords } from '../theorems/exact-points.ts'
import { givenBy, statementOf } from '../theorems/statement.ts'
import { PROOF_VERSION } from './proof-version.ts'
import { type Showing, type Worded, withWords } from './shown.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Saved claims with their certificates: the file of `proofs/FORMAT.md`. */
export interface ProofFile {
  readonly format: 'gradlaw-proof'
  readonly version: typeof PROOF_VERSION
  readonly entries: readonly { readonly claim: Claim; readonly certificate: Json }[]
}

/** Claims with their verdicts, as results list them; one without `kernelClaim` could not even be stated. */
export type ProofClaims = readonly { readonly kernelClaim?: Claim; readonly verdict: Verdict }[]

/**
 * Every claim of a result that the kernel settled, ready to be saved and re-checked elsewhere. What only a solver says
 * is not among them: there is nothing in it to be checked.
 *
 * @example proofFileOf([await prove('x^2 >= 0')]).entries[0].certificate.outcome // 'proved'
 */
export const proofFileOf = (claims: ProofClaims): ProofFile => {
  if (!Array.isArray(claims) || !claims.every((one) => isRecord(one) && isRecord(one.verdict))) {
    throw new InputError({ what: 'this is no list of claims', expected: 'the claims of a result, with their verdicts' })
  }
  return {
    format: 'gradlaw-proof',
    version: PROOF_VERSION,
    entries: claims.flatMap(({ kernelClaim, verdict }) =>
      verdict.status !== 'unknown' && verdict.trust === 'kernel' && kernelClaim !== undefined
        ? [{ claim: kernelClaim, certificate: verdict.certificate }]
        : [],
    ),
  }
}

/** A question that a solver answered with `unsat`, as a script to ask another solver. */
export interface SolverScript {
  /** The form of the claim, which of the given claims it is (from 1), and the obligation: `relation-1-goal`. */
  readonly name: string
  readonly text: string
}

/** The scripts of the claims that only a solver says. */
export const solverScriptsOf = (claims: ProofClaims): readonly SolverScript[] =>
  claims.flatMap(({ kernelClaim, verdict }, i) => {
    if (verdict.status !== 'proved' || verdict.trust !== 'solver' || kernelClaim === undefined) return []
    const { scripts } = verdict.certificate as { readonly scripts?: { readonly [obligation: string]: string } }
    return Object.entries(scripts ?? {}).map(([obligation, text]) => ({
      name: `${kernelClaim.claim}-${i + 1}-${obligation}`,
      text,
    }))
  })

/** All claims of a check: of the problem, of its cases, and that there are no other cases. */
export const claimsOf = ({ claims, parameterCases }: CheckResult): ProofClaims => [
  ...claims,
  ...(parameterCases?.cases.flatMap((one) => one.claims) ?? []),
  ...(parameterCases?.impossible ?? []),
]

/** What the kernel said to one saved entry. */
export interface RecheckEntry {
  readonly claim: string
  readonly statement: string
  readonly accepted: boolean
  readonly outcome?: 'proved' | 'refuted'
  readonly reason?: string
}

/** How many saved certificates the kernel accepts and refuses, with each one. */
export interface RecheckResult {
  readonly accepted: number
  readonly refused: number
  readonly entries: readonly RecheckEntry[]
}

/** The statement of a claim that may be malformed, with all that it assumes: nothing else in the file says so. */
const safeStatement = (json: unknown): string => {
  try {
    const claim = json as Claim
    const { text } = statementOf(claim)
    const given = givenBy(claim.context).text
    const stated = claim.claim === 'relation' || given === '' ? text : `${text} (given ${given})`
    const words = constantWords(claim.context.constants)
    return words === '' ? stated : `${stated}.${words}`
  } catch {
    return 'a claim that cannot be read'
  }
}

const recheckInWords = ({ accepted, refused, entries }: RecheckResult): Showing => ({
  words: [
    `${accepted} accepted, ${refused} refused`,
    ...entries.flatMap((entry) => (entry.accepted ? [] : [`refused: ${entry.statement} (${entry.reason})`])),
  ],
})

/**
 * Re-checks saved certificates with the kernel alone: nothing in the file is believed, nothing is searched.
 * Throws `InputError` where the text is no proof file; a certificate that proves nothing is a refused entry.
 *
 * @example recheck(JSON.stringify(proofFileOf([await prove('(x+1)^2 == x^2 + 2*x + 1')]))).accepted // 1
 */
export const recheck = (text: string): RecheckResult & Worded => {
  let data: unknown
  try {
    // A caller without types may give no text.
    data = JSON.parse(String(text))
  } catch (cause) {
    const isMarked = String(text).startsWith('\uFEFF')
    const said = isMarked ? 'it begins with a byte order mark' : (cause as Error).message
    const why = said.replaceAll(/[\p{Cc}\p{Cf}\uFFFD]+/gu, '?')
    throw new InputError({ what: `this is not JSON (${why})`, expected: 'a proof file' })
  }
  if (!isRecord(data) || data.format !== 'gradlaw-proof' || !Array.isArray(data.entries)) {
    throw new InputError({
      what: 'this is not a proof file',
      expected: '{"format": "gradlaw-proof", "version": 1, "entries": [...]}',
    })
  }
  if (data.version !== PROOF_VERSION) {
    throw new InputError({
      what: `the proof file has version ${JSON.stringify(data.version)}`,
      expected: `version ${PROOF_VERSION}, the one this kernel checks`,
    })
  }
  const entries = data.entries.map((entry: unknown): RecheckEntry => {
    const claim = isRecord(entry) ? entry.claim : undefined
    const certificate = isRecord(entry) ? entry.certificate : undefined
    const extra = isRecord(entry) && Object.keys(entry).some((key) => key !== 'claim' && key !== 'certificate')
    const form = isRecord(claim) && typeof claim.claim === 'string' ? claim.claim : '?'
    const shared = { claim: form, statement: safeStatement(claim) }
    if (extra)
      return { ...shared, accepted: false, reason: 'format: an entry has a claim and a certificate, nothing else' }
    if (isRecord(certificate) && 'solver' in certificate) {
      return { ...shared, accepted: false, reason: 'format: a solver says so, which is nothing to be re-checked' }
    }
    const result = verify(claim, certificate)
    return isCheckedClaim(result)
      ? { ...shared, accepted: true, outcome: result.outcome }
      : { ...shared, accepted: false, reason: `${result.reason}: ${result.detail}` }
  })
  const accepted = entries.filter((entry) => entry.accepted).length
  return withWords({ accepted, refused: entries.length - accepted, entries }, recheckInWords)
}
