import { type Polynomial as AlgebraPolynomial, isZero, rename, subtract, usedNames } from '../algebra/polynomial.ts'
import { gradient, specialize as specializeAlgebra } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { isolateRoots } from '../algebra/real-roots.ts'
import { squareFreeUnivariate, univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import { zeroSet } from '../algebra/zero-dimensional.ts'
import { atomsOf, type Polynomial, rationalValue, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { type Budget, BudgetSpent, isSpent } from '../search/budget.ts'
import { affinePoints } from './affine-points.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { descentPoints } from './descent-points.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { algebraicPoint, closedSolution, type ExactPoint, rationalPoint } from './exact-point.ts'
import { exponentialLemmas } from './exponential-lemmas.ts'
import { minors } from './minors.ts'
import { orthantPoints } from './orthant-points.ts'
import { type Problem, problemOf } from './problem.ts'
import { tuples } from './rational-tuples.ts'

const subsets = function* <T>(items: readonly T[], size: number): Generator<T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = 0; i + size <= items.length; i++) {
    for (const rest of subsets(items.slice(i + 1), size - 1)) yield [items[i] as T, ...rest]
  }
}

const THETA = 'theta'

const freshName = (taken: readonly string[]): string => {
  let name = THETA
  while (taken.includes(name)) name += '_'
  return name
}

/** What the candidates of one sequent are made from. */
interface Setting {
  readonly names: readonly string[]
  readonly integers: ReadonlySet<string>
  readonly taken: readonly string[]
  readonly equations: readonly AlgebraPolynomial[]
  /** How many of the equations there were before lemmas were added. */
  readonly count: number
  readonly seed: number
  readonly budget: Budget
  /** Transcendental functions of large numbers cost too much. */
  readonly mostSize: number
}

/**
 * The candidate points of a sequent, cheap and simple ones first; those with equations satisfy them exactly as far as
 * these are polynomials. Integers have integers for values.
 */
export const candidatePoints = function* (sequent: Sequent, search: Search, budget: Budget): Generator<ExactPoint> {
  const integers = [...sequent.scope.integers]
  for (const point of realPoints(sequent, search, budget)) {
    if (isSpent(budget)) return
    if (integers.every((name) => rationalValue(point.values.get(name) ?? zero)?.d === 1n)) yield point
  }
}

const realPoints = function* (sequent: Sequent, search: Search, budget: Budget): Generator<ExactPoint> {
  const { scope } = sequent
  const names = [...scope.variables, ...scope.parameters]
  const problem = guardedProblem(sequent, budget)
  if (problem === undefined) return
  const equations = problem.equalities
    .filter((e) => e.term !== undefined)
    .map((e) => e.value)
    .filter((e) => usedNames(e).length > 0 && usedNames(e).every((n) => names.includes(n)))
  const polynomials = [...sequent.hypotheses, ...(sequent.goal === 'false' ? [] : [sequent.goal])]
  const isTranscendental = polynomials.some((f) =>
    [...atomsOf(f.polynomial)].some((a) => ['exp', 'sin', 'cos', 'tanh', 'power'].includes(a.kind)),
  )
  const setting: Setting = {
    names,
    integers: scope.integers,
    taken: [...names, ...scope.constants.keys()],
    equations,
    count: Math.max(1, sequent.hypotheses.filter((h) => h.op === '=').length),
    seed: search.hints.seed ?? 1,
    budget,
    mostSize: isTranscendental ? 12 : Number.POSITIVE_INFINITY,
  }
  // An equation exp(u) = 1 comes with u = 0.
  const isReplaced = exponentialLemmas(sequent).length > 0
  const isMixed =
    !isReplaced &&
    problem.equalities.some((e) => e.term !== undefined && usedNames(e.value).some((n) => !names.includes(n)))
  if (isMixed) {
    yield* firstFew(onEquations(setting), 60)
    yield* linearlySolved(sequent, setting)
    yield* onEquations(setting)
    return
  }
  yield* affinePoints(sequent, setting)
  yield* firstFew(onEquations(setting), 60)
  if (equations.length === 0) yield* orthantPoints(sequent, setting)
  yield* extremalPoints(problem, setting)
  yield* boundaryPoints(problem, setting)
  yield* descentPoints(sequent, setting)
  yield* onEquations(setting)
}

const firstFew = function* <T>(items: Iterable<T>, count: number): Generator<T> {
  let i = 0
  for (const item of items) {
    if (i++ >= count) return
    yield item
  }
}

/** What vanishes where the sequent fails: the equations among the hypotheses, and the goal u of u != 0. */
const equationsOf = ({ hypotheses, goal }: Sequent): readonly Polynomial[] => [
  ...hypotheses.filter((h) => h.op === '=').map((h) => h.polynomial),
  ...(goal !== 'false' && goal.op === '!=' ? [goal.polynomial] : []),
]

/** Points on one equation that is linear in some name, its coefficients closed once the others are rational numbers. */
const linearlySolved = function* (sequent: Sequent, setting: Setting): Generator<ExactPoint> {
  const { names, seed, budget, mostSize } = setting
  const [equation, ...more] = equationsOf(sequent)
  if (equation === undefined || more.length > 0) return
  for (const unknown of [...names].reverse()) {
    const others = names.filter((n) => n !== unknown)
    for (const tuple of firstFew(tuples(others.length, seed, mostSize), 200)) {
      if (isSpent(budget)) return
      const given = new Map(others.map((n, k) => [n, tuple[k] as Q.Rational]))
      const point = closedSolution(equation, unknown, given, sequent.scope)
      if (point !== undefined) yield point
    }
  }
}

