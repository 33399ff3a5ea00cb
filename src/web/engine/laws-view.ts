import { claimSection } from '../../report/claim-sections.ts'
import { type Block, paragraph } from '../../report/document.ts'
import { renderLawsReport } from '../../report/laws-report.ts'
import type { LawEntry, LawsResult } from '../../toolkit/laws-result.ts'
import type { Analysis } from '../analysis.ts'
import type { LawsView, LawView } from './protocol.ts'
import { verdictView } from './verdict-view.ts'

const MOST_LISTED = 60

/** The proof of a law: that the derivative along the flow is zero, written out where the claim is of that form. */
const wordsOf = ({ expression, latex, kernelClaim, verdict }: LawEntry): readonly Block[] => {
  if (kernelClaim.claim === 'conserved') {
    const statement = { needed: false, statement: expression, latex, source: '' }
    return claimSection({ id: 'conserved', ...statement, verdict, kernelClaim })
  }
  if (verdict.status !== 'proved') return []
  return [paragraph(['The kernel differentiates this quantity along the flow; the result is zero in normal form.'])]
}

const viewOf = (law: LawEntry): LawView => ({
  text: law.expression,
  latex: law.latex,
  kind: law.kind,
  domain: law.domain === 'R^n' ? '' : law.domain,
  independent: law.independent,
  verdict: verdictView(law.verdict, law.kernelClaim),
  words: wordsOf(law),
})

/** What `laws` answers, or knows so far, for the page. */
export const lawsView = (result: LawsResult, isFinal: boolean): LawsView => {
  const { laws, matrixLaws, independent, negative, notSearched } = result
  return {
    laws: laws.slice(0, MOST_LISTED).map(viewOf),
    more: Math.max(0, laws.length - MOST_LISTED),
    matrices: matrixLaws.map(({ latex, expression, kind }) => ({ latex, text: expression, kind })),
    count: independent.statement,
    ...(isFinal ? { countVerdict: verdictView(independent.verdict, independent.kernelClaim) } : {}),
    negative: negative.map(({ theorem, text }) => ({ theorem, text })),
    notSearched,
    isFinal,
    ...(isFinal ? { report: renderLawsReport(result, 'latex') } : {}),
  }
}

/** What the drawings need of it. */
export const lawsAnalysis = ({ laws, variables, parameters, objectiveLatex }: LawsResult): Partial<Analysis> => ({
  variables,
  parameters,
  objectiveLatex,
  laws: laws
    .filter(({ verdict }) => verdict.status === 'proved')
    .map(({ expression, latex }) => ({ text: expression, latex })),
})
