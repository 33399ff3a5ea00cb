import type { OpenInterval } from '../algebra/bernstein.ts'
import { type RootInterval, refineRoot } from '../algebra/real-roots.ts'
import { signAt } from '../algebra/univariate.ts'
import type { Json } from '../kernel/json.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { NEGATIVE, POSITIVE, ZERO } from '../kernel/sign.ts'
import { type Budget, charge } from '../search/budget.ts'
import { polynomialText, proofInCell } from './one-variable-cell.ts'
import { type Factor, type System, systemOf } from './one-variable-system.ts'
import { squaresAndMultiples } from './reduction.ts'

const MOST_DEPTH = 48

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

/** −1, 0, 1 for a root before, at or after a rational number. */
const compareRoot = ({ factor, place }: Root, q: Q.Rational): -1 | 0 | 1 => {
  if (Q.equal(place.lower, place.upper)) return Q.compare(place.lower, q)
  if (Q.compare(q, place.lower) <= 0) return 1
  if (Q.compare(q, place.upper) >= 0) return -1
  return signAt(factor.minimal, q) === signAt(factor.minimal, place.lower) ? 1 : -1
}

const rootsIn = ({ factors }: System, { from, to }: OpenInterval): Root[] =>
  factors
    .flatMap((factor) => factor.roots.map((place) => ({ factor, place })))
    .filter((r) => (from === undefined || compareRoot(r, from) > 0) && (to === undefined || compareRoot(r, to) < 0))

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
