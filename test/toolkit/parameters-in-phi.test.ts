import { expect, test } from 'vitest'
import { check } from '../../src/toolkit/api.ts'

test('a phi with parameters ends in a verdict', async () => {
  const problem = { objective: '(a*x + b*y)^2*(1 + x^2)', parameters: 'a,b', variables: 'x,y', regularizer: 'x^2' }
  const { conclusion } = await check(problem, { timeout: 6, cases: false, simulate: false })
  expect(conclusion.verdict).toBeDefined()
}, 60_000)
