import type { CheckResult } from '../theorems/check-result.ts'
import { type Block, paragraph, text } from './document.ts'

/** The table of the regularizers that were tried where none was given; nothing where there was one only. */
export const proposalsSection = ({ proposals = [] }: CheckResult): readonly Block[] => {
  if (proposals.length < 2) return []
  return [
    { kind: 'heading', level: 2, text: 'Regularizers that were tried' },
    paragraph(
      text`No regularizer was given; these were made of the conserved quantities. The first is the $g$ of this report. A look at points of $M$ in floating point decided which were tried, and in which order; the verdicts are those of the checklist.`,
    ),
    {
      kind: 'table',
      caption: 'The regularizers that were proposed, the best first.',
      head: ['g', 'Made of', 'Verdict'],
      rows: proposals.map(({ regularizer, latex, from, verdict }) => [
        [
          {
            latex,
            plain: regularizer
              .map(({ when, value }) => (when.length === 0 ? value : `${value} where ${when.join(', ')}`))
              .join('; '),
          },
        ],
        [from],
        [verdict === 'not-tried' ? 'not tried' : verdict],
      ]),
    },
  ]
}
