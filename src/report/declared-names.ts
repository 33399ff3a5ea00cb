import { latexName } from '../expression/latex-name.ts'
import { type Shape, shapesOf, sizeText } from '../expression/shapes.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { type Block, type Formula, paragraph, text } from './document.ts'
import { addendFormulas, formulaOf, symbolic } from './formula.ts'

/** X, Y ∈ ℝ^{2×3}: names of one size. */
const formulaOfShapes = (shapes: readonly [Shape, ...Shape[]]): Formula => {
  const [{ kind, rows, columns }] = shapes
  const latex = shapes.map(({ name }) => latexName(name)).join(', ')
  const plain = shapes.map(({ name }) => name).join(', ')
  if (kind === 'scalar') return symbolic(latex, plain)
  return kind === 'vector'
    ? symbolic(`${latex} \\in \\mathbb{R}^{${rows}}`, `${plain} in R^${rows}`)
    : symbolic(`${latex} \\in \\mathbb{R}^{${rows} \\times ${columns}}`, `${plain} in R^(${rows}x${columns})`)
}

/** Neighbours of one size together; scalars stay single, so that a line can be broken between them. */
const bySize = (shapes: readonly Shape[]): readonly (readonly [Shape, ...Shape[]])[] => {
  const groups: [Shape, ...Shape[]][] = []
  for (const shape of shapes) {
    const last = groups.at(-1)
    const isSame = last !== undefined && last[0].kind === shape.kind && sizeText(last[0]) === sizeText(shape)
    if (isSame && shape.kind !== 'scalar') last.push(shape)
    else groups.push([shape])
  }
  return groups
}

/** The names as they were declared, `X ∈ ℝ^{2×3}` for the entries of a matrix. */
export const declaredFormulas = (names: readonly string[]): readonly Formula[] => {
  const shapes = shapesOf(names)
  const isWhole = shapes.reduce((count, { rows, columns }) => count + rows * columns, 0) === names.length
  return isWhole ? bySize(shapes).map(formulaOfShapes) : names.map(formulaOf)
}

const LONGEST = 6_000

/** What f and g are in entries, which is what the claims are stated in, where they are shown with matrices. */
export const entriesSection = ({ problem }: CheckResult): readonly Block[] => {
  const { inEntries } = problem
  if (inEntries === undefined) return []
  const rows = (['objective', 'regularizer'] as const).flatMap((field) => {
    const written = inEntries[field]
    if (written === undefined) return []
    const name = field === 'objective' ? symbolic('f', 'f') : symbolic('g', 'g')
    return [{ left: name, relation: '=' as const, right: addendFormulas(parseTerm(written)), length: written.length }]
  })
  const long = rows.filter(({ length }) => length > LONGEST).map(({ left }) => left.plain)
  const note =
    long.length === 0 ? [] : text` It is too long to print for $${long.join(' and ')}$: the saved claims have it.`
  const short = rows.filter(({ length }) => length <= LONGEST).map(({ length: _, ...row }) => row)
  return [
    paragraph(text`The claims below are stated in the entries.${note}${short.length === 0 ? '' : ' In them,'}`),
    ...(short.length === 0 ? [] : [{ kind: 'display' as const, rows: short }]),
  ]
}
