import { describe, expect, test } from 'vitest'
import { type MeasuredExponent, measureExponent } from '../../src/numerics/lyapunov-exponent.ts'
import { seeded } from '../../src/numerics/random.ts'

/** The exponents for gradients with given squared lengths, the scale η being 1. */
const measured = (gradients: readonly (readonly number[])[], seed = 7): MeasuredExponent =>
  measureExponent(
    gradients,
    gradients.map(() => 1),
    seeded(seed),
  ) as MeasuredExponent

const curvatures = (gradients: readonly (readonly number[])[]): readonly number[] =>
  gradients.map((g) => g.reduce((sum, c) => sum + c * c, 0))

/** Half a width more than the 95 % interval: the seeds are fixed, and one in twenty would miss it. */
const within = (
  { value, confidence: [low, high] }: { value: number; confidence: readonly [number, number] },
  x: number,
) => Math.abs(value - x) <= 1.5 * (high - low) + 1e-12

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

describe('QR iteration agrees with the closed forms', () => {
  test('orthogonal gradients: (1/N)·log|1 − k_i| in decreasing order', () => {
    const gradients = [
      [1.6, 0, 0],
      [0, 0.7, 0],
      [0, 0, 1.2],
    ]
    const exact = curvatures(gradients)
      .map((k) => Math.log(Math.abs(1 - k)) / 3)
      .sort((a, b) => b - a)
    const { spectrum = [] } = measured(gradients)
    expect(spectrum).toHaveLength(3)
    spectrum.forEach((one, k) => {
      expect(one !== null && within(one, exact[k] as number)).toBe(true)
    })
  })

  test('one normal direction: the mean of log|1 − k_i|', () => {
    const gradients = [
      [0.3, 0.4],
      [0.9, 1.2],
      [1.5, 2],
    ]
    const found = measured(gradients)
    expect(found.spectrum).toHaveLength(1)
    expect(within(found, mean(curvatures(gradients).map((k) => Math.log(Math.abs(1 - k)))))).toBe(true)
  })

  test.each([1, 2, 3, 4])('oblique gradients: the sum is (1/N)·Σ log|1 − k_i| (seed %i)', (seed) => {
    const random = seeded(seed)
    const gradients = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => 1.6 * random() - 0.8))
    const exact = mean(curvatures(gradients).map((k) => Math.log(Math.abs(1 - k))))
    const { spectrum = [], value } = measured(gradients, seed)
    const sum = spectrum.reduce((total, one) => total + (one?.value ?? Number.NaN), 0)
    // Of the determinants only their frequencies among the draws are random.
    expect(Math.abs(sum - exact)).toBeLessThan(0.01)
    expect(value).toBe(spectrum[0]?.value)
    for (const [k, one] of spectrum.slice(1).entries())
      expect((one?.value ?? 0) <= (spectrum[k]?.value ?? 0)).toBe(true)
  })
})

test('a direction that a factor maps to 0 has no exponent', () => {
  expect(measureExponent([[1, 0]], [1], seeded(1))).toBeUndefined()
  const { spectrum } = measured([
    [1, 0],
    [0, 0.5],
  ])
  expect(spectrum?.map((one) => one === null)).toEqual([false, true])
})
