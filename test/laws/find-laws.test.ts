import { describe, expect, it } from 'vitest'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { conservedVerdict } from '../../src/laws/conserved-verdict.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { budget, objectiveOf, printedLaws } from './objectives.ts'

const search = (text: string, variables: string, options: { degree?: number; candidates?: string[] } = {}) =>
  findLaws(objectiveOf(text, variables), {
    budget: budget(),
    seed: 1,
    ...(options.degree === undefined ? {} : { degree: options.degree }),
    ...(options.candidates === undefined ? {} : { candidates: options.candidates.map(parseTerm) }),
  })

/** Planar fields with one law: the law found is proved, so that any other law is a function of it. */
const PLANAR: readonly (readonly [string, string, string, string])[] = [
  ['(x*y-1)^2', 'x^2 - y^2', 'polynomial', 'R^n'],
  ['(x^2-y)^2', 'x*exp(2*y)', 'darboux', 'R^n'],
  ['(x^2-3*y)^2', 'x^3*exp(2*y)', 'darboux', 'R^n'],
  ['(x^2+x-y)^2', '(2*x + 1)*exp(2*y)', 'darboux', 'R^n'],
  ['(x^3+y^3-1)^2', '(x - y)/(x*y)', 'rational', 'x*y != 0'],
  ['(2*x^2+y^2-1)^2', 'x/y^2', 'rational', 'y != 0'],
  ['(y^2-2*x^2-1)^2', 'x*y^2', 'polynomial', 'R^n'],
  ['(x^2+y^2-1)^2', 'x/y', 'rational', 'y != 0'],
  ['(2*x+3*y-1)^2', '3*x - 2*y', 'polynomial', 'R^n'],
  ['x^2*(1+y^2)', 'y^2*exp(-x^2 + y^2)', 'darboux', 'R^n'],
  ['(x*y/(x^2+y^2)-1/4)^2', 'x^2 + y^2', 'polynomial', 'R^n'],
  ['(x^2*y+y-1)^2', 'x^2*exp(x^2 - 2*y^2)', 'darboux', 'R^n'],
  ['(x^4-y^3)^2', '(8*x^2 + 3*y)/(x^2*y)', 'rational', 'x*y != 0'],
  ['(x^3-y)^2', '(3*x*y - 1)/x', 'rational', 'x != 0'],
  ['(x^3/3+x*y)^2', '(2*x^2 + 2*y + 1)*exp(-2*y)', 'darboux', 'R^n'],
]

