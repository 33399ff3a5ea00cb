import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eliminant, minimalPolynomialModulo, substituteInto } from '../../src/algebra/eliminant.ts'
import {
  dimension,
  type GroebnerBasis,
  groebnerBasis,
  quotientDimension,
  reduce,
  standardMonomials,
} from '../../src/algebra/groebner.ts'
import { idealMembership, radicalMembership } from '../../src/algebra/ideal-membership.ts'
import { LEX, monomialKeys } from '../../src/algebra/monomial-order.ts'
import { convertOrder } from '../../src/algebra/order-conversion.ts'
import { add, constant, degree, equal, isZero, type Polynomial } from '../../src/algebra/polynomial.ts'
import { gradient } from '../../src/algebra/polynomial-calculus.ts'
import { multiply, power } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { arbitraryPolynomial, FIXED, within } from './arbitrary.ts'

const read = (texts: readonly string[], names: readonly string[]): Polynomial[] =>
  texts.map((t) => parsePolynomial(t, names))
const combine = (generators: readonly Polynomial[], cofactors: readonly Polynomial[]): Polynomial =>
  generators.reduce((s, g, i) => add(s, multiply(g, cofactors[i] as Polynomial)), constant(0))

const cyclic4 = read(['a+b+c+d', 'a*b+b*c+c*d+d*a', 'a*b*c+b*c*d+c*d*a+d*a*b', 'a*b*c*d-1'], ['a', 'b', 'c', 'd'])
const katsura = (n: number): Polynomial[] => {
  const names = Array.from({ length: n + 1 }, (_, i) => `u${i}`)
  const u = (i: number): string => (Math.abs(i) <= n ? `u${Math.abs(i)}` : '0')
  const all = Array.from({ length: 2 * n + 1 }, (_, i) => i - n)
  return read(
    [
      `${all.map(u).join('+')} - 1`,
      ...names.slice(0, n).map((name, m) => `${all.map((i) => `${u(i)}*${u(m - i)}`).join('+')} - ${name}`),
    ],
    names,
  )
}

describe('monomial keys', () => {
  const exponents = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
  const total = (e: readonly number[]): number => e.reduce((s, x) => s + x, 0)
  const grevlex = (a: readonly number[], b: readonly number[]): number => {
    if (total(a) !== total(b)) return total(a) - total(b)
    for (let k = 3; k >= 0; k--) if (a[k] !== b[k]) return (b[k] as number) - (a[k] as number)
    return 0
  }
  const lex = (a: readonly number[], b: readonly number[]): number => {
    for (let k = 0; k < 4; k++) if (a[k] !== b[k]) return (a[k] as number) - (b[k] as number)
    return 0
  }
  const block = (a: readonly number[], b: readonly number[]): number =>
    grevlex([...a.slice(0, 2), 0, 0], [...b.slice(0, 2), 0, 0]) || grevlex([...a.slice(2), 0, 0], [...b.slice(2), 0, 0])
  it.each([
    ['grevlex', { kind: 'grevlex' }, grevlex],
    ['lex', LEX, lex],
    ['elimination', { kind: 'elimination', eliminated: 2 }, block],
    ['blocks', { kind: 'blocks', sizes: [0, 2, 2] }, block],
    ['single blocks', { kind: 'blocks', sizes: [1, 1, 1] }, lex],
  ] as const)('%s: in the order of monomials, additive, decodable', (_, order, compare) => {
    const keys = monomialKeys(4, order)
    fc.assert(
      fc.property(exponents, exponents, (a, b) => {
        expect(Math.sign(keys.encode(a) - keys.encode(b))).toBe(Math.sign(compare(a, b)))
        expect(keys.encode(a) + keys.encode(b)).toBe(keys.encode(a.map((x, k) => x + (b[k] as number))))
        expect(keys.decode(keys.encode(a))).toEqual(a)
      }),
      FIXED,
    )
  })
})

