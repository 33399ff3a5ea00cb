import { factor } from '../algebra/multivariate-factorization.ts'
import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn, evaluate } from '../algebra/polynomial-calculus.ts'
import { printPolynomial } from '../algebra/polynomial-text.ts'
import { ONE, rational, sign } from '../kernel/rational.ts'
import type { Budget } from '../search/budget.ts'
import type { GradientMap, Momentum } from './gradient-methods.ts'
import { linearizedMethod } from './linearized-method.ts'

/**
 * The eigenvalues λ of the Hessian that a method lets survive: those with 0 ≤ q(λ) ≤ bound. Texts as the kernel reads
 * them.
 */
export interface FilterCondition {
  /** q(λ) as a product of factors, in lambda and rho. */
  readonly q: string
  /** In alpha and beta. */
  readonly bound: string
  /** The conditions of Schur, Cohn and Jury, each to be ≥ 0, in alpha, beta and q. */
  readonly jury: readonly string[]
}

/** Constant first: 1 + rho*lambda. */
const ascending = (p: Fast.Polynomial): string =>
  Fast.terms(p)
    .sort((a, b) => a.exponents.reduce((s, e) => s + e, 0) - b.exponents.reduce((s, e) => s + e, 0))
    .map((term) => printPolynomial(Fast.fromTerms(p.names, [term])))
    .join(' + ')
    .replaceAll('+ -', '- ')

const factored = (p: Fast.Polynomial, budget: Budget): string => {
  const { scale, factors } = factor(p, budget)
  const texts = factors.map(({ base, multiplicity }) => {
    const text = Fast.termCount(base) === 1 ? printPolynomial(base) : `(${ascending(base)})`
    return multiplicity === 1 ? text : `${text}^${multiplicity}`
  })
  return [...(scale.n === scale.d ? [] : [printPolynomial(Fast.constant(scale))]), ...texts].join('*')
}

const SAMPLE = new Map([
  ['alpha', ONE],
  ['beta', rational(1, 2)],
])

/**
 * The condition of a filter, from the method's linearization. Jury's conditions are linear in q; the upper bound is the
 * one among them that falls with q. That they say 0 ≤ q ≤ bound and nothing else is left to the kernel.
 */
export const filterCondition = (map: GradientMap, momentum: Momentum, budget: Budget): FilterCondition => {
  const { q, jury } = linearizedMethod(map, momentum)
  const bounds = jury.flatMap((p) => {
    const [constant, slope] = coefficientsIn(p, 'q')
    if (constant === undefined || slope === undefined) return []
    const isUpper = sign(evaluate(slope, new Map([...slope.names.map((n) => [n, ONE] as const), ...SAMPLE]))) < 0
    return isUpper ? [`${factored(constant, budget)}/(${factored(Fast.negate(slope), budget)})`] : []
  })
  const [bound, ...more] = bounds
  if (bound === undefined || more.length > 0) throw new Error(`expected one upper bound for q, found ${bounds.length}`)
  return { q: factored(q, budget), bound, jury: jury.map(printPolynomial) }
}
