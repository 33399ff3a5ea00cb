import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factor } from '../../src/algebra/multivariate-factorization.ts'
import { equal, isZero, type Polynomial, scale } from '../../src/algebra/polynomial.ts'
import { multiply, power, product } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { arbitraryPolynomial, FIXED, within } from './arbitrary.ts'

const factors = (text: string): readonly string[] => {
  const found = factor(parsePolynomial(text), within(10_000))
  expect(found.complete).toBe(true)
  return found.factors.map((f) => `${printPolynomial(f.base)} : ${f.multiplicity}`).sort()
}

describe('factors of polynomials in several indeterminates', () => {
  it('multiply back, and split what was a product', () => {
    const some = arbitraryPolynomial(['x', 'y', 'z'], 2, 3)
    fc.assert(
      fc.property(some, some, (p, q) => {
        fc.pre(!isZero(p) && !isZero(q))
        const f = multiply(p, power(q, 2))
        const found = factor(f, within(20_000))
        const back = product(
          found.factors.map((b) => power(b.base, b.multiplicity)),
          f.names,
        )
        expect(equal(scale(back, found.scale), f)).toBe(true)
        const count = (g: Polynomial): number =>
          factor(g, within(20_000)).factors.reduce((n, b) => n + b.multiplicity, 0)
        expect(count(f)).toBe(count(p) + 2 * count(q))
      }),
      { ...FIXED, numRuns: 25 },
    )
  })
  it.each([
    ['x^4 - y^4', ['x + y : 1', 'x - y : 1', 'x^2 + y^2 : 1']],
    ['x^4 + 4*y^4', ['x^2 + 2*x*y + 2*y^2 : 1', 'x^2 - 2*x*y + 2*y^2 : 1']],
    ['x*(x*y-1)^2*(x-2*y+5)', ['x - 2*y + 5 : 1', 'x : 1', 'x*y - 1 : 2']],
    ['(x^2*y-z)^2 - w^2', ['x^2*y - z + w : 1', 'x^2*y - z - w : 1']],
    ['(3*x^2*y-7*y+1/2)*(5*x*y^3+x-2)/11', ['5*x*y^3 + x - 2 : 1', '6*x^2*y - 14*y + 1 : 1']],
    ['(a*x+b*y+c)*(d*x^2-a*b*y+1)', ['a*b*y - x^2*d - 1 : 1', 'a*x + b*y + c : 1']],
    ['x^2 + y^2', ['x^2 + y^2 : 1']],
    ['x^4 + x^2*y^2 + y^4', ['x^2 + x*y + y^2 : 1', 'x^2 - x*y + y^2 : 1']],
    ['12', []],
  ])('%s', (text, expected) => {
    expect(factors(text)).toEqual(expected)
  })
  it('leaves irreducible what splits at every point (x^4 + 1 over Q(y))', () => {
    expect(factors('x^4 + y^2 + 2*y + 2')).toEqual(['x^4 + y^2 + 2*y + 2 : 1'])
    expect(factors('x^2 - y^3')).toEqual(['x^2 - y^3 : 1'])
  })
  it('says so where it stopped early', () => {
    const f = parsePolynomial('(x*y-1)*(x+y)')
    const signal = new AbortController()
    expect(factor(f, { deadline: Infinity, signal: signal.signal }).complete).toBe(true)
    signal.abort()
    const stopped = factor(f, { deadline: Infinity, signal: signal.signal })
    expect([stopped.complete, stopped.factors.map((b) => printPolynomial(b.base))]).toEqual([
      false,
      [printPolynomial(f)],
    ])
  })
})
