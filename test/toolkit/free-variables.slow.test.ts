import { expect, test } from 'vitest'
import { check } from '../../src/toolkit/api.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

// A variable that f does not contain never moves: no regularizer is small at the limits of all runs.

test.each([
  [['x', 'u', 'y', 'v'], '(x^2 - y^2)^2', /f \+ g is not coercive: .* f does not depend on u, v, so .* leave them out/],
  [['x', 'y', 'z'], '(x^2 - y^2)^2 + z^2', /condition fails at .* f does not depend on z, so .* leave it out/],
  [['x', 'y'], '(x^2 - y^2 - 1)^2', /^(?!.*does not depend).*condition fails at /],
])(
  'in %j with g = %s',
  async (variables, regularizer, words) => {
    const problem = readProblem({ objective: '(x*y - 1)^2', variables, regularizer })
    const { conclusion } = await check(problem, { simulate: false, timeout: 120, workers: 0 })
    expect(conclusion.verdict).toBe('sufficient-condition-fails')
    expect(conclusion.text).toMatch(words)
  },
  120_000,
)
