import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../src/expression/parse.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { decided } from './decided.ts'

const budget = () => ({ deadline: Date.now() + 60_000 })
const objectiveOf = (text: string) => {
  const { term, variables } = parseExpression(text)
  return { term, variables, parameters: [], integers: [], assume: [] }
}

describe('laws for every subgradient across kinks', () => {
  test.each<[string, readonly string[]]>([
    ['max(x*y, x*z, u*y)', ['x^2 - y^2 - z^2 + u^2']],
    ['abs(x - y) + abs(y - z)', ['x + y + z']],
    ['(w*relu(2*a + 3*b) - 1)^2', ['3*a - 2*b', '4*w^2 + 5*a^2 - 12*a*b']],
    ['max(x, y, z)', []],
  ])('%s conserves %j', async (text, expected) => {
    const { laws } = await findLaws(objectiveOf(text), { budget: budget(), seed: 1, degree: 2 })
    expect(laws.flatMap(({ term, when }) => (when === undefined ? [printTerm(term)] : []))).toEqual(expected)
  })
})

describe('a quantity that is conserved in one orthant alone', () => {
  test.each<[string, string, readonly string[]]>([
    ['abs(x) + abs(y) + abs(z)', 'x - y', ['x*y > 0']],
    ['abs(x*y)', 'x*abs(x) - y*abs(y)', ['x*y > 0']],
    ['(abs(x*y) - 1)^2', 'x*abs(x) - y*abs(y)', ['x*y > 0']],
    ['x^3*abs(x) + y^4', '1/x^2 - 1/y^2', ['x > 0', 'y > 0']],
  ])('%s and %s: proved where %j, refuted on the whole space', async (f, g, when) => {
    expect((await decided(f, g, when)).status).toBe('proved')
    const refuted = await decided(f, g)
    expect(refuted.status).toBe('refuted')
  })
})