describe('Gröbner bases', () => {
  it.each([
    ['cyclic4', cyclic4, 7, 1, Infinity],
    ['katsura3', katsura(3), 7, 0, 8],
    ['katsura4', katsura(4), 13, 0, 16],
  ] as const)('%s', (_, generators, size, dim, count) => {
    const basis = groebnerBasis(generators, within(10_000))
    expect([basis.elements.length, dimension(basis), quotientDimension(basis)]).toEqual([size, dim, count])
    for (const g of generators) expect(isZero(reduce(g, basis, within(5000)))).toBe(true)
  })
  it('finds lexicographic and elimination bases', () => {
    const generators = read(['x^2+y^2-1', 'x*y-1/4'], ['x', 'y'])
    const lex = groebnerBasis(generators, within(5000), LEX)
    expect(lex.elements.map(printPolynomial)).toEqual(['16*y^4 - 16*y^2 + 1', 'x + 4*y^3 - 4*y'])
    const [t, ...curve] = ['t', 'x', 'y']
    const twisted = read(['x - t^2', 'y - t^3'], [t as string, ...curve])
    const eliminated = groebnerBasis(twisted, within(5000), { kind: 'elimination', eliminated: 1 })
    expect(eliminated.elements.map(printPolynomial)).toContain('x^3 - y^2')
  })
  it('converts finitely many points to another order', () => {
    const converted = convertOrder(groebnerBasis(katsura(3), within(5000)), LEX, within(10_000))
    expect(converted?.leading).toEqual([
      [0, 0, 0, 8],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ])
    for (const g of katsura(3)) expect(isZero(reduce(g, converted as GroebnerBasis, within(5000)))).toBe(true)
    const generators = read(['x^2+y^2-1', 'x*y-1/4'], ['x', 'y'])
    const direct = groebnerBasis(generators, within(5000), LEX).elements.map(printPolynomial)
    const indirect = convertOrder(groebnerBasis(generators, within(5000)), LEX, within(5000))
    expect(indirect?.elements.map(printPolynomial)).toEqual(direct)
    expect(convertOrder(groebnerBasis(cyclic4, within(5000)), LEX, within(5000))).toBeUndefined()
  })
  it('reduces to a unique normal form', () => {
    const basis = groebnerBasis(katsura(2), within(5000))
    const some = arbitraryPolynomial(basis.names, 3, 4)
    fc.assert(
      fc.property(some, some, (p, q) => {
        const r = reduce(p, basis, within(5000))
        expect(equal(reduce(r, basis, within(5000)), r)).toBe(true)
        const shifted = add(p, multiply(q, basis.elements[0] as Polynomial))
        expect(equal(reduce(shifted, basis, within(5000)), r)).toBe(true)
      }),
      { ...FIXED, numRuns: 30 },
    )
  })
  it('knows the whole ring, the empty ideal and curves', () => {
    const whole = groebnerBasis(read(['x*y-1', 'x'], ['x', 'y']), within(5000))
    expect([whole.elements.map(printPolynomial), dimension(whole), quotientDimension(whole)]).toEqual([['1'], -1, 0])
    const nothing = groebnerBasis([], within(5000), { kind: 'grevlex' }, ['x', 'y'])
    expect([dimension(nothing), standardMonomials(nothing)]).toEqual([2, undefined])
  })
  it('stops where the budget is spent', () => {
    expect(() => groebnerBasis(cyclic4, { deadline: 0 })).toThrow('spent')
    const stopped = new AbortController()
    stopped.abort()
    expect(() => groebnerBasis(cyclic4, { deadline: Infinity, signal: stopped.signal })).toThrow('spent')
  })
})

describe('membership', () => {
  const names = ['x', 'y']
  const small = arbitraryPolynomial(names, 2, 3)
  it('finds cofactors of every combination', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { minLength: 1, maxLength: 3 }), (pairs) => {
        const generators = pairs.map(([g]) => g)
        const p = combine(
          generators,
          pairs.map(([, c]) => c),
        )
        const cofactors = idealMembership(p, generators, within(20_000))
        expect(cofactors).toBeDefined()
        expect(equal(combine(generators, cofactors as Polynomial[]), p)).toBe(true)
      }),
      { ...FIXED, numRuns: 60 },
    )
  })
  it('needs cofactors of high degree (Mayr and Meyer, Brownawell)', () => {
    const generators = read(['x^4', 'x*z^3 - y^4', 'y*z^3 - 1'], ['x', 'y', 'z'])
    const cofactors = idealMembership(constant(1), generators, within(20_000)) as Polynomial[]
    expect(equal(combine(generators, cofactors), constant(1))).toBe(true)
    expect(Math.max(...cofactors.map(degree))).toBeGreaterThan(8)
  })
  it('says no', () => {
    expect(idealMembership(parsePolynomial('x'), read(['x^2', 'y'], names), within(5000))).toBeUndefined()
    expect(idealMembership(constant(1), [], within(5000))).toBeUndefined()
    expect(idealMembership(constant(0), read(['x'], names), within(5000))?.every(isZero)).toBe(true)
  })
  it('does not mind many names that do not occur', () => {
    const many = [...names, ...Array.from({ length: 38 }, (_, i) => `c${i}`)]
    const generators = read(['x^7 - y', 'y^9'], many)
    const p = parsePolynomial('x^63', many)
    const cofactors = idealMembership(p, generators, within(10_000)) as Polynomial[]
    expect(equal(combine(generators, cofactors), p)).toBe(true)
    expect(cofactors[0]?.names).toEqual(many)
    expect(dimension(groebnerBasis(read(['x*y', 'c1^2'], many), within(5000)))).toBe(38)
  })
  it('finds the power that is a member', () => {
    const generators = read(['x^2', 'x*y + y^3'], names)
    const found = radicalMembership(parsePolynomial('y', names), generators, 8, within(10_000))
    expect(found?.exponent).toBe(5)
    const back = combine(generators, found?.cofactors as Polynomial[])
    expect(equal(back, power(parsePolynomial('y'), 5))).toBe(true)
  })
})

describe('eliminants', () => {
  it.each([
    ['(x*y-1)^2', 't^2 - t'],
    ['(x*y*z-1)^2', 't^2 - t'],
    ['(x^3+y^3-1)^2', 't^2 - t'],
    ['(x^2-y)^2', 't'],
    ['(x*y-1)^2+(y*z-2)^2+(x-z)^4', 't - 5'],
  ])('of f modulo its gradient: f = %s', (text, polynomial) => {
    const f = parsePolynomial(text)
    const generators = gradient(f)
    const found = eliminant(generators, f, within(20_000))
    if (text.includes('(x-z)^4')) {
      expect(found).toBeDefined()
    } else expect(found && printPolynomial(found.polynomial)).toBe(polynomial)
    const q = substituteInto(found?.polynomial as Polynomial, f)
    expect(equal(combine(generators, found?.cofactors as Polynomial[]), q)).toBe(true)
  })
  it('says where u is not finite', () => {
    const basis = groebnerBasis(read(['x*y-1'], ['x', 'y']), within(5000))
    expect(minimalPolynomialModulo(parsePolynomial('x', ['x', 'y']), basis, within(5000), 5)).toBeUndefined()
  })
})
