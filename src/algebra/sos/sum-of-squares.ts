import { negate, type Rational } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { searchGram } from './gram-search.ts'
import type { GramBlock } from './gram-system.ts'
import { idealSpan } from './ideal-span.ts'
import { vanishingAtInfinity } from './infinity.ts'
import { halfNewtonPolytope } from './newton.ts'
import { byClass, signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  degreeOf,
  enter,
  leave,
  type MonomialTable,
  monomial,
  monomialsOfDegree,
  monomialsUpTo,
  monomialTable,
  type Poly,
  primitive,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import { sparseBlocks } from './term-sparsity.ts'
import { variableScales } from './variable-scales.ts'
import { rationalZeros, vanishingAt, withFlatDirections } from './zeros.ts'

/** One summand weight·square² with weight > 0. */
export interface SquareTerm {
  readonly weight: Rational
  readonly square: SparsePolynomial
}

/** The Gram blocks for p = Σ square²: the monomials of half of Newton's polytope, by sign classes. */
export const plainBlocks = (table: MonomialTable, p: Poly): GramBlock[] => {
  const degrees = [...p.keys()].map(table.degree)
  const high = Math.max(0, ...degrees)
  const low = Math.min(...degrees)
  if (high % 2 === 1 || low % 2 === 1) return []
  const range = low === high ? monomialsOfDegree(table, high / 2) : monomialsUpTo(table, high / 2)
  const monomials = halfNewtonPolytope(table, p, range)
  return byClass(monomials, signClasses(table, [p], [])).map((list) => ({
    multiplier: monomial(0),
    basis: list.map(monomial),
    tag: 0,
  }))
}

/**
 * p = Σ weight·square² exactly over ℚ with weights > 0 (no terms for p = 0), or undefined where the search finds none.
 * Every result has been expanded and compared with p. Throws BudgetSpent.
 */
export const sumOfSquares = (p: SparsePolynomial, options: { readonly budget: Budget }): SquareTerm[] | undefined => {
  const table = monomialTable(p.variables, variableScales(p.variables, [p]))
  const target = enter(table, p)
  if (target.size === 0) return []
  const { budget } = options
  const whole = plainBlocks(table, target)
  const zeros = rationalZeros(table, target, [], [], budget).map((z) => withFlatDirections(table, target, [], z))
  const span = idealSpan(table, [], 0, budget)
  const over = (blocks: readonly GramBlock[]) =>
    searchGram(
      table,
      vanishingAtInfinity(table, target, degreeOf(table, target) / 2, vanishingAt(table, blocks, zeros), budget),
      target,
      span,
      budget,
    )
  const sparse = sparseBlocks(table, target, whole)
  const found = (sparse && over(sparse)) ?? over(whole)
  if (found === undefined) return undefined
  const rest = new Map(target)
  for (const { weight, square } of found) accumulate(rest, product(table, square, square), negate(weight))
  if (rest.size > 0) return undefined
  return found.map((t) => {
    const { weight, square } = primitive(table, t.weight, t.square)
    return { weight, square: leave(table, square) }
  })
}
