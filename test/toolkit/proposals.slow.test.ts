import { describe, expect, test } from 'vitest'
import { check } from '../../src/toolkit/check.ts'
import { type ProblemText, readProblem } from '../../src/toolkit/problem.ts'
import { slowClock } from '../support/slow-clock.ts'

slowClock(4)

const answer = (problem: ProblemText, timeout = 60) => check(readProblem(problem), { timeout, simulate: false })

const pieces = (list: readonly { readonly when: readonly string[]; readonly value: string }[]): string =>
  list.map(({ when, value }) => [value, ...when].join(' | ')).join('; ')

describe('regularizers that the tool proposes itself', () => {
  test.each<[string, string]>([
    ['(x^3+y^3-1)^2', '(x - y)^2/(x^2*y^2) | x*y > 0; x^2*y^2/(x - y)^2 | -x*y > 0'],
    ['((x-1)*(y+2)-1)^2', '(x^2 - y^2 - 2*x - 4*y - 3)^2'],
    ['(3*x*y-2)^2', '(x^2 - y^2)^2'],
    ['(x^2-3*y)^2', ''],
    ['log(1+(x*y-1)^2)', '(x^2 - y^2)^2'],
  ])('certify %s', { timeout: 250_000 }, async (objective, expected) => {
    const { conclusion, problem, proposals = [] } = await answer({ objective })
    expect(conclusion.verdict).toBe('certified')
    expect(problem.proposed).toBe(true)
    expect(proposals[0]).toMatchObject({ verdict: 'certified', regularizer: problem.regularizer })
    if (expected !== '') expect(pieces(problem.regularizer)).toBe(expected)
  })

  test('symbols keep their points', { timeout: 250_000 }, async () => {
    for (const assume of ['a > b, b > 0', '0 > a, b > 0']) {
      const { conclusion } = await answer({
        objective: '(a*x^2+b*y^2-1)^2',
        variables: 'x, y',
        parameters: 'a, b',
        assume,
      })
      const points = [
        ['0', 'sqrt(1/b)'],
        ['0', '-sqrt(1/b)'],
      ]
      expect(conclusion).toMatchObject({ verdict: 'certified', points, flat: points })
    }
  })

  test('the best of those that fail is shown, with the others and why', { timeout: 250_000 }, async () => {
    const { conclusion, proposals = [] } = await answer({ objective: '(x1*y1-1)^2+(x2*y2-1)^2' })
    expect(conclusion.verdict).toBe('sufficient-condition-fails')
    expect(proposals[0]?.verdict).toBe('sufficient-condition-fails')
    expect(proposals[0]?.why).toContain('for v = DFᵀr')
  })

  test('a square that need not be conserved', { timeout: 250_000 }, async () => {
    const { claims, problem } = await answer({ objective: 'x^2+x^4*y^2' })
    expect(pieces(problem.regularizer)).toBe('y^2')
    expect(claims.find(({ id }) => id === 'lyapunov')?.verdict.status).toBe('proved')
  })

  test('the sum of the squares of all variables that f leaves free on M', { timeout: 250_000 }, async () => {
    const { conclusion, problem } = await answer({ objective: 'x^2+x^4*(y^2+z^2)' })
    expect(pieces(problem.regularizer)).toBe('y^2 + z^2')
    expect(conclusion).toMatchObject({ verdict: 'certified', order: 4, points: [['0', '0', '0']] })
  })

  test('nothing is proposed where nothing is conserved', { timeout: 250_000 }, async () => {
    const { conclusion, proposals, problem } = await answer({ objective: '(x^2+x*y^3+y-1)^2' }, 20)
    expect(conclusion.verdict).toBe('undecided')
    expect(proposals).toBeUndefined()
    expect(problem.regularizer).toEqual([])
  })
})
