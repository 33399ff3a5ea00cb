import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlgebraicNumber,
  addAlgebraic,
  algebraic,
  compareAlgebraic,
  encloseAlgebraic,
  equalAlgebraic,
  evaluateAlgebraic,
  invertAlgebraic,
  minimalPolynomialOf,
  multiplyAlgebraic,
  signAlgebraic,
  subtractAlgebraic,
} from '../../src/algebra/algebraic-number.ts'
import { equal, isZero, scale } from '../../src/algebra/polynomial.ts'
import { power, product } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { isolateRoots, realRoots, refineRoot } from '../../src/algebra/real-roots.ts'
import { polynomialIn, signAt, univariate } from '../../src/algebra/univariate.ts'
import { factorUnivariate } from '../../src/algebra/univariate-factorization.ts'
import { compare, formatRational, type Rational, rational, subtract } from '../../src/kernel/rational.ts'
import { arbitraryPolynomial, FIXED, within } from './arbitrary.ts'

const number = (q: Rational): number => Number(q.n) / Number(q.d)

describe('real roots', () => {
  it('finds every root that was put in, rational ones exactly', () => {
    const root = fc
      .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 9 }))
      .map(([n, d]) => rational(n, d))
    fc.assert(
      fc.property(fc.array(root, { minLength: 1, maxLength: 6 }), (roots) => {
        const factors = roots.map((q) => polynomialIn('x', [-q.n, q.d]))
        const p = product([...factors, parsePolynomial('x^2 + x + 1')])
        const expected = [...new Set(roots.map(formatRational))].sort()
        const { roots: found } = realRoots(p, within(5000))
        expect(found.map((r) => formatRational(r.lower)).sort()).toEqual(expected)
        expect(found.every((r) => compare(r.lower, r.upper) === 0)).toBe(true)
      }),
      FIXED,
    )
  })
  it('isolates irrational roots in disjoint intervals with a sign change', () => {
    fc.assert(
      fc.property(arbitraryPolynomial(['x'], 9, 5), (p) => {
        fc.pre(!isZero(p))
        const { squareFree, roots } = realRoots(p, within(5000))
        roots.forEach((r, i) => {
          const point = compare(r.lower, r.upper) === 0
          expect(signAt(squareFree, r.lower) * signAt(squareFree, r.upper)).toBe(point ? 0 : -1)
          const next = roots[i + 1]
          if (next !== undefined) expect(compare(r.upper, next.lower)).toBe(-1)
          const narrow = refineRoot(squareFree, r, rational(1, 1000000), within(5000))
          expect(number(subtract(narrow.upper, narrow.lower))).toBeLessThanOrEqual(1e-6)
        })
      }),
      FIXED,
    )
  })
  it.each([
    ['x^2 + 1', ''],
    ['x^3 - 2', '1.25992'],
    ['(x^2 - 2)*(x^2 - 3)*x', '-1.73205 -1.41421 0.00000 1.41421 1.73205'],
    ['(x-1)*(x-1001/1000)*(1000*x^2-2001*x+1001)', '1.00000 1.00100'],
    ['5', ''],
  ])('%s', (text, expected) => {
    const { squareFree, roots } = realRoots(parsePolynomial(text))
    const values = roots.map((r) => number(refineRoot(squareFree, r, rational(1, 10 ** 9)).lower))
    expect(values.map((v) => v.toFixed(5)).join(' ')).toBe(expected)
  })
  it('keeps apart roots that nearly meet (Mignotte)', () => {
    const p = univariate(parsePolynomial('x^12 - 2*(1000*x - 1)^2'))
    expect(isolateRoots(p, within(5000)).length).toBe(4)
  })
  it('refuses 0', () => {
    expect(() => realRoots(parsePolynomial('0', ['x']))).toThrow('nonzero')
  })
})

