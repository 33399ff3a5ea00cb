import { solve } from '../algebra/linear-algebra.ts'
import { degree, degreeIn, isZero, type Polynomial, terms, usedNames } from '../algebra/polynomial.ts'
import { specialize as specializeAlgebra } from '../algebra/polynomial-calculus.ts'
import { constant, type Polynomial as KernelPolynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { specialize } from '../kernel/specialize.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { type ExactPoint, rationalPoint } from './exact-point.ts'
import { leastDirection } from './least-direction.ts'
import { tuples } from './rational-tuples.ts'

interface Setting {
  readonly names: readonly string[]
  readonly equations: readonly Polynomial[]
  readonly seed: number
  readonly budget: Budget
  readonly mostSize: number
}

type Values = ReadonlyMap<string, Q.Rational>

const MOST_POINTS = 300
/** Microseconds of solving the equations and looking for directions at one point. */
const WORK = 1500
const MOST_SIGNS = 5
/** What the direction of least value is rounded to. */
const DENOMINATORS = [1, 2, 4, 12, 60]

/** s where the equation is s² = 1. */
const signIn = (equation: Polynomial): string | undefined => {
  const [name, ...more] = usedNames(equation)
  const entries = terms(equation).filter(({ coefficient }) => !Q.isZero(coefficient))
  const isSquare = entries.length === 2 && degree(equation) === 2 && degreeIn(equation, name ?? '') === 2
  const [a, b] = entries
  return more.length === 0 && isSquare && a && b && Q.isZero(Q.add(a.coefficient, b.coefficient)) ? name : undefined
}

/** Names in which all equations are affine together, as many as are found one after another. */
const affineNames = (equations: readonly Polynomial[], names: readonly string[]): readonly string[] => {
  const chosen: string[] = []
  const isAffine = (unknowns: readonly string[]): boolean =>
    equations.every((e) => {
      const at = unknowns.map((n) => e.names.indexOf(n))
      return terms(e).every(({ exponents }) => at.reduce((s, i) => s + (i < 0 ? 0 : (exponents[i] as number)), 0) <= 1)
    })
  for (const name of [...names].reverse()) if (isAffine([...chosen, name])) chosen.push(name)
  return chosen
}

/** The one solution of equations that are affine in the unknowns once the others have values. */
const solvedFor = (
  equations: readonly Polynomial[],
  unknowns: readonly string[],
  given: Values,
): Values | undefined => {
  const reduced = equations.map((e) => specializeAlgebra(e, given)).filter((e) => !isZero(e))
  const rows = reduced.map((e) => unknowns.map((n) => coefficientOf(e, [n])))
  const right = reduced.map((e) => Q.negate(coefficientOf(e, [])))
  // Where no equation is left they may be anything.
  const found = rows.length === 0 ? unknowns.map(() => Q.ZERO) : solve(rows, right)
  return found && new Map([...given, ...unknowns.map((n, i) => [n, found[i] as Q.Rational] as const)])
}

const coefficientOf = (e: Polynomial, monomial: readonly string[]): Q.Rational =>
  terms(e).find(({ exponents }) => exponents.every((k, i) => k === (monomial.includes(e.names[i] as string) ? 1 : 0)))
    ?.coefficient ?? Q.ZERO

/** Every choice of signs, or the first few. */
const signChoices = (names: readonly string[]): readonly Values[] =>
  Array.from(
    { length: 1 << Math.max(0, Math.min(names.length, MOST_SIGNS) - 1) },
    (_, code) => new Map(names.map((name, i) => [name, Q.rational((code >> i) & 1 ? -1n : 1n)])),
  )

/**
 * Points on several equations that are affine in some of the names: the others from a list, these solved for. Names in
 * no equation get values for which the goal's quantity is least, as far as it is a quadratic form in them: these are
 * the directions of a second derivative. Nothing where the equations are not of this kind.
 */
export const affinePoints = function* (sequent: Sequent, setting: Setting): Generator<ExactPoint> {
  const { goal } = sequent
  const signs = setting.equations.flatMap((e) => signIn(e) ?? [])
  const equations = setting.equations.filter((e) => signIn(e) === undefined)
  if (goal === 'false' || equations.length < 2) return
  const involved = setting.names.filter((n) => equations.some((e) => usedNames(e).includes(n)))
  const unknowns = affineNames(equations, involved)
  if (unknowns.length === 0) return
  const fixed = involved.filter((n) => !unknowns.includes(n))
  const free = setting.names.filter((n) => !involved.includes(n) && !signs.includes(n))
  let count = 0
  for (const tuple of tuples(fixed.length, setting.seed, setting.mostSize)) {
    if (count++ > MOST_POINTS || isSpent(setting.budget, WORK)) return
    const given = new Map(fixed.map((n, k) => [n, tuple[k] as Q.Rational]))
    const point = solvedFor(equations, unknowns, given)
    if (point === undefined) continue
    for (const choice of signChoices(signs)) {
      const values = new Map([...point, ...choice])
      for (const direction of directions(goal.polynomial, values, free)) {
        if (isSpent(setting.budget)) return
        yield rationalPoint(new Map([...values, ...direction]))
      }
    }
  }
}

/** Values of the free names where the quantity is least, rounded coarsely first. */
const directions = (quantity: KernelPolynomial, values: Values, free: readonly string[]): readonly Values[] => {
  if (free.length === 0) return [new Map()]
  const known = new Map([...values].map(([n, q]) => [n, constant(q)]))
  const least = leastDirection(specialize(quantity, known), free)
  if (least === undefined) return []
  return DENOMINATORS.map(
    (d) => new Map(free.map((n, i) => [n, Q.rational(BigInt(Math.round((least[i] as number) * d)), BigInt(d))])),
  )
}
