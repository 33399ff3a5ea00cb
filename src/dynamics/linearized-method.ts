import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { type GradientMap, type GradientOracle, gradientMap, type Momentum, momentumStep } from './gradient-methods.ts'

/** The names of the polynomials below: step size, momentum, length, eigenvalue, and the eigenvalue q(λ) of Dg. */
export const METHOD_NAMES = ['alpha', 'beta', 'rho', 'lambda', 'q'] as const

const NAMES = [...METHOD_NAMES, 'x', 'previous']
const named = (name: string): Fast.Polynomial => Fast.indeterminate(name, NAMES)

/**
 * ∇f and ∇²f to first order at a critical point, along an eigenvector of the Hessian with eigenvalue λ. The Hessian is
 * applied to vectors of first order only, so that its own change is of second order.
 */
const linear: GradientOracle<Fast.Polynomial, Fast.Polynomial> = {
  gradient: (x) => multiply(named('lambda'), x),
  hessianTimes: (_, w) => multiply(named('lambda'), w),
  plus: Fast.add,
  minus: Fast.subtract,
  times: multiply,
}

/** A method at a critical point, along an eigenvector of the Hessian with eigenvalue λ. */
export interface LinearizedMethod {
  /** q(λ) with Dg = q(∇²f), a polynomial in λ and ρ. */
  readonly q: Fast.Polynomial
  /** s and t with x_{k+1} = s·x_k + t·x_{k−1}, in α, β and q. */
  readonly factors: readonly [Fast.Polynomial, Fast.Polynomial]
  /**
   * Polynomials in α, β and q that are all ≥ 0 exactly where both eigenvalues of (x, x_{k−1}) ↦ (x_{k+1}, x) lie in
   * the closed unit disk.
   */
  readonly jury: readonly Fast.Polynomial[]
}

/** The coefficient of `name`, for a polynomial that is linear and homogeneous in the two states. */
const along = (p: Fast.Polynomial, name: string): Fast.Polynomial =>
  Fast.rename(coefficientsIn(p, name)[1] ?? Fast.constant(0), METHOD_NAMES)

/**
 * Linearizes a method at a critical point of f.
 *
 * If x_{k+1} = s·x_k + t·x_{k−1} there, the eigenvalues are the roots of z² − s·z − t, and by the conditions of Schur
 * and Cohn (in Jury's form) both lie in the closed unit disk exactly where 1 − s − t ≥ 0, 1 + s − t ≥ 0 and 1 + t ≥ 0.
 */
export const linearizedMethod = (map: GradientMap, momentum: Momentum): LinearizedMethod => {
  const q = along(gradientMap(map, linear)(named('x'), named('rho')), 'x')
  const step = momentumStep(momentum, (x) => multiply(named('q'), x), named('alpha'), named('beta'), linear)
  const next = step(named('x'), named('previous'))
  const [s, t] = [along(next, 'x'), along(next, 'previous')]
  const one = Fast.constant(1, METHOD_NAMES)
  return {
    q,
    factors: [s, t],
    jury: [Fast.subtract(Fast.subtract(one, s), t), Fast.subtract(Fast.add(one, s), t), Fast.add(one, t)].filter(
      (p) => Fast.constantValue(p) === undefined,
    ),
  }
}
