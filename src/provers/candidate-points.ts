import { type Polynomial as AlgebraPolynomial, isZero, rename, usedNames } from '../algebra/polynomial.ts'
import { specialize as specializeAlgebra } from '../algebra/polynomial-calculus.ts'
import { isolateRoots } from '../algebra/real-roots.ts'
import { squareFreePart } from '../algebra/square-free.ts'
import { univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import { zeroSet } from '../algebra/zero-dimensional.ts'
import { type Budget, BudgetSpent, isSpent } from '../kernel/budget.ts'
import { multiply } from '../kernel/normal-form.ts'
import { add, atomOf, constant, fromAtom, type Polynomial, scale } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { problemOf } from './problem.ts'

/** Exact values for all names of a sequent, as the certificate writes them. */
export interface ExactPoint {
  readonly values: ReadonlyMap<string, Polynomial>
  readonly texts: { readonly [name: string]: string }
  readonly constants: {
    readonly [name: string]: { readonly polynomial: string; readonly interval: readonly [string, string] }
  }
}

const SMALL = [
  '0',
  '1',
  '-1',
  '2',
  '-2',
  '1/2',
  '-1/2',
  '3',
  '-3',
  '1/3',
  '-3/2',
  '5',
  '-7/3',
  '1/10',
  '10',
  '-1/100',
  '1000',
].map(Q.parseRational)

/** A small generator of reproducible numbers (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Tuples of small rationals: all of the first few values in every coordinate, then random ones of growing size. */
const tuples = function* (length: number, seed: number): Generator<Q.Rational[]> {
  if (length === 0) {
    yield []
    return
  }
  const width = length === 1 ? SMALL.length : length === 2 ? 9 : length === 3 ? 5 : 3
  const total = Math.min(width ** length, 400)
  const order = Array.from({ length: total }, (_, i) =>
    Array.from({ length }, (_, k) => Math.floor(i / width ** k) % width),
  ).sort((a, b) => Math.max(...a) - Math.max(...b))
  for (const digits of order) yield digits.map((d) => SMALL[d] as Q.Rational)
  const random = numbers(seed)
  for (let i = 0; i < 600; i++) {
    const size = [3, 10, 3, 100][i % 4] as number
    const denominator = [1, 2, 4, 12, 1000][i % 5] as number
    yield Array.from({ length }, () => Q.rational(Math.round((2 * random() - 1) * size * denominator), denominator))
  }
}

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

/** The candidate points of a sequent, cheap and simple ones first; those with equations satisfy them exactly. */
export const candidatePoints = function* (sequent: Sequent, search: Search, budget: Budget): Generator<ExactPoint> {
  const { scope } = sequent
  const names = [...scope.variables, ...scope.parameters]
  const seed = search.hints.seed ?? 1
  const problem = problemOf(sequentWithLemmas(sequent, budget))
  const equations = problem.equalities
    .filter((e) => e.term !== undefined)
    .map((e) => e.value)
    .filter((e) => usedNames(e).length > 0 && usedNames(e).every((n) => names.includes(n)))
  if (equations.length === 0) {
    for (const tuple of tuples(names.length, seed)) {
      if (isSpent(budget)) return
      yield exactPoint(new Map(names.map((n, k) => [n, tuple[k] as Q.Rational])))
    }
    return
  }
  const involved = names.filter((n) => equations.some((e) => usedNames(e).includes(n)))
  const free = names.filter((n) => !involved.includes(n))
  for (let solved = 1; solved <= involved.length; solved++) {
    for (const unknowns of subsets([...involved].reverse(), solved)) {
      const fixed = [...free, ...involved.filter((n) => !unknowns.includes(n))]
      let failures = 0
      for (const tuple of tuples(fixed.length, seed)) {
        if (isSpent(budget)) return
        if (failures > 12) break
        const given = new Map(fixed.map((n, k) => [n, tuple[k] as Q.Rational]))
        let any = false
        for (const point of solutions(equations, unknowns, given, names, budget)) {
          any = true
          yield point
        }
        if (!any) failures++
      }
    }
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

const exactPoint = (given: ReadonlyMap<string, Q.Rational>): ExactPoint => ({
  values: new Map([...given].map(([n, q]) => [n, constant(q)])),
  texts: Object.fromEntries([...given].map(([n, q]) => [n, Q.formatRational(q)])),
  constants: {},
})

const solutions = function* (
  equations: readonly AlgebraPolynomial[],
  unknowns: readonly string[],
  given: ReadonlyMap<string, Q.Rational>,
  names: readonly string[],
  budget: Budget,
): Generator<ExactPoint> {
  const reduced = equations.map((e) => specializeAlgebra(e, given)).filter((e) => !isZero(e))
  if (reduced.some((e) => usedNames(e).length === 0)) return
  const missing = unknowns.filter((n) => !reduced.some((e) => usedNames(e).includes(n)))
  if (missing.length > 0) return
  try {
    if (unknowns.length === 1) {
      const [unknown] = unknowns as [string]
      yield* univariateSolutions(reduced, unknown, given, names, budget)
      return
    }
    const set = zeroSet(
      reduced.map((e) => rename(e, unknowns)),
      atMostMilliseconds(budget, 300),
      unknowns,
    )
    for (const { field, coordinates } of set?.solutions ?? []) {
      const theta = freshName(names)
      yield algebraicPoint(given, coordinates, field.minimal, field.root, theta)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
  }
}

const univariateSolutions = function* (
  equations: readonly AlgebraPolynomial[],
  unknown: string,
  given: ReadonlyMap<string, Q.Rational>,
  names: readonly string[],
  budget: Budget,
): Generator<ExactPoint> {
  const [first] = equations
  if (first === undefined) return
  const q = univariate(squareFreePart(rename(first, [unknown]), budget))
  for (const minimal of irreducibleFactors(q, budget)) {
    for (const root of isolateRoots(minimal, budget)) {
      const theta = freshName(names)
      yield algebraicPoint(given, new Map([[unknown, [Q.ZERO, Q.ONE]]]), minimal, root, theta)
    }
  }
}

/** The point with rational coordinates `given` and others in Q(θ). */
export const algebraicPoint = (
  given: ReadonlyMap<string, Q.Rational>,
  coordinates: ReadonlyMap<string, readonly Q.Rational[]>,
  minimal: readonly bigint[],
  root: { readonly lower: Q.Rational; readonly upper: Q.Rational },
  theta: string,
): ExactPoint => {
  if (minimal.length === 2) {
    const value = Q.rational(-(minimal[0] as bigint), minimal[1] as bigint)
    const all = new Map(given)
    for (const [name, c] of coordinates) {
      all.set(
        name,
        c.reduceRight((s, x) => Q.add(Q.multiply(s, value), x), Q.ZERO),
      )
    }
    return exactPoint(all)
  }
  const interval: readonly [string, string] = [Q.formatRational(root.lower), Q.formatRational(root.upper)]
  const atom = fromAtom(
    atomOf({
      kind: 'theta',
      name: theta,
      minimal: minimal.map((c) => Q.rational(c)),
      interval: [root.lower, root.upper],
    }),
  )
  const base = exactPoint(given)
  const values = new Map(base.values)
  const texts: Record<string, string> = { ...base.texts }
  let isUsed = false
  for (const [name, c] of coordinates) {
    if (c.length > 1) isUsed = true
    values.set(
      name,
      c.reduceRight<Polynomial>((s, x) => add(multiply(s, atom), constant(x)), scale(atom, Q.ZERO)),
    )
    texts[name] = inTheta(c, theta)
  }
  const polynomial = inTheta(
    minimal.map((c) => Q.rational(c)),
    't',
  )
  return { values, texts, constants: isUsed ? { [theta]: { polynomial, interval } } : {} }
}

/** Σ c_e·name^e as text. */
export const inTheta = (c: readonly Q.Rational[], name: string): string => {
  const parts = c.flatMap((x, e) => {
    if (Q.isZero(x)) return []
    const factor = `(${Q.formatRational(x)})`
    return [e === 0 ? factor : `${factor}*${name}${e === 1 ? '' : `^${e}`}`]
  })
  return parts.length === 0 ? '0' : parts.join(' + ')
}
