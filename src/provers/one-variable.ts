import type { OpenInterval } from '../algebra/bernstein.ts'
import * as A from '../algebra/polynomial.ts'
import { coefficientsIn, substitute } from '../algebra/polynomial-calculus.ts'
import { isolateRoots, type RootInterval, refineRoot } from '../algebra/real-roots.ts'
import { type Univariate, univariate } from '../algebra/univariate.ts'
import { factorUnivariate } from '../algebra/univariate-factorization.ts'
import { type Budget, charge } from '../kernel/budget.ts'
import type { Json } from '../kernel/json.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { NEGATIVE, POSITIVE, ZERO } from '../kernel/sign.ts'
import { printTerm, product, type RelationOperator, raised, type Term } from '../kernel/term.ts'
import { clearFactors } from './clear-factors.ts'
import { termFor, textFor } from './kernel-text.ts'
import { type Coefficients, type Condition, polynomialText, proofInCell } from './one-variable-cell.ts'
import { type Problem, problemOf } from './problem.ts'
import { squaresAndMultiples } from './reduction.ts'

const MOST_DEGREE = 60
const MOST_DEPTH = 48

/** A polynomial in one of its names as the coefficients of its powers, constant first; undefined where others occur. */
const inOneName = (p: A.Polynomial, name: string): Q.Rational[] | undefined => {
  const coefficients = coefficientsIn(p, name).map((c) => A.constantValue(c))
  return coefficients.every((c) => c !== undefined) ? coefficients : undefined
}

/** The one indeterminate of all conditions, another being expressed by it: x = (r^n − b)/a for r = root(a·x + b, n). */
const reduction = (
  problem: Problem,
  values: readonly A.Polynomial[],
): { readonly name: string; readonly enter: (p: A.Polynomial) => Q.Rational[] | undefined } | undefined => {
  const used = [...new Set(values.flatMap(A.usedNames))]
  const relations = problem.equalities.filter((e) => e.term === undefined).map((e) => e.value)
  const [first, second, ...more] = used
  if (first === undefined || more.length > 0) return undefined
  if (second === undefined) {
    if (relations.some((r) => A.usedNames(r).every((n) => n === first))) return undefined
    return { name: first, enter: (p) => inOneName(p, first) }
  }
  for (const [x, r] of [
    [first, second],
    [second, first],
  ] as const) {
    const relation = relations.find(
      (e) => A.usedNames(e).length === 2 && [x, r].every((n) => A.usedNames(e).includes(n)),
    )
    if (relation === undefined) continue
    const [rest, slope, ...higher] = coefficientsIn(relation, x)
    const factor = slope && A.constantValue(slope)
    if (rest === undefined || factor === undefined || higher.length > 0) continue
    const value = A.scale(rest, Q.negate(Q.invert(factor)))
    return {
      name: r,
      enter: (p) => {
        return inOneName(A.rename(substitute(p, new Map([[x, value]])), p.names), r)
      },
    }
  }
  return undefined
}

/** One irreducible factor of the conditions with its real roots. */
interface Factor {
  readonly base: Coefficients
  readonly minimal: Univariate
  readonly roots: readonly RootInterval[]
}

interface System {
  readonly u: string
  readonly goal: Condition | undefined
  readonly hypotheses: readonly Condition[]
  readonly factors: readonly Factor[]
  /** Whether the indeterminate is an integer: then it is never strictly between two consecutive ones. */
  readonly isInteger: boolean
  readonly budget: Budget
}

