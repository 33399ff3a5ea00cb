import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  constant,
  degree,
  degreeIn,
  equal,
  fromTerms,
  indeterminate,
  isZero,
  negate,
  type Polynomial,
  rename,
  scale,
  subtract,
  termCount,
  usedNames,
} from '../../src/algebra/polynomial.ts'
import {
  coefficientsIn,
  compose,
  derivative,
  evaluate,
  gradient,
  homogeneousParts,
  specialize,
  substitute,
} from '../../src/algebra/polynomial-calculus.ts'
import { multiply, power, product } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import * as Q from '../../src/kernel/rational.ts'
import { arbitraryPolynomial, arbitraryRational, FIXED } from './arbitrary.ts'

const names = ['x', 'y', 'z']
const many = Array.from({ length: 30 }, (_, i) => `a${i}`)

/** The laws of a commutative ring, and that the parts are in normal form. */
const ringLaws = (title: string, some: fc.Arbitrary<Polynomial>): void => {
  describe(title, () => {
    const three = fc.tuple(some, some, some)
    it('is a commutative ring', () => {
      fc.assert(
        fc.property(three, ([p, q, r]) => {
          expect(equal(add(p, q), add(q, p))).toBe(true)
          expect(equal(add(add(p, q), r), add(p, add(q, r)))).toBe(true)
          expect(equal(multiply(p, q), multiply(q, p))).toBe(true)
          expect(equal(multiply(multiply(p, q), r), multiply(p, multiply(q, r)))).toBe(true)
          expect(equal(multiply(p, add(q, r)), add(multiply(p, q), multiply(p, r)))).toBe(true)
          expect(equal(multiply(p, constant(1)), p)).toBe(true)
          expect(isZero(add(p, negate(p)))).toBe(true)
          expect(isZero(subtract(p, p))).toBe(true)
          expect(isZero(multiply(p, constant(0)))).toBe(true)
        }),
        FIXED,
      )
    })
    it('keeps a unique normal form', () => {
      fc.assert(
        fc.property(three, ([p, q]) => {
          const s = subtract(add(p, q), q)
          expect(s.denominator).toBe(p.denominator)
          expect([...s.numerators]).toEqual([...p.numerators])
          expect([...s.exponents]).toEqual([...p.exponents])
        }),
        FIXED,
      )
    })
    it('has no zero divisors', () => {
      fc.assert(
        fc.property(three, ([p, q]) => {
          expect(isZero(multiply(p, q))).toBe(isZero(p) || isZero(q))
          if (!isZero(p) && !isZero(q)) expect(degree(multiply(p, q))).toBe(degree(p) + degree(q))
        }),
        FIXED,
      )
    })
  })
}

ringLaws('polynomials in three indeterminates', arbitraryPolynomial(names))
ringLaws('polynomials in thirty indeterminates', arbitraryPolynomial(many, 3, 4))
ringLaws('polynomials of high degree', arbitraryPolynomial(names, 1_000_000, 4))

describe('maps out of polynomials', () => {
  const some = arbitraryPolynomial(names)
  const point = fc
    .tuple(arbitraryRational(), arbitraryRational(), arbitraryRational())
    .map((values) => new Map(values.map((v, i) => [names[i] as string, v])))

  it('evaluate is a homomorphism', () => {
    fc.assert(
      fc.property(some, some, point, (p, q, at) => {
        expect(evaluate(add(p, q), at)).toEqual(Q.add(evaluate(p, at), evaluate(q, at)))
        expect(evaluate(multiply(p, q), at)).toEqual(Q.multiply(evaluate(p, at), evaluate(q, at)))
      }),
      FIXED,
    )
  })
  it('substitute then evaluate is evaluate at the values', () => {
    fc.assert(
      fc.property(some, arbitraryPolynomial(names, 2, 3), arbitraryPolynomial(names, 2, 3), point, (p, u, v, at) => {
        const image = substitute(
          p,
          new Map([
            ['x', u],
            ['y', v],
          ]),
        )
        const moved = new Map([...at, ['x', evaluate(u, at)] as const, ['y', evaluate(v, at)] as const])
        expect(evaluate(image, at)).toEqual(evaluate(p, moved))
      }),
      { ...FIXED, numRuns: 40 },
    )
  })
  it('derivative obeys the product rule and agrees with the coefficients', () => {
    fc.assert(
      fc.property(some, some, (p, q) => {
        const left = derivative(multiply(p, q), 'y')
        const right = add(multiply(derivative(p, 'y'), q), multiply(p, derivative(q, 'y')))
        expect(equal(left, right)).toBe(true)
        const y = indeterminate('y', names)
        const rebuilt = coefficientsIn(p, 'y').reduce((s, c, e) => add(s, multiply(c, power(y, e))), constant(0, names))
        expect(equal(rebuilt, p)).toBe(true)
      }),
      FIXED,
    )
  })
  it('homogeneous parts sum up and have their degrees (Euler)', () => {
    fc.assert(
      fc.property(some, (p) => {
        const parts = homogeneousParts(p)
        expect(
          equal(
            parts.reduce((s, h) => add(s, h.part), constant(0, names)),
            p,
          ),
        ).toBe(true)
        for (const { degree: d, part } of parts) {
          const euler = gradient(part).reduce(
            (s, g, k) => add(s, multiply(g, indeterminate(names[k] as string, names))),
            constant(0, names),
          )
          expect(equal(euler, scale(part, d))).toBe(true)
        }
      }),
      FIXED,
    )
  })
  it('specialize sets some indeterminates', () => {
    const p = parsePolynomial('x^2*y - y*z + 3/2')
    expect(printPolynomial(specialize(p, new Map([['x', Q.rational(1, 2)]])))).toBe('-y*z + 1/4*y + 3/2')
  })
  it('compose is Horner', () => {
    const u = parsePolynomial('x - 1')
    expect(printPolynomial(compose([Q.rational(1), Q.rational(0), Q.rational(2)], u))).toBe('2*x^2 - 4*x + 3')
  })
})

