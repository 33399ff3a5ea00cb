import type { Verdict } from '../search/verdict.ts'
import type { ListConclusion } from '../theorems/list-conclusion.ts'
import { type Block, type Inline, paragraph } from './document.ts'
import type { Figure } from './figures/figure.ts'
import { withFormulas } from './prose-formulas.ts'
import { verdictMark } from './verdict-mark.ts'

/** A list of claims that was proved for a theorem about them, as far as it is known. */
export interface ListedClaims {
  readonly title?: string
  readonly source?: string
  readonly claims: readonly {
    readonly name: string
    readonly statement: string
    readonly latex: string
    readonly verdict: Verdict
  }[]
  readonly conclusion?: ListConclusion | null
  readonly figures?: readonly Figure[]
}

/** What the theorem concludes, one statement after the other; nothing where it concludes nothing. */
const conclusionBlocks = ({ conclusion }: ListedClaims): readonly Block[] => {
  if (conclusion === undefined) return []
  if (conclusion === null) {
    return [
      { kind: 'statement', name: 'Finding', note: 'undecided', content: [paragraph(['A claim it needs is open.'])] },
    ]
  }
  const { theorem, source, trust, statements, text } = conclusion
  const rests = trust === 'kernel' ? 'every claim re-checked by the kernel' : 'some claims rest on a solver'
  const content: readonly Block[] = [
    paragraph([text]),
    ...(statements.length === 0 ? [] : [{ kind: 'list' as const, items: statements.map((words) => [words]) }]),
  ]
  return [{ kind: 'statement', name: 'Proposition', note: `${theorem}; ${source}; ${rests}`, content }]
}

/** A list of claims as a section of a document: what follows from them, and each with its outcome. */
export const claimListSection = (list: ListedClaims): readonly Block[] => [
  { kind: 'heading', level: 1, text: list.title ?? 'A list of claims' },
  ...(list.source === undefined ? [] : [paragraph([`Source: ${list.source}.`])]),
  ...conclusionBlocks(list),
  ...(list.figures ?? []).map((figure): Block => ({ kind: 'figure', figure })),
  {
    kind: 'table',
    caption: 'The claims, as the kernel read them.',
    head: ['Claim', 'Statement', 'Outcome'],
    rows: list.claims.map(({ name, statement, latex, verdict }): readonly (readonly Inline[])[] => [
      withFormulas(name),
      [latex === '' ? statement : { latex, plain: statement }],
      [verdictMark(verdict)],
    ]),
  },
]
