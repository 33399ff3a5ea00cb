import { eliminant } from '../algebra/eliminant.ts'
import { groebnerBasis, reduce } from '../algebra/groebner.ts'
import * as A from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { isolateRoots, refineRoot } from '../algebra/real-roots.ts'
import { squareFreeUnivariate, univariate } from '../algebra/univariate.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import type { Loss } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, number, printTerm, substitute, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { quietly } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds, millisecondsLeft } from './budgets.ts'
import { clearFactors } from './clear-factors.ts'
import { type Indeterminates, indeterminatesFor } from './indeterminates.ts'
import { normByExchange } from './level-by-exchange.ts'
import { simpleBelow } from './simple-below.ts'

/** f = φ(t), t = |h|, |F|₂ or |F|₁. */
export interface Norm {
  readonly residuals: readonly Term[]
  readonly loss: Loss
  readonly phi: Term
}

/** Equations of critical points off M, and the value of |F|₂² or |F|₁ there. */
interface Pattern {
  readonly equations: readonly A.Polynomial[]
  readonly value: A.Polynomial
}

const OFF = ' off'
const MOST_PATTERNS = 81

const sumOf = (ps: readonly A.Polynomial[], names: readonly string[]): A.Polynomial =>
  ps.reduce(A.add, A.constant(0, names))

/** DFᵀF = 0, F ≠ 0. */
const squarePattern = (h: readonly A.Polynomial[], rows: readonly (readonly A.Polynomial[])[]): Pattern => {
  const value = sumOf(
    h.map((p) => multiply(p, p)),
    [],
  )
  const equations = (rows[0] ?? []).map((_, k) =>
    sumOf(
      h.map((p, j) => multiply(p, rows[j]?.[k] as A.Polynomial)),
      [],
    ),
  )
  // value·off = 1
  const off = A.subtract(multiply(value, A.indeterminate(OFF)), A.constant(1))
  return { equations: [...equations, off], value }
}

/** DFᵀs = 0 for every choice of residuals that vanish, their s free, and signs ±1 of the others. */
const signPatterns = (h: readonly A.Polynomial[], rows: readonly (readonly A.Polynomial[])[]): Pattern[] => {
  let choices: (readonly (-1 | 0 | 1)[])[] = [[]]
  for (const _ of h) choices = choices.flatMap((c) => ([-1, 0, 1] as const).map((s) => [...c, s]))
  return choices
    .filter((c) => c.some((s) => s !== 0))
    .map((c) => {
      const weights = c.map((s, j) => (s === 0 ? A.indeterminate(` s${j}`) : A.constant(s)))
      const equations = (rows[0] ?? []).map((_, k) =>
        sumOf(
          weights.map((w, j) => multiply(w, rows[j]?.[k] as A.Polynomial)),
          [],
        ),
      )
      return {
        equations: [...equations, ...h.filter((_, j) => c[j] === 0)],
        value: sumOf(
          h.map((p, j) => A.scale(p, c[j] as number)),
          [],
        ),
      }
    })
}

/** The positive values on a pattern's complex points: undefined where they cannot be told. */
const valuesOf = (pattern: Pattern, scope: Scope, space: Indeterminates, budget: Budget): Value[] | undefined => {
  const names = [...new Set([...pattern.equations, pattern.value].flatMap((p) => A.usedNames(p)))]
  const generators = [...pattern.equations, ...space.relations]
    .filter((p) => !A.isZero(p))
    .map((p) => A.rename(p, [...new Set([...names, ...A.usedNames(p)])]))
  const all = [...new Set(generators.flatMap((p) => p.names))]
  if (generators.length === 0) return undefined
  const basis = groebnerBasis(generators, budget, { kind: 'grevlex' }, all)
  if (basis.leading.some((e) => e.every((x) => x === 0))) return []
  const reduced = reduce(A.rename(pattern.value, all), basis, budget)
  const rational = A.constantValue(reduced)
  if (rational !== undefined) return Q.sign(rational) > 0 ? [{ term: number(rational), low: rational }] : []
  if (A.usedNames(reduced).every((n) => scope.parameters.has(n))) {
    return [{ term: space.termOf(A.rename(reduced, space.names)), low: undefined }]
  }
  const found = eliminant(generators, A.rename(pattern.value, all), budget, 24)
  if (found === undefined) return undefined
  const q = squareFreeUnivariate(univariate(found.polynomial))
  return isolateRoots(q, budget).flatMap((root): Value[] => {
    if (Q.equal(root.lower, root.upper)) {
      return Q.sign(root.lower) > 0 ? [{ term: number(root.lower), low: root.lower }] : []
    }
    const { lower: low } = refineRoot(q, root, Q.rational(1n, 1n << 40n), budget)
    const below = simpleBelow(low)
    return below === undefined ? [] : [{ term: number(below), low: below }]
  })
}

/** A critical value of |F|₂² or |F|₁, or a number a little below it; `low` where it is a number. */
interface Value {
  readonly term: Term
  readonly low: Q.Rational | undefined
}

/** Levels worth a proof for f = φ(|F|₂) or φ(|F|₁): φ at the least positive critical value of the norm, or at a bound of it. */
export const levelsOfSeveral = ({ residuals, loss, phi }: Norm, context: ContextJson, search: Search): string[] => {
  const { scope } = readContext(context)
  const values = residuals.map((h) => lower(h, scope))
  const slopes = values.map((h) => gradient(h, scope.variables))
  const space = indeterminatesFor([...values, ...slopes.flat()], scope)
  const enter = (p: Polynomial): A.Polynomial => space.enter(clearFactors(p, true).numerator)
  const h = values.map(enter)
  const rows = slopes.map((row) => row.map(enter))
  const level = (t: Term): string =>
    printTerm(termOfPolynomial(lower(substitute(phi, new Map([['t', t]])), { ...scope, variables: [] }), []))
  const exchange = loss === 'l1' ? normByExchange(values, readContext(context), search.budget) : undefined
  const bounds = exchange === undefined ? [] : [level(exchange.norm)]
  if (exchange?.isAttained === true) return bounds
  const patterns = loss === 'l2' ? [squarePattern(h, rows)] : signPatterns(h, rows)
  if (patterns.length > MOST_PATTERNS) return [...bounds, 'infinity']
  const known: Value[] = []
  const look = (budget: Budget): void => {
    for (const pattern of patterns) known.push(...(valuesOf(pattern, scope, space, budget) ?? []))
  }
  // A bound that is known must not be lost because nothing better is found in time.
  if (exchange === undefined) look(search.budget)
  else quietly(() => look(atMostMilliseconds(search.budget, millisecondsLeft(search.budget) / 3)))
  const symbolic = known.filter(({ low }) => low === undefined)
  const numbers = known
    .filter(({ low }) => low !== undefined)
    .sort((a, b) => Q.compare(a.low as Q.Rational, b.low as Q.Rational))
  const least = numbers.slice(0, 1)
  const levels = [...symbolic, ...least].map(({ term }) => level(loss === 'l2' ? call('sqrt', term) : term))
  // Where values were found, a bound of them is more hopeful than that there are none.
  return [...new Set(levels.length > 0 ? [...levels, ...bounds, 'infinity'] : ['infinity', ...bounds])]
}
