import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn, gradient } from '../algebra/polynomial-calculus.ts'
import { divide, divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { perfectPower, squareFree, squareFreePart } from '../algebra/square-free.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { clear } from '../kernel/normal-form.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, number, product, raised, sum, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { affineCoordinates, plainPolynomial } from './affine-coordinates.ts'
import { coordinatesOf, fromCoordinates } from './atom-coordinates.ts'
import { type Composition, ofOne, type Reading, T } from './composition.ts'
import { sumOfNorms } from './several-residuals.ts'

interface Expanded {
  readonly p: Fast.Polynomial
  /** The names of p that are variables. */
  readonly variables: readonly string[]
  readonly toTerm: (q: Fast.Polynomial) => Term
}

/** The normal form of a term as a polynomial over its atoms; undefined where it has a denominator or is constant. */
const expanded = (term: Term, scope: Scope): Expanded | undefined => {
  const normal = lower(term, scope)
  if (rationalValue(clear(normal).denominator) === undefined) return undefined
  const { polynomial: p, atoms } = coordinatesOf(normal)
  if (Fast.isZero(p) || Fast.constantValue(p) !== undefined) return undefined
  return {
    p,
    variables: p.names.filter((name) => atoms.get(name)?.kind === 'variable'),
    toTerm: (q) => termOfPolynomial(fromCoordinates(q, atoms), scope.variables),
  }
}

/** scale·base^exponent + offset. */
interface Power {
  readonly scale: Q.Rational
  readonly base: Fast.Polynomial
  readonly exponent: number
  readonly offset: Fast.Polynomial
}

/** p = scale·base^k + c with k even and scale > 0. */
const evenPower = (p: Fast.Polynomial, budget: Budget): Power | undefined => {
  for (const offset of [Fast.constant(0, p.names), constantOnCriticalSet(p, budget)]) {
    if (offset === undefined) continue
    const { base, exponent, scale } = perfectPower(Fast.subtract(p, offset), budget)
    if (exponent % 2 === 0 && Q.sign(scale) > 0) return { scale, base, exponent, offset }
  }
  return undefined
}

/** The value c that p takes where its gradient's common factor vanishes, if that is one number: then p − c is a power. */
const constantOnCriticalSet = (p: Fast.Polynomial, budget: Budget): Fast.Polynomial | undefined => {
  const common = gradient(p)
    .filter((entry) => !Fast.isZero(entry))
    .reduce((a, b) => gcd(a, b, budget))
  if (Fast.constantValue(common) !== undefined) return undefined
  const { remainder } = divide(p, [squareFreePart(common, budget)])
  return Fast.constantValue(remainder) === undefined ? undefined : remainder
}

const readPower = ({ scale, base, exponent, offset }: Power, toTerm: Expanded['toTerm']): Composition => {
  const phi = product(number(scale), raised(T, exponent))
  return ofOne(toTerm(base), Fast.isZero(offset) ? phi : sum(phi, toTerm(offset)))
}

/** p = scale·b^k + c, k even, for the normal form p of the term. */
export const perfectPowerOf = (term: Term, { scope, budget }: Reading): Composition | undefined => {
  const read = expanded(term, scope)
  const found = read && evenPower(read.p, budget)
  return found && readPower(found, read.toTerm)
}

const hasConstantTerm = (p: Fast.Polynomial): boolean =>
  Fast.terms(p).some(({ exponents }) => exponents.every((e) => e === 0))

/** Terms in the affine functions that f is written in. */
const withPlainNames = (read: Expanded, term: Term, scope: Scope): Pick<Expanded, 'toTerm'> => {
  const coordinates = affineCoordinates([], [term], scope)
  return {
    toTerm: (q) => {
      const value = plainPolynomial(lower(read.toTerm(q), scope))
      return value === undefined ? read.toTerm(q) : coordinates.toTerm(value)
    },
  }
}

/** p = a²·b with b positive: h = a·√b. Tried on the whole objective only. */
export const squareTimesPositive = (term: Term, { scope, budget }: Reading): Composition | undefined => {
  const read = expanded(term, scope)
  if (read === undefined) return undefined
  const { scale, factors } = squareFree(read.p, budget)
  // √b shows that b is positive where b is written as f is: in x − 1, not expanded.
  const { toTerm } = plainPolynomial(lower(term, scope)) === undefined ? read : withPlainNames(read, term, scope)
  const square = factors.flatMap(({ base, multiplicity }) => {
    const half = Math.floor(multiplicity / 2)
    return half === 0 ? [] : [half === 1 ? toTerm(base) : raised(toTerm(base), half)]
  })
  const odd = factors.filter(({ multiplicity }) => multiplicity % 2 === 1).map(({ base }) => toTerm(base))
  const hasSquare = factors.some(({ multiplicity }) => multiplicity > 1)
  // A b without constant term vanishes at 0, where its root is not smooth.
  const vanishes = factors.some(({ base, multiplicity }) => multiplicity % 2 === 1 && !hasConstantTerm(base))
  if (!hasSquare || vanishes || Q.sign(scale) < 0) return undefined
  return ofOne(product(...square, call('sqrt', product(...odd))), product(number(scale), raised(T, 2)))
}

/** p as the sum of parts that share no variable; the constant term goes with the first. */
const components = (p: Fast.Polynomial, variables: readonly string[]): Fast.Polynomial[] => {
  const groups: { names: Set<string>; terms: ReturnType<typeof Fast.terms> }[] = []
  const constants: ReturnType<typeof Fast.terms> = []
  for (const term of Fast.terms(p)) {
    const used = p.names.filter((name, i) => (term.exponents[i] as number) > 0 && variables.includes(name))
    if (used.length === 0) {
      constants.push(term)
      continue
    }
    const touched = groups.filter(({ names }) => used.some((name) => names.has(name)))
    const rest = groups.filter((group) => !touched.includes(group))
    const names = new Set([...used, ...touched.flatMap((group) => [...group.names])])
    groups.splice(0, groups.length, ...rest, { names, terms: [...touched.flatMap((group) => group.terms), term] })
  }
  return groups.map(({ terms }, i) => Fast.fromTerms(p.names, i === 0 ? [...constants, ...terms] : terms))
}

/** p = A·z² + B·z + C with A = w·q², w > 0, q dividing B: the square w·(q·z + B/(2wq))² and what it leaves of C. */
const completedSquare = (
  p: Fast.Polynomial,
  z: string,
  budget: Budget,
): { readonly square: Power; readonly rest: Fast.Polynomial } | undefined => {
  const [c, b, a, ...higher] = coefficientsIn(p, z)
  if (c === undefined || b === undefined || a === undefined || higher.length > 0 || Fast.isZero(a)) return undefined
  const value = Fast.constantValue(a)
  const root =
    value === undefined ? perfectPower(a, budget) : { base: Fast.constant(1, p.names), exponent: 2, scale: value }
  if (root.exponent % 2 === 1 || Q.sign(root.scale) < 0) return undefined
  const q = Array.from({ length: root.exponent / 2 }, () => root.base).reduce(multiply)
  const half = divideExact(Fast.scale(b, Q.invert(Q.multiply(Q.rational(2n), root.scale))), q)
  if (half === undefined) return undefined
  const base = Fast.add(multiply(q, Fast.indeterminate(z, p.names)), half)
  const square = { scale: root.scale, base, exponent: 2, offset: Fast.constant(0, p.names) }
  return { square, rest: Fast.subtract(c, Fast.scale(multiply(half, half), root.scale)) }
}

/** p as a sum of weighted squares of polynomials and a constant, one variable completed after the other. */
const squares = (p: Fast.Polynomial, variables: readonly string[], budget: Budget): Power[] | undefined => {
  const parts = components(p, variables)
  const [first, ...more] = parts
  if (first === undefined) return [{ scale: Q.ONE, base: Fast.constant(0, p.names), exponent: 2, offset: p }]
  if (more.length > 0) {
    const each = parts.map((part) => squares(part, variables, budget))
    return each.every((found) => found !== undefined) ? each.flat() : undefined
  }
  const whole = evenPower(p, budget)
  if (whole !== undefined) return whole.exponent === 2 ? [whole] : undefined
  for (const z of Fast.usedNames(p).filter((name) => variables.includes(name))) {
    const found = completedSquare(p, z, budget)
    const rest = found && squares(found.rest, variables, budget)
    if (found !== undefined && rest !== undefined) return [found.square, ...rest]
  }
  return undefined
}

/** The normal form of the term as Σ w_i·h_i² + c, read by completing squares. Tried on the whole objective only. */
export const completedSquares = (term: Term, { scope, budget }: Reading): Composition | undefined => {
  const read = expanded(term, scope)
  if (read === undefined) return undefined
  const found = squares(read.p, read.variables, budget)
  if (found === undefined) return undefined
  const parts = found.filter(({ base }) => !Fast.isZero(base))
  const constants = found.filter(({ base }) => Fast.isZero(base)).map(({ offset }) => read.toTerm(offset))
  return sumOfNorms(
    parts.map((part) => readPower(part, read.toTerm)),
    constants,
    scope,
  )
}
