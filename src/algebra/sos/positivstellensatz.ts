import { type Budget, charge } from '../../kernel/budget.ts'
import { add, negate, ONE, type Rational } from '../../kernel/rational.ts'
import { type ConeProduct, coneBlocks, coneProducts, type Factor, type Hypothesis, powerProducts } from './cone.ts'
import type { WeightedSquare } from './gram-rounding.ts'
import { searchGram } from './gram-search.ts'
import { type IdealSpan, idealSpan } from './ideal-span.ts'
import { signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  degreeOf,
  enter,
  leave,
  type MonomialTable,
  monomialTable,
  type Poly,
  primitive,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import { variableScales } from './variable-scales.ts'

/** The system e = 0, g ≥ 0, k > 0, n ≠ 0 for all e, g, k, n in the four lists: the thing to refute. */
export interface PositivstellensatzProblem {
  readonly variables: readonly string[]
  readonly equalities: readonly SparsePolynomial[]
  readonly nonnegative: readonly SparsePolynomial[]
  readonly positive: readonly SparsePolynomial[]
  readonly nonzero: readonly SparsePolynomial[]
}

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

/**
 * Σ weight·square²·Π factors + Σ by·e_index = 0 identically. In the term number `strictTerm` all factors are strict
 * and the square is a nonzero constant or a product of the `nonzero` polynomials: so the system has no solution.
 */
export interface PositivstellensatzCertificate {
  readonly terms: readonly ConeTerm[]
  readonly multiples: readonly EqualityMultiple[]
  readonly strictTerm: number
  /** Exponents of the `nonzero` polynomials whose product is the square in the strict term. */
  readonly strictPowers: readonly number[]
}

export interface PositivstellensatzOptions {
  /** The largest degree of a summand of the certificate. */
  readonly degree: number
  readonly budget: Budget
  /** How many hypotheses may be multiplied with each other (2). */
  readonly products?: number
}

/** A term of the cone inside a search. */
interface OpenTerm {
  readonly weight: Rational
  readonly square: Poly
  readonly product: ConeProduct
}

/** Adds up terms that differ only in weight. */
const merged = (terms: readonly OpenTerm[]): OpenTerm[] => {
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
 * Multiples with `start` + Σ terms + Σ by·e = 0, or undefined where there are none in the span: the exact check of
 * every certificate, by expansion.
 */
export const closingMultiples = (
  table: MonomialTable,
  start: Poly,
  terms: readonly OpenTerm[],
  equalities: readonly Poly[],
  span: IdealSpan,
): EqualityMultiple[] | undefined => {
  const total = new Map(start)
  for (const t of terms)
    accumulate(total, product(table, product(table, t.square, t.square), t.product.value), t.weight)
  const parts = span.express(total)
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
): Hypothesis[] => list.map((p, index) => ({ factor: { kind, index }, value: enter(table, p) }))

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

/** What can be strictly positive: squares of products of `nonzero` times products of strict hypotheses. */
const strictCandidates = (
  table: MonomialTable,
  positive: readonly Hypothesis[],
  nonzero: readonly Poly[],
  most: number,
  degree: number,
): (OpenTerm & { readonly exponents: readonly number[] })[] => {
  const strict = coneProducts(table, positive, most, degree)
  for (const { factor, value } of positive) {
    const whole = product(table, value, value)
    strict.push({ factors: [factor, factor], value: whole, degree: degreeOf(table, whole) })
  }
  return powerProducts(table, nonzero, Math.floor(degree / 2))
    .flatMap(({ value, exponents, degree: own }) =>
      strict.map((p) => ({ square: value, exponents, product: p, degree: 2 * own + p.degree })),
    )
    .filter((c) => c.degree <= degree)
    .sort((a, b) => a.degree - b.degree)
    .map((c) => ({ weight: ONE, square: c.square, product: c.product, exponents: c.exponents }))
}

/**
 * Searches for a certificate that the system has no real solution, in rising degree. Undefined where none is found up
 * to the degree given; every certificate returned has been expanded and compared with 0. Throws BudgetSpent.
 * Sources: Krivine (1964), Stengle (1974); Parrilo (2003).
 */
export const positivstellensatz = (
  problem: PositivstellensatzProblem,
  options: PositivstellensatzOptions,
): PositivstellensatzCertificate | undefined => {
  const { budget } = options
  const table = monomialTable(
    problem.variables,
    variableScales(problem.variables, [...problem.equalities, ...problem.nonnegative, ...problem.positive]),
  )
  const equalities = problem.equalities.map((p) => enter(table, p))
  const nonzero = problem.nonzero.map((p) => enter(table, p))
  const positive = hypothesesOf(table, 'positive', problem.positive)
  const hypotheses = [...hypothesesOf(table, 'nonnegative', problem.nonnegative), ...positive]
  const most = options.products ?? 2
  const spanOf = spansOf(table, equalities, budget)
  const classOf = signClasses(
    table,
    hypotheses.map((h) => h.value),
    [...equalities, ...nonzero],
  )
  const degrees = [...equalities, ...hypotheses.map((h) => h.value)].map((p) => degreeOf(table, p)).filter((d) => d > 0)
  const finish = (
    candidate: OpenTerm,
    strictPowers: readonly number[],
    others: readonly OpenTerm[],
    span: IdealSpan,
  ) => {
    const terms = merged([candidate, ...others])
    const multiples = closingMultiples(table, new Map(), terms, equalities, span)
    return multiples && { terms: coneTerms(table, terms), multiples, strictTerm: 0, strictPowers }
  }
  const first = 2 * Math.ceil(Math.min(...degrees, options.degree) / 2)
  for (let step = Math.max(first, 2); ; step += 2) {
    const degree = Math.min(step, options.degree)
    const span = spanOf(degree)
    const candidates = strictCandidates(table, positive, nonzero, most, degree).map((term) => {
      const value = product(table, product(table, term.square, term.square), term.product.value)
      return { term, target: span.reduce(value) }
    })
    for (const { term, target } of candidates) {
      const certificate = target.size === 0 ? finish(term, term.exponents, [], span) : undefined
      if (certificate !== undefined) return certificate
    }
    const products = coneProducts(table, hypotheses, most, degree)
    for (let size = 0; size <= most; size++) {
      const used = products.filter((p) => p.factors.length <= size)
      if (size > 0 && used.at(-1)?.factors.length !== size) continue
      const blocks = coneBlocks(table, used, degree, spanOf, classOf)
      for (const { term, target } of candidates) {
        charge(budget)
        const goal = new Map<number, Rational>()
        accumulate(goal, target, negate(ONE))
        const squares = searchGram(table, blocks, goal, span, budget)
        const certificate = squares && finish(term, term.exponents, openTerms(table, squares, products), span)
        if (certificate !== undefined) return certificate
      }
    }
    if (degree === options.degree) return undefined
  }
}
