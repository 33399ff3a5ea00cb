import { describe, expect, test } from 'vitest'
import { check } from '../../src/toolkit/check.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

// Pairs for which the theorems say nothing, though they look as if they did.
const CASES: readonly (readonly [why: string, objective: string, regularizer: string])[] = [
  ['the slope of g is not zero', 'y^2', 'x^2*(1 + 1/(1 + y^2))'],
  ['the minimizers have an interior', 'max(abs(x) - 1, 0)^2', 'x^2'],
  ['the rank drops at the origin', '(x*y)^2', '(x^2 - y^2)^2'],
  ['g is negative', '(x*y - 1)^2', '-(x^2 - y^2)^2'],
  ['g is not conserved', '(x*y - 1)^2', '(x^2 + y^2)^2'],
  ['g is nearly conserved', '(x*y - 1)^2', '(x^2 - 1.000000001*y^2)^2'],
  ['the second-order condition fails', '(x*y - 1)^2', '(x^2 - y^2 - 1)^2'],
  ['the infimum of f is not attained', '(x*y - 1)^2 + x^2', '(x^2 - y^2)^2'],
  ['a kink hides half of the plane', '(x*y - 1)^2 + 0*abs(abs(x) - x)', '(x^2 - 2*y^2)^2'],
  ['the exponent has the wrong sign', '(x^2 - y)^2', 'x^2*exp(-4*y)'],
  ['|grad h| is constant', '(x^2 + y^2 - 1)^2', 'x^2'],
]

describe('nothing is certified where', () => {
  test.for(CASES)('%s', { timeout: 30_000 }, async ([, objective, regularizer]) => {
    const variables = objective.includes('y') ? ['x', 'y'] : ['x']
    const result = await check(readProblem({ variables, objective, regularizer }), { timeout: 3, simulate: false })
    expect(['certified', 'locally-certified', 'band-certified']).not.toContain(result.conclusion.verdict)
  })
})

test('only local stability where f + g is not coercive', { timeout: 30_000 }, async () => {
  const g = '(x^2 - y^2)^2/(1 + (x^2 - y^2)^2)'
  const problem = readProblem({ objective: '(x*y - 1)^2', regularizer: g })
  const { conclusion } = await check(problem, { timeout: 5, simulate: false })
  expect(['locally-certified', 'sufficient-condition-fails', 'undecided']).toContain(conclusion.verdict)
  expect(['local', undefined]).toContain(conclusion.scope)
})
