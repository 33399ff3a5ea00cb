import { describe, expect, test } from 'vitest'
import {
  type GradientMap,
  type GradientOracle,
  gradientMap,
  type Momentum,
  momentumStep,
} from '../../src/dynamics/gradient-methods.ts'
import { gradient as gradientOf } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { compileMethod, METHOD_NAMES, type MethodName } from '../../src/numerics/methods.ts'
import { wordAt } from '../../src/numerics/random.ts'
import { simulate } from '../../src/numerics/simulate.ts'
import { CRITICAL, DIVERGED, positionOf, startAt } from '../../src/numerics/trajectories.ts'

const variables = ['x', 'y']
const descendedOn = (text: string) => {
  const objective = parseExpression(text, { variables }).term
  return { variables, objective, gradient: gradientOf(objective, variables) }
}
const saddle = descendedOn('(x*y - 1)^2 + x^4/10')

type Vector = readonly [number, number]
/** The same objective by hand: f = (xy − 1)² + x⁴/10. */
const byHand: GradientOracle<Vector, number> = {
  gradient: ([x, y]) => [2 * (x * y - 1) * y + 0.4 * x ** 3, 2 * (x * y - 1) * x],
  hessianTimes: ([x, y], [u, v]) => [
    (2 * y * y + 1.2 * x * x) * u + (4 * x * y - 2) * v,
    (4 * x * y - 2) * u + 2 * x * x * v,
  ],
  plus: ([a, b], [c, d]) => [a + c, b + d],
  minus: ([a, b], [c, d]) => [a - c, b - d],
  times: (c, [a, b]) => [c * a, c * b],
}

const numbers = { beta: 0.3, rho: 0.02, seed: 7 }
const constant = (alpha: number, steps: number): Float64Array => new Float64Array(steps).fill(alpha)

describe('each method runs as it is defined', () => {
  test.each([
    ['gd', 'plain', 'heavy-ball'],
    ['heavy-ball', 'plain', 'heavy-ball'],
    ['nesterov', 'plain', 'nesterov'],
    ['usam', 'usam', 'heavy-ball'],
    ['usam2', 'usam2', 'heavy-ball'],
    ['usam2-chained', 'usam2-chained', 'heavy-ball'],
    ['husam', 'husam', 'heavy-ball'],
    ['gradient-penalty', 'gradient-penalty', 'heavy-ball'],
  ] as const)('%s', (name: MethodName, map: GradientMap, momentum: Momentum) => {
    const trajectories = startAt(
      [
        [1.2, 0.7],
        [-0.4, 0.3],
      ],
      2,
    )
    const advance = compileMethod(name, saddle, numbers)
    // In two parts: what is remembered survives.
    advance(trajectories, 0, 2, constant(0.05, 3), 0)
    advance(trajectories, 0, 2, constant(0.05, 4), 3)
    const g = gradientMap(map, byHand)
    const step = momentumStep(momentum, (x: Vector) => g(x, numbers.rho), 0.05, numbers.beta, byHand)
    ;(
      [
        [1.2, 0.7],
        [-0.4, 0.3],
      ] as const
    ).forEach((start, i) => {
      let [x, before]: [Vector, Vector] = [start, start]
      for (let k = 0; k < 7; k++) [x, before] = [step(x, before), x]
      expect(positionOf(trajectories, i)[0]).toBeCloseTo(x[0], 12)
      expect(positionOf(trajectories, i)[1]).toBeCloseTo(x[1], 12)
    })
  })
})

test('without momentum there is none', () => {
  const [first, second] = [startAt([[1.2, 0.7]], 2), startAt([[1.2, 0.7]], 2)]
  compileMethod('gd', saddle, { ...numbers, beta: 0 })(first, 0, 1, constant(0.05, 1), 0)
  compileMethod('heavy-ball', saddle, { ...numbers, beta: 0 })(second, 0, 1, constant(0.05, 1), 0)
  expect(positionOf(first, 0)).toEqual(positionOf(second, 0))
})

describe('stochastic gradient descent', () => {
  const sum = descendedOn('(x - 1)^2 + (x + y)^2 + 3*(y - 2)^2')
  test('a step uses one addend, times their number', () => {
    const found = new Set<string>()
    for (let seed = 0; seed < 40; seed++) {
      const trajectories = startAt([[0, 0]], 2)
      compileMethod('sgd', sum, { beta: 0, rho: 1, seed })(trajectories, 0, 1, constant(0.01, 1), 0)
      found.add(
        positionOf(trajectories, 0)
          .map((c) => c.toFixed(9))
          .join(),
      )
    }
    // From 0 the gradients are (-2, 0), (0, 0), (0, -12), three times 0.01 of them.
    expect([...found].sort()).toEqual(['0.000000000,0.000000000', '0.000000000,0.360000000', '0.060000000,0.000000000'])
  })
  test('draws depend on the seed, the trajectory and the step alone', () => {
    const run = (parts: readonly number[]): number[] => {
      const trajectories = startAt(
        [
          [0, 0],
          [1, 1],
        ],
        2,
      )
      const advance = compileMethod('sgd', sum, { beta: 0, rho: 1, seed: 3 })
      let first = 0
      for (const steps of parts) {
        advance(trajectories, 0, 2, constant(0.01, steps), first)
        first += steps
      }
      return [...positionOf(trajectories, 0), ...positionOf(trajectories, 1)]
    }
    expect(run([100])).toEqual(run([1, 98, 1]))
  })
  test('words are spread evenly', () => {
    const counts = [0, 0, 0]
    for (let i = 0; i < 30; i++)
      for (let k = 0; k < 1000; k++) counts[wordAt(1, i, k) % 3] = (counts[wordAt(1, i, k) % 3] ?? 0) + 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
    expect(wordAt(1, 2, 3)).not.toBe(wordAt(1, 3, 2))
    expect(wordAt(2 ** 40, 0, 0)).not.toBe(wordAt(0, 0, 0))
  })
})

test('a trajectory stops where the gradient is 0 and no momentum is left, and where it leaves the numbers', () => {
  const trajectories = startAt(
    [
      [0, 0],
      [1e200, 1e200],
    ],
    2,
  )
  compileMethod('heavy-ball', descendedOn('(x*y - 1)^2'), numbers)(trajectories, 0, 2, constant(0.1, 5), 0)
  expect([...trajectories.status]).toEqual([CRITICAL, DIVERGED])
})

test('every method has evidence, the same for the same seed', () => {
  for (const method of METHOD_NAMES) {
    const run = () =>
      simulate(
        { objective: saddle.objective, variables, laws: [] },
        { method, runs: 3, steps: 200, alpha: 0.01, exponent: Number.POSITIVE_INFINITY, seed: 1, box: [-1, 1] },
        { deadline: Number.POSITIVE_INFINITY },
      )
    const [first, second] = [run(), run()]
    expect({ ...first, elapsedMs: 0 }).toEqual({ ...second, elapsedMs: 0 })
    expect(first).toMatchObject({ method, diverged: 0, steps: 200 })
  }
})
