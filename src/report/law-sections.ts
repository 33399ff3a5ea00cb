import { parseTerm } from '../kernel/parse-term.ts'
import { type Block, type Formula, type Inline, paragraph, type Row, text } from './document.ts'
import { contentsOf } from './explain-proof.ts'
import { addendFormulas, relationOf, symbolic } from './formula.ts'
import { LINE_WIDTH, latexWidth } from './latex-width.ts'
import { type LawNames, lawList, lawName, type NumberedLaw } from './law-names.ts'
import type { ReportedLaw } from './reported-laws.ts'
import { solverGround, verdictMark } from './verdict-mark.ts'
import { witnessWords } from './witness.ts'

const MOST_LAWS = 40
const LONGEST_LAW = 3000

interface MatrixWords {
  readonly shape: string
  readonly one: string
  readonly many: string
}

const MATRIX_WORDS: { readonly [kind: string]: MatrixWords } = {
  symmetric: {
    shape: 'It is symmetric',
    one: 'its entry is',
    many: 'its entries on and above the diagonal are',
  },
  antisymmetric: {
    shape: 'It is antisymmetric',
    one: 'its entry above the diagonal is',
    many: 'its entries above the diagonal are',
  },
  diagonal: {
    shape: 'It is diagonal',
    one: 'the entry of the diagonal is',
    many: 'the entries of the diagonal are',
  },
}

/** Longer ones are broken between their addends. */
const ONE_LINE = LINE_WIDTH - 8

const definitionOf = ({ kernelClaim, latex, expression }: ReportedLaw): readonly Formula[] => {
  const written =
    kernelClaim.claim === 'first-integral'
      ? kernelClaim.quantity
      : kernelClaim.claim === 'conserved'
        ? kernelClaim.g[0]?.value
        : undefined
  return written === undefined || latexWidth(latex) <= ONE_LINE
    ? [{ latex, plain: expression }]
    : addendFormulas(parseTerm(written))
}

const numbersOf = (laws: readonly NumberedLaw[]): readonly number[] => laws.map(({ number }) => number)

/** c_i = …, but laws that are too many or too long to read. */
const definitions = (all: readonly NumberedLaw[], letter: string): readonly Block[] => {
  const laws = all.slice(0, MOST_LAWS)
  const more = all.length - laws.length
  const short = laws.filter(({ law }) => law.expression.length <= LONGEST_LAW)
  const long = laws.filter(({ law }) => law.expression.length > LONGEST_LAW)
  const rows = short.map(
    ({ law, number }): Row => ({
      left: lawName(letter, number),
      relation: '=',
      right: definitionOf(law),
    }),
  )
  return [
    ...(rows.length === 0 ? [] : [{ kind: 'display' as const, rows }]),
    ...(long.length === 0
      ? []
      : [paragraph(text`Too long to print, but in the JSON document: ${lawList(letter, numbersOf(long))}.`)]),
    ...(more === 0 ? [] : [paragraph([`And ${more} more, which the JSON document has.`])]),
  ]
}

const matrixBlocks = ({ matrices, letter }: LawNames): readonly Block[] =>
  matrices.flatMap(({ matrix: { latex, expression, kind }, entries }) => {
    const matrix: Formula = { latex, plain: expression }
    const words = MATRIX_WORDS[kind]
    const list = lawList(letter, numbersOf(entries))
    const sentence =
      words === undefined
        ? text`The quantity ${matrix} is conserved. It is the law ${list}:`
        : text`The matrix ${matrix} is conserved. ${words.shape}; ${entries.length === 1 ? words.one : words.many} the ${entries.length === 1 ? 'law' : `${entries.length} laws`} ${list}:`
    return [paragraph(sentence), ...definitions(entries, letter)]
  })

const domainFormulas = (domain: string): readonly Inline[] => {
  if (domain === 'R^n') return [symbolic('\\mathbb{R}^n', 'R^n')]
  try {
    return domain
      .split(', ')
      .flatMap((relation, i): Inline[] => (i === 0 ? [relationOf(relation)] : [', ', relationOf(relation)]))
  } catch {
    return [domain]
  }
}

const grounds = ({ verdict, kernelClaim }: ReportedLaw): readonly Inline[] => {
  if (verdict.status === 'unknown') return [verdict.reason]
  if (verdict.status === 'refuted')
    return text`kernel, exact witness ${witnessWords(verdict, kernelClaim.context.variables)}`
  return verdict.trust === 'kernel'
    ? [`kernel (${contentsOf(verdict.certificate) || verdict.method})`]
    : [solverGround(verdict.method)]
}

const plain = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

/** Kind, domain and verdict of each law; neighbours that agree in all share a row. */
const verdictTable = (laws: readonly NumberedLaw[], letter: string): Block => {
  const rows: { numbers: number[]; cells: readonly (readonly Inline[])[] }[] = []
  for (const { law, number } of laws) {
    const cells = [[law.kind], domainFormulas(law.domain), [verdictMark(law.verdict)], grounds(law)]
    const last = rows.at(-1)
    if (last !== undefined && last.cells.map(plain).join('|') === cells.map(plain).join('|')) last.numbers.push(number)
    else rows.push({ numbers: [number], cells })
  }
  return {
    kind: 'table',
    caption: 'The quantities. The domain is the set that the outcome is about, where the quantity is differentiable.',
    head: ['Law', 'Kind', 'Domain', 'Outcome', 'Rests on'],
    rows: rows.map(({ numbers, cells }) => [lawList(letter, numbers), ...cells]),
  }
}

/** The quantities: matrices with the entries they stand for, then others, then what is known of each. */
export const lawsSection = (names: LawNames): readonly Block[] => {
  const { all, others, matrices, letter } = names
  const heading: Block = { kind: 'heading', level: 2, text: 'Conserved quantities' }
  const found = others.filter(({ law }) => law.kind !== 'supplied')
  const supplied = others.filter(({ law }) => law.kind === 'supplied')
  const introduced = found.length === 0 ? [] : [paragraph([matrices.length > 0 ? 'Moreover:' : 'Found:'])]
  return [
    heading,
    ...(matrices.length + found.length === 0 ? [paragraph(['No conserved quantity was found.'])] : []),
    ...matrixBlocks(names),
    ...introduced,
    ...definitions(found, letter),
    ...(supplied.length === 0 ? [] : [paragraph(['Supplied, to be checked:']), ...definitions(supplied, letter)]),
    ...(all.length === 0 ? [] : [verdictTable(all, letter)]),
  ]
}
