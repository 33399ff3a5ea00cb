import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { divideExact, primitive } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { squareFree } from '../algebra/square-free.ts'
import { rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'

/** p up to a constant factor as the norm a² − radicand·b² of a + b·√radicand; the radicand is free of variables. */
export interface QuadraticSplitting {
  readonly radicand: Fast.Polynomial
  readonly rational: Fast.Polynomial
  readonly surd: Fast.Polynomial
}

/** c = square²·rest with rest square-free, for a polynomial c in parameters with integer coefficients. */
const squareFactor = (c: Fast.Polynomial, budget: Budget): { square: Fast.Polynomial; rest: Fast.Polynomial } => {
  const { scale, factors } = squareFree(c, budget)
  let square = Fast.constant(1, c.names)
  let rest = Fast.constant(1, c.names)
  for (const { base, multiplicity } of factors) {
    const named = Fast.rename(base, c.names)
    for (let k = 1; k < multiplicity; k += 2) square = multiply(square, named)
    if (multiplicity % 2 === 1) rest = multiply(rest, named)
  }
  // A radicand n/d is taken as n·d/d².
  let number = scale.n * scale.d
  let outside = 1n
  for (let k = 2n; k * k <= (number < 0n ? -number : number) && k < 2000n; k++)
    while (number % (k * k) === 0n) {
      number /= k * k
      outside *= k
    }
  return { square: Fast.scale(square, rational(outside, scale.d)), rest: Fast.scale(rest, number) }
}

/** The powers of names in which p is a polynomial: x⁴ + 3x²y is one in x² and y. */
const periods = (p: Fast.Polynomial, count: number): number[] =>
  Array.from({ length: count }, (_, i) =>
    Fast.terms(p).reduce((g, { exponents }) => {
      let [a, b] = [g, exponents[i] as number]
      while (b !== 0) [a, b] = [b, a % b]
      return a
    }, 0),
  )

const stretched = (p: Fast.Polynomial, by: (k: number, i: number) => number): Fast.Polynomial =>
  Fast.fromTerms(
    p.names,
    Fast.terms(p).map(({ exponents, coefficient }) => ({ exponents: exponents.map(by), coefficient })),
  )

const degreeIn = (p: Fast.Polynomial, count: number): number =>
  Math.max(0, ...Fast.terms(p).map(({ exponents }) => exponents.slice(0, count).reduce((sum, e) => sum + e, 0)))

/** The splitting of a polynomial of degree 2 in the variables. */
const splitQuadric = (
  p: Fast.Polynomial,
  variables: readonly string[],
  budget: Budget,
): QuadraticSplitting | undefined => {
  const constantPart = (q: Fast.Polynomial): Fast.Polynomial =>
    Fast.fromTerms(
      q.names,
      Fast.terms(q).filter(({ exponents }) => exponents.slice(0, variables.length).every((e) => e === 0)),
    )
  // The form of p made homogeneous with one more coordinate, times 2: entries are free of variables.
  const used = variables.filter((name) => Fast.degreeIn(p, name) > 0)
  const half = used.map((name) => derivative(p, name))
  const matrix = half.map((row) => [...used.map((name) => derivative(row, name)), constantPart(row)])
  matrix.push([...half.map(constantPart), Fast.scale(constantPart(p), 2)])
  const entry = (i: number, j: number): Fast.Polynomial => matrix[i]?.[j] as Fast.Polynomial
  const coordinates = [...used.map((name) => Fast.indeterminate(name, p.names)), Fast.constant(1, p.names)]
  const i = used.findIndex((_, k) => !Fast.isZero(entry(k, k)))
  if (i < 0) return undefined
  charge(budget, 200)
  const along = (row: (j: number) => Fast.Polynomial): Fast.Polynomial =>
    coordinates.reduce((total, x, j) => Fast.add(total, multiply(row(j), x)), Fast.constant(0, p.names))
  // entry_ii·2p = a² + (a form without x_i), of rank one where p splits: (its row j)²/r.
  const a = along((j) => entry(i, j))
  const minor = (j: number, k: number): Fast.Polynomial =>
    Fast.subtract(multiply(entry(i, i), entry(j, k)), multiply(entry(i, j), entry(i, k)))
  const j = coordinates.findIndex((_, k) => !Fast.isZero(minor(k, k)))
  if (j < 0) return undefined
  const r = minor(j, j)
  const row = along((k) => minor(j, k))
  const whole = Fast.subtract(multiply(r, multiply(entry(i, i), Fast.scale(p, 2))), multiply(r, multiply(a, a)))
  if (!Fast.equal(whole, multiply(row, row))) return undefined
  // 2·entry_ii·p = a² − (−r)·(row/r)², and −r = square²·rest.
  const { square, rest } = squareFactor(Fast.negate(r), budget)
  const surd = divideExact(multiply(row, square), r)
  if (surd === undefined) {
    // Multiplied through with r: (r·a)² − rest·(square·row)².
    return { radicand: rest, rational: multiply(r, a), surd: multiply(square, row) }
  }
  return { radicand: rest, rational: a, surd }
}

const withoutCommonFactor = ({ radicand, rational: a, surd: b }: QuadraticSplitting): QuadraticSplitting => {
  const { content: first } = primitive(a)
  const { content: second } = primitive(b)
  const common = { n: Fast.integerGcd(first.n * second.d, second.n * first.d), d: first.d * second.d }
  const by = rational(common.d, common.n < 0n ? -common.n : common.n)
  return { radicand, rational: Fast.scale(a, by), surd: Fast.scale(b, by) }
}

/**
 * Splits an irreducible polynomial over a quadratic field: those that are of degree 2 in powers of the variables.
 *
 * @param names the variables, which stand first among the names of p; the others are parameters
 * @returns undefined where it is not of that form or does not split
 */
export const quadraticSplitting = (
  p: Fast.Polynomial,
  variables: readonly string[],
  budget: Budget,
): QuadraticSplitting | undefined => {
  const full = periods(p, variables.length).map((k) => Math.max(k, 1))
  const halved = full.map((k) => (k % 2 === 0 ? k / 2 : k))
  for (const steps of [full, halved, full.map(() => 1)]) {
    const shrunk = stretched(p, (e, i) => e / (steps[i] ?? 1))
    if (degreeIn(shrunk, variables.length) !== 2) continue
    const split = splitQuadric(shrunk, variables, budget)
    if (split === undefined) continue
    const grow = (q: Fast.Polynomial): Fast.Polynomial => stretched(q, (e, i) => e * (steps[i] ?? 1))
    const { radicand, rational: a, surd: b } = withoutCommonFactor(split)
    return { radicand, rational: grow(a), surd: grow(b) }
  }
  return undefined
}
