import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import { scopeOf } from '../../src/dynamics/structure.ts'
import { gradient } from '../../src/kernel/derivative.ts'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import * as Q from '../../src/kernel/rational.ts'
import { printTerm, type Term } from '../../src/kernel/term.ts'
import { conservedVerdict } from '../../src/laws/conserved-verdict.ts'
import type { GradientField } from '../../src/laws/gradient-field.ts'
import { newCollection } from '../../src/laws/law-collection.ts'
import { formDomain, formKind, formTerm } from '../../src/laws/law-form.ts'
import { nonPolynomialLaws } from '../../src/laws/non-polynomial-laws.ts'
import { gradientField, polynomialFields } from '../../src/laws/polynomial-fields.ts'
import { budget, objectiveOf } from './objectives.ts'
import { fieldWithLaw, lawsOf, plainField, slopeAlong, transformed } from './planar-fields.ts'

const search = (text: string, variables: string, parameters = '', assume: string[] = []) => {
  const objective = objectiveOf(text, variables, parameters, assume)
  const field = gradientField(objective, budget()) as GradientField
  const laws = newCollection(field, 1, objective.integers)
  const open: string[] = []
  const isConserved = (term: Term): boolean => conservedVerdict(objective, term).status === 'proved'
  const target = objective.variables.length - 1
  nonPolynomialLaws({ fields: [field], integers: objective.integers, target, isConserved }, laws, budget(), open)
  const found = laws.forms().map((form) => {
    const term = formTerm(form, field, objective.integers)
    return {
      text: printTerm(term),
      kind: formKind(form, field),
      domain: formDomain(form, field),
      isProved: isConserved(term),
    }
  })
  return { laws: found, rank: laws.rank(), open, objective }
}

/** Objectives in the plane, and a quantity they conserve: any other law is a function of it. */
const PLANAR: readonly (readonly [string, string])[] = [
  // Quadratic objectives: eigenvectors over quadratic fields.
  ['x^2+x*y+2*y^2', '3*sqrt(2)*log(abs((x+y+sqrt(2)*y)/(x+y-sqrt(2)*y))) - 2*log(abs(x^2+2*x*y-y^2))'],
  [
    'x^2+2*x*y+3*y^2+4*x-5*y',
    'sqrt(2)*log(abs((4*x+4*y+8+sqrt(2)*(4*y-9))/(4*x+4*y+8-sqrt(2)*(4*y-9))))-log(abs(8*x^2+16*x*y-8*y^2+32*x+104*y-49))',
  ],
  ['(x-1)^2+3*(y+2)^2', '(x-1)^3/(y+2)'],
  ['x^2+sqrt(2)*y^2', 'sqrt(2)*log(abs(x))-log(abs(y))'],
  // Homogeneous objectives: lines through 0 over quadratic fields.
  ['x^4+x^2*y^2+y^4', '(x^2-y^2)^3/(x^4*y^4)'],
  ['x^2*y^3+y^5', '(x^2+y^2)/x^5'],
  ['x^6+y^6', '1/x^4-1/y^4'],
  ['(x^2+x*y+y^2)^2', '(x-y)^3/(x+y)'],
  // Separable objectives, in quadratures: rational, logarithmic, over quadratic fields.
  ['x^3-2*x+y^2', 'sqrt(6)*log(abs((3*x+sqrt(6))/(3*x-sqrt(6))))+6*log(abs(y))'],
  ['x^5+y^2', 'y^15*exp(2/x^3)'],
  ['x^6+y^4', '3/y^2-1/x^4'],
  ['x^4-x^2+y^2', '(2*x^2-1)/(x^2*y^2)'],
  ['x^2/(1+x^2)+y^2', 'x^4*exp(x^4+4*x^2)/y^4'],
  // Functions as coordinates: roots, logarithms, moduli, exponentials.
  ['sqrt(x)+y^2', 'y^3*exp(-8*x*sqrt(x))'],
  ['x*sqrt(x)+y^2', 'y^3*exp(-8*sqrt(x))'],
  ['cbrt(x)+y^2', '18*x*cbrt(x)^2-5*log(abs(y))'],
  ['sqrt(1+x^2)+y', 'x*exp(sqrt(x^2+1)-y)/(sqrt(x^2+1)+1)'],
  ['abs(x)^3+y^2', 'y^3*exp(2/abs(x))'],
  ['abs(x)+y^2', 'y*exp(-2*abs(x))'],
  ['exp(x)+exp(-x)+y^2', 'y*(exp(x)+1)/(exp(x)-1)'],
  ['log(1+exp(x))+y^2', 'y*exp(2*exp(-x)-2*x)'],
  ['log(1+exp(x))+log(1+exp(y))', 'x-y+exp(-y)-exp(-x)'],
  ['tanh(x)+tanh(y)', 'x-y+tanh(x)/(1-tanh(x)^2)-tanh(y)/(1-tanh(y)^2)'],
  ['sin(x)*sin(y)', 'cos(x)/cos(y)'],
  ['cos(x)+y^2', 'y*(1-cos(x))/(1+cos(x))'],
  ['exp(x)*sin(y)', 'cos(y)*exp(x)'],
]

