import { describe, expect, test } from 'vitest'
import { stepSizes } from '../../src/numerics/step-sizes.ts'
import { summarize } from '../../src/numerics/summary.ts'
import { wilsonInterval } from '../../src/numerics/wilson.ts'

test('Wilson’s interval', () => {
  // The roots p of (p̂ − p)² = z²·p(1 − p)/n.
  for (const [k, n] of [
    [19, 40],
    [1, 100],
    [99, 100],
    [0, 40],
    [40, 40],
  ] as const)
    for (const p of wilsonInterval(k, n))
      expect((k / n - p) ** 2 - (1.959963984540054 ** 2 * p * (1 - p)) / n).toBeCloseTo(0, 12)
  expect(wilsonInterval(40, 40)[0]).toBeCloseTo(0.91237, 4)
  expect(wilsonInterval(40, 40)[1]).toBe(1)
  expect(wilsonInterval(0, 40)[0]).toBe(0)
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})

test('summaries leave out what is not finite', () => {
  expect(summarize([3, 1, Number.NaN, 2])).toEqual({ median: 2, max: 3, min: 1 })
  expect(summarize([4, 1, 2, 3, Number.POSITIVE_INFINITY])).toEqual({ median: 2.5, max: 4, min: 1 })
  expect(summarize([Number.NaN])).toBeUndefined()
  expect(summarize([1e308, 1.5e308])?.median).toBe(1.25e308)
})

describe('step sizes', () => {
  const sizes = (alpha: number, q: number, from: number): number[] => {
    const out = new Float64Array(3)
    stepSizes(alpha, q)(from, out)
    return [...out]
  }

  test('are α/(k + 1)^(1/q)', () => {
    expect(sizes(0.5, 2, 0)).toEqual([0.5, 0.5 / Math.SQRT2, 0.5 / Math.sqrt(3)])
    expect(sizes(0.5, 4, 15)[0]).toBe(0.25)
    expect(sizes(3, 1, 2)).toEqual([1, 0.75, 0.6])
    expect(sizes(0.2, Number.POSITIVE_INFINITY, 9)).toEqual([0.2, 0.2, 0.2])
    expect(sizes(1, 3, 7)[0]).toBeCloseTo(0.5, 15)
  })

  test('refuse what is not a schedule', () => {
    expect(() => stepSizes(0, 2)).toThrow('expected a step size alpha > 0, found 0')
    expect(() => stepSizes(1, -2)).toThrow('expected an exponent > 0 or Infinity, found -2')
    expect(() => stepSizes(1, Number.NaN)).toThrow('found NaN')
  })
})
