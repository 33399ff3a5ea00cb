import type { Block } from '../../report/document.ts'
import type { LawEntry, LawsResult } from '../../toolkit/laws-result.ts'
import { provedMatrices } from '../../toolkit/proved-matrices.ts'
import type { Analysis } from '../analysis.ts'
import type { LawsView, LawView } from './protocol.ts'
import { verdictView } from './verdict-view.ts'

const MOST_LISTED = 60

/** What the page is told of laws beyond their verdicts (`law-words.ts`), once the program that words it is loaded. */
export interface LawWording {
  readonly words: (law: LawEntry) => readonly Block[]
  readonly report: (result: LawsResult) => string
}

const viewOf = (law: LawEntry, wording: LawWording | undefined): LawView => ({
  text: law.expression,
  latex: law.latex,
  kind: law.kind,
  domain: law.domain === 'R^n' ? '' : law.domain,
  independent: law.independent,
  verdict: verdictView(law.verdict, law.kernelClaim),
  words: wording?.words(law) ?? [],
})

/** What `laws` answers, or knows so far, for the page. */
export const lawsView = (result: LawsResult, isFinal: boolean, wording?: LawWording): LawsView => {
  const { laws, independent, negative, notSearched } = result
  return {
    laws: laws.slice(0, MOST_LISTED).map((law) => viewOf(law, wording)),
    more: Math.max(0, laws.length - MOST_LISTED),
    matrices: provedMatrices(result).map(({ latex, expression, kind }) => ({ latex, text: expression, kind })),
    count: independent.statement,
    ...(isFinal ? { countVerdict: verdictView(independent.verdict, independent.kernelClaim) } : {}),
    negative: negative.map(({ theorem, text }) => ({ theorem, text })),
    notSearched,
    isFinal,
    ...(isFinal && wording !== undefined ? { report: wording.report(result) } : {}),
  }
}

/**
 * What the drawings need of it. Laws of the heavy ball are about velocities as well, which no picture has; those of a
 * metric are of a flow that is not drawn, and the runs beside them would seem to break them.
 */
export const lawsAnalysis = (result: LawsResult): Partial<Analysis> => {
  const { laws, method, metric, variables, parameters, objectiveLatex } = result
  if (method === 'heavy-ball') return { parameters, objectiveLatex, laws: [] }
  const proved = metric === undefined ? laws.filter(({ verdict }) => verdict.status === 'proved') : []
  return {
    variables,
    parameters,
    objectiveLatex,
    laws: proved.map(({ expression, latex }) => ({ text: expression, latex })),
  }
}
