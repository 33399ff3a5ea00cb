import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import { determinant, nullspace } from '../algebra/linear-algebra.ts'
import * as Fast from '../algebra/polynomial.ts'
import { evaluate, substitute } from '../algebra/polynomial-calculus.ts'
import { divide } from '../algebra/polynomial-division.ts'
import { squareFree } from '../algebra/square-free.ts'
import { polynomialIn, type Univariate, univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import * as Q from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { independentRows } from './independence.ts'

const T = 't'
const MAX_TERMS = 30_000

/** The monomials v of degree ≤ d and the rows v, Xv, X²v, … as many as there are monomials. */
interface Extactic {
  readonly monomials: readonly Fast.Polynomial[]
  readonly rows: readonly (readonly Fast.Polynomial[])[]
}

const extacticOf = (field: GradientField, d: number, budget: Budget): Extactic | undefined => {
  const names = namesOf(field)
  const monomials = monomialsUpTo(names.length, d).map((exponents) =>
    Fast.fromTerms(names, [{ exponents, coefficient: Q.ONE }]),
  )
  const rows: Fast.Polynomial[][] = [monomials]
  let size = 0
  while (rows.length < monomials.length) {
    const next = (rows.at(-1) as Fast.Polynomial[]).map((p) => {
      charge(budget, 600)
      return alongField(field, p)
    })
    size += next.reduce((s, p) => s + Fast.termCount(p), 0)
    if (size > MAX_TERMS) return undefined
    rows.push(next)
  }
  return { monomials, rows }
}

type Matrix = readonly (readonly Fast.Polynomial[])[]

/** A line in general position, x_i = a_i + b_i·t; `which` is 0 or 1. */
const genericLine = (field: GradientField, which: 0 | 1): ReadonlyMap<string, Fast.Polynomial> =>
  new Map(
    field.variables.map((name, i) => {
      const offset = ((i * i * 5 + 3 * i + 2 + 4 * which) % 11) - 3
      const slope = [3, 5, -7, 11, -13, 17, 19, -23][(i + 3 * which) % 8] as number
      return [name, polynomialIn(T, [BigInt(offset), BigInt(slope + (i >> 3))])]
    }),
  )

const onLine = (rows: Matrix, line: ReadonlyMap<string, Fast.Polynomial>, budget: Budget): Matrix =>
  rows.map((row) =>
    row.map((p) => {
      charge(budget, 300)
      return Fast.rename(substitute(p, line), [T])
    }),
  )

/** The polynomial of degree ≤ values.length − 1 through (k, values[k]), by Newton's divided differences. */
const interpolate = (values: readonly Q.Rational[]): Fast.Polynomial => {
  const c = [...values]
  for (let order = 1; order < c.length; order++)
    for (let k = c.length - 1; k >= order; k--)
      c[k] = Q.divide(Q.subtract(c[k] as Q.Rational, c[k - 1] as Q.Rational), Q.rational(order))
  // Horner in the Newton basis, on coefficient lists.
  let out: Q.Rational[] = []
  for (let k = c.length - 1; k >= 0; k--) {
    const next: Q.Rational[] = [c[k] as Q.Rational, ...out.map(() => Q.ZERO)]
    out.forEach((q, e) => {
      next[e] = Q.subtract(next[e] as Q.Rational, Q.multiply(q, Q.rational(k)))
      next[e + 1] = Q.add(next[e + 1] ?? Q.ZERO, q)
    })
    out = next
  }
  return polynomialIn(T, out)
}

const determinantOnLine = (rows: Matrix, budget: Budget): Fast.Polynomial => {
  const bound = rows.reduce((s, row) => s + Math.max(0, ...row.map(Fast.degree)), 0)
  const values: Q.Rational[] = []
  for (let k = 0; k <= bound; k++) {
    charge(budget, 250)
    const at = new Map([[T, Q.rational(k)]])
    values.push(
      determinant(
        rows.map((row) => row.map((p) => evaluate(p, at))),
        budget,
      ),
    )
    // Zero at several points: taken for zero. Only a search depends on it.
    if (k === 4 && values.every(Q.isZero)) return Fast.constant(0, [T])
  }
  return interpolate(values)
}

/** The conditions Σ w_i·rows[j][i] ≡ 0 modulo q for all j, as a matrix over Q for w. */
const conditionsModulo = (rows: Matrix, q: Univariate, budget: Budget): Q.Rational[][] => {
  const modulus = polynomialIn(T, [...q])
  return rows.flatMap((row) => {
    const remainders = row.map((p) => {
      charge(budget)
      return Fast.terms(divide(p, [modulus]).remainder)
    })
    return Array.from({ length: q.length - 1 }, (_, e) =>
      remainders.map((list) => list.find(({ exponents }) => exponents[0] === e)?.coefficient ?? Q.ZERO),
    )
  })
}

/** The irreducible factors of p of degree 1 to d. */
const factorsUpTo = (p: Fast.Polynomial, d: number, budget: Budget): Univariate[] =>
  Fast.degree(p) < 1
    ? []
    : squareFree(p, budget)
        .factors.flatMap(({ base }) => irreducibleFactors(univariate(base), budget))
        .filter((q) => q.length > 1 && q.length - 1 <= d)

/** Where the rank of the matrix falls below its rank at general points: factors of one minor of full rank. */
const rankDrops = (rows: Matrix, d: number, budget: Budget): Univariate[] => {
  const at = new Map([[T, Q.rational(101, 7)]])
  const { rows: chosen, columns } = independentRows(
    rows.map((row) => row.map((p) => evaluate(p, at))),
    budget,
  )
  const minor = chosen.map((i) => columns.map((c) => rows[i]?.[c] as Fast.Polynomial))
  return factorsUpTo(determinantOnLine(minor, budget), d, budget)
}

const combine = (vector: readonly bigint[], monomials: readonly Fast.Polynomial[]): Fast.Polynomial =>
  vector.reduce(
    (sum, c, i) => (c === 0n ? sum : Fast.add(sum, Fast.scale(monomials[i] as Fast.Polynomial, c))),
    Fast.constant(0, monomials[0]?.names ?? []),
  )

/** All points with coordinates −1, 0, 1, for few variables; else those with at most two nonzero coordinates. */
const smallPoints = (n: number): number[][] => {
  if (n > 4) {
    const unit = (i: number, j: number, s: number): number[] =>
      Array.from({ length: n }, (_, k) => (k === i ? 1 : k === j ? s : 0))
    return Array.from({ length: n }, (_, i) =>
      Array.from({ length: i }, (_, j) => [unit(i, j, 1), unit(i, j, -1)]),
    ).flat(2)
  }
  return Array.from({ length: 3 ** n }, (_, code) =>
    Array.from({ length: n }, (_, k) => (Math.floor(code / 3 ** k) % 3) - 1),
  )
}

/**
 * Candidates for invariant hypersurfaces of degree ≤ d: every polynomial p of degree ≤ d, irreducible over Q, with
 * p | Xp is among them or a divisor of one, unless such surfaces come in families (then some members are found).
 *
 * Along a curve of X inside p = 0 all of p, Xp, X²p, … vanish. So the extactic determinant det(X^j v_i), v the monomials of
 * degree ≤ d, is divisible by p (Pereira 2001; Christopher, Llibre and Pereira 2007). It is computed on a line in
 * general position only, factored there, and p is recovered from each factor q by linear algebra modulo q. The
 * result is undefined where the iterated derivatives grow too large. Precondition: no parameters.
 */
export const extacticCandidates = (
  field: GradientField,
  d: number,
  known: readonly Fast.Polynomial[],
  budget: Budget,
): Fast.Polynomial[] | undefined => {
  const extactic = extacticOf(field, d, budget)
  if (extactic === undefined) return undefined
  const { monomials } = extactic
  const kernelOf = (matrix: readonly (readonly Q.Rational[])[]): Fast.Polynomial[] => {
    charge(budget, 500)
    return nullspace(matrix, monomials.length, budget).map((vector) => combine(vector, monomials))
  }
  const line = genericLine(field, 0)
  const rows = onLine(extactic.rows, line, budget)
  const restricted = determinantOnLine(rows, budget)
  if (!Fast.isZero(restricted)) {
    const seen = new Set(
      onLine([known], line, budget).flatMap((row) => row.flatMap((p) => factorsUpTo(p, d, budget).map(String))),
    )
    return factorsUpTo(restricted, d, budget)
      .filter((q) => !seen.has(String(q)))
      .flatMap((q) => kernelOf(conditionsModulo(rows, q, budget)))
  }
  // Families: members through small points, and single surfaces, which meet two lines where the rank drops.
  const members = smallPoints(field.variables.length).flatMap((point) => {
    charge(budget, 100)
    const at = new Map(field.variables.map((name, i) => [name, Q.rational(point[i] as number)]))
    const isEquilibrium = field.components.every((p) => Q.isZero(evaluate(p, at)))
    return isEquilibrium ? [] : kernelOf(extactic.rows.map((row) => row.map((p) => evaluate(p, at))))
  })
  const other = onLine(extactic.rows, genericLine(field, 1), budget)
  const seconds = rankDrops(other, d, budget).map((q) => conditionsModulo(other, q, budget))
  const single = rankDrops(rows, d, budget).flatMap((q) => {
    const first = conditionsModulo(rows, q, budget)
    return seconds.flatMap((second) => kernelOf([...first, ...second]))
  })
  return [...single, ...members]
}
