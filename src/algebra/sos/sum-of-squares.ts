import type { Budget } from '../../kernel/budget.ts'
import { divide, multiply, negate, ONE, type Rational, rational, sign } from '../../kernel/rational.ts'
import { searchGram } from './gram-search.ts'
import { idealSpan } from './ideal-span.ts'
import { byClass, signClasses } from './sign-symmetry.ts'
import {
  accumulate,
  enter,
  leave,
  type MonomialTable,
  monomialsUpTo,
  monomialTable,
  type Poly,
  product,
  type SparsePolynomial,
} from './sparse-polynomial.ts'

/** One summand weight·square² with weight > 0. */
export interface SquareTerm {
  readonly weight: Rational
  readonly square: SparsePolynomial
}

/** weight·square² again, the square with coprime integer coefficients and positive leading coefficient. */
export const primitive = (table: MonomialTable, weight: Rational, square: Poly): { weight: Rational; square: Poly } => {
  let lead = -1
  let n = 0n
  let d = 1n
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
  for (const [m, c] of square) {
    if (lead < 0 || table.compare(m, lead) > 0) lead = m
    n = gcd(n, c.n)
    d = (d * c.d) / gcd(d, c.d)
  }
  if (lead < 0) return { weight, square }
  const content = rational(sign(square.get(lead) as Rational) < 0 ? -n : n, d)
  const out = new Map<number, Rational>()
  for (const [m, c] of square) out.set(m, divide(c, content))
  return { weight: multiply(weight, multiply(content, content)), square: out }
}

/**
 * p = Σ weight·square² exactly over ℚ with weights > 0 (no terms for p = 0), or undefined where the search finds none.
 * Every result has been expanded and compared with p. Throws BudgetSpent.
 */
export const sumOfSquares = (p: SparsePolynomial, options: { readonly budget: Budget }): SquareTerm[] | undefined => {
  const table = monomialTable(p.variables)
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
  const constant = table.index(p.variables.map(() => 0))
  const blocks = byClass(candidates, signClasses(table, [target], [])).map((monomials) => ({
    multiplier: new Map([[constant, ONE]]),
    basis: monomials.map((m) => new Map([[m, ONE]])),
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