describe('factors over Q', () => {
  it('multiply back', () => {
    const some = arbitraryPolynomial(['x'], 5, 4)
    fc.assert(
      fc.property(some, some, (p, q) => {
        fc.pre(!isZero(p) && !isZero(q))
        const f = product([p, p, q])
        const { scale: s, factors } = factorUnivariate(f, within(5000))
        expect(
          equal(
            scale(
              product(
                factors.map((b) => power(b.base, b.multiplicity)),
                ['x'],
              ),
              s,
            ),
            f,
          ),
        ).toBe(true)
      }),
      { ...FIXED, numRuns: 50 },
    )
  })
  it.each([
    ['x^4 - 10*x^2 + 1', ['x^4 - 10*x^2 + 1']],
    ['x^4 + 4', ['x^2 - 2*x + 2', 'x^2 + 2*x + 2']],
    ['x^8 + x^4 + 1', ['x^2 + x + 1', 'x^2 - x + 1', 'x^4 - x^2 + 1']],
    ['6*x^2 + 5*x - 6', ['2*x + 3', '3*x - 2']],
    [
      'x^16-136*x^14+6476*x^12-141912*x^10+1513334*x^8-7453176*x^6+13950764*x^4-5596840*x^2+46225',
      ['x^16 - 136*x^14 + 6476*x^12 - 141912*x^10 + 1513334*x^8 - 7453176*x^6 + 13950764*x^4 - 5596840*x^2 + 46225'],
    ],
  ])('%s', (text, expected) => {
    const { factors } = factorUnivariate(parsePolynomial(text), within(10_000))
    expect(factors.map((f) => printPolynomial(f.base)).sort()).toEqual([...expected].sort())
  })
})

describe('the field Q(θ)', () => {
  const minimal = univariate(parsePolynomial('x^3 - 2'))
  const field = { minimal, root: isolateRoots(minimal)[0] as ReturnType<typeof isolateRoots>[number] }
  const element = fc
    .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 })), { maxLength: 3 })
    .map((list) =>
      algebraic(
        field,
        list.map(([n, d]) => rational(n, d)),
      ),
    )
  const value = (a: AlgebraicNumber): number => number(encloseAlgebraic(field, a, rational(1, 10 ** 12)).lower)

  it('is a field in which signs and values agree', () => {
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        const ab = multiplyAlgebraic(field, a, b)
        expect(
          equalAlgebraic(multiplyAlgebraic(field, ab, c), multiplyAlgebraic(field, a, multiplyAlgebraic(field, b, c))),
        ).toBe(true)
        expect(
          equalAlgebraic(
            multiplyAlgebraic(field, a, addAlgebraic(b, c)),
            addAlgebraic(ab, multiplyAlgebraic(field, a, c)),
          ),
        ).toBe(true)
        if (a.length > 0) expect(multiplyAlgebraic(field, a, invertAlgebraic(field, a))).toEqual([rational(1)])
        expect(value(ab)).toBeCloseTo(value(a) * value(b), 6)
        expect(signAlgebraic(field, a)).toBe(Math.abs(value(a)) < 1e-9 ? 0 : Math.sign(value(a)))
        expect(compareAlgebraic(field, a, b)).toBe(signAlgebraic(field, subtractAlgebraic(a, b)))
      }),
      FIXED,
    )
  })
  it('tells values apart that agree to many digits', () => {
    const theta = algebraic(field, [rational(0), rational(1)])
    expect(signAlgebraic(field, subtractAlgebraic(theta, [rational(125992104989487316476n, 10n ** 20n)]))).toBe(1)
    expect(signAlgebraic(field, subtractAlgebraic(theta, [rational(125992104989487316477n, 10n ** 20n)]))).toBe(-1)
    expect(() => invertAlgebraic(field, [])).toThrow('nonzero')
  })
  it('knows minimal polynomials', () => {
    const a = algebraic(field, [rational(1), rational(1)])
    expect(printPolynomial(polynomialIn('x', minimalPolynomialOf(field, a)))).toBe('x^3 - 3*x^2 + 3*x - 3')
    expect(minimalPolynomialOf(field, [rational(3, 4)])).toEqual([-3n, 4n])
  })
  it('evaluates polynomials', () => {
    const theta = algebraic(field, [rational(0), rational(1)])
    const p = parsePolynomial('x^3*y - 2*y + x')
    expect(
      evaluateAlgebraic(
        field,
        p,
        new Map([
          ['x', theta],
          ['y', [rational(5)]],
        ]),
      ),
    ).toEqual(theta)
  })
})
