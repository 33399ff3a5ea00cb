import { claimSection } from '../../report/claim-sections.ts'
import { paragraph } from '../../report/document.ts'
import { renderLawsReport } from '../../report/laws-report.ts'
import type { LawWording } from './laws-view.ts'

/** The proof of a law: that the derivative along the flow is zero, written out where the claim is of that form. */
const words: LawWording['words'] = ({ expression, latex, kernelClaim, verdict }) => {
  if (kernelClaim.claim === 'conserved') {
    const statement = { needed: false, statement: expression, latex, source: '' }
    return claimSection({ id: 'conserved', ...statement, verdict, kernelClaim })
  }
  if (verdict.status !== 'proved') return []
  if (verdict.trust === 'solver')
    return [paragraph([`A solver reports it; this was not re-checked (${verdict.method}).`])]
  return [paragraph(['The kernel differentiates this quantity along the flow; the result is zero in normal form.'])]
}

/** The proofs of laws and the report about them: what is read after the laws themselves. */
export const lawWording: LawWording = { words, report: (result) => renderLawsReport(result, 'latex') }