describe('laws of planar objectives', () => {
  it.each(PLANAR)('%s conserves %s', async (text, law, kind, domain) => {
    const { laws, independent } = await search(text, 'x y', { degree: 4 })
    expect(laws.map((found) => [printTerm(found.term), found.kind, found.domain])).toEqual([[law, kind, domain]])
    expect(laws[0]?.verdict).toMatchObject({ status: 'proved', trust: 'kernel' })
    expect(independent).toMatchObject({ found: 1, upperBound: 1, complete: true })
  })

  it('finds a law of a field with several invariant lines', async () => {
    const { laws } = await search('((x^2-1)^2+(y^2-1)^2)/4', 'x y', { degree: 4 })
    expect(laws).toHaveLength(1)
    expect(laws[0]).toMatchObject({ kind: 'rational', verdict: { status: 'proved' } })
    const known = objectiveOf('((x^2-1)^2+(y^2-1)^2)/4', 'x y')
    expect(conservedVerdict(known, parseTerm('x^2*(y^2-1)/(y^2*(x^2-1))')).status).toBe('proved')
  })

  it('finds the laws again after a rotation', async () => {
    // (3x+4y)/5 and (4x-3y)/5 for x and y: nothing is aligned with the axes any more.
    const u = '(3*x/5+4*y/5)'
    const v = '(4*x/5-3*y/5)'
    for (const text of [`(${u}^2-${v})^2`, `(2*${u}^2+${v}^2-1)^2`, `(${u}^3+${v}^3-1)^2`, `${u}^2*(1+${v}^2)`]) {
      const { laws, independent } = await search(text, 'x y', { degree: 4 })
      expect(independent.found, text).toBe(1)
      expect(laws[0]?.verdict.status, text).toBe('proved')
    }
  })

  it('finds invariant conics', async () => {
    // x² + 1 and y² + 1 have no real zeros, and no linear factors over Q.
    const { independent, laws } = await search('(x^2+1)*(y^2+1)', 'x y', { degree: 3 })
    expect(laws.every(({ verdict }) => verdict.status === 'proved')).toBe(true)
    expect(independent.found).toBe(1)
  })

  it('says so where it finds nothing', async () => {
    const { laws, independent, notSearched } = await search('(x^2+x*y^3+y-1)^2', 'x y', { degree: 4 })
    expect(laws).toEqual([])
    expect(independent).toMatchObject({ found: 0, upperBound: 1, complete: false })
    expect(notSearched.join()).toMatch(/Darboux polynomials of degree above 4/)
  })

  it.each([
    ['(y-sin(x))^2', 'cos(x)*exp(-y)/(sin(x) + 1)'],
    ['(y-exp(x))^2', 'y - exp(-x)'],
    ['(y-log(x))^2', 'x^2 + 2*y'],
    ['(exp(x)*y-1)^2', 'y^2 - 2*x'],
    ['(sin(x)*y-1)^2', 'cos(x)^2*exp(y^2)'],
    ['(sin(x)+sin(y))^2', '(sin(x) - sin(y))/(cos(x)*cos(y))'],
  ])('%s conserves %s, with functions in the field', async (text, law) => {
    const found = await search(text, 'x y', { degree: 2 })
    expect(printedLaws(found)).toEqual([law])
    expect(found.laws[0]?.verdict.status).toBe('proved')
    expect(found.independent).toMatchObject({ found: 1, complete: true })
  })

  it('does not support every function, and says so', async () => {
    const { laws, notSearched } = await search('(y-sqrt(x/(1+x)))^2', 'x y')
    expect(laws).toEqual([])
    expect(notSearched.join()).toMatch(/roots of quotients/)
  })
})

describe('laws in more variables', () => {
  it('combines polynomial laws with Darboux products', async () => {
    const found = await search('(2*x1*y1+3*x2*y2-1)^2', 'x1 x2 y1 y2', { degree: 4 })
    expect(printedLaws(found)).toEqual(['x1^2 - y1^2', 'x2^2 - y2^2', '(x1 - y1)^3*(x2 + y2)^2'])
    expect(found.independent).toMatchObject({ found: 3, upperBound: 3, complete: true })
    expect(found.polynomialDimension).toEqual({ 2: 2, 4: 5 })
  })

  it('writes long polynomial laws as products, also where invariant planes come in families', async () => {
    const found = await search('(x*y+y*z+z*x-1)^2', 'x y z', { degree: 3 })
    const laws = ['(x - y)^2*(x + y + z)', '(x - z)^2*(x + y + z)', '(y - z)^2*(x + y + z)']
    expect(printedLaws(found)).toEqual(laws)
    expect(found.independent).toMatchObject({ found: 2, complete: true })
    expect(found.laws.map(({ independent }) => independent)).toEqual([true, true, false])
  })

  it('finds quotients of powers at a node', async () => {
    const found = await search('(x^2+2*y^2+3*z^2)/2', 'x y z', { degree: 3 })
    expect(found.independent.found).toBe(2)
    expect(found.laws.every(({ verdict, kind }) => verdict.status === 'proved' && kind === 'rational')).toBe(true)
  })

  it('shows independence by a nonzero minor', async () => {
    const { independent } = await search('(x*y*z-1)^2', 'x y z', { degree: 2 })
    expect(independent.minor?.laws).toEqual(['x^2 - y^2', 'x^2 - z^2'])
    expect(independent.minor?.point).toEqual({ x: '1', y: '2', z: '3' })
  })

  it('lists symmetries with their quadratic laws', async () => {
    const { symmetries } = await search('(x^2+y^2-z^2-1)^2', 'x y z', { degree: 2 })
    expect(symmetries.map(({ type }) => type)).toEqual(['symmetric', 'symmetric', 'antisymmetric'])
    expect(symmetries.flatMap(({ law }) => (law === undefined ? [] : [printTerm(law)]))).toEqual(['x*z', 'y*z'])
  })
})