/** Points that satisfy the equations: free coordinates from a list, the others solved for. */
const onEquations = function* (setting: Setting): Generator<ExactPoint> {
  const { names, equations, seed, budget } = setting
  if (equations.length === 0) {
    for (const tuple of tuples(names.length, seed, setting.mostSize)) {
      if (isSpent(budget)) return
      if (names.some((n, k) => setting.integers.has(n) && tuple[k]?.d !== 1n)) continue
      yield rationalPoint(new Map(names.map((n, k) => [n, tuple[k] as Q.Rational])))
    }
    return
  }
  const involved = names.filter((n) => equations.some((e) => usedNames(e).includes(n)))
  const free = names.filter((n) => !involved.includes(n))
  // As many unknowns as equations first: the others need luck.
  const own = setting.count
  const sizes = involved.map((_, i) => i + 1).sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || a - b)
  for (const solved of sizes) {
    for (const unknowns of subsets([...involved].reverse(), solved)) {
      const fixed = [...free, ...involved.filter((n) => !unknowns.includes(n))]
      let failures = 0
      let found = 0
      for (const tuple of tuples(fixed.length, seed, setting.mostSize)) {
        if (isSpent(budget)) return
        if (failures > 20 && found === 0) break
        const given = new Map(fixed.map((n, k) => [n, tuple[k] as Q.Rational]))
        const before = found
        for (const point of solutions(setting, equations, unknowns, given)) {
          found++
          yield point
        }
        if (found === before) failures++
      }
    }
  }
}

/** Points where the goal's quantity is critical on the equations, if these are finitely many. */
const extremalPoints = function* (problem: Problem, setting: Setting): Generator<ExactPoint> {
  const { names, equations } = setting
  const goal = problem.goal?.value
  if (goal === undefined || problem.sequent.goal === 'false') return
  if (equations.length > 1 || usedNames(goal).some((n) => !names.includes(n))) return
  const involved = names.filter((n) => [goal, ...equations].some((p) => usedNames(p).includes(n)))
  if (involved.length === 0 || involved.length > 4) return
  const slope = gradient(goal, involved)
  const [equation] = equations
  const system =
    equation === undefined ? slope : [equation, ...minors(slope, gradient(equation, involved), { multiply, subtract })]
  yield* zeros(setting, system, involved)
}

/** Points where an inequality among the hypotheses, or the goal itself, is an equation. */
const boundaryPoints = function* (problem: Problem, setting: Setting): Generator<ExactPoint> {
  const goal = problem.sequent.goal === 'false' ? [] : problem.goal === undefined ? [] : [problem.goal]
  const op = problem.sequent.goal === 'false' ? undefined : problem.sequent.goal.op
  const borders = [...(op === '>' || op === '!=' ? goal : []), ...problem.nonnegative]
  for (const { value } of borders) {
    if (usedNames(value).length === 0 || usedNames(value).some((n) => !setting.names.includes(n))) continue
    yield* firstFew(
      onEquations({
        ...setting,
        equations: [...setting.equations, value],
        count: setting.count + Math.min(1, setting.equations.length),
      }),
      20,
    )
  }
}

/** The real zeros of a system in these unknowns; all other names are 1. */
const zeros = function* (
  setting: Setting,
  system: readonly AlgebraPolynomial[],
  unknowns: readonly string[],
): Generator<ExactPoint> {
  const rest = setting.names.filter((n) => !unknowns.includes(n))
  yield* solutions(setting, system, unknowns, new Map(rest.map((n) => [n, Q.ONE])))
}

const guardedProblem = (sequent: Sequent, budget: Budget): Problem | undefined => {
  try {
    return problemOf(sequentWithLemmas(sequent, budget))
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}

const sequentWithLemmas = (sequent: Sequent, budget: Budget): Sequent => {
  try {
    const lemmas = equationLemmas(sequent, atMostMilliseconds(budget, 500))
    return { ...sequent, hypotheses: [...sequent.hypotheses, ...lemmas.map((l) => l.fact)] }
  } catch (error) {
    if (error instanceof BudgetSpent) return sequent
    throw error
  }
}

const solutions = function* (
  { taken, budget }: Setting,
  equations: readonly AlgebraPolynomial[],
  unknowns: readonly string[],
  given: ReadonlyMap<string, Q.Rational>,
): Generator<ExactPoint> {
  const reduced = equations.map((e) => specializeAlgebra(e, given)).filter((e) => !isZero(e))
  if (reduced.some((e) => usedNames(e).length === 0)) return
  const missing = unknowns.filter((n) => !reduced.some((e) => usedNames(e).includes(n)))
  if (missing.length > 0) return
  const theta = freshName(taken)
  try {
    if (unknowns.length === 1) {
      const [unknown] = unknowns as [string]
      const first = squareFreeUnivariate(univariate(rename(reduced[0] as AlgebraPolynomial, [unknown])))
      for (const minimal of irreducibleFactors(first, budget)) {
        for (const root of isolateRoots(minimal, budget)) {
          yield algebraicPoint(given, new Map([[unknown, [Q.ZERO, Q.ONE]]]), minimal, root, theta)
        }
      }
      return
    }
    const set = zeroSet(
      reduced.map((e) => rename(e, unknowns)),
      atMostMilliseconds(budget, 100),
      unknowns,
    )
    for (const { field, coordinates } of set?.solutions ?? []) {
      yield algebraicPoint(given, coordinates, field.minimal, field.root, theta)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
  }
}
