import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { number, product, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'
import { compareGradient, compareSimplification } from '../../src/solvers/nerdamer.ts'

const soon = () => ({ deadline: Date.now() + 20_000 })
const gradient = (term: string, variables: readonly string[], ours: readonly string[]) =>
  compareGradient(parseTerm(term), variables, ours.map(parseTerm), soon())

describe('compareGradient', () => {
  test.each([
    ['(x*y - 1)^2', ['x', 'y'], ['2*y*(x*y - 1)', '2*x*(x*y - 1)']],
    ['x^2*exp(4*y)', ['x', 'y'], ['2*x*exp(4*y)', '4*x^2*exp(4*y)']],
    ['(1/x - 1/y)^2', ['x', 'y'], ['-2*(1/x - 1/y)/x^2', '2*(1/x - 1/y)/y^2']],
    ['b*log(x^2) - a*log(y^2)', ['x', 'y'], ['2*b/x', '-2*a/y']],
    ['sin(x)*cos(y) + tanh(x)', ['x', 'y'], ['cos(x)*cos(y) + 1 - tanh(x)^2', '-sin(x)*sin(y)']],
    ['x^(p)', ['x'], ['p*x^(p - 1)']],
    ['1/1000000000000*x^2', ['x'], ['x/500000000000']],
    ['e*i*pi', ['i', 'e'], ['e*pi', 'i*pi']],
    ['7', ['x'], ['0']],
  ])('agrees on %s', async (term, variables, ours) => {
    expect(await gradient(term, variables, ours)).toMatchObject({ status: 'agrees' })
  })

  test('names the variable, the point and both values where the two differ', async () => {
    const { status, detail } = await gradient('x^2*y', ['x', 'y'], ['2*x*y', 'x^2 + 1'])
    expect(status).toBe('disagrees')
    expect(detail).toMatch(/^d\/dy: nerdamer says x\^2, which is \S+ at x = \S+, y = \S+; ours is \S+$/)
  })

  test.each([
    ['1/1000000000000*x^2', 'x/505000000000'],
    ['(x + 1)^2 - x^2', '2 + 1/10000000'],
    ['exp(x)', '1000001/1000000*exp(x)'],
  ])('disagrees on %s', async (term, ours) => {
    expect(await gradient(term, ['x'], [ours])).toMatchObject({ status: 'disagrees' })
  })

  test.each([
    ['abs(x)', ['x'], ['x/abs(x)']],
    ['max(x, y)', ['x'], ['1']],
    ['sqrt(y)*x', ['x'], ['sqrt(y)']],
    ['x^(1/3)', ['x'], ['1/3*x^(-2/3)']],
    ['cbrt(x)', ['x'], ['1']],
  ])('does not ask about %s', async (term, variables, ours) => {
    const { status, detail } = await gradient(term, variables, ours)
    expect(status).toBe('unavailable')
    expect(detail).toMatch(/not asked/)
  })

  test('is unavailable where there is no point to compare at', async () => {
    expect(await gradient('log(-x^2)', ['x'], ['2/x'])).toMatchObject({ status: 'unavailable' })
  })

  test('is unavailable once the time is spent', async () => {
    const term = parseTerm('x^2')
    const comparison = await compareGradient(term, ['x'], [parseTerm('2*x')], { deadline: Date.now() - 1 })
    expect(comparison).toEqual({ status: 'unavailable', detail: 'nerdamer: the time given is spent' })
  })

  test('refuses lists of different lengths', () => {
    expect(() => gradient('x*y', ['x', 'y'], ['y'])).toThrow(/2 variables, found 1/)
  })

  test('agrees on random polynomials', async () => {
    const exponent = fc.integer({ min: 0, max: 4 })
    const monomial = fc.tuple(fc.integer({ min: -9, max: 9 }), exponent, exponent)
    const term = (c: number, i: number, j: number): Term =>
      product(number(c), raised(symbol('x'), i), raised(symbol('y'), j))
    await fc.assert(
      fc.asyncProperty(fc.array(monomial, { minLength: 1, maxLength: 5 }), async (monomials) => {
        const polynomial = sum(...monomials.map(([c, i, j]) => term(c, i, j)))
        const byX = sum(...monomials.map(([c, i, j]) => term(c * i, Math.max(i - 1, 0), j)))
        const byY = sum(...monomials.map(([c, i, j]) => term(c * j, i, Math.max(j - 1, 0))))
        const { status, detail } = await compareGradient(polynomial, ['x', 'y'], [byX, byY], soon())
        expect(status, detail).toBe('agrees')
      }),
      { seed: 7, numRuns: 8 },
    )
  })
})

describe('compareSimplification', () => {
  const simplification = (term: string, ours: string) => compareSimplification(parseTerm(term), parseTerm(ours), soon())

  test.each([
    ['(x^2 - y^2)/(x - y)', 'x + y'],
    ['exp(x)*exp(y)', 'exp(x + y)'],
    ['(x + 1)^2 - x^2 - 2*x', '1'],
  ])('agrees that %s is %s', async (term, ours) => {
    expect(await simplification(term, ours)).toMatchObject({ status: 'agrees' })
  })

  test('disagrees with a wrong one', async () => {
    expect(await simplification('(x^2 - y^2)/(x - y)', 'x - y')).toMatchObject({ status: 'disagrees' })
  })
})
