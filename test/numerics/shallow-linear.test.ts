import { expect, test } from 'vitest'
import { shallowRun } from '../../src/numerics/shallow-linear.ts'
import { shallowHeatMap } from '../../src/toolkit/shallow-heat-map.ts'
import { SHALLOW_RUNS } from './shallow-runs.ts'

test.each(SHALLOW_RUNS)('the run with eta = $eta', ({ time, ratio, lambda, upper, lower, ...run }) => {
  const found = shallowRun({ ...run, steps: 10_000, residual: 1e-13 })
  expect(found.time).toBe(time)
  expect(found.ratio).toBeCloseTo(ratio, 12)
  expect(found.lambda).toBeCloseTo(lambda, 11)
  expect(found.lambdaFormula).toBeCloseTo(lambda, 11)
  expect(found.upper).toBeCloseTo(upper, 12)
  expect(found.lower).toBeCloseTo(lower, 12)
  expect(found).toMatchObject({ bounded: true, holds: true })
})

test('the heat map: near 1 for small eta*lambda, strongly reduced for large, no bound violated', () => {
  const map = shallowHeatMap({ dimension: 2 })
  expect(map.cells).toHaveLength(1600)
  expect(map.violated).toBe(0)
  expect(map.bounded).toBeGreaterThan(800)
  const settled = map.cells.filter(({ time }) => time !== null)
  const near = settled.filter(({ eta, scale }) => eta * scale * scale < 0.01 && eta < 0.02)
  expect(Math.min(...near.map(({ ratio }) => ratio))).toBeGreaterThan(0.9)
  expect(Math.min(...settled.map(({ ratio }) => Math.abs(ratio)))).toBeLessThan(0.2)
  for (const { lambda, lambdaFormula } of settled.filter(({ bounded }) => bounded))
    expect(lambda).toBeCloseTo(lambdaFormula, 8)
})

test('the same seed gives the same map, and bad numbers are refused', () => {
  expect(shallowHeatMap({ etas: [0.1], scales: [1] })).toEqual(shallowHeatMap({ etas: [0.1], scales: [1] }))
  expect(() => shallowHeatMap({ etas: [] })).toThrow(RangeError)
  expect(() => shallowHeatMap({ scales: [1, -1] })).toThrow(RangeError)
  expect(() => shallowHeatMap({ dimension: 1.5 })).toThrow(RangeError)
})
