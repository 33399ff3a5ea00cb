import { nullspace } from '../../algebra/linear-algebra.ts'
import { squareFreeUnivariate, trimmed } from '../../algebra/univariate.ts'
import { irreducibleFactors } from '../../algebra/univariate-factorization.ts'
import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { atomsOf, type Entry, fromEntries, type Polynomial, scale } from '../../kernel/polynomial.ts'
import { divide, isZero, negate, ONE, type Rational, rational } from '../../kernel/rational.ts'
import { call, negated, number, quotient, substitute, sum, type Term } from '../../kernel/term.ts'
import { type Budget, charge } from '../../search/budget.ts'
import {
  addLaurent,
  degreeOf,
  type Laurent,
  laurent,
  leading,
  multiplyLaurent,
  powerLaurent,
  termOfLaurent,
} from './laurent.ts'

/** A curve to infinity that may keep f and g bounded: a term in t for every variable. */
export type Curve = ReadonlyMap<string, Term>

type Coordinates = ReadonlyMap<string, Laurent>

/** The polynomial with the other variables replaced: its coefficients of the powers of one variable, or undefined. */
const alongOthers = (q: Polynomial, variable: string, others: Coordinates): Laurent[] | undefined => {
  const out: Laurent[] = []
  for (const { monomial, coefficient } of q.values()) {
    let term = laurent(coefficient, 0)
    let k = 0
    for (const [atom, times] of monomial) {
      if (atom.kind !== 'variable') return undefined
      if (atom.name === variable) {
        k = times
        continue
      }
      const value = others.get(atom.name)
      if (value === undefined) return undefined
      term = multiplyLaurent(term, powerLaurent(value, times))
    }
    while (out.length <= k) out.push(new Map())
    out[k] = addLaurent(out[k] as Laurent, term)
  }
  while (out.length > 0 && out.at(-1)?.size === 0) out.pop()
  return out
}

const valueAt = (coefficients: readonly Laurent[], x: Laurent): Laurent => {
  let total: Laurent = new Map()
  for (const c of [...coefficients].reverse()) total = addLaurent(multiplyLaurent(total, x), c)
  return total
}

const derivativeOf = (coefficients: readonly Laurent[]): Laurent[] =>
  coefficients.slice(1).map((c, i) => multiplyLaurent(c, laurent(rational(i + 1), 0)))

const rationalRoots = (coefficients: readonly Rational[]): Rational[] => {
  const denominator = coefficients.reduce((d, c) => d * c.d, 1n)
  const integral = coefficients.map((c) => (c.n * denominator) / c.d)
  return irreducibleFactors(squareFreeUnivariate(trimmed(integral))).flatMap((factor) =>
    factor.length === 2 ? [rational(-(factor[0] as bigint), factor[1] as bigint)] : [],
  )
}

/** x = −B/A where the polynomial is A·x + B with a number A and x nowhere else: the graph, whatever is in B. */
const graphOver = (q: Polynomial, variable: string, variables: readonly string[]): Term | undefined => {
  let slope: Rational | undefined
  const rest: Entry[] = []
  for (const entry of q.values()) {
    const atoms = atomsOf(fromEntries([entry]))
    if (![...atoms].some((atom) => atom.kind === 'variable' && atom.name === variable)) {
      rest.push(entry)
      continue
    }
    const [only, more] = entry.monomial
    if (only?.[0].kind !== 'variable' || only[1] !== 1 || more !== undefined) return undefined
    slope = entry.coefficient
  }
  return slope && termOfPolynomial(scale(fromEntries(rest), negate(divide(ONE, slope))), variables)
}

/** Leading terms c·t^p, c rational, of the roots of a polynomial over Q[t, 1/t] as t → ∞ (Newton polygon). */
const leadingTerms = (coefficients: readonly Laurent[]): Laurent[] => {
  const out: Laurent[] = []
  for (let p = -4; p <= 4; p++) {
    const degrees = coefficients.map((c, k) => degreeOf(c) + k * p)
    const top = Math.max(...degrees)
    if (degrees.filter((d) => d === top).length < 2) continue
    const balance = coefficients.map((c, k) => (degrees[k] === top ? leading(c) : rational(0)))
    const first = balance.findIndex((c) => !isZero(c))
    for (const root of rationalRoots(balance.slice(first))) if (!isZero(root)) out.push(laurent(root, p))
  }
  return out
}

/** X with A·X^(2k) + B·X^k + C = 0, by the formula for quadratic equations. */
const quadraticSolutions = function* (a: Laurent, b: Laurent, c: Laurent, k: number): Generator<Term> {
  const discriminant = addLaurent(
    multiplyLaurent(b, b),
    multiplyLaurent(multiplyLaurent(a, c), laurent(rational(-4), 0)),
  )
  if (discriminant.size === 0) return
  const minusB = multiplyLaurent(b, laurent(rational(-1), 0))
  const root = call('sqrt', termOfLaurent(discriminant))
  for (const part of [root, negated(root)]) {
    const power = quotient(sum(termOfLaurent(minusB), part), termOfLaurent(multiplyLaurent(a, laurent(rational(2), 0))))
    yield k === 1 ? power : k === 2 ? call('sqrt', power) : call('root', power, number(k))
  }
}

