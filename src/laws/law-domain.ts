import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import { distinct, domainConditions, kinks } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { signum } from '../kernel/normal-form.ts'
import { atomsOf, type Polynomial } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { difference, printRelation, type Relation, type Term } from '../kernel/term.ts'

/** Whether b·sgn(v) is C¹ where v = 0, for polynomials: v² divides b. */
const isSmoothAcross = (value: Polynomial, v: Polynomial): boolean => {
  const [entry, ...others] = signum(v).values()
  const atom = others.length === 0 && entry?.monomial.length === 1 ? entry.monomial[0]?.[0] : undefined
  // A sign that cancelled is none.
  if (atom === undefined || ![...atomsOf(value)].includes(atom)) return true
  const { polynomial } = coordinatesOf(value)
  const isInside = [...atomsOf(value)].some((other) => other !== atom && 'arg' in other && atomsOf(other.arg).has(atom))
  const { polynomial: kink, atoms } = coordinatesOf(v)
  if (isInside || [...atoms.values()].some(({ kind }) => kind !== 'variable' && kind !== 'parameter')) return false
  const names = [...new Set([...polynomial.names, ...kink.names])]
  const jump = coefficientsIn(Fast.rename(polynomial, names), atom.key)[1]
  const square = Fast.rename(multiply(kink, kink), names)
  return jump === undefined || Fast.isZero(jump) || divideExact(Fast.rename(jump, names), square) !== undefined
}

/**
 * Where a law is C¹, as far as it is seen: its domain conditions, and its kinks, except those across which its gradient
 * is continuous, such as x = 0 for x·|x|. A law is constant along the curves of subgradients only as long as they stay
 * where it is C¹: |x| − |y| is conserved by |x| + |y| until one of x and y is 0.
 */
export const lawDomain = (law: Term, scope: Scope): readonly Relation[] => {
  const value = lower(law, scope)
  const bends = kinks([law], scope)
  const roots = kinks([law], scope, true).map(printRelation)
  const open = bends.filter(
    (bend) =>
      roots.includes(printRelation(bend)) || !isSmoothAcross(value, lower(difference(bend.left, bend.right), scope)),
  )
  return distinct([...domainConditions([law], scope), ...open], scope)
}

/** {@link lawDomain} as the text of a law's `domain`. */
export const domainText = (law: Term, scope: Scope): string => {
  try {
    const conditions = lawDomain(law, scope).map(printRelation)
    return conditions.length === 0 ? 'R^n' : conditions.join(', ')
  } catch (error) {
    if (error instanceof Refusal) return 'not read by the kernel'
    throw error
  }
}