describe('text', () => {
  it('prints and reads back', () => {
    fc.assert(
      fc.property(arbitraryPolynomial(names), (p) => {
        expect(equal(parsePolynomial(printPolynomial(p), names), p)).toBe(true)
      }),
      FIXED,
    )
  })
  it.each([
    ['(x*y - 1)^2/4', '1/4*x^2*y^2 - 1/2*x*y + 1/4'],
    ['-(x - y)*-2', '2*x - 2*y'],
    ['x - x', '0'],
    ['-x^2', '-x^2'],
    ['7/3', '7/3'],
    ['θ_1*x', 'θ_1*x'],
  ])('reads %s', (text, printed) => {
    expect(printPolynomial(parsePolynomial(text))).toBe(printed)
  })
  it.each(['', 'x +', 'x/y', '1/0', 'x^y', 'x^-1', '(x', 'x)', '2 x', 'x^20000', 'sin(x)'])('refuses "%s"', (text) => {
    expect(() => parsePolynomial(text)).toThrow(SyntaxError)
  })
  it('refuses a name that is not among the indeterminates', () => {
    expect(() => parsePolynomial('x + q', ['x'])).toThrow('"q" is not among')
  })
})

describe('parts', () => {
  it('knows degrees and names', () => {
    const p = parsePolynomial('x^3*y - y^2', ['x', 'y', 'z'])
    expect([degree(p), degreeIn(p, 'x'), degreeIn(p, 'y'), degreeIn(p, 'z'), degreeIn(p, 'w')]).toEqual([4, 3, 2, 0, 0])
    expect(usedNames(p)).toEqual(['x', 'y'])
    expect(degree(constant(0))).toBe(-1)
    expect(() => rename(p, ['x'])).toThrow('"y" occurs')
    expect(printPolynomial(rename(p, ['y', 'x']))).toBe('-y^2 + y*x^3')
  })
  it('refuses exponents that are no natural numbers', () => {
    expect(() => fromTerms(['x'], [{ exponents: [-1], coefficient: Q.ONE }])).toThrow('natural numbers')
    expect(() => power(constant(2), 1.5)).toThrow('natural number')
  })
  it('stays exact where doubles would round', () => {
    const p = parsePolynomial('94906267*x + 94906265')
    expect(printPolynomial(multiply(p, p))).toBe('9007199515875289*x^2 + 18014398652125510*x + 9007199136250225')
    const q = parsePolynomial('9007199254740991*x')
    expect(printPolynomial(add(q, q))).toBe('18014398509481982*x')
  })
  it('multiplies dense polynomials with coefficients of every size', () => {
    for (const digits of [3, 8, 12, 20, 40, 90]) {
      const c = 10n ** BigInt(digits)
      const p = power(parsePolynomial(`(${c} + 7)*x - (${c} - 3)*y + ${c} + 1`), 4)
      const at = new Map([
        ['x', Q.rational(3, 2)],
        ['y', Q.rational(-2)],
      ])
      const value = evaluate(p, at)
      expect(value).toEqual(Q.power(evaluate(parsePolynomial(`(${c} + 7)*x - (${c} - 3)*y + ${c} + 1`), at), 4))
      expect(evaluate(multiply(p, negate(p)), at)).toEqual(Q.negate(Q.multiply(value, value)))
    }
  })
  it('multiplies dense, sparse and many-variable products alike', () => {
    const all = many.slice(0, 12).map((s) => indeterminate(s, many))
    const sum = all.reduce(add)
    expect(termCount(power(sum, 3))).toBe(364)
    const wide = parsePolynomial('x^900*y^3 + y^777 - 2*z^500 + 1')
    expect(equal(product([wide, wide, wide]), power(wide, 3))).toBe(true)
    const at = new Map([
      ['x', Q.rational(1)],
      ['y', Q.rational(-1)],
      ['z', Q.rational(1)],
    ])
    expect(evaluate(power(wide, 5), at)).toEqual(Q.rational(-243))
  })
})
