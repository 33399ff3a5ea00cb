import { expect, test } from 'vitest'
import { check } from '../../src/toolkit/api.ts'

// f = t²/(1 + t²) is bounded, so f + g need not be coercive; every value that f takes still bounds t = |h|.

const conclusion = async (objective: string, regularizer: string) =>
  check({ objective, regularizer }, { timeout: 60, simulate: false })

test('where f is bounded, the sublevel sets of the residual count', async () => {
  const { claims, conclusion: found } = await conclusion('(x*y-1)^2/(1+(x*y-1)^2)', '(x^2-y^2)^2')
  expect(found).toMatchObject({
    verdict: 'certified',
    level: '1/2',
    points: [
      ['-1', '-1'],
      ['1', '1'],
    ],
  })
  const coercive = claims.filter(({ id }) => id === 'coercive')
  expect(coercive.map(({ needed, verdict }) => [needed, verdict.status])).toEqual([
    [false, 'refuted'],
    [true, 'proved'],
  ])
})

test('a bounded g is not coercive with the residual either', async () => {
  const c2 = '(x^2-y^2)^2'
  const { conclusion: found } = await conclusion('(x*y-1)^2/(1+(x*y-1)^2)', `${c2}/(1+${c2})`)
  expect(found.verdict).toBe('locally-certified')
  expect(found.text).toContain('f + g is not coercive')
})
