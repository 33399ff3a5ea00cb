import type { CheckResult, ClaimEntry } from '../../theorems/check-result.ts'
import { type CoqEntry, coqDocument, type LeftOut } from './coq-document.ts'

const nameOf = ({ id }: ClaimEntry): string => id.replaceAll('-', '_')

const reasonToLeaveOut = ({ verdict, kernelClaim }: ClaimEntry): string | undefined => {
  if (verdict.status === 'unknown') return `left open (${verdict.reason})`
  if (verdict.status === 'refuted') return 'refuted by an exact witness, so there is no theorem'
  if (verdict.trust === 'solver') return `reported by ${verdict.method} and not re-checked by the kernel`
  return kernelClaim === undefined ? 'it has no certificate' : undefined
}

/** The claims of a check that the kernel proved, as a Coq file that stands alone; what is left out is listed in it. */
export const coqReport = ({ claims, parameterCases }: CheckResult): string => {
  const entries: CoqEntry[] = []
  const leftOut: LeftOut[] = []
  const take = (entry: ClaimEntry, prefix = '', place = ''): void => {
    const reason = reasonToLeaveOut(entry)
    const name = `${prefix}${nameOf(entry)}`
    const { verdict, kernelClaim } = entry
    if (reason !== undefined || verdict.status === 'unknown' || kernelClaim === undefined) {
      leftOut.push({ name, reason: reason ?? 'it has no certificate' })
    } else {
      const statement = `${place}${entry.id}: ${entry.statement}`
      entries.push({ name, statement, claim: kernelClaim, certificate: verdict.certificate })
    }
  }
  for (const entry of claims) take(entry)
  parameterCases?.cases.forEach((one, k) => {
    for (const entry of one.claims) take(entry, `case${k + 1}_`, `Where ${one.when}, `)
  })
  for (const { when } of parameterCases?.impossible ?? []) {
    leftOut.push({ name: when, reason: 'that no parameters lie in this case is proved by the kernel only' })
  }
  return coqDocument(entries, leftOut).text
}
