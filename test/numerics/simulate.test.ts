import { describe, expect, test } from 'vitest'
import { call, difference, number, product, quotient, raised, sum, symbol } from '../../src/kernel/term.ts'
import {
  type SimulationInput,
  type SimulationSettings,
  simulate,
  simulateInSlices,
} from '../../src/numerics/simulate.ts'
import { type Example, hyperbola, parabola, threeFactors } from './examples.ts'

const [x, y] = [symbol('x'), symbol('y')]
const AMPLE = { deadline: Number.POSITIVE_INFINITY }
const SETTINGS: SimulationSettings = { runs: 40, steps: 20000, alpha: 0.5, exponent: 4, seed: 1, box: [-2, 2] }

const inputOf = (example: Example): SimulationInput => ({
  objective: raised(example.residual, 2),
  residual: example.residual,
  variables: example.variables,
  laws: example.laws,
  regularizer: example.regularizer,
  attractor: example.attractor,
})

describe.each([
  ['1.1', hyperbola],
  ['4.2', parabola],
  ['4.6', threeFactors],
] as const)('Example %s from random starts', (_name, example) => {
  const evidence = simulate(inputOf(example), { ...SETTINGS, steps: 2e5 }, AMPLE)

  test('every run ends at a flat minimum', () => {
    expect(evidence).toMatchObject({ converged: 40, fraction: 1, diverged: 0, stoppedAtCritical: 0, complete: true })
    expect(evidence.confidence?.[0]).toBeCloseTo(0.91237, 4)
    expect(evidence.distances?.max).toBeLessThan(0.06)
    expect(evidence.tolerance).toBeCloseTo((2.5 * 0.5) / 2e5 ** 0.25, 12)
    expect(evidence.outliers).toEqual([])
  })

  test('the counts of the points of the attractor add up, and every one is reached', () => {
    expect(evidence.perAttractorCounts.length).toBe(example.attractor.length)
    expect(evidence.perAttractorCounts.reduce((a, b) => a + b, 0)).toBe(40)
    for (const count of evidence.perAttractorCounts) expect(count).toBeGreaterThan(0)
  })

  test('the order is 2', () => {
    expect(Math.abs((evidence.fittedOrder ?? 0) - 2)).toBeLessThan(0.1)
    expect(evidence.fittedOrderError).toBeGreaterThan(0)
    expect(evidence.secondOrderRatio).toBeCloseTo(1, 2)
  })

  test('the flow conserves the laws that the descent drives to zero', () => {
    expect(evidence.lawDrift.length).toBe(example.laws.length)
    for (const drift of evidence.lawDrift) {
      expect(drift.flow).toBeLessThan(1e-11)
      expect(drift.relative).toBeLessThan(1e-3)
      expect(drift.initial).toBeGreaterThan(0.1)
    }
  })

  test('it is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence)
  })
})

describe('repeatability', () => {
  const strip = (evidence: object): object => ({ ...evidence, elapsedMs: 0 })

  test('the same seed gives the same evidence, another seed another', () => {
    const first = simulate(inputOf(hyperbola), SETTINGS, AMPLE)
    expect(strip(simulate(inputOf(hyperbola), SETTINGS, AMPLE))).toEqual(strip(first))
    expect(strip(simulate(inputOf(hyperbola), { ...SETTINGS, seed: 2 }, AMPLE))).not.toEqual(strip(first))
  })

  test('an outlier is repeated from its recorded start', () => {
    const settings = { ...SETTINGS, steps: 20 }
    const evidence = simulate({ ...inputOf(hyperbola), tolerance: 0.01 }, settings, AMPLE)
    const outlier = evidence.outliers[3]
    expect(outlier?.kind).toBe('moving')
    const again = simulate(
      { ...inputOf(hyperbola), tolerance: 0.01 },
      { ...settings, runs: 1, starts: [outlier?.start ?? []] },
      AMPLE,
    )
    expect(again.outliers[0]).toEqual({ ...outlier, run: 0 })
  })

  test('a run does not depend on how many others there are', () => {
    const endOf = (runs: number): unknown =>
      simulate({ ...inputOf(hyperbola), tolerance: 0 }, { ...SETTINGS, runs }, AMPLE).outliers[4]
    expect(endOf(5)).toEqual(endOf(130))
  })
})

