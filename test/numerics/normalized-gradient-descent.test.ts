import { describe, expect, test } from 'vitest'
import { power, rational } from '../../src/kernel/rational.ts'
import { call, difference, number, product, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'
import { normalizedGradientDescent } from '../../src/numerics/normalized-gradient-descent.ts'
import { boxOf, seeded, uniformPoint } from '../../src/numerics/random.ts'
import { stepSizes } from '../../src/numerics/step-sizes.ts'
import { CRITICAL, DIVERGED, MOVING, positionOf, startAt, UNDEFINED } from '../../src/numerics/trajectories.ts'
import { conic, cubic, descendedOn, type Example, hyperbola, parabola, threeFactors } from './examples.ts'

const sizesOf = (alpha: number, exponent: number, steps: number): Float64Array => {
  const sizes = new Float64Array(steps)
  stepSizes(alpha, exponent)(0, sizes)
  return sizes
}

const runFrom = (example: Example, start: readonly number[], sizes: Float64Array): readonly number[] => {
  const trajectories = startAt([start], start.length)
  normalizedGradientDescent(descendedOn(example))(trajectories, 0, 1, sizes, 0)
  expect(trajectories.status[0]).toBe(MOVING)
  return positionOf(trajectories, 0)
}

// Ends measured by an independent program in another language; its components printed to five digits.
const INF = Number.POSITIVE_INFINITY
const REFERENCE: readonly [string, Example, number[], number, number, number, number[]][] = [
  ['1.1', hyperbola, [3, 0.5], 0.5, 2, 1e5, [2.4516, 0.4079]],
  ['1.1', hyperbola, [3, 0.5], 0.5, 2, 1e6, [2.3419, 0.42701]],
  ['1.1', hyperbola, [3, 0.5], 0.5, 4, 1e6, [1, 1]],
  ['1.1', hyperbola, [3, 0.5], 0.2, INF, 1e4, [1.1414, 1.1414]],
  ['1.1', hyperbola, [3, 0.5], 0.05, INF, 1e5, [0.96813, 0.96813]],
  ['4.2', parabola, [1.5, 1], 0.5, 2, 1e5, [0.81813, 0.67237]],
  ['4.2', parabola, [1.5, 1], 0.5, 2, 1e6, [0.74327, 0.55335]],
  ['4.2', parabola, [1.5, 1], 0.5, 4, 1e6, [0, -0.015811]],
  ['4.2', parabola, [1.5, 1], 0.2, INF, 1e4, [0, 0]],
  ['4.3', cubic, [0.3, 0.8], 0.5, 2, 1e5, [0.62711, 0.90992]],
  ['4.3', cubic, [0.3, 0.8], 0.5, 2, 1e6, [0.68238, 0.88033]],
  ['4.3', cubic, [0.3, 0.8], 0.5, 4, 1e6, [0.7937, 0.7937]],
  ['4.3', cubic, [0.3, 0.8], 0.2, INF, 1e4, [0.65295, 0.65295]],
  ['4.3', cubic, [0.3, 0.8], 0.05, INF, 1e5, [0.79964, 0.79964]],
  ['4.4, ellipse', conic(2), [0.9, 0.2], 0.5, 2, 1e5, [0.64939, 0.3957]],
  ['4.4, ellipse', conic(2), [0.9, 0.2], 0.5, 2, 1e6, [0.6292, 0.45629]],
  ['4.4, ellipse', conic(2), [0.9, 0.2], 0.5, 4, 1e6, [0, 1]],
  ['4.4, ellipse', conic(2), [0.9, 0.2], 0.05, INF, 1e5, [0, 1]],
  ['4.4, hyperbola', conic(-2), [1.2, 1], 0.5, 2, 1e5, [0.0013817, 1.0016]],
  ['4.4, hyperbola', conic(-2), [1.2, 1], 0.5, 2, 1e6, [0.00024673, 0.9995]],
  ['4.4, hyperbola', conic(-2), [1.2, 1], 0.5, 4, 1e6, [0, 1.0158]],
  ['4.4, hyperbola', conic(-2), [1.2, 1], 0.2, INF, 1e4, [0, 1.1451]],
  ['4.4, hyperbola', conic(-2), [1.2, 1], 0.05, INF, 1e5, [0, 1.0461]],
  ['4.6', threeFactors, [2.5, 1, 0.5], 0.5, 2, 1e5, [2.1773, 0.68813, 0.66743]],
  ['4.6', threeFactors, [2.5, 1, 0.5], 0.5, 2, 1e6, [2.1227, 0.69205, 0.68072]],
  ['4.6', threeFactors, [2.5, 1, 0.5], 0.5, 4, 1e6, [1, 1, 1]],
  ['4.6', threeFactors, [2.5, 1, 0.5], 0.2, INF, 1e4, [1.047, 1.047, 1.047]],
  ['4.6', threeFactors, [2.5, 1, 0.5], 0.05, INF, 1e5, [0.99968, 0.99968, 0.99968]],
]

describe('reference runs', () => {
  test.each(REFERENCE)('Example %s, run %$', (_name, example, start, alpha, exponent, steps, end) => {
    const found = runFrom(example, start, sizesOf(alpha, exponent, steps))
    found.forEach((coordinate, j) => {
      const expected = end[j] ?? Number.NaN
      // Half a unit of the last printed digit.
      const unit = expected === 0 ? 1e-12 : 10 ** (Math.floor(Math.log10(Math.abs(expected))) - 4)
      expect(Math.abs(coordinate - expected)).toBeLessThanOrEqual(0.501 * unit)
    })
  })
})

// Here the runs hit M exactly every other step, and rounding decides which side comes next.
test.each([
  ['4.2', parabola, [1.5, 1], 0.05, 1e5, 0],
  ['4.4, ellipse', conic(2), [0.9, 0.2], 0.2, 1e4, 1],
] as const)(
  'Example %s with constant steps: on M, or a step beside it',
  (_name, example, start, alpha, steps, flat) => {
    const [a = 1, b = 1] = runFrom(example, start, sizesOf(alpha, INF, steps))
    expect(Math.abs(a)).toBeLessThan(1e-100)
    expect(Math.abs(Math.abs(b - flat) - alpha / 2)).toBeCloseTo(alpha / 2, 12)
  },
)

describe('one step', () => {
  const [x, y] = [symbol('x'), symbol('y')]
  const single = (residual: Term, gradient: Term[], start: number[], steps = 1) => {
    const trajectories = startAt([start], start.length)
    const variables = start.length === 1 ? ['x'] : ['x', 'y']
    const descended = {
      variables,
      objective: raised(residual, 2),
      gradient: [],
      residual: { value: residual, gradient },
    }
    normalizedGradientDescent(descended)(trajectories, 0, 1, new Float64Array(steps).fill(0.5), 7)
    return { end: positionOf(trajectories, 0), status: trajectories.status[0], stoppedAt: trajectories.stoppedAt[0] }
  }

  test('goes on from an exact hit, along +∇h', () => {
    const line = single(difference(x, number(1)), [number(1)], [1])
    expect(line).toMatchObject({ end: [0.5], status: MOVING })
    expect(single(difference(x, number(1)), [number(1)], [1], 4).end).toEqual([1])
  })

  test('uses the sign of h, not of f', () => {
    expect(single(difference(x, number(1)), [number(1)], [0]).end).toEqual([0.5])
    expect(single(difference(x, number(1)), [number(1)], [3]).end).toEqual([2.5])
  })

  test('stops where ∇h = 0 with h ≠ 0, and says when', () => {
    const saddle = single(difference(product(x, y), number(1)), [y, x], [0, 0])
    expect(saddle).toEqual({ end: [0, 0], status: CRITICAL, stoppedAt: 7 })
  })

  test('stops where h leaves its domain, and keeps the last finite position', () => {
    const outside = single(call('log', x), [raised(x, -1)], [-1])
    expect(outside).toEqual({ end: [-1], status: UNDEFINED, stoppedAt: 7 })
    const overflow = single(call('exp', x), [call('exp', x)], [800])
    expect(overflow).toEqual({ end: [800], status: DIVERGED, stoppedAt: 7 })
  })

  test.each([-323, -300, -170, -90, 90, 120, 300])('takes a full step where ∇h has size 1e%d', (digits) => {
    // h = s·(x + y): the direction is (1, 1)/√2 whatever s.
    const scale = number(power(rational(10), digits))
    const { end, status } = single(product(scale, sum(x, y)), [scale, scale], [1, 1])
    expect(status).toBe(MOVING)
    for (const coordinate of end) expect(coordinate).toBeCloseTo(1 - 0.5 / Math.SQRT2, 14)
  })

  const unstructured = (objective: Term, gradient: Term[], start: number[]) => {
    const trajectories = startAt([start], start.length)
    const descended = { variables: ['x', 'y'].slice(0, start.length), objective, gradient }
    normalizedGradientDescent(descended)(trajectories, 0, 1, Float64Array.of(0.5), 0)
    return { end: positionOf(trajectories, 0), status: trajectories.status[0] }
  }

  test('without a residual follows ∇f, and goes on where f and ∇f vanish together', () => {
    const square = (start: number) => unstructured(raised(x, 2), [product(number(2), x)], [start])
    expect(square(1e-200).end).toEqual([-0.5])
    expect(square(0)).toEqual({ end: [-0.5], status: MOVING })
    // f = x² + x⁴y² on its valley x = 0: the only directions are ±e₁.
    const valley = sum(raised(x, 2), product(raised(x, 4), raised(y, 2)))
    const [byX, byY] = [
      sum(product(number(2), x), product(number(4), raised(x, 3), raised(y, 2))),
      product(number(2), raised(x, 4), y),
    ]
    const { end, status } = unstructured(valley, [byX, byY], [0, 2])
    expect(status).toBe(MOVING)
    expect(end[0]).toBe(-0.5)
    expect(end[1]).toBeCloseTo(2, 12)
  })

  test('without a residual stops where ∇f vanishes and f does not, and where f is constant nearby', () => {
    const saddle = unstructured(sum(product(x, y), number(1)), [y, x], [0, 0])
    expect(saddle).toEqual({ end: [0, 0], status: CRITICAL })
    expect(unstructured(number(0), [number(0)], [1])).toEqual({ end: [1], status: CRITICAL })
  })
})

describe('blocks', () => {
  test('every trajectory is what a plain loop computes, bit for bit', () => {
    const random = seeded(3)
    const box = boxOf([-2, 2], 2)
    const starts = Array.from({ length: 70 }, () => uniformPoint(random, box))
    const sizes = sizesOf(0.5, 4, 500)
    const trajectories = startAt(starts, 2)
    const advance = normalizedGradientDescent(descendedOn(hyperbola))
    advance(trajectories, 0, 64, sizes, 0)
    advance(trajectories, 64, 70, sizes, 0)
    starts.forEach((start, i) => {
      let [a = 0, b = 0] = start
      for (const size of sizes) {
        const factor = (a * b - 1 < 0 ? -size : size) / Math.sqrt(b * b + a * a)
        ;[a, b] = [a - factor * b, b - factor * a]
      }
      expect(positionOf(trajectories, i)).toEqual([a, b])
    })
  })

  test('the law x² − y² changes by exactly (1 − α²/(x² + y²)) in one step', () => {
    const trajectories = startAt([[3, 0.5]], 2)
    normalizedGradientDescent(descendedOn(hyperbola))(trajectories, 0, 1, Float64Array.of(0.25), 0)
    const [a = 0, b = 0] = positionOf(trajectories, 0)
    expect(a * a - b * b).toBeCloseTo(8.75 * (1 - 0.0625 / 9.25), 13)
  })
})
