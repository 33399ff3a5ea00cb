import { casesSection } from '../../report/cases-section.ts'
import { claimSection } from '../../report/claim-sections.ts'
import { CLAIM_TITLES } from '../../report/claim-words.ts'
import { conclusionSection } from '../../report/conclusion-section.ts'
import { evidenceSection } from '../../report/evidence-section.ts'
import { renderReport } from '../../report/render-report.ts'
import type { CheckResult, ClaimEntry, ProposalOutcome } from '../../theorems/check-result.ts'
import { pointsInDoubles } from '../../toolkit/points-in-doubles.ts'
import { claimsOf, proofFileOf } from '../../toolkit/proof-file.ts'
import type { Analysis } from '../analysis.ts'
import type { CheckView, ClaimView, ProposalView } from './protocol.ts'
import { jsonText, verdictView } from './verdict-view.ts'

/** A line of the checklist for the page; `residual` as far as it is known. */
export const claimView = (entry: ClaimEntry, residual?: string): ClaimView => ({
  id: entry.id,
  title: CLAIM_TITLES[entry.id],
  needed: entry.needed,
  statement: entry.latex === '' ? entry.statement : { latex: entry.latex, plain: entry.statement },
  source: entry.source,
  verdict: verdictView(entry.verdict, entry.kernelClaim),
  words: claimSection(entry, residual),
})

const pieces = (list: CheckResult['problem']['regularizer']): ProposalView['regularizer'] =>
  list.map(({ when, value }) => ({ when: when.join(', '), value }))

const proposalView = ({ regularizer, latex, from, verdict }: ProposalOutcome): ProposalView => ({
  regularizer: pieces(regularizer),
  latex,
  from,
  verdict: verdict === 'not-tried' ? 'not tried' : verdict,
})

/** What `check` answers, for the page. */
export const checkView = (result: CheckResult): CheckView => {
  const { problem, claims, conclusion, proposals = [], theorems = [], evidence, elapsedMs } = result
  return {
    regularizer: pieces(problem.regularizer),
    regularizerLatex: problem.regularizerLatex,
    isProposed: problem.proposed,
    claims: claims.map((entry) => claimView(entry, problem.residual)),
    conclusion: {
      verdict: conclusion.verdict,
      ...(conclusion.trust === undefined ? {} : { trust: conclusion.trust }),
      words: conclusionSection(result),
    },
    proposals: proposals.map(proposalView),
    theorems: theorems.map(({ status, title, citation }) => ({ status, title, citation })),
    cases: casesSection(result),
    evidence: evidenceSection(evidence, conclusion.order),
    report: renderReport(result, 'latex'),
    proofFile: jsonText(proofFileOf(claimsOf(result))),
    seconds: elapsedMs / 1000,
  }
}

/** What the drawings need of it. */
export const checkAnalysis = ({ problem, conclusion }: CheckResult): Partial<Analysis> => {
  const { points = [], flat = [], constants = {}, attractor, order } = conclusion
  const inDoubles = pointsInDoubles([...points, ...flat], constants)
  const pointOf = (exact: readonly string[]) => {
    const approximate = inDoubles.points.get(exact)
    return approximate === undefined ? { exact } : { exact, approximate }
  }
  return {
    variables: problem.variables,
    parameters: problem.parameters,
    objectiveLatex: problem.objectiveLatex,
    solutionPoints: points.map(pointOf),
    flatMinima: flat.map(pointOf),
    constants: inDoubles.constants,
    ...(attractor === undefined ? {} : { attractor }),
    ...(order === undefined ? {} : { order }),
    ...(problem.proposed ? { proposed: pieces(problem.regularizer) } : {}),
  }
}