describe('laws of planar objectives that are no polynomials', () => {
  it.each(PLANAR)('%s has a law, as %s shows', (text, known) => {
    const { laws, rank, objective } = search(text, 'x y')
    expect(rank).toBe(1)
    expect(laws[0]?.isProved).toBe(true)
    expect(conservedVerdict(objective, parseTerm(known)).status).toBe('proved')
  })

  it.each([
    ['a*x^3+b*y^3', 'a b', '(a*x - b*y)/(x*y)', 'x*y != 0'],
    ['a*x^2+b*y', 'a b', 'abs(x)^(b)*exp(-2*a*y)', 'x != 0'],
    ['x^2+a*x*y+y^2', 'a', 'abs(x - y)^(a + 2)*abs(x + y)^(a - 2)', '(x - y)*(x + y) != 0'],
    ['a*x^4+b*y^4', 'a b', '(a*x^2 - b*y^2)/(x^2*y^2)', 'x*y != 0'],
    ['a*exp(b*x)+y^2', 'a b', 'abs(y)^(a*b^2)*exp(2*exp(-b*x))', 'y != 0'],
    ['abs(x)^(p)+abs(y)^(p)', 'p', 'x^2*abs(x)^(-p) - y^2*abs(y)^(-p)', 'x != 0, y != 0'],
    ['a*x^2*y+b*y^3', 'a b', 'abs(x)^(-3*b)*abs(a*x^2 - 2*a*y^2 + 3*b*y^2)^(a)', 'x*(a*x^2 - 2*a*y^2 + 3*b*y^2) != 0'],
  ])('%s with parameters %s conserves %s', (text, parameters, law, domain) => {
    const { laws } = search(text, 'x y', parameters)
    expect(laws.map(({ text: printed }) => printed)).toEqual([law])
    expect(laws[0]).toMatchObject({ isProved: true, domain })
  })

  it('takes integer exponents that are parameters', () => {
    const { laws } = search('x^(m)+y^(n)', 'x y', 'm n')
    expect(laws).toMatchObject([{ isProved: true, domain: 'x != 0, y != 0', kind: 'darboux' }])
  })

  it('needs a sign for roots of parameters, and says so', () => {
    const open = search('a*x^2+2*b*x*y+c*y^2', 'x y', 'a b c')
    expect(open.laws).toEqual([])
    expect(open.open.join()).toMatch(/assume that what stands under roots is positive/)
    const closed = search('a*x^2+2*b*x*y+c*y^2', 'x y', 'a b c', ['a^2-2*a*c+4*b^2+c^2 > 0'])
    expect(closed.laws).toMatchObject([{ isProved: true }])
  })

  it('names a law that the language cannot express', () => {
    const { laws, open } = search('x^3+x+y^2', 'x y')
    expect(laws).toEqual([])
    expect(open.join()).toMatch(/2\*sqrt\(3\)\*atan\(sqrt\(3\)\/\(3\*x\)\) \+ 3\*log\(abs\(y\)\)/)
  })

  it('names an integral that is not found', () => {
    const { open } = search('x^4+x+y^2', 'x y')
    expect(open.join()).toMatch(/the integral of the integrating factor 1\/\(y\*\(4\*x\^3 \+ 1\)\)/)
  })

  it.each(['x^2+x*y^3+y-1', 'x^2*y^2+x+y', '(1-x)^2+100*(y-x^2)^2', 'x*log(x)+y*log(y)'])(
    'ends without a law of %s, and says what was not searched',
    (text) => {
      const { laws, open } = search(text, 'x y')
      expect(laws).toEqual([])
      expect(open.join()).toMatch(/Darboux polynomials/)
    },
  )
})

describe('laws in more variables', () => {
  it.each([
    ['x^2+x*y+y^2+z^2+y*z', 'x y z'],
    ['x^2+y^3+z^4', 'x y z'],
    ['exp(x)+y^2+sqrt(z)', 'x y z'],
    ['x*y*z+x+y+z', 'x y z'],
    ['(1+x^2)*(2+y^2)*(3+z^2)', 'x y z'],
    ['a*x^2+b*y^2+c*z^2', 'x y z', 'a b c'],
    ['x^2+2*y^2+3*z^2+4*u^2', 'x y z u'],
  ])('%s has all its laws', (text, variables, parameters = '') => {
    const { laws, rank } = search(text, variables, parameters)
    expect(rank).toBe(variables.split(' ').length - 1)
    expect(laws.every(({ isProved }) => isProved)).toBe(true)
  })

  it('counts eigenvalues that it does not use', () => {
    const { open } = search('x^2+y^2+z^2+x*y+2*x*z+3*y*z', 'x y z')
    expect(open.join()).toMatch(/3 eigenvalues of degree above 2/)
  })

  it('finds common laws of several fields', () => {
    const names = ['x', 'y', 'z']
    const field = (...components: string[]): GradientField =>
      plainField(
        names,
        components.map((p) => parsePolynomial(p, names)),
      )
    // Both conserve x*y/z^2, the second not x/y.
    const { rank, forms } = lawsOf([field('x', 'y', 'z'), field('x', '-y', '0')], 1)
    expect(rank).toBe(1)
    expect(forms.map((form) => printTerm(formTerm(form, field('x', 'y', 'z'), [])))).toEqual(['x*y/z^2'])
  })
})