describe('in slices', () => {
  const strip = (evidence: object): object => ({ ...evidence, elapsedMs: 0 })

  test('the evidence is the same, with progress on the way', async () => {
    const settings = { ...SETTINGS, runs: 64, steps: 3e5 }
    const seen: number[] = []
    const evidence = await simulateInSlices(inputOf(hyperbola), settings, AMPLE, (steps) => seen.push(steps))
    expect(strip(evidence)).toEqual(strip(simulate(inputOf(hyperbola), settings, AMPLE)))
    expect([...seen].sort((a, b) => a - b)).toEqual(seen)
  })

  test('an abort on the way ends the runs, and what is known so far is kept', async () => {
    const controller = new AbortController()
    const running = simulateInSlices(
      inputOf(hyperbola),
      { ...SETTINGS, steps: 1e9 },
      { ...AMPLE, signal: controller.signal },
      () => controller.abort(),
    )
    const evidence = await running
    expect(evidence.complete).toBe(false)
    expect(evidence.steps).toBeGreaterThan(0)
    expect(evidence.fittedOrder).toBeCloseTo(2, 1)
  })
})

describe('what else may happen', () => {
  test('a start at the saddle stops there and is listed', () => {
    const evidence = simulate(inputOf(hyperbola), { ...SETTINGS, runs: 2, starts: [[0, 0]] }, AMPLE)
    expect(evidence).toMatchObject({ stoppedAtCritical: 1, converged: 1 })
    expect(evidence.outliers).toEqual([
      { run: 0, start: [0, 0], end: [0, 0], kind: 'critical', stoppedAt: 0, distance: Math.SQRT2, objective: 1 },
    ])
  })

  test('an order is fitted for normalized steps alone, and where a run stayed finite', () => {
    const settings = { ...SETTINGS, runs: 2 }
    expect(simulate(inputOf(hyperbola), settings, AMPLE).fittedOrder).toBeCloseTo(2, 1)
    const none = { fittedOrder: null, fittedOrderError: null, secondOrderRatio: null, trajectoryRatio: null }
    expect(simulate(inputOf(hyperbola), { ...settings, method: 'gd' }, AMPLE)).toMatchObject(none)
    const h = sum(call('log', product(x, x)), y)
    const away = simulate(
      {
        objective: raised(h, 2),
        residual: h,
        variables: ['x', 'y'],
        laws: [],
        regularizer: inputOf(hyperbola).regularizer ?? [],
      },
      {
        ...settings,
        starts: [
          [0, 0],
          [0, 1],
        ],
      },
      AMPLE,
    )
    expect(away).toMatchObject({ diverged: 2, ...none })
  })

  test('a start outside the domain is counted as diverged', () => {
    const h = call('log', x)
    const evidence = simulate(
      { objective: raised(h, 2), residual: h, variables: ['x'], laws: [], attractor: [[1]] },
      { ...SETTINGS, runs: 2, starts: [[-1], [3]] },
      AMPLE,
    )
    expect(evidence).toMatchObject({ diverged: 1, converged: 1, fittedOrder: null, lawDrift: [] })
    expect(evidence.outliers[0]).toMatchObject({ kind: 'outside', end: [-1], objective: null })
  })

  test('a quantity that is not conserved drifts along the flow', () => {
    const input = { ...inputOf(hyperbola), laws: [product(x, y), quotient(x, y)] }
    for (const drift of simulate(input, SETTINGS, AMPLE).lawDrift) expect(drift.flow).toBeGreaterThan(0.1)
  })

  test('without an attractor nothing is said to converge', () => {
    const { attractor: _, ...input } = inputOf(hyperbola)
    const evidence = simulate(input, SETTINGS, AMPLE)
    expect(evidence).toMatchObject({ converged: null, fraction: null, confidence: null, distances: null, outliers: [] })
    expect(evidence.finalObjective?.max).toBeLessThan(0.01)
    expect(evidence.finalRegularizer?.max).toBeLessThan(1e-6)
  })

  test('without a residual the gradient of f is normalized', () => {
    const { residual: _, ...input } = inputOf(hyperbola)
    const evidence = simulate(input, { ...SETTINGS, steps: 2e5 }, AMPLE)
    expect(evidence).toMatchObject({ converged: 40, stoppedAtCritical: 0, diverged: 0 })
    expect(evidence.fittedOrder).toBeNull()
  })

  test('gradient descent keeps minima that are flat enough for its step, and need not reach the flattest', () => {
    const evidence = simulate(
      inputOf(hyperbola),
      { ...SETTINGS, method: 'gd', alpha: 0.05, exponent: Number.POSITIVE_INFINITY, box: [-1, 1] },
      AMPLE,
    )
    expect(evidence).toMatchObject({ method: 'gd', exponent: 'infinity', diverged: 0 })
    expect(evidence.finalObjective?.median).toBeLessThan(1e-20)
    expect(evidence.distances?.max).toBeGreaterThan(0.05)
  })

  test('gradient descent with a step too large is counted as diverged', () => {
    const evidence = simulate(
      inputOf(hyperbola),
      { ...SETTINGS, method: 'gd', alpha: 3, exponent: Number.POSITIVE_INFINITY },
      AMPLE,
    )
    expect(evidence.diverged).toBeGreaterThan(30)
  })

  test('a spent budget ends the runs early and says so', () => {
    const evidence = simulate(inputOf(hyperbola), { ...SETTINGS, steps: 1e9 }, { deadline: Date.now() + 50 })
    expect(evidence.complete).toBe(false)
    expect(evidence.steps).toBeLessThan(1e8)
    const aborted = simulate(inputOf(hyperbola), SETTINGS, { ...AMPLE, signal: AbortSignal.abort() })
    expect(aborted).toMatchObject({ steps: 0, complete: false, fittedOrder: null })
    expect(aborted.lawDrift[0]?.flow).toBeNull()
  })

  test('settings that make no sense are refused', () => {
    const attempt = (change: Partial<SimulationSettings>) => () =>
      simulate(inputOf(hyperbola), { ...SETTINGS, ...change }, AMPLE)
    expect(attempt({ runs: -1 })).toThrow('expected runs >= 0, an integer, found -1')
    expect(attempt({ steps: 0.5 })).toThrow('expected steps >= 0, an integer, found 0.5')
    expect(attempt({ alpha: -1 })).toThrow('alpha > 0')
    expect(attempt({ starts: [[1]] })).toThrow('expected a start of 2 finite coordinates, found [1]')
    expect(() => simulate({ ...inputOf(hyperbola), attractor: [[1]] }, SETTINGS, AMPLE)).toThrow(
      'points of 2 coordinates',
    )
    expect(() => simulate({ ...inputOf(hyperbola), laws: [symbol('a')] }, SETTINGS, AMPLE)).toThrow(
      'found the symbol a',
    )
  })

  test('no runs at all are allowed', () => {
    expect(simulate(inputOf(hyperbola), { ...SETTINGS, runs: 0 }, AMPLE)).toMatchObject({
      converged: 0,
      fraction: null,
    })
  })
})

test('Example 4.3: random starts go to the flat minimum or to one of the semistable points', () => {
  const h = difference(raised(x, 3), difference(number(1), raised(y, 3)))
  const flat = 2 ** (-1 / 3)
  const evidence = simulate(
    {
      objective: raised(h, 2),
      residual: h,
      variables: ['x', 'y'],
      laws: [difference(raised(x, -1), raised(y, -1))],
      attractor: [
        [flat, flat],
        [1, 0],
        [0, 1],
      ],
      tolerance: 0.06,
    },
    { ...SETTINGS, runs: 40, steps: 2e5 },
    AMPLE,
  )
  expect(evidence.converged).toBe(40)
  for (const count of evidence.perAttractorCounts) expect(count).toBeGreaterThan(2)
  expect(evidence.lawDrift[0]?.flow).toBeLessThan(1e-8)
})
