import { expect, test } from 'vitest'
import { detectStructure } from '../../src/dynamics/structure.ts'
import { structureSought } from '../../src/dynamics/structure-sought.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const WHY: readonly (readonly [string, string])[] = [
  [
    '(x*y-1)^2 + (z*w-1)^4',
    't^2 of t = |x*y - 1| and t^4 of t = |z*w - 1|: different functions of different residuals',
  ],
  ['(x*y-1)^4 + (z*w-1)^4', 'squares and moduli of residuals may be added, other functions may not'],
  ['x^4 - x*y + y^4', 'the summand -x*y was read as no function'],
  ['x^2 - x^4', 'not seen to increase with t'],
  ['3 - (x*y-1)^2', 'but for constants f is -t^2 of t = |x*y - 1|, which was not seen to increase with t'],
  ['sin(x)*y', 'which is no sum'],
]

test.for(WHY)('%s: what was looked for, and why it is not there', ([objective, why]) => {
  const { objective: read } = readProblem({ objective })
  const budget = { deadline: Date.now() + 10_000 }
  expect(detectStructure(read, budget)).toBeUndefined()
  const [sought, found] = structureSought(read, budget)
  expect(sought).toMatch(/^looked for: /)
  expect(found).toContain(why)
})

test('a sum of constants has no summands to name', () => {
  const { objective } = readProblem({ objective: 'a + b', parameters: ['a', 'b'], variables: ['x'] })
  expect(structureSought(objective, { deadline: Date.now() + 10_000 })[1]).toBe('f is constant')
})
