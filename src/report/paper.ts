import type { CheckResult } from '../theorems/check-result.ts'
import { buildReport } from './build-report.ts'
import { latexBlocks, latexPage } from './latex-document.ts'
import { escapeLatex } from './latex-text.ts'
import { summaryRow, summaryTable } from './table.ts'

/** Several checks as one LaTeX document: the summary table, then each report as a section. */
export const latexPaper = (results: readonly CheckResult[]): string => {
  const reports = results.map(buildReport)
  const cited = [...new Set(reports.flatMap((report) => report.cited))].sort()
  const body = [
    latexBlocks([summaryTable(results.map(summaryRow))]),
    ...reports.map(({ title, blocks }) => `\\clearpage\n\\section*{${escapeLatex(title)}}\n\n${latexBlocks(blocks)}`),
  ]
  return latexPage('What was checked', body.join('\n\n'), cited)
}
