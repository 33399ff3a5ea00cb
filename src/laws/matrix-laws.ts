import * as Fast from '../algebra/polynomial.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import type { MatrixForm } from '../expression/matrix-form.ts'
import { printLatex } from '../expression/print-latex.ts'
import { type Display, printMatrix } from '../expression/print-matrix.ts'
import { printPlain } from '../expression/print-plain.ts'
import type { Shape } from '../expression/shapes.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { type Atom, atomOf } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { product, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { FieldFamily } from './field-family.ts'
import { type LinearRelation, linearRelations } from './linear-relations.ts'
import { EQUATION, equationColumns } from './linear-symmetries.ts'
import { type Block, blocksOf, traceBlocks, upTo } from './matrix-blocks.ts'
import { newSpan } from './span.ts'

/** A conserved matrix Σ c·A^⊤B over declared matrices, its diagonal where no more is conserved, or its trace. */
export interface MatrixLaw extends Display {
  readonly kind: 'symmetric' | 'antisymmetric' | 'diagonal' | 'trace'
  /** The laws that it stands for, its entries: on and above the diagonal where it is symmetric. */
  readonly entries: readonly Term[]
}

type Place = readonly [row: number, column: number]

interface Search {
  readonly family: FieldFamily
  readonly budget: Budget
  readonly position: ReadonlyMap<string, number>
  readonly columnAt: ReturnType<typeof equationColumns>
}

const placesOf = (size: number, kind: MatrixLaw['kind']): Place[] =>
  upTo(size).flatMap((a) =>
    upTo(size)
      .filter((b) => (kind === 'symmetric' ? a <= b : kind === 'antisymmetric' ? a < b : a === b))
      .map((b) => [a, b] as const),
  )

/** The combinations of blocks of which all entries in these places are conserved. */
const conservedAt = (
  blocks: readonly Block[],
  places: readonly Place[],
  { family, budget, position, columnAt }: Search,
): LinearRelation[] => {
  const equations = new Map<string, number>()
  const columns = blocks.map(({ entry }) =>
    Fast.fromTerms(
      [EQUATION, ...family.parameters],
      places.flatMap(([a, b], place) =>
        entry(a, b).flatMap(([left, right, sign]) => {
          const i = position.get(left) as number
          const k = position.get(right) as number
          return [...columnAt(i, k), ...columnAt(k, i)].map(({ equation, exponents, value }) => {
            const key = `${place}:${equation}`
            const index = equations.get(key) ?? equations.size
            equations.set(key, index)
            return { exponents: [index, ...exponents], coefficient: sign === 1 ? value : Q.negate(value) }
          })
        }),
      ),
    ),
  )
  return linearRelations(columns, 1, family.parameters, budget)
}

/** The conserved combinations; a few places first, since these rule out most blocks. */
const conserved = (
  blocks: readonly Block[],
  places: readonly Place[],
  search: Search,
): { readonly blocks: readonly Block[]; readonly relations: readonly LinearRelation[] } => {
  const few = places.slice(0, 2)
  const first = conservedAt(blocks, few, search)
  if (first.length === 0 || few.length === places.length) return { blocks, relations: first }
  const left = blocks.filter((_, j) => first.some((relation) => relation.has(j)))
  return { blocks: left, relations: conservedAt(left, places, search) }
}

/** The relation or its negative: more positive than negative coefficients, or else the first one positive. */
const oriented = (relation: LinearRelation): LinearRelation => {
  const signs = [...relation.values()].map((c) => (Fast.numerator(c, 0) < 0n ? -1 : 1))
  const total = signs.reduce<number>((a, b) => a + b, 0)
  return total < 0 || (total === 0 && signs[0] === -1)
    ? new Map([...relation].map(([j, c]) => [j, Fast.negate(c)]))
    : relation
}

/** Coefficients by what they belong to, for telling independent relations apart. */
const vectorOf = (
  relation: LinearRelation,
  keyOf: (j: number) => { readonly key: string; readonly weight: number },
): Map<string, bigint> => {
  const vector = new Map<string, bigint>()
  for (const [j, c] of relation) {
    const { key, weight } = keyOf(j)
    for (const { exponents, coefficient } of Fast.terms(c)) {
      const at = `${key}:${exponents.join()}`
      vector.set(at, (vector.get(at) ?? 0n) + BigInt(weight) * coefficient.n)
    }
  }
  return vector
}

/** Which trace a block contributes to, and how often. */
const traceKey = (block: Block | undefined): { readonly key: string; readonly weight: number } => ({
  key: block?.pair ?? '',
  weight: block?.summands.length ?? 0,
})

/** Σ c·block as it is written, positive summands first. */
const formOf = (
  relation: LinearRelation,
  blocks: readonly Block[],
  termOf: (c: Fast.Polynomial) => Term,
): MatrixForm => {
  const summands = [...relation].flatMap(([j, c]) =>
    (blocks[j] as Block).summands.map(({ form, sign }) => {
      const signed = sign === 1 ? c : Fast.negate(c)
      const isNegative = Fast.numerator(signed, 0) < 0n
      const size = isNegative ? Fast.negate(signed) : signed
      const isOne = Fast.constantValue(size) !== undefined && Fast.numerator(size, 0) === 1n
      const factors = form.op === 'multiply' ? form.args : [form]
      const scaled: MatrixForm = isOne
        ? form
        : { op: 'multiply', args: [{ op: 'term', term: termOf(size) }, ...factors] }
      return { isNegative, scaled }
    }),
  )
  const sorted = [...summands.filter((s) => !s.isNegative), ...summands.filter((s) => s.isNegative)]
  const args = sorted.map(({ isNegative, scaled }): MatrixForm => (isNegative ? { op: 'negate', arg: scaled } : scaled))
  return args.length === 1 ? (args[0] as MatrixForm) : { op: 'add', args }
}

