import { eliminant } from '../algebra/eliminant.ts'
import { groebnerBasis, reduce } from '../algebra/groebner.ts'
import * as A from '../algebra/polynomial.ts'
import { specialize as specializeAt } from '../algebra/polynomial-calculus.ts'
import { power } from '../algebra/polynomial-product.ts'
import { isolateRoots, type RootInterval, refineRoot } from '../algebra/real-roots.ts'
import { squareFreeUnivariate, univariate } from '../algebra/univariate.ts'
import { zeroSet } from '../algebra/zero-dimensional.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { enclose } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { fromEntries, isClosed, type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Search } from './attempt.ts'
import { clearFactors } from './clear-factors.ts'
import { levelsOfSeveral, type Norm } from './critical-patterns.ts'
import { algebraicPoint } from './exact-point.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { textFor } from './kernel-text.ts'
import { simpleBelow } from './simple-below.ts'

/** Levels worth a proof, the best first. */
export const levelCandidates = (f: Term, norm: Norm, context: ContextJson, search: Search): string[] => {
  if (norm.loss !== 'single') return levelsOfSeveral(norm, context, search)
  const { scope } = readContext(context)
  const residual = norm.residuals[0] as Term
  const h = lower(residual, scope)
  const value = lower(f, scope)
  const slope = gradient(h, scope.variables)
  const space = indeterminatesFor([...slope, h, value], scope)
  const enter = (p: Polynomial): A.Polynomial => space.enter(clearFactors(p, true).numerator)
  const ideal = [...slope.map(enter).filter((p) => !A.isZero(p)), ...space.relations]
  if (ideal.length === 0) return ['infinity']
  const basis = groebnerBasis(ideal, search.budget, { kind: 'grevlex' }, space.names)
  const isEmpty = basis.leading.some((e) => e.every((x) => x === 0))
  if (isEmpty) return ['infinity']
  const levels: string[] = []
  const isPolynomial = clearFactors(value, true).factors.length === 0
  if (isPolynomial) {
    const reduced = reduce(space.enter(value), basis, search.budget)
    const free = A.usedNames(reduced).every((n) => !scope.variables.includes(n) && !n.startsWith('#'))
    if (free) return A.isZero(reduced) ? ['infinity'] : [printTerm(space.termOf(reduced))]
    levels.push(...levelsBySigns(reduced, space.relations))
  }
  levels.push(...levelsAtZerosOfPowers(value))
  const direct = levelsAtPoints(value, h, ideal, scope, search)
  if (direct !== undefined) levels.push(...direct)
  if (isPolynomial && A.usedNames(space.enter(value)).every((n) => scope.variables.includes(n))) {
    levels.push(...levelsByEliminant(space.enter(value), ideal, search))
  }
  levels.push('infinity')
  return [...new Set(levels)]
}

/** The value of f where all powers with parameters in their exponents are 0: x^m·y^n may be critical there alone. */
const levelsAtZerosOfPowers = (f: Polynomial): string[] => {
  const entries = [...f.values()]
  const rest = entries.filter(({ monomial }) => monomial.every(([atom]) => atom.kind !== 'power'))
  const value = rest.length < entries.length ? rationalValue(fromEntries(rest)) : undefined
  return value !== undefined && Q.sign(value) > 0 ? [Q.formatRational(value)] : []
}

/** The positive values of f on the critical set where it is a number up to the signs ±1 in it, the least first. */
const levelsBySigns = (f: A.Polynomial, relations: readonly A.Polynomial[]): string[] => {
  const signs = relations.flatMap((r) => {
    const [name, ...others] = A.usedNames(r)
    const isSign =
      name !== undefined &&
      others.length === 0 &&
      A.equal(r, A.subtract(power(A.indeterminate(name, r.names), 2), A.constant(1, r.names)))
    return isSign ? [name] : []
  })
  const used = A.usedNames(f)
  if (used.length > 4 || used.some((name) => !signs.includes(name))) return []
  const values = used.reduce<A.Polynomial[]>(
    (list, name) => list.flatMap((p) => [1, -1].map((s) => specializeAt(p, new Map([[name, Q.rational(s)]])))),
    [f],
  )
  const numbers = values.map(A.constantValue).filter((c) => c !== undefined && Q.sign(c) > 0) as Q.Rational[]
  return numbers.sort(Q.compare).map(Q.formatRational)
}

/** The positive roots of the eliminant of f: the least one, or a rational number below it. */
const levelsByEliminant = (f: A.Polynomial, ideal: readonly A.Polynomial[], search: Search): string[] => {
  const found = eliminant(ideal, f, search.budget, 24)
  if (found === undefined) return []
  const q = squareFreeUnivariate(univariate(found.polynomial))
  const positive = isolateRoots(q, search.budget).filter((r) => Q.sign(r.upper) > 0 && !isZeroRoot(r))
  return positive.flatMap((root) => {
    if (Q.equal(root.lower, root.upper)) return [Q.formatRational(root.lower)]
    const tight = refineRoot(q, root, Q.rational(1n, 1n << 40n), search.budget)
    const below = simpleBelow(tight.lower)
    return below === undefined ? [] : [Q.formatRational(below)]
  })
}

const isZeroRoot = (r: RootInterval): boolean => Q.isZero(r.lower) && Q.isZero(r.upper)

/** The least value of f at the real critical points off {h = 0}, where these are finitely many. */
const levelsAtPoints = (
  f: Polynomial,
  h: Polynomial,
  ideal: readonly A.Polynomial[],
  scope: Scope,
  search: Search,
): string[] | undefined => {
  const { variables } = scope
  const plain = ideal.filter((e) => A.usedNames(e).every((n) => variables.includes(n)))
  if (plain.length === 0) return undefined
  const set = zeroSet(
    plain.map((e) => A.rename(e, variables)),
    search.budget,
    variables,
  )
  if (set === undefined) return undefined
  const values = set.solutions.flatMap(({ field, coordinates }) => {
    const point = algebraicPoint(new Map(), coordinates, field.minimal, field.root, 'theta')
    const gap = specialize(h, point.values)
    const value = specialize(f, point.values)
    const interval = isClosed(value) ? enclose(value, new Map(), 128) : undefined
    if (gap.size === 0 || interval === undefined) return []
    return [{ value, low: interval.low }]
  })
  if (values.length === 0) return ['infinity']
  values.sort((a, b) => Q.compare(a.low, b.low))
  const [least] = values as [(typeof values)[number]]
  const exact = rationalValue(least.value)
  if (exact !== undefined) return [Q.formatRational(exact)]
  const below = simpleBelow(least.low)
  const text = textFor(least.value, scope)
  return [...(text.includes('theta') ? [] : [text]), ...(below === undefined ? [] : [Q.formatRational(below)])]
}
