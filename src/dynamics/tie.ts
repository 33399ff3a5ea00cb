import { integerSquareRoot } from '../algebra/prime-field.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { fromAtom, fromEntries, isClosed, type Polynomial, rationalValue, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { type Scope, withVariables } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { call, number, product, quotient, substitute, sum, symbol, type Term } from '../kernel/term.ts'

/** What tells equally sharp minima on an affine set M apart. */
export interface TieBreak {
  /** The gradients of the equations of M, all rational. */
  readonly normals: readonly (readonly Term[])[]
  /** The first of them, of length 1. */
  readonly direction: readonly Term[]
  /** The first coefficient of f(x + r·direction) in r that is not constant on M, in coordinates of M. */
  readonly tieBreaker: Term
}

const STEP = 'step[1]'

/** The gradient of an affine equation; undefined where it is none, with rational coefficients. */
const normalOf = (equation: Polynomial, variables: readonly string[]): readonly Q.Rational[] | undefined => {
  const slopes = gradient(equation, variables).map(rationalValue)
  return slopes.every((slope) => slope !== undefined) && slopes.some((slope) => !Q.isZero(slope)) ? slopes : undefined
}

/** The coefficients of the powers of a variable; undefined where it occurs in another way. */
const coefficients = (p: Polynomial, name: string): ReadonlyMap<number, Polynomial> | undefined => {
  const entries = new Map<number, Parameters<typeof fromEntries>[0]>()
  for (const { monomial, coefficient } of p.values()) {
    const isPlain = monomial.every(([atom]) => atom.kind === 'variable' || isClosed(fromAtom(atom)))
    if (!isPlain) return undefined
    const power = monomial.find(([atom]) => atom.kind === 'variable' && atom.name === name)?.[1] ?? 0
    const rest = monomial.filter(([atom]) => atom.kind !== 'variable' || atom.name !== name)
    entries.set(power, [...(entries.get(power) ?? []), { monomial: rest, coefficient }])
  }
  return new Map([...entries].sort(([a], [b]) => a - b).map(([power, list]) => [power, fromEntries(list)]))
}

/** The vector over its length, in rational numbers where that is possible. */
const unit = (vector: readonly Q.Rational[]): readonly Term[] => {
  const square = vector.reduce((s, c) => Q.add(s, Q.multiply(c, c)), Q.ZERO)
  const [n, d] = [integerSquareRoot(square.n), integerSquareRoot(square.d)]
  if (n * n === square.n && d * d === square.d) return vector.map((c) => number(Q.divide(c, Q.rational(n, d))))
  return vector.map((c) => (Q.isZero(c) ? number(c) : quotient(number(c), call('sqrt', number(square)))))
}

/** The values of as many variables as there are equations, as affine functions of the others. */
const eliminated = (equations: readonly Polynomial[], scope: Scope): ReadonlyMap<string, Polynomial> | undefined => {
  let values = new Map<string, Polynomial>()
  for (const equation of equations) {
    const left = specialize(equation, values)
    const slopes = gradient(left, scope.variables).map(rationalValue)
    const i = slopes.findIndex((slope) => slope !== undefined && !Q.isZero(slope))
    const name = scope.variables[i]
    const slope = slopes[i]
    if (name === undefined || slope === undefined) return undefined
    const x = lower(symbol(name), scope)
    // x − left/slope does not contain x.
    const value = subtract(
      x,
      fromEntries([...left.values()].map((e) => ({ ...e, coefficient: Q.divide(e.coefficient, slope) }))),
    )
    values = new Map([...values].map(([other, p]) => [other, specialize(p, new Map([[name, value]]))]))
    values.set(name, value)
  }
  return values
}

/**
 * How f grows off M = {equations = 0}, affine with rational normals, along the first normal; undefined where M is not
 * of this kind, f(x + r·d) is no polynomial in r, or all its coefficients are constant on M.
 *
 * @example tieOf(x^2 + x^4*y^2, [x], scope).tieBreaker // y^2, the coefficient of r^4
 */
export const tieOf = (f: Term, equations: readonly Term[], scope: Scope): TieBreak | undefined => {
  const { variables } = scope
  const onSet = equations.map((e) => lower(e, scope))
  const normals = onSet.flatMap((e) => {
    const normal = normalOf(e, variables)
    return normal === undefined ? [] : [normal]
  })
  const [first] = normals
  if (first === undefined || normals.length < onSet.length || scope.parameters.has(STEP)) return undefined
  const direction = unit(first)
  const moved = substitute(
    f,
    new Map(variables.map((name, i) => [name, sum(symbol(name), product(symbol(STEP), direction[i] as Term))])),
  )
  const values = eliminated(onSet, scope)
  const powers = coefficients(lower(moved, withVariables(scope, [STEP])), STEP)
  if (values === undefined || powers === undefined) return undefined
  for (const coefficient of powers.values()) {
    const onM = specialize(coefficient, values)
    if ([...onM.values()].some(({ monomial }) => monomial.length > 0)) {
      const terms = normals.map((normal) => normal.map(number))
      return { normals: terms, direction, tieBreaker: termOfPolynomial(onM, variables) }
    }
  }
  return undefined
}
