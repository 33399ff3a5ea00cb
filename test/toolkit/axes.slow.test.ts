import { describe, expect, test } from 'vitest'
import { checkInAxes } from '../../src/toolkit/check-in-axes.ts'
import { type ProblemText, readProblem } from '../../src/toolkit/problem.ts'

const answer = (problem: ProblemText) =>
  checkInAxes(readProblem(problem), { timeout: 200, simulate: false, trust: 'kernel' })

describe('quadratic forms along their principal axes', () => {
  test.each<[string, readonly (readonly string[])[]]>([
    [
      '(2*x1*y1 + 3*x2*y2 - 1)^2',
      [
        ['-1/2*sqrt(2)', '-1/2*sqrt(2)', '0', '0'],
        ['1/2*sqrt(2)', '1/2*sqrt(2)', '0', '0'],
      ],
    ],
    [
      '(x^2 + 4*x*y - 2*y^2 - 1)^2',
      [
        ['-1/5*sqrt(10)', '-1/10*sqrt(10)'],
        ['1/5*sqrt(10)', '1/10*sqrt(10)'],
      ],
    ],
  ])('%s is certified with its flat minima', { timeout: 250_000 }, async (objective, points) => {
    const { problem, conclusion, claims } = await answer({ objective })
    expect(conclusion).toMatchObject({ verdict: 'certified', order: 2, scope: 'sure-below', level: '1', points })
    expect(conclusion.flat).toEqual(points)
    expect(problem.change?.variables).toHaveLength(problem.variables.length)
    expect(claims.filter(({ id }) => id === 'change-of-variables').length).toBeGreaterThan(1)
  })

  test('a smallest singular value that is repeated', { timeout: 250_000 }, async () => {
    const { conclusion } = await answer({ objective: '(2*x1*y1 + 2*x2*y2 + 3*x3*y3 - 1)^2' })
    expect(conclusion).toMatchObject({ verdict: 'certified', order: 2, scope: 'sure-below', level: '1' })
  })
})

describe('(a*x^2 + b*y^2 - 1)^2', () => {
  test.each(['a > b, b > 0', 'b > a, a > 0', 'a > 0, b < 0', 'a < 0, b > 0'])(
    'with %s',
    { timeout: 250_000 },
    async (assume) => {
      const { conclusion } = await answer({ objective: '(a*x^2+b*y^2-1)^2', parameters: 'a, b', assume })
      expect(conclusion).toMatchObject({ verdict: 'certified', order: 2, level: '1' })
      expect(conclusion.flat).toEqual(conclusion.points)
    },
  )

  test('with negative a and b the minimum is 1, at one point', { timeout: 250_000 }, async () => {
    const { problem, conclusion } = await answer({
      objective: '(a*x^2+b*y^2-1)^2',
      parameters: 'a, b',
      assume: 'a < 0, b < 0',
    })
    expect(problem.shift).toBe('1')
    expect(conclusion).toMatchObject({ verdict: 'certified', scope: 'sure' })
  })
})