/** Roots of Σ c_k X^k: exact where X^k occurs alone or with X^(2k), else truncations of Puiseux series. */
const solutions = function* (coefficients: readonly Laurent[]): Generator<Term> {
  const occurring = coefficients.flatMap((c, k) => (c.size > 0 && k > 0 ? [k] : []))
  const [only] = occurring
  const free = coefficients[0] ?? new Map()
  if (occurring.length === 1 && only !== undefined) {
    const down = coefficients[only] as Laurent
    const up = multiplyLaurent(free, laurent(rational(-1), 0))
    const [single] = [...down]
    const isMonomial = down.size === 1 && single !== undefined
    const value: Term = isMonomial
      ? termOfLaurent(multiplyLaurent(up, laurent(divide(ONE, single[1]), -single[0])))
      : quotient(termOfLaurent(up), termOfLaurent(down))
    if (only === 1) {
      yield value
      return
    }
    if (up.size === 0) yield number(0)
    else if (only === 2) yield call('sqrt', value)
    else yield only === 3 ? call('cbrt', value) : call('root', value, number(only))
  }
  const [low, high, more] = occurring
  if (low !== undefined && high === 2 * low && more === undefined) {
    yield* quadraticSolutions(coefficients[high] as Laurent, coefficients[low] as Laurent, free, low)
  }
  const slope = derivativeOf(coefficients)
  for (const start of leadingTerms(coefficients)) {
    let x = start
    yield termOfLaurent(x)
    for (let step = 0; step < 5; step++) {
      const rest = valueAt(coefficients, x)
      const steep = valueAt(slope, x)
      if (rest.size === 0 || steep.size === 0) break
      const correction = negate(divide(leading(rest), leading(steep)))
      const exponent = degreeOf(rest) - degreeOf(steep)
      if (exponent >= Math.min(...x.keys())) break
      x = addLaurent(x, laurent(correction, exponent))
      yield termOfLaurent(x)
    }
  }
}

const COEFFICIENTS: readonly (readonly [number, number])[] = [
  [1, 1],
  [-1, 1],
  [2, 1],
  [-2, 1],
  [1, 2],
  [-1, 2],
  [3, 1],
  [-3, 1],
  [1, 3],
  [-1, 3],
  [3, 2],
  [-3, 2],
  [2, 3],
  [-2, 3],
]

const monomials = (exponents: readonly number[], coefficients: number): Laurent[] => [
  new Map(),
  ...exponents.flatMap((p) => COEFFICIENTS.slice(0, coefficients).map(([n, d]) => laurent(rational(n, d), p))),
]

const products = function* (lists: readonly (readonly Laurent[])[]): Generator<Laurent[]> {
  const [first, ...rest] = lists
  if (first === undefined) {
    yield []
    return
  }
  for (const head of first) for (const tail of products(rest)) yield [head, ...tail]
}

const escapes = (values: readonly Laurent[]): boolean => values.some((v) => degreeOf(v) >= 1)

/** Lines through 0 along which all of the polynomials that are linear up to a constant do not change. */
const commonLines = function* (variables: readonly string[], zeros: readonly Polynomial[]): Generator<Curve> {
  const rows = zeros.flatMap((q) => {
    const row = variables.map(() => rational(0))
    for (const { monomial, coefficient } of q.values()) {
      const [only, more] = monomial
      if (only === undefined) continue
      if (more !== undefined || only[0].kind !== 'variable' || only[1] !== 1) return []
      row[variables.indexOf(only[0].name)] = coefficient
    }
    return row.every(isZero) ? [] : [row]
  })
  if (rows.length === 0) return
  for (const direction of nullspace(rows, variables.length)) {
    yield new Map(variables.map((x, i) => [x, termOfLaurent(laurent(rational(direction[i] as bigint), 1))]))
  }
}

/**
 * Curves to try, likely ones first: on the zero sets of the given polynomials over monomial values of the other
 * variables, then monomial curves x_i = a_i·t^(p_i). Throws BudgetSpent.
 */
export const curveCandidates = function* (
  variables: readonly string[],
  zeros: readonly Polynomial[],
  budget: Budget,
): Generator<Curve> {
  const n = variables.length
  const small =
    n <= 2 ? monomials([1, 2, 3, 0, -1, -2], 2) : n === 3 ? monomials([1, -1, 0, 2], 2) : monomials([1, 0], 1)
  yield* commonLines(variables, zeros)
  for (const q of zeros) {
    for (const variable of variables) {
      const others = variables.filter((x) => x !== variable)
      for (const values of products(others.map(() => small))) {
        charge(budget)
        const given = new Map(others.map((x, i) => [x, values[i] as Laurent]))
        const coefficients = alongOthers(q, variable, given)
        if (coefficients === undefined) {
          const graph = graphOver(q, variable, variables)
          if (graph === undefined || !escapes([...given.values()])) continue
          const coordinates = new Map(others.map((x) => [x, termOfLaurent(given.get(x) as Laurent)] as const))
          yield new Map([...coordinates, [variable, substitute(graph, coordinates)]])
          continue
        }
        if (coefficients.length < 2) continue
        for (const solution of solutions(coefficients)) {
          yield new Map([
            ...others.map((x) => [x, termOfLaurent(given.get(x) as Laurent)] as const),
            [variable, solution],
          ])
        }
      }
    }
  }
  const wide =
    n === 1
      ? monomials([1], 2)
      : n === 2
        ? monomials([1, -1, 0, 2, -2, 3, -3], 14)
        : n === 3
          ? monomials([1, 0, -1, 2, -2], 2)
          : n === 4
            ? monomials([1, 0, -1, -3], 2)
            : monomials([1, 0], 1)
  for (const values of products(variables.map(() => wide))) {
    charge(budget)
    if (escapes(values)) yield new Map(variables.map((x, i) => [x, termOfLaurent(values[i] as Laurent)]))
  }
}
