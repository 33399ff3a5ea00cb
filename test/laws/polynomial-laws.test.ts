import { describe, expect, it } from 'vitest'
import { isZero } from '../../src/algebra/polynomial.ts'
import { evaluate } from '../../src/algebra/polynomial-calculus.ts'
import { printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { rational } from '../../src/kernel/rational.ts'
import { printTerm, substitute } from '../../src/kernel/term.ts'
import { familyOf } from '../../src/laws/field-family.ts'
import { alongField } from '../../src/laws/gradient-field.ts'
import { polynomialLaws } from '../../src/laws/polynomial-laws.ts'
import { budget, fieldOf } from './objectives.ts'

const MATRIX = '(x11*y11+x12*y21-2)^2+(x11*y12+x12*y22-1)^2+(x21*y11+x22*y21)^2+(x21*y12+x22*y22-3)^2'

const CASES: readonly (readonly [string, string, { readonly [degree: number]: number }])[] = [
  ['(x*y-1)^2', 'x y', { 2: 1, 4: 2, 6: 3 }],
  ['(x^2-y)^2', 'x y', { 6: 0 }],
  ['(x^3+y^3-1)^2', 'x y', { 6: 0 }],
  ['(2*x^2+y^2-1)^2', 'x y', { 8: 0 }],
  ['(y^2-2*x^2-1)^2', 'x y', { 2: 0, 3: 1, 6: 2 }],
  ['(x^2+y^2-1)^2', 'x y', { 6: 0 }],
  ['(x*y*z-1)^2', 'x y z', { 2: 2, 4: 5 }],
  ['(2*x+3*y-1)^2', 'x y', { 1: 1, 3: 3 }],
  ['(x^2+y^2-z^2-1)^2', 'x y z', { 2: 2, 4: 5 }],
  ['(2*x1*y1+3*x2*y2-1)^2', 'x1 x2 y1 y2', { 2: 2, 4: 5, 5: 7, 6: 11 }],
  [MATRIX, 'x11 x12 x21 x22 y11 y12 y21 y22', { 2: 3, 4: 9 }],
  ['(x1*y1-2)^2+(x1*y2-1)^2+(x2*y1-6)^2+(x2*y2-3)^2', 'x1 x2 y1 y2', { 2: 1, 4: 2 }],
  ['(x1*y1-1)^2+(x2*y2-1)^2', 'x1 x2 y1 y2', { 2: 2, 4: 5 }],
  ['(1+b1*a1+2*b1*a2-2)^2+(3+b2*a1+2*b2*a2-1)^2', 'b1 b2 a1 a2', { 1: 1, 2: 3, 4: 8 }],
  ['(x^2-2)^2+(y^2-1)^2+((x+y)^2-3)^2', 'x y', { 6: 0 }],
  ['x^2+x^4*y^2', 'x y', { 6: 0 }],
  ['x^2*(1+y^2)', 'x y', { 6: 0 }],
  ['(x^2+2*y^2+3*z^2)/2', 'x y z', { 6: 0 }],
  ['(x^2-y^2)/2', 'x y', { 2: 1, 4: 2 }],
  ['x^3-3*x*y^2', 'x y', { 2: 0, 3: 1, 6: 2 }],
  ['((x^2-1)^2+(y^2-1)^2)/4', 'x y', { 8: 0 }],
  ['x*y*z', 'x y z', { 2: 2, 4: 5 }],
]

const generators = (text: string, variables: string, degree: number, parameters = ''): string[] =>
  polynomialLaws(familyOf(fieldOf(text, variables, parameters)), degree, budget()).generators.map(printPolynomial)

describe('conserved polynomials', () => {
  it.each(CASES)('%s in %s', (text, variables, expected) => {
    const field = fieldOf(text, variables)
    const degree = Math.max(...Object.keys(expected).map(Number))
    const laws = polynomialLaws(familyOf(field), degree, budget())
    for (const [d, count] of Object.entries(expected)) expect(laws.dimension.get(Number(d)), `degree ${d}`).toBe(count)
    expect(laws.searched).toBe(degree)
    for (const law of laws.generators) expect(isZero(alongField(field, law))).toBe(true)
  })

  it('does not depend on how f is written, nor on φ', () => {
    for (const text of ['(x*y-1)^2', 'x^2*y^2-2*x*y+1', 'abs(x*y-1)', 'log(1+(x*y-1)^2)', '3*(2-2*x*y)^4', 'x*y'])
      expect(generators(text, 'x y', 4)).toEqual(['x^2 - y^2'])
  })

  it('lists only generators', () => {
    expect(generators('(x*y*z-1)^2', 'x y z', 6)).toEqual(['x^2 - y^2', 'x^2 - z^2'])
    expect(generators('(2*x1*y1+3*x2*y2-1)^2', 'x1 x2 y1 y2', 6)).toHaveLength(4)
  })

  it('keeps the dimensions under rational rotations', () => {
    // Rotations, for they carry gradient flows along.
    const plane = new Map([
      ['x', parseTerm('3*x/5+4*y/5')],
      ['y', parseTerm('4*x/5-3*y/5')],
    ])
    for (const [text, degree, count] of [
      ['(x*y-1)^2', 4, 2],
      ['(y^2-2*x^2-1)^2', 6, 2],
      ['x^3-3*x*y^2', 6, 2],
    ] as const) {
      const field = fieldOf(printTerm(substitute(parseTerm(text), plane)), 'x y')
      expect(polynomialLaws(familyOf(field), degree, budget()).dimension.get(degree), text).toBe(count)
    }
    // In four dimensions: a product of rotations with angles of Pythagorean triples.
    const names = ['x1', 'x2', 'y1', 'y2']
    const rotated = new Map([
      ['x1', parseTerm('3*x1/5+4*x2/5')],
      ['x2', parseTerm('5*(4*x1/5-3*x2/5)/13+12*y1/13')],
      ['y1', parseTerm('12*(4*x1/5-3*x2/5)/13-5*y1/13')],
      ['y2', parseTerm('-y2')],
    ])
    const field = fieldOf(printTerm(substitute(parseTerm('(2*x1*y1+3*x2*y2-1)^2'), rotated)), names.join(' '))
    const laws = polynomialLaws(familyOf(field), 5, budget())
    expect([2, 4, 5].map((d) => laws.dimension.get(d))).toEqual([2, 5, 7])
  })

  it('finds laws with parameters', () => {
    expect(generators('(x^(m)*y^(n)-1)^2', 'x y', 2, 'm n')).toEqual(['x^2*n - y^2*m'])
    expect(generators('(a*x*y-1)^2', 'x y', 2, 'a')).toEqual(['x^2 - y^2'])
    expect(generators('(x*y-1)^2+a*(x^2+y^2)', 'x y', 4, 'a')).toEqual([])
    const field = fieldOf('(a*x^2+b*y*z-1)^2', 'x y z', 'a b')
    for (const law of polynomialLaws(familyOf(field), 3, budget()).generators)
      expect(isZero(alongField(field, law))).toBe(true)
  })

  it('a conserved polynomial is constant along an exact step of the field to first order', () => {
    const field = fieldOf('(x*y*z-1)^2', 'x y z')
    const point = new Map([...'xyz'].map((name, i) => [name, rational(i + 2, 3)]))
    for (const law of polynomialLaws(familyOf(field), 2, budget()).generators)
      expect(evaluate(alongField(field, law), point).n).toBe(0n)
  })

  it('keeps what it has when the time is spent', () => {
    const laws = polynomialLaws(familyOf(fieldOf('(x*y-1)^2', 'x y')), 6, { deadline: Date.now() - 1 })
    expect(laws).toMatchObject({ searched: 0, generators: [] })
  })
})
