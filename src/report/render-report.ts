import type { CheckResult } from '../theorems/check-result.ts'
import { buildReport } from './build-report.ts'
import { coqReport } from './coq/coq-report.ts'
import { type FormulaHtml, htmlPage } from './html.ts'
import { jsonReport } from './json.ts'
import { latexDocument, latexFragment } from './latex-document.ts'
import { markdown } from './markdown.ts'
import { type Recheck, recheckExtras } from './recheck-section.ts'

export const REPORT_FORMATS = ['latex', 'markdown', 'html', 'json', 'coq'] as const
/** What a check can be printed as. */
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** How a report is printed. */
export interface ReportOptions {
  /** LaTeX to take in with \input instead of a whole document. */
  readonly fragment?: boolean
  /** How an HTML page shows formulas; as text with powers raised where it is left out. */
  readonly formula?: FormulaHtml
  /** What lets an HTML page check its own certificates again. */
  readonly recheck?: Recheck
}

/**
 * The report of a check in one of the formats: what was checked, with the proofs as far as they can be read, the
 * numbers, and what every word rests on. A pure function; no claim is worded more strongly than its verdict.
 */
export const renderReport = (result: CheckResult, format: ReportFormat, options: ReportOptions = {}): string => {
  switch (format) {
    case 'latex':
      return options.fragment === true ? latexFragment(buildReport(result)) : latexDocument(buildReport(result))
    case 'markdown':
      return markdown(buildReport(result))
    case 'html':
      return htmlPage(
        buildReport(result),
        options.formula,
        options.recheck === undefined ? undefined : recheckExtras(options.recheck),
      )
    case 'json':
      return jsonReport(result)
    case 'coq':
      return coqReport(result)
  }
}
