import type { CheckResult } from '../theorems/check-result.ts'
import { type Formula, type Inline, text } from './document.ts'
import { formulaOf, pointsFormula, symbolic } from './formula.ts'
import { wrapText } from './wrap-text.ts'

/** One example in the summary table. */
export interface SummaryRow {
  readonly example: string
  readonly source: string
  readonly f: Formula
  readonly g: Formula
  /** `polynomial`, `darboux`, …: how the conserved quantity was found; `none` where there is none. */
  readonly law: string
  readonly verdict: string
  readonly order: string
  readonly attractor: Formula
  readonly scope: readonly Inline[]
  readonly trust: string
}

const scopeWords = ({ conclusion }: CheckResult): readonly Inline[] => {
  switch (conclusion.scope) {
    case 'sure-below':
      return text`sure below ${formulaOf(conclusion.level ?? '0')}`
    case 'almost-sure-in-paper':
      return ['almost sure in the paper']
    default:
      return [conclusion.scope ?? 'none']
  }
}

const attractorOf = ({ conclusion }: CheckResult): Formula => {
  if (conclusion.points !== undefined) return pointsFormula(conclusion.points)
  return conclusion.attractor === undefined
    ? symbolic('\\text{none}', 'none')
    : symbolic('M \\cap \\{g = 0\\}', conclusion.attractor)
}

/** What a check says, as a row of the summary table; nothing in it is stronger than the conclusion. */
export const summaryRow = (result: CheckResult): SummaryRow => {
  const { problem, conclusion } = result
  const kinds = [...new Set(problem.laws.map(({ kind }) => kind))]
  const g = problem.regularizer.map(({ when, value }) =>
    when.length === 0 ? value : `${value} where ${when.join(', ')}`,
  )
  return {
    example: problem.title ?? problem.objective,
    source: problem.source ?? '',
    f: { latex: problem.objectiveLatex, plain: problem.objective },
    g: g.length === 0 ? symbolic('\\text{none}', 'none') : { latex: problem.regularizerLatex, plain: g.join('; ') },
    law: kinds.length === 0 ? 'none' : kinds.join(', '),
    verdict: conclusion.verdict,
    order: conclusion.order === undefined ? 'none' : String(conclusion.order),
    attractor: attractorOf(result),
    scope: scopeWords(result),
    trust: conclusion.trust ?? 'none',
  }
}

const plain = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

/** The short columns; what an example is, and its formulas below, have the rest of the page. */
const COLUMNS = ['Law', 'p', 'Scope', 'Verdict', 'Trust'] as const

const shortCells = ({ law, order, scope, verdict, trust }: SummaryRow): readonly string[] => [
  law,
  order,
  plain(scope),
  verdict,
  trust,
]

const GAP = '  '
const LABEL = 11

/**
 * The summary table for a terminal, at most `width` characters wide where words allow it: of each example a line with
 * its title and the short columns, and below it its source, f, g and the attractor, broken at spaces.
 */
export const summaryText = (rows: readonly SummaryRow[], width = 100): string => {
  const short = [[...COLUMNS], ...rows.map(shortCells)]
  const widths = COLUMNS.map((_, i) => Math.max(...short.map((line) => (line[i] as string).length)))
  const titleWidth = width - widths.reduce((sum, w) => sum + w + GAP.length, 0)
  const line = (title: string, cells: readonly string[]): string =>
    [title.padEnd(titleWidth), ...cells.map((cell, i) => cell.padEnd(widths[i] as number))].join(GAP).trimEnd()
  const below = (label: string, words: string): readonly string[] =>
    wrapText(words, `  ${label.padEnd(LABEL)}`, LABEL + 4, width)
  const lines = rows.flatMap((row) => {
    const [title = '', ...rest] = wrapText(row.example, '', 2, titleWidth)
    const formulas = [
      ...below('f', row.f.plain),
      ...below('g', row.g.plain),
      ...below('attractor', row.attractor.plain),
    ]
    const source = row.source === '' ? [] : below('source', row.source)
    return ['', line(title, shortCells(row)), ...rest, ...source, ...formulas]
  })
  return [line('Example', [...COLUMNS]), ...lines].join('\n')
}
