import { nonnegativeSet, type RealRoot } from '../algebra/nonnegative-set.ts'
import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn, specialize } from '../algebra/polynomial-calculus.ts'
import { parsePolynomial, printPolynomial } from '../algebra/polynomial-text.ts'
import { simplify } from '../expression/simplify.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { printTerm } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { FilterCondition } from './filter-condition.ts'

/** A part of {0 ≤ q ≤ bound} where α, β or ρ are symbols. */
export interface SymbolicInterval {
  /** The end where q is 0. */
  readonly zero: string
  /** On which side of it the other end lies, where q is the bound, and a formula in `bound` and rho for it; absent for a single point. */
  readonly cut?: { readonly side: 'above' | 'below'; readonly formula?: string }
}

const text = (expression: string): string => printTerm(simplify(parseTerm(expression)))

const rationalValue = ({ minimal }: RealRoot): Q.Rational | undefined =>
  minimal.length === 2 ? Q.rational(-(minimal[0] as bigint), minimal[1] as bigint) : undefined

/** w with q(t·ρ^−w, ρ) = ρ^−w·q(t, 1), where there is one: then the zeros of q are multiples of ρ^−w. */
const weightOf = (q: Fast.Polynomial): Q.Rational | undefined => {
  const [i, j] = [q.names.indexOf('rho'), q.names.indexOf('lambda')]
  const weights = Fast.terms(q).flatMap(({ exponents }) => {
    const [a, b] = [exponents[i] ?? 0, exponents[j] ?? 0]
    if (b === 1 && a === 0) return []
    return [b === 1 ? undefined : Q.rational(a, b - 1)]
  })
  const [first = Q.ZERO] = weights
  return weights.every((w) => w !== undefined && first !== undefined && Q.equal(w, first)) ? first : undefined
}

/** The root of q(λ) = bound on one side as a formula in `bound` and rho, where q is linear or quadratic. */
const crossing = (q: Fast.Polynomial, side: 'above' | 'below'): string | undefined => {
  const [, b, a, ...more] = coefficientsIn(q, 'lambda').map(printPolynomial)
  if (b === undefined || more.length > 0) return undefined
  if (a === undefined) return text(`bound/(${b})`)
  const root = `sqrt(${text(`(${b})^2 + 4*(${a})*bound`)})`
  return text(`(-(${b}) ${side === 'above' ? '+' : '-'} ${root})/(2*(${a}))`)
}

/**
 * Where 0 ≤ q(λ) ≤ bound, for all α > 0, 0 ≤ β < 1, ρ > 0 at once: a guess that has to be proved. Undefined where the
 * answer would depend on them in another way than by scaling.
 *
 * {q ≥ 0} is found for ρ = 1 and scaled; on each unbounded part q is cut off where it reaches the bound.
 */
export const symbolicIntervals = (condition: FilterCondition, budget: Budget): SymbolicInterval[] | undefined => {
  const q = parsePolynomial(condition.q, ['rho', 'lambda'])
  const weight = weightOf(q)
  if (weight === undefined) return undefined
  const parts = nonnegativeSet([specialize(q, new Map([['rho', Q.ONE]]))], budget)
  const endText = (root: RealRoot): string | undefined => {
    const value = rationalValue(root)
    if (value === undefined) return undefined
    if (Q.isZero(value)) return '0'
    return Q.equal(weight, Q.ONE) ? text(`(${Q.formatRational(value)})/rho`) : undefined
  }
  const found = parts.map(({ lower, upper }): SymbolicInterval | undefined => {
    const end = lower ?? upper
    const zero = end && endText(end)
    if (zero === undefined) return undefined
    if (lower !== undefined && upper !== undefined) return lower === upper ? { zero } : undefined
    const side = upper === undefined ? 'above' : 'below'
    const formula = crossing(q, side)
    return { zero, cut: { side, ...(formula === undefined ? {} : { formula }) } }
  })
  const known = found.filter((interval) => interval !== undefined)
  return known.length === found.length ? known : undefined
}
