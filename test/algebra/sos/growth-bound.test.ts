import { describe, expect, test } from 'vitest'
import { growthBound } from '../../../src/algebra/sos/growth-bound.ts'
import { sign } from '../../../src/kernel/rational.ts'
import { by, type Expanded, expanded, plus, polynomial } from './expand.ts'

const search = (
  variables: string,
  quantity: string,
  generators: readonly string[],
  nonnegative: readonly string[],
  degree: number,
) => {
  const read = (text: string) => polynomial([...variables], text)
  const problem = {
    variables: [...variables],
    quantity: read(quantity),
    generators: generators.map(read),
    equalities: [],
    nonnegative: nonnegative.map(read),
  }
  return { problem, found: growthBound(problem, { degree, budget: { deadline: Date.now() + 10_000 } }) }
}

describe('growthBound', () => {
  test.each([
    ['xy', 'x^2', ['(2*x^2+y^2-1)^2'], [], 4],
    ['xy', 'x^8', ['(2*x^2+y^2-1)^2'], [], 8],
    ['xy', 'y^4', ['(x^2+x*y+y^2-1)^2'], [], 4],
    ['xy', 'x^4', ['(x*y-1)^2', '(x^2-y^2)^2'], [], 4],
    ['xyz', 'x^6', ['(x*y*z-1)^2', '(x^2-y^2)^2', '(x^2-z^2)^2'], [], 8],
    ['xy', 'x^2', ['x+y'], ['x', 'y'], 4],
    ['xy', 'x^6', ['(x^3+y^3-1)^2'], ['x', 'y'], 6],
  ] as const)('in %s bounds %s by %j', (variables, quantity, generators, nonnegative, degree) => {
    const { problem, found } = search(variables, quantity, generators, nonnegative, degree)
    expect(found).toBeDefined()
    let difference: Expanded = plus(new Map(), expanded(problem.quantity), { n: -1n, d: 1n })
    for (const { weight, exponents } of found?.bound ?? []) {
      expect(sign(weight)).toBe(1)
      let value = expanded(polynomial([...variables], '1'))
      exponents.forEach((e, i) => {
        for (let k = 0; k < e; k++) value = by(value, expanded(polynomial([...variables], generators[i] as string)))
      })
      difference = plus(difference, value, weight)
    }
    for (const { weight, square, factors } of found?.terms ?? []) {
      expect(sign(weight)).toBe(1)
      let value = by(expanded(square), expanded(square))
      for (const { index } of factors)
        value = by(value, expanded(polynomial([...variables], nonnegative[index] as string)))
      difference = plus(difference, value, { n: -weight.n, d: weight.d })
    }
    expect(difference.size).toBe(0)
  })

  test.each([
    ['xy', 'x^2', ['(x*y-1)^2'], [], 8],
    ['xy', 'x^2', ['(x^3+y^3-1)^2'], [], 6],
    ['xy', 'x^6', ['(x*y-1)^2', '(x^2-y^2)^2'], [], 4],
  ] as const)('in %s does not bound %s by %j', (variables, quantity, generators, nonnegative, degree) => {
    expect(search(variables, quantity, generators, nonnegative, degree).found).toBeUndefined()
  })
})
