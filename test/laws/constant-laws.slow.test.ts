import { expect, test } from 'vitest'
import { evaluate } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { laws } from '../../src/index.ts'

/** The value of a law of x and y in doubles. */
const valueAt = (expression: string, x: number, y: number): number =>
  evaluate(parseExpression(expression).term, new Map(Object.entries({ x, y })))

test.each(['x^(5/2) + y', 'x^(7/2) + 3*y', 'y - x^(3/2)'])('a law of %s is not constant', async (objective) => {
  const { laws: all, independent } = await laws({ objective })
  expect(independent).toMatchObject({ found: 1, complete: true })
  for (const { expression } of all) {
    const values = [valueAt(expression, 1, 2), valueAt(expression, 2, 3), valueAt(expression, 3, 1)]
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(1e-6)
  }
})

test('no law is listed that is constant where x*y > 0', async () => {
  const { laws: all } = await laws({ map: '[relu(x*y), sin(z)]' })
  expect(all.map(({ expression }) => expression)).toEqual(['x^2 - y^2'])
})

test('one quantity that the kernel does not prove stands for all of them', async () => {
  const { notSearched } = await laws({ objective: 'abs(x)^(5/2) + y' })
  expect(notSearched.filter((text) => text.includes('does not prove')).length).toBeLessThanOrEqual(1)
})
