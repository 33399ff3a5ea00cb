import { negate, ONE, type Rational } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { searchGram } from './gram-search.ts'
import type { GramBlock } from './gram-system.ts'
import { idealSpan } from './ideal-span.ts'
import { byClass, signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  enter,
  homogeneousDegree,
  leave,
  monomial,
  monomialsOfDegree,
  monomialTable,
  type Poly,
  primitive,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import type { SquareTerm } from './sum-of-squares.ts'
import { rationalZeros, vanishingAt, withFlatDirections } from './zeros.ts'

/** denominator·p = Σ weight·square², with a sum of squares as denominator, not zero. */
export interface Quotient {
  readonly denominator: SparsePolynomial
  readonly squares: readonly SquareTerm[]
}

// Tags of the blocks.
const DENOMINATOR = 0
const SQUARES = 1

/**
 * For a form p: an unknown form of degree `degree` that is a sum of squares and makes p one by multiplication. Undefined
 * where none is found; every result has been expanded and compared. Throws BudgetSpent.
 * Source: Artin (1927), that some degree is enough where p ≥ 0.
 */
export const sumOfSquaresQuotient = (
  p: SparsePolynomial,
  degree: number,
  options: { readonly budget: Budget },
): Quotient | undefined => {
  const table = monomialTable(p.variables)
  const form = enter(table, p)
  const own = homogeneousDegree(table, form)
  if (own === undefined || own % 2 === 1 || degree % 2 === 1) return undefined
  const classOf = signClasses(table, [form], [])
  const opposite = new Map<number, Rational>()
  accumulate(opposite, form, negate(ONE))
  const blocks = (multiplier: Poly, half: number, tag: number): GramBlock[] =>
    byClass(monomialsOfDegree(table, half), classOf).map((list) => ({
      multiplier,
      basis: list.map(monomial),
      tag,
      isNormalized: tag === DENOMINATOR,
    }))
  const both = [...blocks(opposite, degree / 2, DENOMINATOR), ...blocks(monomial(0), (own + degree) / 2, SQUARES)]
  const span = idealSpan(table, [], 0, options.budget)
  const zeros = rationalZeros(table, form, [], [], options.budget).map((z) =>
    withFlatDirections(table, form, [form], z),
  )
  const found = searchGram(table, vanishingAt(table, both, zeros), new Map(), span, options.budget, { isTidy: false })
  if (found === undefined) return undefined
  const sum = (tag: number): Map<number, Rational> => {
    const total = new Map<number, Rational>()
    for (const s of found) if (s.tag === tag) accumulate(total, product(table, s.square, s.square), s.weight)
    return total
  }
  const denominator = sum(DENOMINATOR)
  const rest = sum(SQUARES)
  accumulate(rest, product(table, denominator, form), negate(ONE))
  if (rest.size > 0 || denominator.size === 0) return undefined
  const squares = found
    .filter((s) => s.tag === SQUARES)
    .map((s) => {
      const { weight, square } = primitive(table, s.weight, s.square)
      return { weight, square: leave(table, square) }
    })
  return { denominator: leave(table, denominator), squares }
}
