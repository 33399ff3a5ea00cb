import { simplify } from '../expression/simplify.ts'
import type { PointJson } from '../kernel/claim.ts'
import { derivative, gradient } from '../kernel/derivative.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { type Polynomial, rationalValue, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isDeclared, type Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { number, printTerm, product, raised, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent, isSpent } from '../search/budget.ts'
import { strictDirection } from './convex-position.ts'

/** Where curves start, and what the names mean. */
export interface StartingPoint {
  readonly scope: Scope
  readonly point: ReadonlyMap<string, Term>
  readonly values: ReadonlyMap<string, Polynomial>
}

/** x + t·d + t²·e in the parameter `name`. */
export interface CurveProposal {
  readonly name: string
  readonly coordinates: PointJson
}

type Vector = readonly Q.Rational[]

const MOST_ORDER = 6
const MOST_GRID = 243
const GRID = [0, 1, -1, 2, -2].map((n) => Q.rational(n))

/** A name that is not taken. */
const freeName = (scope: Scope): string => {
  let name = 't'
  while (isDeclared(name, scope)) name += '_'
  return name
}

const coordinate = (start: Term, name: string, d: Q.Rational, e: Q.Rational): Term =>
  sum(
    start,
    ...(Q.isZero(d) ? [] : [product(number(d), symbol(name))]),
    ...(Q.isZero(e) ? [] : [product(number(e), raised(symbol(name), 2))]),
  )

/** The sign of u(t) for small t > 0, by the first derivative at 0 that is not 0. */
const signAfterZero = (u: Polynomial, name: string): -1 | 0 | 1 => {
  const start = new Map([[name, zero]])
  for (let order = 0, p = u; order <= MOST_ORDER && p.size > 0; order++, p = derivative(p, name)) {
    const sign = closedSign(specialize(p, start))
    if (sign === undefined || sign !== 0) return sign ?? 0
  }
  return 0
}

/** Vectors with few small entries, the shortest first, as many as there is room for. */
const smallVectors = function* (dimension: number): Generator<Vector> {
  const digits = dimension <= 3 ? GRID : GRID.slice(0, 3)
  const free = dimension <= 3 ? dimension : Math.min(dimension, 5)
  const count = Math.min(digits.length ** free, MOST_GRID)
  for (let k = 1; k < count; k++) {
    yield Array.from({ length: dimension }, (_, i) =>
      i < free ? (digits[Math.floor(k / digits.length ** i) % digits.length] as Q.Rational) : Q.ZERO,
    )
  }
  for (let i = free; i < dimension; i++) {
    for (const s of [1, -1]) yield Array.from({ length: dimension }, (_, j) => Q.rational(i === j ? s : 0))
  }
}

/** Vectors with one entry that is not 0. */
const axes = (dimension: number): readonly Vector[] =>
  Array.from({ length: dimension }, (_, i) =>
    GRID.slice(1).map((q) => Array.from({ length: dimension }, (_unused, j) => (i === j ? q : Q.ZERO))),
  ).flat()

/**
 * A curve from the point along which all these terms are positive for small t > 0: by first derivatives and a linear
 * program where that is enough, else by trying short vectors as directions; with `bent`, also second-order terms.
 */
export const findCurve = (
  from: StartingPoint,
  cell: readonly Term[],
  bent: boolean,
  budget: Budget,
): CurveProposal | undefined => {
  const { scope, point, values } = from
  const { variables } = scope
  const name = freeName(scope)
  const inner: Scope = { ...scope, variables: [name] }
  const none = variables.map(() => Q.ZERO)
  const along = (d: Vector, e: Vector): ReadonlyMap<string, Term> =>
    new Map(
      variables.map((v, i) => [v, coordinate(point.get(v) as Term, name, d[i] as Q.Rational, e[i] as Q.Rational)]),
    )
  const enters = (d: Vector, e: Vector): boolean => {
    const curve = along(d, e)
    return cell.every((w) => signAfterZero(lower(substitute(w, curve), inner), name) === 1)
  }
  const proposal = (d: Vector, e: Vector): CurveProposal => ({
    name,
    coordinates: Object.fromEntries([...along(d, e)].map(([v, term]) => [v, printTerm(simplify(term))])),
  })
  try {
    const slopes = cell.map((w) =>
      gradient(lower(w, scope), variables).map((entry) => rationalValue(specialize(entry, values))),
    )
    if (slopes.every((slope): slope is Q.Rational[] => slope.every((entry) => entry !== undefined))) {
      const direction = strictDirection(slopes, variables.length, budget)
      if (direction !== undefined) return proposal(direction, none)
    }
    const bends = bent ? axes(variables.length) : [none]
    for (const d of smallVectors(variables.length)) {
      for (const e of bends) {
        if (isSpent(budget, 200)) return undefined
        if (enters(d, e)) return proposal(d, e)
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof BudgetSpent)) throw error
  }
  return undefined
}
