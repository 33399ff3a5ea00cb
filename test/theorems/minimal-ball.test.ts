import { describe, expect, test } from 'vitest'
import { guessMinimalBall } from '../../src/dynamics/minimal-ball.ts'
import * as Q from '../../src/kernel/rational.ts'
import { minimalBallClaims, minimalBallConclusion, type PlainObjective } from '../../src/theorems/minimal-ball.ts'
import { check } from '../../src/toolkit/check.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { settledAll } from './subject.ts'

const HINGE: PlainObjective = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: 'max(x*y - 1, 0)^2',
  tameClass: 'semialgebraic',
}
const BALL = { centre: [Q.ZERO, Q.ZERO], radius: Q.ONE, value: Q.ZERO }
const guess = (objective: string) => guessMinimalBall(readProblem({ objective }).objective)

describe('minima that contain an open set', () => {
  test('are concluded from all the claims, for the same objective and ball', async () => {
    const checked = await settledAll(minimalBallClaims(HINGE, BALL))
    expect(minimalBallConclusion(HINGE, BALL, checked)).toMatchObject({ verdict: 'degenerate', trust: 'kernel' })
    for (const left of checked) {
      const others = checked.filter((one) => one !== left)
      expect(minimalBallConclusion(HINGE, BALL, others)).toBeUndefined()
    }
    for (const other of [
      { ...BALL, radius: Q.rational(2) },
      { ...BALL, radius: Q.ZERO },
      { ...BALL, radius: Q.rational(-1) },
      { ...BALL, centre: [Q.ZERO] },
      { ...BALL, value: Q.ONE },
    ]) {
      expect(minimalBallConclusion(HINGE, other, checked)).toBeUndefined()
    }
    expect(minimalBallConclusion({ ...HINGE, f: 'max(x*y - 1, 0)' }, BALL, checked)).toBeUndefined()
  }, 60_000)

  test('are looked for where f has kinks only, and where it is least', () => {
    expect(guess('max(x*y - 1, 0) + 3')).toMatchObject({ value: Q.rational(3) })
    expect(guess('abs(x) - x')).toMatchObject({ centre: [Q.ONE] })
    expect(guess('abs(x*y - 1)')).toBeUndefined()
    expect(guess('min((x*y - 1)^2, 1)')).toBeUndefined()
    expect(guess('(x*y - 1)^2')).toBeUndefined()
    expect(guess('max(a, b, c, d, u, v, w, x, y) - max(y, x, w, v, u, d, c, b, a)')).toMatchObject({
      value: Q.ZERO,
    })
  })

  test.each([
    ['relu(x*y - 1)^2', '1/2 to (0, 0)'],
    ['max(x*y - 1, 0)', '1/2 to (0, 0)'],
    ['max(abs(x*y - 1) - 1/10, 0)', '1/32 to (1, 1)'],
  ])(
    '%s is degenerate',
    async (objective, where) => {
      const { conclusion, claims } = await check(readProblem({ objective }), { simulate: false })
      expect(conclusion.verdict).toBe('degenerate')
      expect(conclusion.text).toContain(where)
      expect(claims.every(({ verdict }) => verdict.status === 'proved')).toBe(true)
    },
    60_000,
  )

  test('is not said of a plateau that is not the least value', async () => {
    const { conclusion } = await check(readProblem({ objective: 'max(x - 1, 0) - max(x - 100, 0)^2' }), {
      simulate: false,
      timeout: 2,
    })
    expect(conclusion.verdict).not.toBe('degenerate')
  }, 60_000)
})
