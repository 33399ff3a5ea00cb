import { describe, expect, test } from 'vitest'
import { gradient as gradientOf } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { compileVector, vectorFunction } from '../../src/numerics/compile.ts'
import { reverseGradient } from '../../src/numerics/differentiate.ts'
import { buildProgram, termLowering } from '../../src/numerics/lower-terms.ts'
import { compileMethod, METHOD_NAMES } from '../../src/numerics/methods.ts'
import { programBuilder } from '../../src/numerics/program-builder.ts'
import { positionOf, startAt } from '../../src/numerics/trajectories.ts'

const reverse = (text: string, variables: readonly string[]) => {
  const { term } = parseExpression(text, { variables })
  const b = programBuilder()
  const x = variables.map((_, i) => b.input(i))
  const lower = termLowering(b, new Map(variables.map((name, i) => [name, x[i] ?? 0])))
  return { term, program: b.program(variables.length, reverseGradient(b, lower(term), x)) }
}

describe('gradients by a sweep backwards', () => {
  test.each([
    '(x*y - 1)^2 + exp(x*y)/y + log(x)*max(x, y^2)',
    'abs(x - y)^(5/2) + tanh(x)*sin(y) - cbrt(x)*cos(y)/sqrt(x)',
    'x^2.3 + min(x, y)^3 + (4 - x)^(-3)',
    'max(0, x - 2*y)^2 + relu(y - x)',
    '7',
  ])('%s', (text) => {
    const variables = ['x', 'y']
    const { term, program } = reverse(text, variables)
    const [ours, symbolic] = [
      [0, 0],
      [0, 0],
    ]
    const plain = compileVector(gradientOf(term, variables), variables)
    for (const point of [
      [1.3, 0.9],
      [0.4, 1.7],
      [1.9, 0.2],
    ]) {
      vectorFunction(program)(point, ours)
      plain(point, symbolic)
      for (const [j, value] of symbolic.entries()) expect(ours[j]).toBeCloseTo(value, 11)
    }
  })

  test('are shorter than symbolic ones of long products', () => {
    const variables = Array.from({ length: 12 }, (_, i) => `x${i}`)
    const { term, program } = reverse(`(${variables.join('*')} - 1)^2`, variables)
    const symbolic = buildProgram(gradientOf(term, variables), variables)
    expect(program.instructions.length).toBeLessThanOrEqual(4 * variables.length)
    expect(symbolic.instructions.length).toBeGreaterThan(5 * variables.length)
  })
})

test.each(METHOD_NAMES.filter((name) => !['flow', 'sgd'].includes(name)))(
  '%s moves the same with sweeps as with symbolic derivatives',
  (method) => {
    const on = (text: string, variables: readonly string[]) => {
      const objective = parseExpression(text, { variables }).term
      return { variables, objective, gradient: gradientOf(objective, variables) }
    }
    const many = Array.from({ length: 9 }, (_, i) => `x${i}`)
    const planar = '(x0*x1 - 1)^2 + x0^4/10'
    const more = many.slice(2).map((name) => `${name}^2*x0/7`)
    const numbers = { beta: method === 'nesterov' ? 0.3 : 0, rho: 0.05, seed: 1 }
    const sizes = new Float64Array(5).fill(0.05)
    const [few, padded] = [startAt([[1.2, 0.7]], 2), startAt([[1.2, 0.7, 0, 0, 0, 0, 0, 0, 0]], 9)]
    compileMethod(method, on(planar, ['x0', 'x1']), numbers)(few, 0, 1, sizes, 0)
    compileMethod(method, on([planar, ...more].join(' + '), many), numbers)(padded, 0, 1, sizes, 0)
    for (const [j, value] of positionOf(few, 0).entries()) expect(positionOf(padded, 0)[j]).toBeCloseTo(value, 13)
  },
)
