import { describe, expect, test } from 'vitest'
import { call, negated, number, product, quotient, raised, sum, symbol } from '../../src/kernel/term.ts'
import { compileScalar } from '../../src/numerics/compile.ts'
import { fitOrder, ORDER_STEPS } from '../../src/numerics/fitted-order.ts'
import { normalizedGradientDescent } from '../../src/numerics/normalized-gradient-descent.ts'
import { measureOrderAt, orderEvidence } from '../../src/numerics/order-evidence.ts'
import { boxOf } from '../../src/numerics/random.ts'
import { compileRegularizer } from '../../src/numerics/regularizer.ts'
import { conic, cubic, descendedOn, type Example, hyperbola, parabola, threeFactors } from './examples.ts'

/** Base point, ½∇²g(v,v), one-step ratio at 1e-3, trajectory ratios, fitted p: measured by an independent program. */
const TABLE: readonly [string, Example, number[], number, number, number[], number][] = [
  ['1.1', hyperbola, [3, 1 / 3], -17.3442, 1, [0.9864, 0.997, 0.9994, 1, 1], 1.996],
  ['4.2', parabola, [1, 1], -43.6785, 1.0006, [0.9295, 0.9858, 0.9983, 1.0005, 1.0006], 1.977],
  ['4.3', cubic, [0.5, 0.875 ** (1 / 3)], -0.968836, 1.00154, [0.9209, 0.9865, 0.9997, 1.0015, 1.0011], 1.974],
  ['4.4, ellipse', conic(2), [0.5, Math.SQRT1_2], -1.33333, 1.00163, [0.8804, 0.9761, 0.9976, 1.0012, 1.0012], 1.959],
  ['4.4, hyperbola', conic(-2), [1, Math.sqrt(3)], -7.71429, 0.99975, [0.9254, 0.9796, 0.9942, 0.9982, 0.9994], 1.975],
  ['4.6', threeFactors, [2, 1, 0.5], -7.07143, 1, [0.9558, 0.9903, 0.9984, 1, 1.0002], 1.986],
]

const AMPLE = { deadline: Number.POSITIVE_INFINITY }

describe.each(TABLE)('Example %s', (_name, example, base, half, ratio, ratios, order) => {
  const descended = descendedOn(example)
  const measured = measureOrderAt(
    { ...descended, residual: { value: example.residual, gradient: example.gradient } },
    example.regularizer,
  )(base)

  test('the fitted order, and the ratios to the second-order prediction', () => {
    expect(Math.abs((measured?.order ?? 0) - order)).toBeLessThan(6e-4)
    expect(measured?.trajectoryRatio).toBeCloseTo(ratios[4] ?? 0, 4)
    expect(measured?.ratio).toBeCloseTo(ratio, 4)
  })

  test('the decrease at every step size', () => {
    const norm = Math.hypot(...example.gradient.map((component) => compileScalar(component, example.variables)(base)))
    const v = example.gradient.map((component) => compileScalar(component, example.variables)(base) / norm)
    const fit = fitOrder(
      normalizedGradientDescent(descended),
      compileScalar(example.regularizer, example.variables),
      base,
      v,
    )
    ORDER_STEPS.forEach((alpha, i) => {
      const found = -(fit?.decreases[i] ?? Number.NaN) / (alpha * alpha) / half
      expect(Math.abs(found - (ratios[i] ?? 0))).toBeLessThan(1e-4)
    })
    expect(fit?.error).toBeLessThan(0.05)
  })

  test('the same from base points found by projection', () => {
    const evidence = orderEvidence(descended, example.regularizer, boxOf([-2, 2], example.variables.length), 1, AMPLE)
    const away = Math.abs((evidence.fittedOrder ?? 0) - 2)
    expect(away).toBeLessThan(0.05)
    expect(away).toBeLessThan(1.2 * (evidence.fittedOrderError ?? 0))
    expect(Math.abs((evidence.secondOrderRatio ?? 0) - 1)).toBeLessThan(0.01)
    expect(Math.abs((evidence.trajectoryRatio ?? 0) - 1)).toBeLessThan(0.02)
    expect(evidence.basePoints.used).toBeGreaterThanOrEqual(5)
  })
})

test('the order is 4 in Example 4.1, where the second derivative vanishes', () => {
  // f = x² + x⁴y² = h² with h = x·sqrt(1 + x²y²); g = y².
  const [x, y] = [symbol('x'), symbol('y')]
  const radicand = sum(number(1), product(raised(x, 2), raised(y, 2)))
  const h = product(x, call('sqrt', radicand))
  const root = call('sqrt', radicand)
  const gradient = [
    sum(root, quotient(product(raised(x, 2), raised(y, 2)), root)),
    quotient(product(raised(x, 3), y), root),
  ]
  const descended = { variables: ['x', 'y'], objective: raised(h, 2), gradient, residual: { value: h, gradient } }
  const evidence = measureOrderAt(descended, raised(y, 2))([0, 2])
  expect(Math.abs((evidence?.order ?? 0) - 3.994)).toBeLessThan(1e-3)
  expect(evidence?.ratio).toBeNaN()
})

test('a regularizer in pieces is used cell by cell', () => {
  // Example 4.3: (1/x − 1/y)² where xy > 0, its reciprocal where xy < 0, where the former increases.
  const [x, y] = [symbol('x'), symbol('y')]
  const [inside, outside] = [product(x, y), negated(product(x, y))]
  const pieces = [
    { when: [{ left: inside, op: '>', right: number(0) }], value: cubic.regularizer },
    { when: [{ left: outside, op: '>', right: number(0) }], value: raised(cubic.regularizer, -1) },
  ] as const
  const descended = descendedOn(cubic)
  const residual = { value: cubic.residual, gradient: cubic.gradient }
  const measure = measureOrderAt({ ...descended, residual }, pieces)
  const [first, second] = [measure([0.5, 0.875 ** (1 / 3)]), measure([1.5, -(2.375 ** (1 / 3))])]
  expect(first?.order).toBeCloseTo(1.974, 3)
  expect(Math.abs((second?.order ?? 0) - 2)).toBeLessThan(0.03)
  expect(second?.ratio).toBeCloseTo(1, 2)
  expect(measureOrderAt({ ...descended, residual }, cubic.regularizer)([1.5, -(2.375 ** (1 / 3))])).toBeUndefined()
  expect(orderEvidence(descended, pieces, boxOf([-2, 2], 2), 1, AMPLE).basePoints.used).toBe(9)
  expect(compileRegularizer(pieces, ['x', 'y']).value([0, 1])).toBeNaN()
})

test('no order where g does not decrease', () => {
  const { regularizer } = hyperbola
  const descended = descendedOn(hyperbola)
  // −g increases wherever g decreases.
  const upside = orderEvidence(descended, negated(regularizer), boxOf([-2, 2], 2), 1, AMPLE)
  expect(upside).toMatchObject({ fittedOrder: null, secondOrderRatio: null, trajectoryRatio: null })
  expect(upside.basePoints).toEqual({ used: 0, tried: 9, fitted: null })
  expect(orderEvidence(descended, undefined, boxOf([-2, 2], 2), 1, AMPLE).fittedOrder).toBeNull()
})
