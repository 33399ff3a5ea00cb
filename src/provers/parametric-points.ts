import { groebnerBasis } from '../algebra/groebner.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import type { PointJson } from '../kernel/claim.ts'
import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { clear, vanishes } from '../kernel/normal-form.ts'
import { add, type Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { conditionsHold, type Fact, signsOf, ZERO } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { call, negated, number, printTerm, quotient, type Term } from '../kernel/term.ts'
import { type Budget, charge } from '../search/budget.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'

const MOST_POINTS = 64

/** What is assumed of the parameters, and the sums of two of these inequalities: a > b and b > 0 give a > 0. */
export const assumedOf = (scope: Scope): readonly Fact[] => {
  const assumed = relationFacts(scope.assume ?? [], scope)
  const inequalities = assumed.filter(({ op }) => op === '>' || op === '>=')
  const sums = inequalities.flatMap((a, i) =>
    inequalities.slice(i + 1).map((b) => ({
      polynomial: add(a.polynomial, b.polynomial),
      op: a.op === '>' || b.op === '>' ? ('>' as const) : ('>=' as const),
    })),
  )
  return [...assumed, ...sums]
}

/** p/q as a term, without a denominator that is a number or divides p. */
const fraction = (p: A.Polynomial, q: A.Polynomial, print: (r: A.Polynomial) => Term): Term => {
  const whole = divideExact(p, q)
  return whole === undefined ? quotient(print(p), print(q)) : print(whole)
}

/** p without a denominator that divides its numerator. */
export const withoutDenominator = (p: Polynomial, scope: Scope): Term => {
  const { numerator, denominator } = clear(p)
  const space = indeterminatesFor([numerator, denominator], scope)
  const whole = divideExact(space.enter(numerator), space.enter(denominator))
  return whole === undefined ? termFor(p, scope) : termFor(lower(space.termOf(whole), scope), scope)
}

/** The values of one variable by factors that are linear or purely quadratic in it; undefined where another is left. */
const valuesOf = (
  p: A.Polynomial,
  name: string,
  print: (q: A.Polynomial) => Term,
  isNonzero: (q: A.Polynomial) => boolean,
  budget: Budget,
): Term[] | undefined => {
  const values: Term[] = []
  for (const { base } of factor(p, budget).factors) {
    if (!A.usedNames(base).includes(name) || isNonzero(base)) continue
    const [c0, c1, c2, more] = coefficientsIn(base, name)
    if (c0 === undefined || c1 === undefined || more !== undefined) return undefined
    if (c2 === undefined) values.push(fraction(A.negate(c0), c1, print))
    else if (A.isZero(c0) && A.isZero(c1)) values.push(number(0))
    else if (A.isZero(c1)) {
      const root = call('sqrt', fraction(A.negate(c0), c2, print))
      values.push(root, negated(root))
    } else return undefined
  }
  return values
}

/**
 * All points, with coordinates in the parameters, where polynomials in variables and parameters vanish whatever the
 * parameters are: every variable alone satisfies a linear or purely quadratic equation over the parameters. Undefined
 * where that is not so. Throws BudgetSpent.
 */
export const parametricPoints = (
  equations: readonly Polynomial[],
  scope: Scope,
  budget: Budget,
): readonly PointJson[] | undefined => {
  const { variables } = scope
  const space = indeterminatesFor(equations, scope)
  const isKnown = (name: string): boolean => variables.includes(name) || scope.parameters.has(name)
  if (!space.names.every(isKnown)) return undefined
  const assumed = assumedOf(scope)
  const isNonzero = (q: A.Polynomial): boolean => (signsOf(space.termOf(q), assumed, scope) & ZERO) === 0
  const print = (q: A.Polynomial): Term => termFor(lower(space.termOf(q), scope), scope)
  const ideal = equations.map((p) => space.enter(p)).filter((p) => !A.isZero(p))
  const choices: [string, readonly Term[]][] = []
  for (const name of variables) {
    const others = variables.filter((other) => other !== name)
    const names = [...others, name, ...space.names.filter((n) => !variables.includes(n))]
    const order = { kind: 'elimination', eliminated: others.length } as const
    const basis = groebnerBasis(
      ideal.map((p) => A.rename(p, names)),
      budget,
      order,
      names,
    )
    const free = basis.elements.filter((e) => A.usedNames(e).every((n) => !others.includes(n)))
    const least = free
      .filter((e) => A.usedNames(e).includes(name))
      .sort((p, q) => A.degreeIn(p, name) - A.degreeIn(q, name))[0]
    const values = least && valuesOf(least, name, print, isNonzero, budget)
    if (values === undefined || !conditionsHold(domainConditions(values, scope), assumed, scope)) return undefined
    choices.push([name, values])
  }
  const count = choices.reduce((n, [, values]) => n * values.length, 1)
  if (count === 0 || count > MOST_POINTS) return undefined
  let points: Map<string, Term>[] = [new Map()]
  for (const [name, values] of choices) points = points.flatMap((p) => values.map((v) => new Map([...p, [name, v]])))
  return points
    .filter((point) => {
      charge(budget, 100)
      const values = new Map([...point].map(([name, term]) => [name, lower(term, scope)]))
      return equations.every((p) => vanishes(specialize(p, values)))
    })
    .map((point) => Object.fromEntries([...point].map(([name, term]) => [name, printTerm(term)])))
}
