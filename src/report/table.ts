import type { CheckResult } from '../theorems/check-result.ts'
import { type Formula, type Inline, text } from './document.ts'
import { formulaOf, pointsFormula, symbolic } from './formula.ts'

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

const HEAD = ['Example', 'f', 'g', 'Law', 'p', 'Attractor', 'Scope', 'Verdict', 'Trust'] as const

const cells = (row: SummaryRow): readonly (readonly Inline[])[] => [
  [row.source === '' ? row.example : `${row.example} (${row.source})`],
  [row.f],
  [row.g],
  [row.law],
  [row.order],
  [row.attractor],
  row.scope,
  [row.verdict],
  [row.trust],
]

const plainCell = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

/** The summary table for a terminal: columns padded with spaces. */
export const summaryText = (rows: readonly SummaryRow[]): string => {
  const lines = [[...HEAD], ...rows.map((row) => cells(row).map(plainCell))]
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => (line[i] as string).length)))
  return lines
    .map((line) =>
      line
        .map((part, i) => part.padEnd(widths[i] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
