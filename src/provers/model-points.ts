import { type Polynomial as AlgebraPolynomial, isZero, usedNames } from '../algebra/polynomial.ts'
import { specialize } from '../algebra/polynomial-calculus.ts'
import { isolateRoots, type RootInterval, refineRoot } from '../algebra/real-roots.ts'
import { squareFreeUnivariate, trimmed, type Univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { ModelValue } from '../solvers/z3-request.ts'
import { realZeros } from './closed-points.ts'
import { algebraicPoint, type ExactPoint, rationalPoint } from './exact-point.ts'
import { problemOf } from './problem.ts'

/** A real algebraic number: the only root of the irreducible polynomial in the interval. */
interface Algebraic {
  readonly minimal: Univariate
  readonly root: RootInterval
}

type Coordinate = Q.Rational | Algebraic

const isRational = (value: Coordinate): value is Q.Rational => 'n' in value

const MOST_DEGREE = 60

/** The number a model means; undefined where it means none. */
const numberOf = (value: ModelValue, budget: Budget): Coordinate | undefined => {
  if (typeof value === 'string') return Q.parseRational(value)
  const polynomial = trimmed(value.polynomial.map(BigInt))
  if (polynomial.length < 2 || polynomial.length > MOST_DEGREE) return undefined
  const squareFree = squareFreeUnivariate(polynomial)
  const found = isolateRoots(squareFree, budget)[value.index - 1]
  if (found === undefined) return undefined
  if (Q.equal(found.lower, found.upper)) return found.lower
  for (const minimal of irreducibleFactors(squareFree, budget)) {
    const root = isolateRoots(minimal, budget).find(
      (r) => Q.compare(r.lower, found.upper) <= 0 && Q.compare(found.lower, r.upper) <= 0,
    )
    if (root !== undefined) return { minimal, root }
  }
  return undefined
}

/** The middle of an interval around the number that is at most 2^-bits wide. */
const near = ({ minimal, root }: Algebraic, bits: bigint, budget: Budget): Q.Rational => {
  const { lower, upper } = refineRoot(minimal, root, Q.rational(1n, 1n << bits), budget)
  return Q.multiply(Q.add(lower, upper), Q.rational(1, 2))
}

const THETA = 'theta'

const freshName = (taken: readonly string[]): string => {
  let name = THETA
  while (taken.includes(name)) name += '_'
  return name
}

const equationsOf = (sequent: Sequent, names: readonly string[]): readonly AlgebraPolynomial[] => {
  try {
    return problemOf(sequent)
      .equalities.filter(({ term }) => term !== undefined)
      .map(({ value }) => value)
      .filter((e) => usedNames(e).every((name) => names.includes(name)))
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return []
    throw error
  }
}

/** The zeros of the equations with these coordinates given: then one θ does for all the others. */
const onEquations = function* (
  sequent: Sequent,
  given: ReadonlyMap<string, Q.Rational>,
  unknowns: readonly string[],
  theta: string,
  budget: Budget,
): Generator<ExactPoint> {
  const equations = equationsOf(sequent, [...given.keys(), ...unknowns])
    .map((e) => specialize(e, given))
    .filter((e) => !isZero(e))
  for (const { field, coordinates } of realZeros(equations, unknowns, budget) ?? []) {
    yield algebraicPoint(given, coordinates, field.minimal, field.root, theta)
  }
}

const PRECISIONS = [2n, 8n, 40n]

/**
 * Exact points that a solver's model may mean, most literal first; whether any of them is a counterexample is for the
 * kernel to say. Names without a value are 0.
 *
 * A certificate expresses algebraic coordinates by one number. Where a model has several, they are solved for again
 * from the equations of the sequent, or replaced by fractions nearby.
 */
export const modelPoints = function* (
  sequent: Sequent,
  values: ReadonlyMap<string, ModelValue>,
  budget: Budget,
): Generator<ExactPoint> {
  const { scope } = sequent
  const names = [...scope.variables, ...scope.parameters]
  const theta = freshName([...names, ...scope.constants.keys()])
  try {
    const coordinates = names.map((name) => {
      const value = values.get(name)
      return [name, value === undefined ? Q.ZERO : numberOf(value, budget)] as const
    })
    const known = coordinates.filter((c): c is readonly [string, Coordinate] => c[1] !== undefined)
    if (known.length < names.length) return
    const given = new Map(known.filter((c): c is readonly [string, Q.Rational] => isRational(c[1])))
    const others = known.filter((c): c is readonly [string, Algebraic] => !isRational(c[1]))
    const [first] = others
    if (first === undefined) {
      yield rationalPoint(given)
      return
    }
    if (others.length === 1) {
      const [name, { minimal, root }] = first
      yield algebraicPoint(given, new Map([[name, [Q.ZERO, Q.ONE]]]), minimal, root, theta)
    }
    for (const bits of PRECISIONS) {
      yield rationalPoint(new Map([...given, ...others.map(([name, a]) => [name, near(a, bits, budget)] as const)]))
    }
    const unknowns = others.map(([name]) => name)
    yield* onEquations(sequent, given, unknowns, theta, budget)
    // One of the algebraic coordinates may be free.
    for (const [name, a] of others.length > 1 ? others : []) {
      const rest = unknowns.filter((other) => other !== name)
      yield* onEquations(sequent, new Map([...given, [name, near(a, 8n, budget)]]), rest, theta, budget)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent || error instanceof RangeError || error instanceof Refusal)) throw error
  }
}
