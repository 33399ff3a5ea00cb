import { citedKeys } from './bibliography.ts'
import { type Block, paragraph, type Report, text } from './document.ts'
import { htmlPage } from './html.ts'
import { jsonReport } from './json.ts'
import { latexDocument, latexFragment } from './latex-document.ts'
import { numberSection } from './law-count-sections.ts'
import { dimensionSection } from './law-dimension-section.ts'
import { nameLaws } from './law-names.ts'
import { lawQuestionSection } from './law-question-section.ts'
import { lawsSection } from './law-sections.ts'
import { negativeSection, notSearchedSection, symmetrySection } from './law-symmetry-sections.ts'
import { markdown } from './markdown.ts'
import type { ReportOptions } from './render-report.ts'
import type { ReportedLaws } from './reported-laws.ts'

export const LAWS_REPORT_FORMATS = ['latex', 'markdown', 'html', 'json'] as const
/** What a search for laws can be printed as. */
export type LawsReportFormat = (typeof LAWS_REPORT_FORMATS)[number]

const titleOf = ({ network, map, method }: ReportedLaws): string => {
  const of = network === undefined ? (map === undefined ? '' : ' of a model map') : ` of ${network}`
  return `Conserved quantities${of}${method === 'heavy-ball' ? ' with momentum' : ''}`
}

const legend: readonly Block[] = [
  { kind: 'heading', level: 2, text: 'What the words rest on' },
  paragraph(
    text`"Proved" and "fails" mean that the kernel re-checked a certificate or an exact witness in exact arithmetic. "Open" means that neither was found. Tags of citations: [T] certain from the paper's text, [R+] reconstruction forced by the text, [R] plausible reconstruction, [O] our own statement.`,
  ),
]

/** The report of what `laws` answered, before it is printed in any format. */
export const buildLawsReport = (result: ReportedLaws): Report => {
  const names = nameLaws(result)
  const symmetries = symmetrySection(result)
  const quotes = result.symmetries.some(({ type }) => type === 'symmetric') ? ['[J]'] : []
  const sources = [
    result.independent.conclusion?.source ?? '',
    ...result.negative.map(({ source }) => source),
    ...quotes,
  ]
  return {
    title: titleOf(result),
    cited: citedKeys(sources),
    blocks: [
      ...lawQuestionSection(result),
      ...lawsSection(names),
      ...numberSection(result, names),
      ...dimensionSection(result),
      ...symmetries,
      ...negativeSection(result),
      ...notSearchedSection(result),
      ...legend,
    ],
  }
}

/**
 * The report of what `laws` answered, in one of the formats: the question, the laws with their verdicts, how many there
 * are and why, what does not exist, and what was not searched. A pure function; nothing is worded more strongly than
 * its verdict.
 */
export const renderLawsReport = (
  result: ReportedLaws,
  format: LawsReportFormat,
  options: ReportOptions = {},
): string => {
  switch (format) {
    case 'latex':
      return options.fragment === true ? latexFragment(buildLawsReport(result)) : latexDocument(buildLawsReport(result))
    case 'markdown':
      return markdown(buildLawsReport(result))
    case 'html':
      return htmlPage(buildLawsReport(result), options.formula)
    case 'json':
      return jsonReport(result)
  }
}
