import type { CheckResult } from '../theorems/check-result.ts'
import { citedKeys } from './bibliography.ts'
import { legendParagraph, type ReportParts, reportParts } from './build-report.ts'
import { checklistInWords } from './checklist-in-words.ts'
import { claimListSection, type ListedClaims } from './claim-list-section.ts'
import { type Block, paragraph, type Report, text } from './document.ts'
import type { Figure } from './figures/figure.ts'
import { type FormulaHtml, htmlPage } from './html.ts'
import { latexArticle } from './latex-article.ts'
import { markdown } from './markdown.ts'
import { paperTable } from './paper-table.ts'
import { withFormulas } from './prose-formulas.ts'

/** One example of the combined document. */
export interface PaperEntry {
  readonly result: CheckResult
  /** What the paper states, in a few words. */
  readonly stated?: string
  /** How the formulas come from the paper's text. */
  readonly note?: string
  readonly figures: readonly Figure[]
  /** Whether the proofs are left out: a further size of an example that is shown in full elsewhere. */
  readonly isBrief: boolean
}

const TITLE = 'Implicit regularization of normalized gradient descent: the examples, verified'

/** `Example 4.2` of `[J], Example 4.2 with n = 3 [R+]`. */
const exampleOf = ({ result }: PaperEntry): string =>
  /Example [\d.]*\d/.exec(result.problem.source ?? '')?.[0] ?? 'Example'

const titleOf = (entry: PaperEntry): string => {
  const { title } = entry.result.problem
  return title === undefined ? exampleOf(entry) : `${exampleOf(entry)}: ${title}`
}

const TAGS: readonly (readonly [string, string])[] = [
  ['[T]', 'The formulas are certain from the text of the paper.'],
  ['[R+]', 'The formulas are a reconstruction that the text of the paper forces.'],
  ['[R]', 'The formulas are a plausible reconstruction; alternatives exist.'],
]

/** What is certain about the example's formulas, and what the paper says of it. */
const provenance = ({ result, stated, note }: PaperEntry): readonly Block[] => {
  const tag = TAGS.find(([mark]) => result.problem.source?.includes(mark))?.[1]
  const said = stated === undefined ? undefined : `The paper states: ${stated}.`
  const words = [tag, note, said].filter((part) => part !== undefined).join(' ')
  return words === '' ? [] : [paragraph([words], 'Provenance')]
}

const section = (entry: PaperEntry, parts: ReportParts): readonly Block[] => {
  const { setting, conclusion, proof, evidence } = parts
  const title = titleOf(entry)
  const figures = entry.figures.map((figure): Block => ({ kind: 'figure', figure }))
  return [
    { kind: 'heading', level: 1, text: title, content: withFormulas(title) },
    ...setting,
    ...provenance(entry),
    ...conclusion,
    ...(entry.isBrief ? [] : [...figures, ...proof, ...evidence]),
    ...checklistInWords(entry.result),
  ]
}

const introduction = (entries: readonly PaperEntry[]): readonly Block[] => {
  const settled = entries.filter(({ result }) => result.conclusion.verdict !== 'undecided').length
  const open = entries.length - settled
  const count =
    open === 0
      ? 'Each of them ends with a verdict'
      : `${settled} of the ${entries.length} end with a verdict, ${open} ${open === 1 ? 'is' : 'are'} undecided, which is said there`
  return [
    paragraph(
      text`The examples of [J] and their variants, as problem files of gradlaw: for each objective $f$ and regularizer $g$ the hypotheses of a theorem were searched for proofs, every proof was re-checked in exact arithmetic by a small kernel, and the conclusion was drawn by the page of the theorem. ${count}. Figures and numbers were measured in floating point and stand beside the verdicts: they support none of them. That a sufficient condition fails is no statement about where runs go.`,
    ),
    paperTable(entries),
    { kind: 'heading', level: 2, text: 'What the words rest on' },
    legendParagraph(entries.map(({ result }) => result)),
  ]
}

/** What the combined document is made of. */
export interface Paper {
  readonly examples: readonly PaperEntry[]
  /** Lists of claims, proved for theorems about them. */
  readonly lists: readonly ListedClaims[]
}

/**
 * The combined document: Table 1, then a section for each example and for each list of claims. It is built once and
 * printed in every format: making proofs readable takes far longer than printing them.
 */
export const paperReport = ({ examples, lists }: Paper): Report => {
  const sources = lists.flatMap(({ source, conclusion }) => [source ?? '', conclusion?.source ?? ''])
  const sections = examples.map((entry) => ({ entry, parts: reportParts(entry.result) }))
  const cited = [...sections.flatMap(({ parts }) => parts.cited), ...citedKeys(sources)]
  return {
    title: TITLE,
    cited: [...new Set(['J', ...cited])].sort(),
    blocks: [
      ...introduction(examples),
      ...sections.flatMap(({ entry, parts }) => section(entry, parts)),
      ...lists.flatMap(claimListSection),
    ],
  }
}

/** The combined document in LaTeX; its figures are taken in from files figures/NAME.tex. */
export const latexPaper = (report: Report): string => latexArticle(report)

/** The combined document in Markdown; its figures are the files figures/NAME.svg. */
export const markdownPaper = (report: Report): string => markdown(report)

/** The combined document as one HTML page, figures included. */
export const htmlPaper = (report: Report, formula: FormulaHtml): string => htmlPage(report, formula)
