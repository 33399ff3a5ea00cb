import { solve } from '../algebra/linear-algebra.ts'
import * as A from '../algebra/polynomial.ts'
import { evaluate } from '../algebra/polynomial-calculus.ts'
import type { Objective } from '../dynamics/objective.ts'
import * as Q from '../kernel/rational.ts'
import { number, product, raised, sum, type Term } from '../kernel/term.ts'
import { jointContent } from './content.ts'
import { polynomialOf, termOfVariables } from './variable-polynomial.ts'

type Matrix = readonly (readonly Q.Rational[])[]

/** x^⊤Sx + ⟨l, x⟩ without its constant. */
interface Quadric {
  readonly polynomial: A.Polynomial
  readonly square: Matrix
  readonly linear: readonly Q.Rational[]
}

const HALF = Q.rational(1n, 2n)

const quadricOf = (p: A.Polynomial, variables: readonly string[]): Quadric | undefined => {
  if (A.degree(p) !== 2) return undefined
  const square = variables.map(() => variables.map(() => Q.ZERO))
  const linear = variables.map(() => Q.ZERO)
  for (const { exponents, coefficient } of A.terms(A.rename(p, variables))) {
    const used = exponents.flatMap((e, i) => new Array<number>(e).fill(i))
    const [i, j] = used
    if (i === undefined) continue
    if (j === undefined) linear[i] = coefficient
    else if (i === j) (square[i] as Q.Rational[])[i] = coefficient
    else {
      const half = Q.multiply(coefficient, HALF)
      ;(square[i] as Q.Rational[])[j] = half
      ;(square[j] as Q.Rational[])[i] = half
    }
  }
  return { polynomial: p, square, linear }
}

/** tr(ST). */
const inner = (s: Matrix, t: Matrix): Q.Rational =>
  s.reduce(
    (all, row, i) => row.reduce((sum, c, j) => Q.add(sum, Q.multiply(c, (t[i] as Q.Rational[])[j] as Q.Rational)), all),
    Q.ZERO,
  )

const minus = (q: Quadric, factor: Q.Rational, p: Quadric): Quadric => ({
  polynomial: A.subtract(q.polynomial, A.scale(p.polynomial, factor)),
  square: q.square.map((row, i) =>
    row.map((c, j) => Q.subtract(c, Q.multiply(factor, (p.square[i] as readonly Q.Rational[])[j] as Q.Rational))),
  ),
  linear: q.linear.map((c, i) => Q.subtract(c, Q.multiply(factor, p.linear[i] as Q.Rational))),
})

/** The same span with tr(S_iS_j) = 0 for i ≠ j, what depends on the others left out. */
const orthogonal = (quadrics: readonly Quadric[]): readonly Quadric[] => {
  const found: Quadric[] = []
  for (const quadric of quadrics) {
    const rest = found.reduce(
      (q, p) => minus(q, Q.divide(inner(quadric.square, p.square), inner(p.square, p.square)), p),
      quadric,
    )
    if (Q.isZero(inner(rest.square, rest.square))) continue
    const scale = Q.invert(jointContent([rest.polynomial]))
    found.push({
      polynomial: A.scale(rest.polynomial, scale),
      square: rest.square.map((row) => row.map((c) => Q.multiply(c, scale))),
      linear: rest.linear.map((c) => Q.multiply(c, scale)),
    })
  }
  return found
}

/**
 * The regularizer |P(x x^⊤)|² of [J], Proposition 3.36, for P the orthogonal projection onto the matrices S of quadratic
 * laws x^⊤Sx: Σ (x^⊤S_ix)²/|S_i|² over an orthogonal basis. Unlike the sum of squares of any other basis it stays the
 * same under rotations. Laws with linear parts are taken around their common centre. Undefined where there are fewer
 * than two quadratic laws and no shift, where there is no common centre, or parameters occur. `count` says how many laws it is made of.
 */
export const quadraticRegularizer = (
  laws: readonly Term[],
  objective: Omit<Objective, 'term'>,
): { readonly term: Term; readonly count: number } | undefined => {
  const { variables } = objective
  const quadrics = laws.flatMap((law) => {
    const p = polynomialOf(law, objective)
    return (p && quadricOf(p, variables)) ?? []
  })
  const basis = orthogonal(quadrics)
  const isCentred = basis.every(({ linear }) => linear.every(Q.isZero))
  if (basis.length === 0 || (basis.length === 1 && isCentred)) return undefined
  // 2Sx₀ + l = 0 for all of them.
  const centre = isCentred
    ? variables.map(() => Q.ZERO)
    : solve(
        basis.flatMap(({ square }) => square),
        basis.flatMap(({ linear }) => linear.map((c) => Q.multiply(Q.negate(HALF), c))),
      )
  if (centre === undefined) return undefined
  const at = new Map(variables.map((name, i) => [name, centre[i] as Q.Rational]))
  const weights = basis.map(({ square }) => Q.invert(inner(square, square)))
  const lead = weights.reduce((a, b) => (Q.compare(a, b) < 0 ? a : b))
  const squares = basis.map(({ polynomial }, i) => {
    const value = evaluate(A.rename(polynomial, variables), at)
    const square = raised(termOfVariables(A.subtract(polynomial, A.constant(value)), objective), 2)
    const weight = Q.divide(weights[i] as Q.Rational, lead)
    return Q.equal(weight, Q.ONE) ? square : product(number(weight), square)
  })
  return { term: sum(...squares), count: basis.length }
}
