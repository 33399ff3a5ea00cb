import { describe, expect, test } from 'vitest'
import { statementOf } from '../../src/theorems/statement.ts'
import { HYPERBOLA } from './subject.ts'

describe('statements', () => {
  test('print points in the order of the variables, not as they were written', () => {
    const { context, f, g } = HYPERBOLA
    const point = { y: '2', x: '1' }
    const { text, latex } = statementOf({ claim: 'strict-minimum', context, f, g, point, radius: '1' })
    expect(text).toMatch(/^\(1, 2\) is a strict/)
    expect(latex).toContain('\\left(1, 2\\right)')
  })

  test('of a solution set name its equations and its cell', () => {
    const claim = {
      claim: 'solution-set',
      context: HYPERBOLA.context,
      assume: ['x > 0'],
      equations: ['x*y - 1', 'x^2 - y^2'],
      points: [{ x: '1', y: '1' }],
    } as const
    const { text, latex } = statementOf(claim)
    expect(text).toBe('the real solutions of x*y - 1 = 0, x^2 - y^2 = 0, x > 0 are exactly (1, 1)')
    expect(latex).toContain(String.raw`\left\{x y - 1 = 0,\ x^{2} - y^{2} = 0,\ x > 0\right\} =`)
    expect(statementOf({ ...claim, points: [] }).latex).toMatch(/= \\emptyset$/)
  })

  test('of a decrease say of several cells that the step stays in one, behind whose border g may be larger', () => {
    const cells = [
      { when: ['x > 0'], value: 'x' },
      { when: ['0 > x'], value: '100 - x' },
    ]
    const claim = { claim: 'decrease', context: HYPERBOLA.context, f: 'x^2', g: cells, beta: 1, gamma: 0 } as const
    const more = { near: '1', omega: '1/2', step: '4' }
    expect(statementOf({ ...claim, ...more }).text).toContain('a^2 <= step and the step ends in the same cell;')
    expect(statementOf({ ...claim, ...more, g: [{ when: [], value: 'y^2' }] }).text).toContain('a^2 <= step; f =')
  })

  test('of a relation say all that is assumed: of variables, of parameters, and who is an integer', () => {
    const context = { ...HYPERBOLA.context, parameters: ['a', 'n'], integers: ['n'], assume: ['a > 0'] }
    const claim = { claim: 'relation', context, assume: ['x > 0'], goal: 'a*x*n^2 >= 0' } as const
    expect(statementOf(claim).text).toBe('a*x*n^2 >= 0 whenever x > 0, a > 0, integer(n)')
    expect(statementOf(claim).latex).toContain(String.raw`x > 0,\ a > 0,\ n \in \mathbb{Z}`)
    const free = { ...claim, assume: [], context: { ...context, assume: [], integers: [] } }
    expect(statementOf(free).text).toBe('a*x*n^2 >= 0')
  })

  test.each([
    ['x^(n) != 0', 'x^(n) != 0 whenever n > 0, p > 1, integer(n)'],
    ['x^(1 - n) != 0', 'x^(1 - n) != 0 whenever x != 0, n > 0, p > 1, integer(n)'],
    ['abs(x)^(p) > 0', 'abs(x)^(p) > 0 whenever n > 0, p > 1, integer(n)'],
    ['abs(x)^(p - 2) > 0', 'abs(x)^(p - 2) > 0 whenever x != 0, n > 0, p > 1, integer(n)'],
    ['(1/x)^(p) > 0', '(1/x)^(p) > 0 whenever 1/x > 0, n > 0, p > 1, integer(n)'],
    ['y^(p)*(y^(p))^(p) > 0', 'y^(p)*(y^(p))^(p) > 0 whenever y > 0, y^(p) > 0, n > 0, p > 1, integer(n)'],
  ])('of %s say what its power asks of its base', (goal, text) => {
    const context = { ...HYPERBOLA.context, parameters: ['n', 'p'], integers: ['n'], assume: ['n > 0', 'p > 1'] }
    expect(statementOf({ claim: 'relation', context, assume: [], goal }).text).toBe(text)
  })
})
