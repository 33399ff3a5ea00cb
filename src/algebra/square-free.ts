import { type Rational, rational } from '../kernel/rational.ts'
import type { Budget } from '../search/budget.ts'
import { constant, isZero, type Polynomial, subtract, usedNames } from './polynomial.ts'
import { derivative } from './polynomial-calculus.ts'
import { divideExact, primitive, primitivePart } from './polynomial-division.ts'
import { contentIn, gcd } from './polynomial-gcd.ts'
import { multiply, power, product } from './polynomial-product.ts'

/** A factor of a polynomial with its multiplicity. */
export interface Factor {
  readonly base: Polynomial
  readonly multiplicity: number
}

const isConstant = (p: Polynomial): boolean => p.exponents.every((e) => e === 0)
const quotient = (a: Polynomial, b: Polynomial): Polynomial => divideExact(a, b) as Polynomial

/**
 * p = scale·Π base^multiplicity with pairwise coprime square-free bases (coprime integer coefficients, leading
 * positive) of distinct multiplicities, ascending. Yun's algorithm in each indeterminate. Throws where p = 0.
 */
export const squareFree = (
  p: Polynomial,
  budget?: Budget,
): { readonly scale: Rational; readonly factors: Factor[] } => {
  if (isZero(p)) throw new RangeError('expected a nonzero polynomial, found 0')
  const { content, primitive: start } = primitive(p)
  const byMultiplicity = new Map<number, Polynomial>()
  let rest = start
  while (!isConstant(rest)) {
    const name = usedNames(rest)[0] as string
    const inner = contentIn(rest, name, budget)
    const f = primitivePart(quotient(rest, inner))
    const d = derivative(f, name)
    const g = gcd(f, d, budget)
    let b = quotient(f, g)
    let c = quotient(d, g)
    for (let m = 1; !isConstant(b); m++) {
      const e = subtract(c, derivative(b, name))
      const a = gcd(b, e, budget)
      if (!isConstant(a)) byMultiplicity.set(m, multiply(byMultiplicity.get(m) ?? constant(1, p.names), a))
      b = quotient(b, a)
      c = quotient(e, a)
    }
    rest = inner
  }
  const factors = [...byMultiplicity.entries()]
    .sort(([m], [k]) => m - k)
    .map(([multiplicity, base]) => ({ base: primitivePart(base), multiplicity }))
  return { scale: content, factors }
}

/** The product of the distinct irreducible factors of p, with coprime integer coefficients. Throws where p = 0. */
export const squareFreePart = (p: Polynomial, budget?: Budget): Polynomial =>
  product(
    squareFree(p, budget).factors.map((f) => f.base),
    p.names,
  )

/**
 * p = scale·base^exponent with the largest exponent; base has coprime integer coefficients and a positive leading one
 * (x^2*y^2 - 2*x*y + 1 = (x*y - 1)^2). A constant gives base 1, exponent 1. Throws where p = 0.
 */
export const perfectPower = (
  p: Polynomial,
  budget?: Budget,
): { readonly base: Polynomial; readonly exponent: number; readonly scale: Rational } => {
  const { scale, factors } = squareFree(p, budget)
  const gcdOf = (a: number, b: number): number => (b === 0 ? a : gcdOf(b, a % b))
  const exponent = factors.reduce((g, f) => gcdOf(g, f.multiplicity), 0) || 1
  const base = product(
    factors.map((f) => power(f.base, f.multiplicity / exponent)),
    p.names,
  )
  const lead = rational(1)
  return { base: isConstant(base) ? constant(lead, p.names) : base, exponent, scale }
}
