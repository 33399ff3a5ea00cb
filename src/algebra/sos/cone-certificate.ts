import { add, negate, ONE, type Rational } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import type { ConeProduct, Factor, Hypothesis } from './cone.ts'
import type { WeightedSquare } from './gram-rounding.ts'
import { type IdealSpan, idealSpan } from './ideal-span.ts'
import {
  accumulate,
  degreeOf,
  enter,
  leave,
  type MonomialTable,
  type Poly,
  primitive,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'

/** weight·square²·Π factors with weight > 0: nonnegative wherever the hypotheses hold. */
export interface ConeTerm {
  readonly weight: Rational
  readonly square: SparsePolynomial
  readonly factors: readonly Factor[]
}

/** by·e_index, zero wherever the equalities hold. */
export interface EqualityMultiple {
  readonly index: number
  readonly by: SparsePolynomial
}

/** A term of the cone inside a search. */
export interface OpenTerm {
  readonly weight: Rational
  readonly square: Poly
  readonly product: ConeProduct
}

/** Adds up terms that differ only in weight. */
export const merged = (terms: readonly OpenTerm[]): OpenTerm[] => {
  const byKey = new Map<string, OpenTerm>()
  for (const term of terms) {
    const square = [...term.square].sort(([a], [b]) => a - b).map(([m, c]) => `${m}:${c.n}/${c.d}`)
    const key = `${square} ${term.product.factors.map((f) => f.kind + f.index)}`
    const old = byKey.get(key)
    byKey.set(key, old === undefined ? term : { ...old, weight: add(old.weight, term.weight) })
  }
  return [...byKey.values()]
}

/**
 * Multiples with `start` + Σ terms + Σ by·e = 0, or undefined where the span of that degree has none: the exact
 * check of every certificate, by expansion.
 */
export const closingMultiples = (
  table: MonomialTable,
  start: Poly,
  terms: readonly OpenTerm[],
  equalities: readonly Poly[],
  degree: number,
  spanOf: (degree: number) => IdealSpan,
): EqualityMultiple[] | undefined => {
  const total = new Map(start)
  for (const t of terms)
    accumulate(total, product(table, product(table, t.square, t.square), t.product.value), t.weight)
  const parts = spanOf(Math.max(degree, degreeOf(table, total))).express(total)
  parts.forEach((part, i) => {
    accumulate(total, product(table, part, equalities[i] as Poly), negate(ONE))
  })
  if (total.size > 0) return undefined
  return parts.flatMap((part, index) => {
    const by = new Map<number, Rational>()
    accumulate(by, part, negate(ONE))
    return by.size === 0 ? [] : [{ index, by: leave(table, by) }]
  })
}

/** Squares found by a search, made primitive, with the products their tags stand for. */
export const openTerms = (
  table: MonomialTable,
  squares: readonly WeightedSquare[],
  products: readonly ConeProduct[],
): OpenTerm[] =>
  squares.map((s) => ({ ...primitive(table, s.weight, s.square), product: products[s.tag] as ConeProduct }))

/** Written out of the table. */
export const coneTerms = (table: MonomialTable, terms: readonly OpenTerm[]): ConeTerm[] =>
  terms.map(({ weight, square, product: { factors } }) => ({ weight, square: leave(table, square), factors }))

/** The hypotheses of a problem, read into a table. */
export const hypothesesOf = (
  table: MonomialTable,
  kind: Factor['kind'],
  list: readonly SparsePolynomial[],
  spanOf: (degree: number) => IdealSpan,
): Hypothesis[] =>
  list.map((p, index) => {
    const value = enter(table, p)
    return { factor: { kind, index }, value, reduced: spanOf(degreeOf(table, value)).reduce(value) }
  })

/** Ideal spans of growing degree, each built once. */
export const spansOf = (
  table: MonomialTable,
  equalities: readonly Poly[],
  budget: Budget,
): ((degree: number) => IdealSpan) => {
  const known = new Map<number, IdealSpan>()
  return (degree) => {
    const span = known.get(degree) ?? idealSpan(table, equalities, degree, budget)
    known.set(degree, span)
    return span
  }
}