describe('parameters', () => {
  it('finds exponents that are parameters', async () => {
    const found = await findLaws(objectiveOf('(a*x^2+b*y^2-1)^2', 'x y', 'a b', ['a > b', 'b > 0']), {
      budget: budget(),
      seed: 1,
    })
    expect(found.laws).toMatchObject([{ kind: 'darboux', domain: 'x*y != 0', verdict: { status: 'proved' } }])
    expect(printedLaws(found)[0]).toMatch(/^abs\(x\)\^\(?b\)?\*abs\(y\)\^\(-a\)$/)
  })

  it('finds coefficients that are parameters', async () => {
    const found = await findLaws(objectiveOf('(x^(m)*y^(n)-1)^2', 'x y', 'm n'), { budget: budget(), seed: 1 })
    expect(printedLaws(found)).toEqual(['n*x^2 - m*y^2'])
  })
})

describe('supplied candidates', () => {
  it('proves the conserved ones and no near miss', async () => {
    const candidates = ['x^2-y^2', '(x^4-y^4)/(x^2+y^2)', 'x^2-1000000001*y^2/1000000000', 'x^2+y^2', 'x^2-y^3']
    const { laws } = await search('(x*y-1)^2', 'x y', { degree: 2, candidates })
    const supplied = laws.filter(({ kind }) => kind === 'supplied')
    expect(supplied.map(({ verdict }) => verdict.status)).toEqual(['proved', 'proved', 'unknown', 'unknown', 'unknown'])
    expect(supplied.some(({ independent }) => independent)).toBe(false)
  })

  it('proves near misses of exponential laws neither', async () => {
    const candidates = ['x*exp(2*y)', 'x*exp(3*y)', 'x^2*exp(2*y)', 'x*exp(-2*y)']
    const { laws } = await search('(x^2-y)^2', 'x y', { degree: 2, candidates })
    expect(laws.filter(({ kind }) => kind === 'supplied').map(({ verdict }) => verdict.status)).toEqual([
      'proved',
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  it('checks candidates where the field is not supported', async () => {
    const names = ['a', 'b', 'c', 'd', 'p', 'q', 'r', 's', 'u']
    const { laws, independent } = await search(names.map((name) => `exp(${name})`).join('+'), names.join(' '), {
      candidates: ['exp(-a)-exp(-b)', 'a-b'],
    })
    expect(laws.map(({ verdict }) => verdict.status)).toEqual(['proved', 'unknown'])
    expect(independent.found).toBe(1)
  })

  it('does not count a candidate that depends on the law found', async () => {
    const candidates = ['exp(y)*(1+sin(x))/cos(x)', 'exp(y)*(1+sin(x))']
    const { laws, independent } = await search('(y-sin(x))^2', 'x y', { degree: 2, candidates })
    expect(laws.map(({ verdict }) => verdict.status)).toEqual(['proved', 'proved', 'unknown'])
    expect(laws.map((law) => law.independent)).toEqual([true, false, false])
    expect(independent.found).toBe(1)
  })
})

describe('time', () => {
  it('returns what it has when the time is spent', async () => {
    const spent = { deadline: Date.now() - 1 }
    const found = await findLaws(objectiveOf('(x*y-1)^2', 'x y'), { budget: spent, seed: 1 })
    expect(found.notSearched.length).toBeGreaterThan(0)
  })

  it('answers promptly for planar objectives', async () => {
    for (const text of ['(x^2-y)^2', '(x^3+y^3-1)^2', '(x^2-2)^2+(y^2-1)^2+((x+y)^2-3)^2', 'x^2+x^4*y^2']) {
      const started = performance.now()
      await search(text, 'x y', { degree: 6 })
      expect(performance.now() - started, text).toBeLessThan(5000)
    }
  })
})
