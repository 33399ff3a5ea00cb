import * as Fast from '../algebra/polynomial.ts'
import { divide } from '../algebra/polynomial-division.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { gradient, inner } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { atomsOf } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { coordinatesOf, fromCoordinates } from './atom-coordinates.ts'

/** The remainder of a division, or undefined where the time given does not suffice. */
const remainderOf = (p: Fast.Polynomial, by: Fast.Polynomial, budget: Budget): Fast.Polynomial | undefined => {
  try {
    return divide(p, [by], budget).remainder
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined
    throw error
  }
}

/**
 * The value of |∇h|² on M = {h = 0} where it is constant there because |∇h|² − value is a multiple of h; otherwise
 * undefined. A proposal: the kernel decides.
 */
export const constantSharpness = (h: Term, scope: Scope, budget: Budget): Term | undefined => {
  const value = lower(h, scope)
  const slope = gradient(value, scope.variables)
  const sharpness = coordinatesOf(inner(slope, slope))
  const residual = coordinatesOf(value)
  if (Fast.isZero(residual.polynomial) || Fast.isZero(sharpness.polynomial)) return undefined
  const remainder = remainderOf(sharpness.polynomial, residual.polynomial, budget)
  if (remainder === undefined) return undefined
  const rest = fromCoordinates(remainder, new Map([...residual.atoms, ...sharpness.atoms]))
  const isFree = [...atomsOf(rest)].every((atom) => atom.kind !== 'variable')
  return isFree && rest.size > 0 ? termOfPolynomial(rest, scope.variables) : undefined
}
