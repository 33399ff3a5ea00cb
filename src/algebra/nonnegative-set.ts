import { add, compare, multiply, ONE, type Rational, rational, subtract, ZERO } from '../kernel/rational.ts'
import type { Budget } from '../search/budget.ts'
import { constantValue, type Polynomial } from './polynomial.ts'
import { evaluate } from './polynomial-calculus.ts'
import { product } from './polynomial-product.ts'
import { isolateRoots, type RootInterval, refineRoot } from './real-roots.ts'
import { divideUnivariate, squareFreeUnivariate, type Univariate, univariate } from './univariate.ts'
import { irreducibleFactors } from './univariate-factorization.ts'

/** A real algebraic number: the root of an irreducible integer polynomial in an isolating interval. */
export interface RealRoot {
  readonly minimal: Univariate
  readonly root: RootInterval
}

/** A closed interval; an absent end is infinite, equal ends are one point. */
export interface ClosedInterval {
  readonly lower?: RealRoot
  readonly upper?: RealRoot
}

const half = rational(1, 2)
const width = ({ lower, upper }: RootInterval): Rational => subtract(upper, lower)

/** Roots of different irreducible polynomials, in increasing order and in disjoint intervals. */
const separated = (roots: readonly RealRoot[], budget?: Budget): RealRoot[] => {
  const found = [...roots]
  const refined = (r: RealRoot): RealRoot => ({
    ...r,
    root: refineRoot(r.minimal, r.root, multiply(width(r.root), half), budget),
  })
  for (;;) {
    found.sort((a, b) => compare(a.root.lower, b.root.lower))
    const i = found.findIndex((r, k) => {
      const next = found[k + 1]
      return next !== undefined && compare(r.root.upper, next.root.lower) >= 0
    })
    if (i < 0) return found
    const pair = found.slice(i, i + 2).map(refined)
    found.splice(i, 2, ...pair)
  }
}

/** A rational number in each of the cells that the roots cut the line into. */
const pointsBetween = (roots: readonly RealRoot[]): Rational[] => {
  const [first, last] = [roots[0], roots[roots.length - 1]]
  if (first === undefined || last === undefined) return [ZERO]
  const inner = roots.slice(1).map((r, i) => multiply(add((roots[i] as RealRoot).root.upper, r.root.lower), half))
  return [subtract(first.root.lower, ONE), ...inner, add(last.root.upper, ONE)]
}

/** Whether p(r) = 0. */
const vanishesAt = (p: Polynomial, { minimal }: RealRoot): boolean =>
  constantValue(p) === undefined && divideUnivariate(univariate(p), minimal) !== undefined

/**
 * {t : p_k(t) ≥ 0 for all k} as disjoint closed intervals in increasing order, ends exact.
 *
 * Between the roots of the product the signs are seen at rational points; at a root a p_k is 0 or has the sign beside it.
 *
 * @param conditions polynomials in at most one indeterminate, the same in all, none of them 0
 */
export const nonnegativeSet = (conditions: readonly Polynomial[], budget?: Budget): ClosedInterval[] => {
  if (conditions.some((p) => compare(constantValue(p) ?? ZERO, ZERO) < 0)) return []
  const varying = conditions.filter((p) => constantValue(p) === undefined)
  if (varying.length === 0) return [{}]
  const factors = irreducibleFactors(squareFreeUnivariate(univariate(product(varying))), budget)
  const roots = separated(
    factors.flatMap((minimal) => isolateRoots(minimal, budget).map((root) => ({ minimal, root }))),
    budget,
  )
  const signs = pointsBetween(roots).map((t) =>
    varying.map((p) => compare(evaluate(p, new Map(p.names.map((name) => [name, t]))), ZERO) > 0),
  )
  const isInside = (cell: number): boolean => signs[cell]?.every((isPositive) => isPositive) ?? false
  const found: ClosedInterval[] = []
  let lower: RealRoot | undefined
  let isOpen = isInside(0)
  roots.forEach((root, i) => {
    const isMember = varying.every((p, k) => signs[i]?.[k] === true || vanishesAt(p, root))
    const goesOn = isMember && isInside(i + 1)
    if (!isOpen && isMember) lower = root
    if (isOpen || isMember) {
      if (!goesOn) found.push({ ...(lower === undefined ? {} : { lower }), upper: root })
    }
    isOpen = goesOn
    if (!goesOn) lower = undefined
  })
  if (isOpen) found.push(lower === undefined ? {} : { lower })
  return found
}
