import { reproducible } from '../report/json.ts'
import { EXIT } from './exit-status.ts'
import { inspectSaved, type PaperProblem, readSaved, recheckText, type SavedProofs } from './paper.ts'
import { proofFileOf } from './proof-file.ts'
import type { ClaimsResult } from './prove-claims.ts'

/** A list of claims under the proofs folder: what was found of it, and its saved certificates. */
export interface PaperClaims {
  readonly name: string
  readonly result: ClaimsResult
  readonly saved: SavedProofs
}

/** The proof file of a list of claims as it is saved. */
export const savedClaimsText = ({ claims }: ClaimsResult): string =>
  `${JSON.stringify(reproducible(proofFileOf(claims)), null, 1)}\n`

/** Compares a list with its saved certificates, which the kernel checks a second time. */
export const assessClaims = (problem: PaperProblem, result: ClaimsResult): PaperClaims => ({
  name: problem.name,
  result,
  saved: inspectSaved(recheckText(readSaved(problem)), result.claims, ({ name }) => name),
})

/** 1 where a claim is refuted or a saved certificate refused or missing, 2 where something stayed open. */
export const claimsStatus = ({ result, saved }: PaperClaims): number => {
  const statuses = result.claims.map(({ verdict }) => verdict.status)
  if (statuses.includes('refuted') || saved.refused.length > 0 || saved.missing.length > 0) return EXIT.refuted
  return statuses.includes('unknown') || result.conclusion === null ? EXIT.unknown : EXIT.proved
}

/** What went wrong with a list, one line each; empty where all is well. */
export const claimsComplaints = ({ name, result, saved }: PaperClaims): readonly string[] => [
  ...result.claims.flatMap((claim) =>
    claim.verdict.status === 'proved' ? [] : [`${name}: ${claim.name}: ${claim.verdict.status}`],
  ),
  ...saved.refused.map((line) => `${name}: a saved certificate is refused: ${line}`),
  ...saved.missing.map((line) => `${name}: no saved certificate for ${line}`),
]

/** A line about a list of claims. */
export const claimsLine = ({ name, result, saved }: PaperClaims): string => {
  const proved = result.claims.filter(({ verdict }) => verdict.status === 'proved').length
  return `${name}: ${proved} of ${result.claims.length} claims proved; saved certificates: ${saved.accepted} accepted, ${saved.refused.length} refused`
}

/** The lists as one JSON value, without certificates and timings. */
export const claimsJson = (lists: readonly PaperClaims[]): unknown =>
  reproducible(
    lists.map(({ name, result, saved }) => ({
      name,
      ...result,
      claims: result.claims.map(({ kernelClaim: _, verdict, ...claim }) => ({
        ...claim,
        verdict: verdict.status === 'unknown' ? verdict : { ...verdict, certificate: undefined },
      })),
      saved,
    })),
  )
