import {
  type AlgebraicNumber,
  algebraic,
  encloseAlgebraic,
  minimalPolynomialOf,
  multiplyAlgebraic,
} from '../algebra/algebraic-number.ts'
import { solve } from '../algebra/linear-algebra.ts'
import { type Polynomial as AlgebraPolynomial, isZero, rename, usedNames } from '../algebra/polynomial.ts'
import { isolateRoots, type RootInterval } from '../algebra/real-roots.ts'
import { type RealSolution, zeroSet } from '../algebra/zero-dimensional.ts'
import type { PointJson } from '../kernel/claim.ts'
import { type ContextJson, withConstants } from '../kernel/context.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Budget } from '../search/budget.ts'
import { inTheta } from './exact-point.ts'
import { type Printer, quadraticPrinter, radicalPrinter } from './radicals.ts'

/** Points with closed coordinates as text, and the constants that the texts use. */
export interface ClosedPoints {
  readonly points: readonly PointJson[]
  readonly constants: ContextJson['constants']
}

const evaluate = (c: readonly Q.Rational[], x: Q.Rational): Q.Rational =>
  c.reduceRight((s, a) => Q.add(Q.multiply(s, x), a), Q.ZERO)

/**
 * Prints algebraic numbers, inventing constants where roots of rationals do not do; with `radicals` also those of higher
 * degree, so that they can be compared with radicals that are given: the square roots of the numbers `given`.
 */
export const constantBook = (context: ContextJson, radicals = false, given: readonly Q.Rational[] = []) => {
  const constants = { ...context.constants }
  const taken = (name: string): boolean =>
    name in constants || context.variables.includes(name) || context.parameters.includes(name)
  const own: { name: string; minimal: readonly bigint[]; root: RootInterval }[] = []
  const constantFor = (minimal: readonly bigint[], root: RootInterval): string => {
    for (let i = 0; ; i++) {
      const name = i === 0 ? 'theta' : `theta_${i}`
      if (taken(name)) continue
      constants[name] = {
        polynomial: inTheta(
          minimal.map((c) => Q.rational(c)),
          't',
        ),
        interval: [Q.formatRational(root.lower), Q.formatRational(root.upper)],
      }
      own.push({ name, minimal, root })
      return name
    }
  }
  const inside = (x: RootInterval, y: RootInterval): boolean =>
    Q.compare(x.lower, y.upper) < 0 && Q.compare(y.lower, x.upper) < 0
  const printer = (field: RealSolution['field']): Printer => {
    const { minimal, root } = field
    if (minimal.length === 2) {
      const value = Q.rational(-(minimal[0] as bigint), minimal[1] as bigint)
      return (c) => Q.formatRational(evaluate(c, value))
    }
    const quadratic = minimal.length === 3 ? quadraticPrinter(field, given) : undefined
    if (quadratic !== undefined) return quadratic
    const radical = radicals ? radicalPrinter(field, given) : undefined
    if (radical !== undefined) return radical
    const mirrored = minimal.map((c, e) => (e % 2 === 1 ? -c : c))
    const flipped = (minimal.length - 1) % 2 === 1 ? mirrored.map((c) => -c) : mirrored
    const opposite: RootInterval = { lower: Q.negate(root.upper), upper: Q.negate(root.lower) }
    const same = (a: readonly bigint[], b: readonly bigint[]): boolean =>
      a.length === b.length && a.every((c, i) => c === b[i])
    const known = own.find((k) => same(k.minimal, minimal) && inside(k.root, root))
    if (known !== undefined) return (c) => inTheta(c, known.name)
    const mirror = own.find((k) => same(k.minimal, flipped) && inside(k.root, opposite))
    if (mirror !== undefined) {
      return (c) =>
        inTheta(
          c.map((x, e) => (e % 2 === 1 ? Q.negate(x) : x)),
          mirror.name,
        )
    }
    let name: string | undefined
    // A positive constant says more by its sign than a negative one.
    const isNegative = Q.sign(root.upper) <= 0
    const signed = (c: readonly Q.Rational[]): readonly Q.Rational[] =>
      isNegative ? c.map((x, e) => (e % 2 === 1 ? Q.negate(x) : x)) : c
    return (c) => {
      if (c.length <= 1) return Q.formatRational(c[0] ?? Q.ZERO)
      name ??= isNegative ? constantFor(flipped, opposite) : constantFor(minimal, root)
      return inTheta(signed(c), name)
    }
  }
  return { constants, printer }
}

const size = (p: readonly bigint[]): number => p.reduce((s, c) => s + c.toString().length, 0)

/** The same solution over the simplest generator among its coordinates, where one of them generates its field. */
const overSimplestCoordinate = (solution: RealSolution, budget: Budget): RealSolution => {
  const { field, coordinates } = solution
  const d = field.minimal.length - 1
  if (d <= 2) return solution
  let best = solution
  for (const [, alpha] of coordinates) {
    const minimal = minimalPolynomialOf(field, alpha)
    if (minimal.length - 1 < d || size(minimal) >= size(best.field.minimal)) continue
    const near = encloseAlgebraic(field, alpha, Q.rational(1n, 1n << 64n), budget)
    const root = isolateRoots(minimal, budget).find(
      (r) => Q.compare(r.lower, near.upper) <= 0 && Q.compare(near.lower, r.upper) <= 0,
    )
    if (root === undefined) continue
    const powers: AlgebraicNumber[] = [[Q.ONE]]
    while (powers.length < d) powers.push(multiplyAlgebraic(field, powers.at(-1) as AlgebraicNumber, alpha))
    const matrix = Array.from({ length: d }, (_, i) => powers.map((p) => p[i] ?? Q.ZERO))
    const expressed = new Map<string, AlgebraicNumber>()
    for (const [name, c] of coordinates) {
      const found = solve(
        matrix,
        Array.from({ length: d }, (_, i) => c[i] ?? Q.ZERO),
        budget,
      )
      if (found === undefined) break
      expressed.set(name, algebraic({ minimal, root }, found))
    }
    if (expressed.size === coordinates.size) best = { field: { minimal, root }, coordinates: expressed }
  }
  return best
}

/** All real zeros of a zero-dimensional system; undefined where there may be infinitely many. */
export const realZeros = (
  equations: readonly AlgebraPolynomial[],
  variables: readonly string[],
  budget: Budget,
): readonly RealSolution[] | undefined => {
  const nonzero = equations.filter((e) => !isZero(e))
  const used = new Set(nonzero.flatMap(usedNames))
  if ([...used].some((n) => !variables.includes(n)) || variables.some((n) => !used.has(n))) return undefined
  return zeroSet(
    nonzero.map((e) => rename(e, variables)),
    budget,
    variables,
  )?.solutions.map((solution) => overSimplestCoordinate(solution, budget))
}

/** The scope of a context with more constants. */
export const scopeWith = (scope: Scope, extra: ContextJson['constants']): Scope => {
  const fresh = Object.fromEntries(Object.entries(extra).filter(([name]) => !scope.constants.has(name)))
  return withConstants(scope, fresh)
}
