import type { Budget } from '../../kernel/budget.ts'
import { negate, type Rational } from '../../kernel/rational.ts'
import { searchGram } from './gram-search.ts'
import { idealSpan } from './ideal-span.ts'
import { byClass, signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  enter,
  leave,
  monomial,
  monomialsUpTo,
  monomialTable,
  primitive,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import { variableScales } from './variable-scales.ts'

/** One summand weight·square² with weight > 0. */
export interface SquareTerm {
  readonly weight: Rational
  readonly square: SparsePolynomial
}

/**
 * p = Σ weight·square² exactly over ℚ with weights > 0 (no terms for p = 0), or undefined where the search finds none.
 * Every result has been expanded and compared with p. Throws BudgetSpent.
 */
export const sumOfSquares = (p: SparsePolynomial, options: { readonly budget: Budget }): SquareTerm[] | undefined => {
  const table = monomialTable(p.variables, variableScales(p.variables, [p]))
  const target = enter(table, p)
  if (target.size === 0) return []
  const degrees = [...target.keys()].map(table.degree)
  const high = Math.max(...degrees)
  const low = Math.min(...degrees)
  if (high % 2 === 1 || low % 2 === 1) return undefined
  const limits = p.variables.map((_, i) => Math.max(...[...target.keys()].map((m) => table.exponents(m)[i] as number)))
  const candidates = monomialsUpTo(table, high / 2).filter(
    (m) => table.degree(m) >= low / 2 && table.exponents(m).every((e, i) => 2 * e <= (limits[i] as number)),
  )
  const blocks = byClass(candidates, signClasses(table, [target], [])).map((monomials) => ({
    multiplier: monomial(0),
    basis: monomials.map(monomial),
    tag: 0,
  }))
  const found = searchGram(table, blocks, target, idealSpan(table, [], 0, options.budget), options.budget)
  if (found === undefined) return undefined
  const rest = new Map(target)
  for (const { weight, square } of found) accumulate(rest, product(table, square, square), negate(weight))
  if (rest.size > 0) return undefined
  return found.map((t) => {
    const { weight, square } = primitive(table, t.weight, t.square)
    return { weight, square: leave(table, square) }
  })
}