const systemOf = (sequent: Sequent, budget: Budget): System | undefined => {
  const { goal, scope, hypotheses } = sequent
  const bare = problemOf({ ...sequent, goal: 'false' }, goal === 'false' ? [] : [goal.polynomial])
  const { indeterminates } = bare
  const facts = hypotheses.filter((h) => h.polynomial.size > 0)
  const cleared = (p: Polynomial) => {
    const { numerator, factors } = clearFactors(p, true)
    const parts = factors.map(({ base, power }): Term => {
      const term = termFor(base, scope)
      return power === 2 ? term : raised(term, power / 2)
    })
    return { value: indeterminates.enter(numerator), multiplier: parts.length === 0 ? undefined : product(...parts) }
  }
  const all = [...facts, ...(goal === 'false' ? [] : [goal])].map((f) => ({ ...f, ...cleared(f.polynomial) }))
  const found = reduction(
    bare,
    all.map((f) => f.value),
  )
  if (found === undefined) return undefined
  const { name, enter } = found
  const bases = new Map<string, Factor>()
  const condition = (
    p: Polynomial,
    op: RelationOperator,
    value: A.Polynomial,
    multiplier?: Term,
  ): Condition | undefined => {
    const coefficients = enter(value)
    if (coefficients === undefined || coefficients.length > MOST_DEGREE + 1) return undefined
    const whole = A.fromTerms(
      [name],
      coefficients.map((coefficient, e) => ({ exponents: [e], coefficient })),
    )
    const text = textFor(p, scope)
    const square = multiplier && printTerm(multiplier)
    if (A.isZero(whole)) return { text, op, scale: Q.ZERO, factors: [], multiplier: square }
    const { scale, factors } = factorUnivariate(whole, budget)
    const own = factors.map(({ base, multiplicity }) => {
      const minimal = univariate(base)
      const key = minimal.join(' ')
      const known = bases.get(key) ?? {
        base: minimal.map((c) => Q.rational(c)),
        minimal,
        roots: isolateRoots(minimal, budget),
      }
      bases.set(key, known)
      return { base: known.base, multiplicity }
    })
    return { text, op, scale, factors: own, multiplier: square }
  }
  const conditions = all.map((f) => condition(f.polynomial, f.op, f.value, f.multiplier))
  if (conditions.some((c) => c === undefined)) return undefined
  const own = goal === 'false' ? undefined : (conditions.at(-1) as Condition)
  const u = indeterminates.termOf(A.indeterminate(name, indeterminates.names))
  const given = (goal === 'false' ? conditions : conditions.slice(0, -1)) as Condition[]
  // What an indeterminate stands for may have a sign by itself.
  const known = indeterminates.signs.flatMap(({ value, term, op }): Condition[] => {
    const coefficients = A.usedNames(value).every((n) => n === name) ? enter(value) : undefined
    if (coefficients === undefined || coefficients.length !== 2) return []
    return [
      {
        text: printTerm(term),
        op,
        scale: coefficients[1] as Q.Rational,
        factors: [{ base: [Q.ZERO, Q.ONE], multiplicity: 1 }],
        multiplier: undefined,
      },
    ]
  })
  if (known.length > 0) bases.set('0 1', { base: [Q.ZERO, Q.ONE], minimal: [0n, 1n], roots: isolateRoots([0n, 1n]) })
  return {
    u: `(${printTerm(u)})`,
    goal: own,
    hypotheses: [...given, ...known],
    factors: [...bases.values()],
    isInteger: scope.integers.has(name),
    budget,
  }
}

const halfway = (a: Q.Rational, b: Q.Rational): Q.Rational => Q.divide(Q.add(a, b), Q.rational(2))

/** A rational number with a small denominator strictly between two others. */
const between = (a: Q.Rational, b: Q.Rational): Q.Rational => {
  for (let d = 1n; ; d *= 2n) {
    const n = (a.n * d) / a.d
    for (const m of [n - 1n, n, n + 1n]) {
      const q = Q.rational(m, d)
      if (Q.compare(a, q) < 0 && Q.compare(q, b) < 0) return q
    }
  }
}

interface Root {
  readonly factor: Factor
  readonly place: RootInterval
}

const isPoint = ({ place }: Root): boolean => Q.equal(place.lower, place.upper)

const rootsIn = ({ factors }: System, { from, to }: OpenInterval): Root[] =>
  factors
    .flatMap((factor) => factor.roots.map((place) => ({ factor, place })))
    .filter((r) => {
      const { lower, upper } = r.place
      const isAfter = from === undefined || (isPoint(r) ? Q.compare(lower, from) > 0 : Q.compare(upper, from) > 0)
      const isBefore = to === undefined || (isPoint(r) ? Q.compare(upper, to) < 0 : Q.compare(lower, to) < 0)
      return isAfter && isBefore
    })

/** All intervals of the roots apart from each other. */
const separated = (system: System): System => {
  const { budget } = system
  const factors = system.factors.map((f) => ({ ...f, roots: [...f.roots] }))
  const overlap = (a: RootInterval, b: RootInterval): boolean =>
    Q.compare(a.upper, b.lower) >= 0 && Q.compare(b.upper, a.lower) >= 0
  const halved = (f: Factor, r: RootInterval): RootInterval =>
    refineRoot(f.minimal, r, Q.divide(Q.subtract(r.upper, r.lower), Q.rational(2)), budget)
  factors.forEach((f, i) => {
    f.roots.forEach((_, k) => {
      for (const g of factors.slice(i + 1)) {
        g.roots.forEach((__, l) => {
          while (overlap(f.roots[k] as RootInterval, g.roots[l] as RootInterval)) {
            f.roots[k] = halved(f, f.roots[k] as RootInterval)
            g.roots[l] = halved(g, g.roots[l] as RootInterval)
          }
        })
      }
    })
  })
  return { ...system, factors }
}

