import { describe, expect, it } from 'vitest'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import {
  algebraicRelations,
  expressBy,
  holdsIdentically,
  integralEquation,
  type Subalgebra,
} from '../../src/algebra/subalgebra.ts'
import { within } from './arbitrary.ts'

const algebra = (generators: Readonly<Record<string, string>>, relations: readonly string[] = []): Subalgebra => ({
  generators: new Map(Object.entries(generators).map(([t, q]) => [t, parsePolynomial(q)])),
  relations: relations.map((r) => parsePolynomial(r)),
})

describe('integral equations', () => {
  it('of x over h = xyz - 1 and two laws', () => {
    const product = algebra({ h: 'x*y*z - 1', c: 'x^2 - y^2', d: 'x^2 - z^2' })
    const equation = integralEquation('x', product, within(10_000))
    expect(equation && printPolynomial(equation)).toBe('x^6 - x^4*c - x^4*d + x^2*c*d - h^2 - 2*h - 1')
    expect(equation && holdsIdentically(equation, product)).toBe(true)
    for (const s of ['y', 'z']) expect(integralEquation(s, product, within(10_000))).toBeDefined()
  })
  it('of the hyperbola and of y over the parabola', () => {
    const hyperbola = algebra({ h: 'x*y - 1', c: 'x^2 - y^2' })
    const equation = integralEquation('x', hyperbola, within(5000))
    expect(equation && printPolynomial(equation)).toBe('x^4 - x^2*c - h^2 - 2*h - 1')
    expect(integralEquation('x', algebra({ h: 'x*y - 1' }), within(5000))).toBeUndefined()
    expect(integralEquation('y', algebra({ h: 'x^2 - y', x2: 'x^2' }), within(5000))).toBeDefined()
  })
  it('uses relations', () => {
    const withInverse = algebra({ t: 'x + w' }, ['x*w - 1'])
    const equation = integralEquation('x', withInverse, within(5000))
    expect(equation && printPolynomial(equation)).toBe('x^2 - x*t + 1')
    expect(equation && holdsIdentically(equation, withInverse)).toBe(false)
  })
})

describe('subalgebras', () => {
  it('express a symmetric polynomial', () => {
    const symmetric = algebra({ s: 'x + y', p: 'x*y' })
    const found = expressBy(parsePolynomial('x^3 + y^3'), symmetric, within(5000))
    expect(found && printPolynomial(found)).toBe('s^3 - 3*s*p')
    expect(expressBy(parsePolynomial('x - y'), symmetric, within(5000))).toBeUndefined()
    expect(algebraicRelations(symmetric, within(5000))).toEqual([])
  })
  it('know their relations', () => {
    const veronese = algebra({ a: 'x^2', b: 'x*y', c: 'y^2' })
    expect(algebraicRelations(veronese, within(5000)).map(printPolynomial)).toEqual(['-a*c + b^2'])
  })
  it('refuse a name with two meanings', () => {
    expect(() => expressBy(parsePolynomial('x'), algebra({ x: 'x^2' }), within(5000))).toThrow('names a generator')
  })
})
