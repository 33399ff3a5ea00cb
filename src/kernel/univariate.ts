import { spendOn } from './effort.ts'
import { lower } from './lower.ts'
import { parseTerm } from './parse-term.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'

/** A univariate polynomial: its rational coefficients, constant first, the last one not zero. */
export type Univariate = readonly Q.Rational[]

const MAX_DEGREE = 200

const trimmed = (coefficients: readonly Q.Rational[]): Univariate => {
  let length = coefficients.length
  while (length > 0 && Q.isZero(coefficients[length - 1] as Q.Rational)) length--
  return coefficients.slice(0, length)
}

/** Reads a polynomial in `t` with rational coefficients. */
export const parseUnivariate = (text: string): Univariate => {
  const scope = { variables: ['t'], parameters: new Set<string>(), integers: new Set<string>(), constants: new Map() }
  const coefficients: Q.Rational[] = []
  for (const { monomial, coefficient } of lower(parseTerm(text), scope).values()) {
    const [factor, ...more] = monomial
    if (more.length > 0 || (factor !== undefined && factor[0].kind !== 'variable')) {
      return refuse('roots', `expected a polynomial in t with rational coefficients, found "${text.slice(0, 80)}"`)
    }
    const degree = factor?.[1] ?? 0
    if (degree > MAX_DEGREE) return refuse('roots', `degree ${degree} exceeds ${MAX_DEGREE}`)
    while (coefficients.length <= degree) coefficients.push(Q.ZERO)
    coefficients[degree] = coefficient
  }
  return trimmed(coefficients)
}

/** The sign of p(x), by Horner's rule on p(n/d)·d^degree times the product of p's denominators: integers only. */
export const signAt = (p: Univariate, x: Q.Rational): -1 | 0 | 1 => {
  const denominator = p.reduce((product, c) => (product % c.d === 0n ? product : product * c.d), 1n)
  let value = 0n
  let scale = 1n
  for (const c of p.toReversed()) {
    value = value * x.n + c.n * (denominator / c.d) * scale
    scale *= x.d
    spendOn(value, 'product')
  }
  return Q.sign({ n: value, d: 1n })
}

const derivative = (p: Univariate): Univariate => p.slice(1).map((c, i) => Q.multiply(c, Q.rational(i + 1)))

const remainder = (a: Univariate, b: Univariate): Univariate => {
  const rest = [...a]
  const lead = b[b.length - 1] as Q.Rational
  while (rest.length >= b.length) {
    const factor = Q.divide(rest[rest.length - 1] as Q.Rational, lead)
    const shift = rest.length - b.length
    b.forEach((c, i) => {
      rest[shift + i] = Q.subtract(rest[shift + i] as Q.Rational, Q.multiply(factor, c))
    })
    rest.pop()
  }
  return trimmed(rest)
}

/** Coefficients divided by the size of the leading one, which keeps the signs and the numbers short. */
const normalized = (p: Univariate): Univariate => {
  const size = Q.absolute(p[p.length - 1] as Q.Rational)
  return p.map((c) => Q.divide(c, size))
}

/** The Sturm chain p, p′, −rem, … of a nonzero polynomial. */
export const sturmChain = (p: Univariate): readonly Univariate[] => {
  if (p.length === 0) return refuse('roots', 'the zero polynomial has no Sturm chain')
  const chain = [normalized(p)]
  let next = derivative(p)
  while (next.length > 0) {
    chain.push(normalized(next))
    next = remainder(chain[chain.length - 2] as Univariate, chain[chain.length - 1] as Univariate).map(Q.negate)
  }
  return chain
}

const variations = (signs: readonly number[]): number => {
  const nonzero = signs.filter((s) => s !== 0)
  return nonzero.filter((s, i) => i > 0 && s !== nonzero[i - 1]).length
}

/** The number of distinct real roots in the half-open interval (a, b]. */
export const rootsBetween = (chain: readonly Univariate[], a: Q.Rational, b: Q.Rational): number =>
  variations(chain.map((p) => signAt(p, a))) - variations(chain.map((p) => signAt(p, b)))

/** The number of distinct real roots. */
export const realRoots = (chain: readonly Univariate[]): number => {
  const lead = (p: Univariate): number => Q.sign(p[p.length - 1] as Q.Rational)
  const atMinusInfinity = chain.map((p) => (p.length % 2 === 0 ? -lead(p) : lead(p)))
  return variations(atMinusInfinity) - variations(chain.map(lead))
}
