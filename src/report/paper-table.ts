import type { CheckResult } from '../theorems/check-result.ts'
import { VERDICT_WORDS } from './conclusion-section.ts'
import { type Block, type Formula, type Inline, text } from './document.ts'
import { formulaOf, joined } from './formula.ts'
import { latexWidth } from './latex-width.ts'
import type { PaperEntry } from './paper.ts'
import { withFormulas } from './prose-formulas.ts'
import { summaryRow } from './table.ts'

const HEAD = ['Example', 'f', 'g', 'Kind', 'p', 'Attractor', 'Proved', 'In the paper'] as const

const isProved = ({ claims }: CheckResult, id: string): boolean =>
  claims.some((claim) => claim.id === id && claim.verdict.status === 'proved')

/** Whether the gradient flow keeps g, or only never increases it. */
const kindOf = (result: CheckResult): string => {
  if (isProved(result, 'conserved')) return 'conserved'
  return isProved(result, 'lyapunov') ? 'Lyapunov' : 'none'
}

/** The verdict with its scope, as far as the proof goes. */
const provedWords = ({ conclusion }: CheckResult): readonly Inline[] => {
  const { verdict, scope, level, trust } = conclusion
  const words = VERDICT_WORDS[verdict]
  const solver = trust === 'solver' ? ' (a solver says so)' : ''
  if (scope === 'sure-below')
    return text`${words} for all starts with ${joined('f', '<', formulaOf(level ?? '0'))}${solver}`
  return [`${words}${scope === 'sure' ? ' for all starts' : ''}${solver}`]
}

/** A cell holds so much; what is longer stands in the section of the example. */
const WIDEST = 34

/** What stands in parentheses that grow cannot be broken over lines. */
const WIDEST_GROUP = 18

const isTooWide = (latex: string): boolean =>
  latex.includes('\\begin') ||
  latexWidth(latex) > WIDEST ||
  latex.split('\\allowbreak').some((piece) => piece.includes('\\left(') && latexWidth(piece) > WIDEST_GROUP)

const orBelow = (formula: Formula, words: string): readonly Inline[] => [isTooWide(formula.latex) ? words : formula]

/** The attractor, or how many points it has where there is no room for them. */
const attractorCell = (result: CheckResult, formula: Formula): readonly Inline[] => {
  const { points } = result.conclusion
  return orBelow(formula, points === undefined ? 'see its section' : `${points.length} points, see its section`)
}

/** Table 1: what was proved of each example, beside what the paper states. */
export const paperTable = (entries: readonly PaperEntry[]): Block => ({
  kind: 'table',
  caption:
    'Table 1. Whether g is conserved along the gradient flow or only never increases (Lyapunov), the order p of the attractor, and what was proved: "all starts" are those where g is finite, with small steps; the last column is what the paper states, not what was proved here.',
  head: [...HEAD],
  rows: entries.map(({ result, stated }) => {
    const row = summaryRow(result)
    const source = row.source.replace(/^\[J\], (?:Example )?/, '')
    return [
      withFormulas(source === '' ? row.example : `${source}: ${row.example}`),
      orBelow(row.f, 'see its section'),
      orBelow(row.g, 'see its section'),
      [kindOf(result)],
      [row.order === 'none' ? '–' : row.order],
      attractorCell(result, row.attractor),
      provedWords(result),
      [stated ?? ''],
    ]
  }),
})
