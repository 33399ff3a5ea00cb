import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, constant, equal, isZero, scale } from '../../src/algebra/polynomial.ts'
import { divide, divideExact, primitive } from '../../src/algebra/polynomial-division.ts'
import { contentIn, gcd } from '../../src/algebra/polynomial-gcd.ts'
import { multiply, power, product } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { perfectPower, squareFree, squareFreePart } from '../../src/algebra/square-free.ts'
import { rational } from '../../src/kernel/rational.ts'
import { arbitraryPolynomial, FIXED, within } from './arbitrary.ts'

const names = ['x', 'y']
const some = arbitraryPolynomial(names, 3, 4)

describe('division', () => {
  it('gives quotients and a remainder', () => {
    fc.assert(
      fc.property(some, some, some, (p, f, g) => {
        fc.pre(!isZero(f) && !isZero(g))
        const { quotients, remainder } = divide(p, [f, g], within(5000))
        const back = [f, g].reduce((s, d, i) => add(s, multiply(d, quotients[i] ?? constant(0))), remainder)
        expect(equal(back, p)).toBe(true)
      }),
      FIXED,
    )
  })
  it('divides products exactly and refuses the others', () => {
    fc.assert(
      fc.property(some, some, (p, q) => {
        fc.pre(!isZero(q))
        const quotient = divideExact(multiply(p, q), q)
        expect(quotient !== undefined && equal(quotient, p)).toBe(true)
        if (printPolynomial(q).includes('x')) expect(divideExact(add(multiply(p, q), constant(1)), q)).toBeUndefined()
      }),
      FIXED,
    )
  })
  it('refuses 0', () => {
    expect(() => divideExact(constant(1), constant(0))).toThrow('nonzero divisor')
  })
  it('takes out the content', () => {
    const { content, primitive: rest } = primitive(parsePolynomial('-4/3*x + 2/3'))
    expect([content, printPolynomial(rest)]).toEqual([rational(-2, 3), '2*x - 1'])
  })
})

describe('gcd', () => {
  it('divides both, and is a multiple of every common factor', () => {
    fc.assert(
      fc.property(some, some, some, (c, p, q) => {
        fc.pre(!isZero(c) && !isZero(p) && !isZero(q))
        const [a, b] = [multiply(c, p), multiply(c, q)]
        const g = gcd(a, b, within(5000))
        expect(divideExact(a, g)).toBeDefined()
        expect(divideExact(b, g)).toBeDefined()
        expect(divideExact(g, c)).toBeDefined()
      }),
      { ...FIXED, numRuns: 60 },
    )
  })
  it('is 0 only for zeros', () => {
    expect(isZero(gcd(constant(0), constant(0)))).toBe(true)
    expect(printPolynomial(gcd(constant(0), parsePolynomial('-2*x')))).toBe('x')
    expect(printPolynomial(gcd(parsePolynomial('2'), parsePolynomial('4*x')))).toBe('1')
  })
  it('reads off contents', () => {
    expect(printPolynomial(contentIn(parsePolynomial('x^2*y*(z-1) + x*(z^2-1)'), 'x'))).toBe('z - 1')
  })
  it('takes the remainder sequence where the heuristic would make huge integers', () => {
    const c = parsePolynomial('a*b*c*d - e^3 + f')
    const p = multiply(c, parsePolynomial('a^5 + b^6*d - c^4 + d*e*f'))
    const q = multiply(c, parsePolynomial('a*f^4 - b*c*d + e^5 - 2'))
    expect(equal(gcd(p, q, within(20_000)), c)).toBe(true)
  })
})

describe('square-free decomposition', () => {
  it('multiplies back, with square-free coprime parts', () => {
    fc.assert(
      fc.property(some, some, (p, q) => {
        fc.pre(!isZero(p) && !isZero(q))
        const f = multiply(p, power(q, 2))
        const { scale: s, factors } = squareFree(f, within(5000))
        expect(equal(scale(product(factors.map((b) => power(b.base, b.multiplicity))), s), f)).toBe(true)
        factors.forEach((a, i) => {
          expect(equal(squareFreePart(a.base), a.base)).toBe(true)
          for (const b of factors.slice(i + 1)) expect(printPolynomial(gcd(a.base, b.base))).toBe('1')
        })
      }),
      { ...FIXED, numRuns: 40 },
    )
  })
  it.each([
    ['x^2*y^2 - 2*x*y + 1', 'x*y - 1', 2, rational(1)],
    ['4*x^2*y^2 - 8*x*y + 4', 'x*y - 1', 2, rational(4)],
    ['-(x+y)^6*x^3/2', 'x^3 + 2*x^2*y + x*y^2', 3, rational(-1, 2)],
    ['x^2 + 1', 'x^2 + 1', 1, rational(1)],
    ['-5', '1', 1, rational(-5)],
  ])('%s is a perfect power', (text, base, exponent, factor) => {
    const found = perfectPower(parsePolynomial(text))
    expect([printPolynomial(found.base), found.exponent, found.scale]).toEqual([base, exponent, factor])
  })
})
