import { type Budget, charge } from '../../kernel/budget.ts'
import { negate, ONE, type Rational } from '../../kernel/rational.ts'
import { searchGram } from './gram-search.ts'
import type { GramBlock } from './gram-system.ts'
import { type IdealSpan, idealSpan } from './ideal-span.ts'
import { byClass, signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  degreeOf,
  enter,
  leave,
  type MonomialTable,
  monomialsUpTo,
  monomialTable,
  type Poly,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import { primitive } from './sum-of-squares.ts'

/** The system e = 0, g ≥ 0, k > 0, n ≠ 0 for all e, g, k, n in the four lists: the thing to refute. */
export interface PositivstellensatzProblem {
  readonly variables: readonly string[]
  readonly equalities: readonly SparsePolynomial[]
  readonly nonnegative: readonly SparsePolynomial[]
  readonly positive: readonly SparsePolynomial[]
  readonly nonzero: readonly SparsePolynomial[]
}

/** A hypothesis g_index ≥ 0 or k_index > 0 used as a factor. */
export interface Factor {
  readonly kind: 'nonnegative' | 'positive'
  readonly index: number
}

/**
 * Σ weight·square²·Π factors + Σ by·e_index = 0 identically, weights > 0. In the term number `strictTerm` all factors
 * are strict and the square is a nonzero constant or one of the `nonzero` polynomials: so the system has no solution.
 */
export interface PositivstellensatzCertificate {
  readonly terms: readonly {
    readonly weight: Rational
    readonly square: SparsePolynomial
    readonly factors: readonly Factor[]
  }[]
  readonly multiples: readonly { readonly index: number; readonly by: SparsePolynomial }[]
  readonly strictTerm: number
}

export interface PositivstellensatzOptions {
  /** The largest degree of a summand of the certificate. */
  readonly degree: number
  readonly budget: Budget
  /** How many hypotheses may be multiplied with each other (2). */
  readonly products?: number
}

interface Product {
  readonly factors: readonly Factor[]
  readonly value: Poly
  readonly degree: number
}

interface Candidate extends Product {
  readonly square: Poly
}

/** Products of up to `most` different hypotheses, 1 first. */
const productsOf = (
  table: MonomialTable,
  hypotheses: readonly { readonly factor: Factor; readonly value: Poly }[],
  most: number,
  one: Poly,
): Product[] => {
  let layer: { last: number; product: Product }[] = [{ last: -1, product: { factors: [], value: one, degree: 0 } }]
  const out = layer.map((l) => l.product)
  for (let size = 1; size <= most; size++) {
    const next: typeof layer = []
    for (const { last, product: base } of layer)
      hypotheses.forEach(({ factor, value }, i) => {
        if (i <= last) return
        const whole = product(table, base.value, value)
        const made = { factors: [...base.factors, factor], value: whole, degree: degreeOf(table, whole) }
        next.push({ last: i, product: made })
      })
    layer = next
    out.push(...layer.map((l) => l.product))
  }
  return out
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
  const table = monomialTable(problem.variables)
  const constant = table.index(problem.variables.map(() => 0))
  const one: Poly = new Map([[constant, ONE]])
  const read = (list: readonly SparsePolynomial[]): Poly[] => list.map((p) => enter(table, p))
  const equalities = read(problem.equalities)
  const nonzero = read(problem.nonzero)
  const positive = read(problem.positive).map((value, index) => ({
    factor: { kind: 'positive', index } as const,
    value,
  }))
  const hypotheses = [
    ...read(problem.nonnegative).map((value, index) => ({ factor: { kind: 'nonnegative', index } as const, value })),
    ...positive,
  ]
  const most = options.products ?? 2
  const products = productsOf(table, hypotheses, most, one)
  const candidates: Candidate[] = []
  for (const square of [one, ...nonzero])
    for (const base of [
      ...productsOf(table, positive, most, one),
      ...positive.map(({ factor, value }) => {
        const whole = product(table, value, value)
        return { factors: [factor, factor], value: whole, degree: degreeOf(table, whole) }
      }),
    ]) {
      const value = product(table, product(table, square, square), base.value)
      candidates.push({ factors: base.factors, value, degree: degreeOf(table, value), square })
    }
  candidates.sort((a, b) => a.degree - b.degree)
  const classOf = signClasses(
    table,
    hypotheses.map((h) => h.value),
    [...equalities, ...nonzero],
  )

  const spans = new Map<number, IdealSpan>()
  const spanOf = (degree: number): IdealSpan => {
    const known = spans.get(degree)
    if (known !== undefined) return known
    const made = idealSpan(table, equalities, degree, budget)
    spans.set(degree, made)
    return made
  }
  const finish = (
    candidate: Candidate,
    squares: readonly { readonly weight: Rational; readonly square: Poly; readonly tag: number }[],
    span: IdealSpan,
  ): PositivstellensatzCertificate | undefined => {
    const terms = [
      { weight: ONE, square: candidate.square, factors: candidate.factors, value: candidate.value },
      ...squares.map((s) => {
        const { weight, square } = primitive(table, s.weight, s.square)
        const base = products[s.tag] as Product
        return {
          weight,
          square,
          factors: base.factors,
          value: product(table, product(table, square, square), base.value),
        }
      }),
    ]
    const total = new Map<number, Rational>()
    for (const t of terms) accumulate(total, t.value, t.weight)
    const multiples = span.express(total).map((by, index) => ({ index, by: new Map<number, Rational>(), positive: by }))
    for (const m of multiples) {
      accumulate(m.by, m.positive, negate(ONE))
      accumulate(total, product(table, m.by, equalities[m.index] as Poly), ONE)
    }
    if (total.size > 0) return undefined
    return {
      terms: terms.map(({ weight, square, factors }) => ({ weight, square: leave(table, square), factors })),
      multiples: multiples.filter((m) => m.by.size > 0).map(({ index, by }) => ({ index, by: leave(table, by) })),
      strictTerm: 0,
    }
  }

  const least = Math.max(
    0,
    ...equalities.map((e) => degreeOf(table, e)),
    ...hypotheses.map((h) => degreeOf(table, h.value)),
  )
  const highest = Math.max(options.degree, least)
  for (let degree = 2 * Math.ceil(least / 2) || 2; ; degree += 2) {
    const bound = Math.min(degree, highest)
    const span = spanOf(bound)
    const open = candidates.filter((c) => c.degree <= bound)
    for (const candidate of open) {
      if (span.reduce(candidate.value).size > 0) continue
      const certificate = finish(candidate, [], span)
      if (certificate !== undefined) return certificate
    }
    for (let size = 0; size <= most; size++) {
      const used = products.filter((p) => p.factors.length <= size && p.degree <= bound)
      if (size > 0 && !used.some((p) => p.factors.length === size)) continue
      const blocks: GramBlock[] = used.flatMap((p) => {
        const half = Math.floor((bound - p.degree) / 2)
        const small = spanOf(half)
        const monomials = monomialsUpTo(table, half).filter((m) => !small.leads(m))
        return byClass(monomials, classOf).map((list) => ({
          multiplier: p.value,
          basis: list.map((m) => new Map([[m, ONE]])),
          tag: products.indexOf(p),
        }))
      })
      for (const candidate of open) {
        charge(budget)
        const target = new Map<number, Rational>()
        accumulate(target, candidate.value, negate(ONE))
        const squares = searchGram(table, blocks, target, span, budget)
        const certificate = squares && finish(candidate, squares, span)
        if (certificate !== undefined) return certificate
      }
    }
    if (bound === highest) return undefined
  }
}