/** Where to cut an interval: at a rational root, between two roots, beside the only one, or in the middle. */
const cutOf = ({ from, to }: OpenInterval, roots: readonly Root[], budget: Budget): Q.Rational => {
  const sorted = [...roots].sort((a, b) => Q.compare(a.place.lower, b.place.lower))
  const point = sorted.filter(isPoint)
  const middle = point[point.length >> 1]
  if (middle !== undefined) return middle.place.lower
  if (sorted.length > 1) {
    const k = sorted.length >> 1
    return between((sorted[k - 1] as Root).place.upper, (sorted[k] as Root).place.lower)
  }
  const [only] = sorted
  if (only === undefined) {
    if (from !== undefined && to !== undefined) return between(from, to)
    if (from !== undefined) return Q.add(from, Q.add(Q.ONE, Q.absolute(from)))
    return to === undefined ? Q.ZERO : Q.subtract(to, Q.add(Q.ONE, Q.absolute(to)))
  }
  const { factor, place } = only
  const width = Q.subtract(place.upper, place.lower)
  // A narrower interval around the root, or the one there is where it does not reach the ends.
  const near = refineRoot(factor.minimal, place, Q.divide(width, Q.rational(16)), budget)
  const lower = from === undefined || Q.compare(from, near.lower) < 0 ? near.lower : undefined
  const upper = to === undefined || Q.compare(near.upper, to) < 0 ? near.upper : undefined
  const gap = (a: Q.Rational | undefined, b: Q.Rational | undefined): Q.Rational | undefined =>
    a && b && Q.subtract(b, a)
  const [left, right] = [gap(from, lower), gap(upper, to)]
  const isLeft =
    upper === undefined ||
    (lower !== undefined && (left === undefined || (right !== undefined && Q.compare(left, right) > 0)))
  return (isLeft ? lower : upper) ?? halfway(from as Q.Rational, to as Q.Rational)
}

/** An integer strictly inside the interval, close to the number given. */
const integerNear = ({ n, d }: Q.Rational, { from, to }: OpenInterval): Q.Rational | undefined => {
  const floor = n >= 0n ? n / d : -((-n + d - 1n) / d)
  const isInside = (q: Q.Rational): boolean =>
    (from === undefined || Q.compare(from, q) < 0) && (to === undefined || Q.compare(q, to) < 0)
  return [floor, floor + 1n].map((k) => Q.rational(k)).find(isInside)
}

/** The contradiction u ≥ a + 1 and u ≤ b − 1 for integers a, b = a + 1. */
const withoutIntegers = ({ from, to }: OpenInterval, u: string): Json | undefined => {
  if (from === undefined || to === undefined) return undefined
  const above = Q.formatRational(Q.add(from, Q.ONE))
  const below = Q.formatRational(Q.subtract(to, Q.ONE))
  const gap = Q.subtract(Q.rational(2), Q.subtract(to, from))
  return squaresAndMultiples([
    { times: [`${u} - (${above})`] },
    { times: [`(${below}) - ${u}`] },
    { weight: Q.formatRational(gap) },
  ])
}

const SIGNS = [
  ['<', NEGATIVE],
  ['=', ZERO],
  ['>', POSITIVE],
] as const

/** A proof on an open interval; undefined where the sequent does not hold on it. */
const onInterval = (system: System, interval: OpenInterval, depth: number): Json | undefined => {
  const { goal, hypotheses, u, budget } = system
  charge(budget, 1000)
  const whole = proofInCell(goal, hypotheses, { interval }, u)
  if (whole !== undefined) return whole
  if (depth > MOST_DEPTH) return undefined
  const roots = rootsIn(system, interval)
  const [only] = roots
  if (
    only !== undefined &&
    roots.length === 1 &&
    interval.from !== undefined &&
    interval.to !== undefined &&
    !isPoint(only)
  ) {
    const { base } = only.factor
    const cells = SIGNS.map(([sign, signs]) => ({
      sign,
      proof: proofInCell(goal, hypotheses, { interval, known: { base, signs } }, u),
    }))
    if (cells.every((c) => c.proof !== undefined)) {
      return { kind: 'split', on: polynomialText(base, u), cells: cells as { sign: string; proof: Json }[] }
    }
  }
  const near = cutOf(interval, roots, budget)
  const cut = system.isInteger ? integerNear(near, interval) : near
  if (cut === undefined) return withoutIntegers(interval, u)
  const at = proofInCell(goal, hypotheses, { point: cut }, u)
  if (at === undefined) return undefined
  const below = onInterval(system, { from: interval.from, to: cut }, depth + 1)
  if (below === undefined) return undefined
  const above = onInterval(system, { from: cut, to: interval.to }, depth + 1)
  if (above === undefined) return undefined
  return {
    kind: 'split',
    on: `${u} - (${Q.formatRational(cut)})`,
    cells: [
      { sign: '<', proof: below },
      { sign: '=', proof: at },
      { sign: '>', proof: above },
    ],
  }
}

/**
 * A proof of a sequent in one indeterminate over ℚ: on finitely many points and intervals on which all signs can be
 * read off, by Taylor and Bernstein forms; around an irrational root also by the sign of the factor it is a root of.
 * Finds one wherever the sequent holds for all real values. Throws BudgetSpent.
 */
export const inOneVariable = (sequent: Sequent, budget: Budget): Json | undefined => {
  const system = systemOf(sequent, budget)
  return system && onInterval(separated(system), { from: undefined, to: undefined }, 0)
}