/** Σ c·block in one place. */
const entryOf = (
  relation: LinearRelation,
  blocks: readonly Block[],
  [a, b]: Place,
  { variables, parameters }: FieldFamily,
): Fast.Polynomial => {
  const names = [...variables, ...parameters]
  return Fast.fromTerms(
    names,
    [...relation].flatMap(([j, c]) =>
      (blocks[j] as Block).entry(a, b).flatMap(([left, right, sign]) =>
        Fast.terms(c).map(({ exponents, coefficient }) => ({
          exponents: [...variables.map((name) => Number(name === left) + Number(name === right)), ...exponents],
          coefficient: sign === 1 ? coefficient : Q.negate(coefficient),
        })),
      ),
    ),
  )
}

/**
 * The conserved matrices Σ c·A^⊤B (or A·B^⊤) over the matrices and vectors among the variables: all entries conserved by
 * all fields of the family, by exact linear algebra. X^⊤X − YY^⊤ of two consecutive layers is one of them, and for
 * networks with rectifiers its diagonal. Traces are listed where the matrices themselves are not conserved.
 *
 * Where the budget is spent, those found so far are returned, and `open` says so.
 *
 * @example matrixLaws(family of X*Y, shapes of X and Y, ...) // X'*X - Y*Y'
 */
export const matrixLaws = (
  family: FieldFamily,
  shapes: readonly Shape[],
  integers: readonly string[],
  budget: Budget,
  open: string[],
): MatrixLaw[] => {
  const { variables, parameters } = family
  if (shapes.every(({ kind }) => kind === 'scalar')) return []
  const position = new Map(variables.map((name, i) => [name, i]))
  const known = shapes.filter((shape) =>
    traceBlocks([shape]).every(({ entry }) => entry(1, 1).every(([name]) => position.has(name))),
  )
  const search: Search = { family, budget, position, columnAt: equationColumns(family, budget) }
  const atoms = new Map<string, Atom>([
    ...variables.map((name) => [name, atomOf({ kind: 'variable', name })] as const),
    ...parameters.map((name) => [name, atomOf({ kind: 'parameter', name, integer: integers.includes(name) })] as const),
  ])
  const names = [...variables, ...parameters]
  const termOf = (p: Fast.Polynomial): Term =>
    termOfPolynomial(fromCoordinates(Fast.rename(p, names), atoms), variables)
  const found: MatrixLaw[] = []
  const traces = newSpan()
  const offer = (kind: MatrixLaw['kind'], size: number, relation: LinearRelation, blocks: readonly Block[]): void => {
    const one = oriented(relation)
    const form = formOf(one, blocks, termOf)
    const shown: MatrixForm = kind === 'diagonal' ? { op: 'call', name: 'diag', args: [form] } : form
    const entries = placesOf(size, kind)
      .map((place) => entryOf(one, blocks, place, family))
      .filter((p) => !Fast.isZero(p))
    found.push({ ...printMatrix(shown), kind, entries: entries.map(termOf) })
  }
  const searchSize = (size: number): void => {
    for (const symmetry of ['symmetric', 'antisymmetric'] as const) {
      const all = blocksOf(known, symmetry).filter((block) => block.size === size)
      if (all.length === 0) continue
      const whole = conserved(all, placesOf(size, symmetry), search)
      for (const relation of whole.relations) {
        if (symmetry === 'symmetric') traces.extend(vectorOf(relation, (j) => traceKey(whole.blocks[j])))
        offer(symmetry, size, relation, whole.blocks)
      }
      if (symmetry === 'antisymmetric' || size === 1) continue
      const span = newSpan()
      const keyOf = (block: Block | undefined) => ({ key: String(all.indexOf(block as Block)), weight: 1 })
      for (const relation of whole.relations) span.extend(vectorOf(relation, (j) => keyOf(whole.blocks[j])))
      const part = conserved(all, placesOf(size, 'diagonal'), search)
      for (const relation of part.relations) {
        if (!span.extend(vectorOf(relation, (j) => keyOf(part.blocks[j])))) continue
        traces.extend(vectorOf(relation, (j) => traceKey(part.blocks[j])))
        offer('diagonal', size, relation, part.blocks)
      }
    }
  }
  try {
    const sizes = new Set(known.flatMap(({ kind, rows, columns }) => (kind === 'scalar' ? [] : [rows, columns])))
    for (const size of [...sizes].sort((a, b) => b - a)) searchSize(size)
    const scalars = traceBlocks(known)
    for (const relation of conservedAt(scalars, [[1, 1]], search)) {
      const isOfMatrices = [...relation.keys()].some((j) => scalars[j]?.summands[0]?.form.op !== 'term')
      if (isOfMatrices && traces.extend(vectorOf(relation, (j) => traceKey(scalars[j]))))
        offer('trace', 1, relation, scalars)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push('conserved matrices (time)')
  }
  return found
}

/** The law times a function that has no matrices in it. */
export const scaledMatrixLaw = (law: MatrixLaw, factor: Term): MatrixLaw => ({
  ...law,
  plain: `${printPlain(factor)}*(${law.plain})`,
  latex: `${printLatex(factor)} \\left(${law.latex}\\right)`,
  entries: law.entries.map((entry) => product(factor, entry)),
})