describe('laws of maps', () => {
  it.each([
    [['sqrt(x)+y^2', 'z*w'], 2, '(z - w)*(z + w)'],
    [['x^2+2*y^2', 'z^2+w^3'], 2, 'x^2/y'],
  ] as const)('%j', (potentials, target, first) => {
    const question = objectiveOf('0', 'x y z w')
    const slopes = potentials.map((text) => gradient(lower(parseTerm(text), scopeOf(question)), question.variables))
    const fields = polynomialFields(slopes, question, budget()) as readonly GradientField[]
    const { forms } = lawsOf(fields, target)
    expect(forms).toHaveLength(target)
    const terms = forms.map((form) => formTerm(form, fields[0] as GradientField, []))
    expect(printTerm(terms[0] as Term)).toBe(first)
    for (const text of potentials)
      for (const term of terms)
        expect(conservedVerdict(objectiveOf(text, 'x y z w'), term).status, printTerm(term)).toBe('proved')
  })
})

describe('fields made with a law', () => {
  const small = fc.integer({ min: -3, max: 3 })
  const line = fc
    .tuple(small, small, small)
    .filter(([a, b]) => a !== 0 || b !== 0)
    .map(([a, b, c]) => `${a}*x+${b}*y+${c}`.replace(/\+-/g, '-'))
  const weight = fc.integer({ min: -3, max: 3 }).filter((k) => k !== 0)
  const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }))

  const isConserved = (field: GradientField, [x, y]: readonly [number, number]): void => {
    const { forms, rank } = lawsOf([field], 1)
    expect(rank).toBe(1)
    const at = new Map([
      ['x', Q.rational(2 * x + 1, 3)],
      ['y', Q.rational(2 * y + 1, 5)],
    ])
    for (const form of forms) {
      const slope = slopeAlong(form, field, at)
      if (slope !== undefined) expect(Q.formatRational(slope)).toBe('0')
    }
  }

  it('finds a law of three lines, conserved at random points', () => {
    fc.assert(
      fc.property(fc.tuple(line, line, line), fc.tuple(weight, weight, weight), point, (lines, weights, at) => {
        const field = fieldWithLaw(lines.map((p, i) => [p, weights[i] as number] as const))
        if (field.components.every((p) => p.numerators.length === 0)) return
        isConserved(field, at)
      }),
      { numRuns: 8, seed: 4 },
    )
  })

  it('finds cubics and quartics, alone and in families', () => {
    const printed = (factors: readonly (readonly [string, number])[]): string[] => {
      const field = fieldWithLaw(factors)
      return lawsOf([field], 1).forms.map((form) => printTerm(formTerm(form, field, [])))
    }
    const family = [['x^3+y^2-1', 1] as const, ['x', -2] as const]
    expect(printed(family)).toEqual(['(x^3 + y^2 - 1)/x^2'])
    const isolated = [['x^4-y^2+x*y-2', -1] as const, ['x^2+y^2-3', 3] as const]
    expect(printed(isolated)).toEqual(['(x^4 + x*y - y^2 - 2)/(x^2 + y^2 - 3)^3'])
    const exponential = [['x^3+y^2-1', 1] as const]
    expect(lawsOf([fieldWithLaw(exponential, 'x+y^2')], 1).rank).toBe(1)
  })

  it.each([
    [
      [
        ['x', 2],
        ['y-1', -3],
        ['x+y', 1],
      ],
      '0',
    ],
    [
      [
        ['x', 1],
        ['2*x-3*y+1', -2],
      ],
      'x*y',
    ],
    [
      [
        ['x^2+y^2-1', 1],
        ['y-2*x', -2],
      ],
      '0',
    ],
    [
      [
        ['x^2-y', 1],
        ['x', -3],
      ],
      'x',
    ],
    [
      [
        ['x^2-2*y^2', 1],
        ['x+1', 2],
      ],
      '0',
    ],
    [[['x^2+y^2+1', 1]], 'x-y'],
    [
      [
        ['x*y-1', 2],
        ['x-y', -1],
      ],
      '0',
    ],
    [
      [
        ['x^2+x*y+y^2', 1],
        ['y', -5],
      ],
      'y',
    ],
  ] as const)('finds the law of %j and exp(%s)', (factors, g) => {
    const field = fieldWithLaw(factors, g)
    const { rank } = lawsOf([field], 1)
    expect(rank).toBe(1)
    for (const matrix of [
      [
        [1, 2],
        [3, 7],
      ],
      [
        [2, -1],
        [1, 3],
      ],
    ] as const)
      expect(lawsOf([transformed(field, matrix)], 1).rank).toBe(1)
  })
})
