import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { simulate } from '../../src/toolkit/api.ts'
import { DEFAULT_SIMULATION, type SimulateSettings } from '../../src/toolkit/problem.ts'
import type { SimulateOptions } from '../../src/toolkit/simulate.ts'

const HYPERBOLA = '(x*y - 1)^2'

const run = (objective: string, settings: Partial<SimulateSettings>, options: Omit<SimulateOptions, 'settings'> = {}) =>
  simulate({ objective }, { ...options, settings: { ...DEFAULT_SIMULATION, runs: 1, steps: 100, ...settings } })

const message = async (settings: Partial<SimulateSettings>, method = 'ngd'): Promise<string> => {
  try {
    await run(HYPERBOLA, settings, { method })
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  return 'not refused'
}

describe('schedules', () => {
  test('a formula in k gives the steps of alpha and exponent', async () => {
    const settings = { starts: ['3, 1/2'], steps: 1000 }
    const one = await run(HYPERBOLA, { ...settings, alpha: 0.5, exponent: 2 })
    const other = await run(HYPERBOLA, { ...settings, schedule: '0.5/sqrt(k + 1)' })
    expect(other.endings).toEqual(one.endings)
    expect(other).toMatchObject({ alpha: 0.5, schedule: '1/2/sqrt(k + 1)' })
  })

  test('alpha may stand in a formula, and two of them have names', async () => {
    const settings = { starts: ['3, 1/2'], steps: 1000, alpha: 0.3, exponent: 2 }
    const endings = async (more: Partial<SimulateSettings>) => (await run(HYPERBOLA, { ...settings, ...more })).endings
    expect(await endings({ schedule: 'alpha/sqrt(k + 1)' })).toEqual(await endings({}))
    expect(await endings({ schedule: 'power' })).toEqual(await endings({}))
    expect(await endings({ schedule: 'constant' })).toEqual(await endings({ exponent: Number.POSITIVE_INFINITY }))
    expect(await run(HYPERBOLA, { ...settings, schedule: 'alpha/(k + 2)' })).toMatchObject({ alpha: 0.3 })
  })

  test.each([
    ['1/(k - 3)', 'is -0.3333333333333333 at k = 0'],
    ['3 - k', 'is 0 at k = 3'],
    ['log(k)', 'is -Infinity at k = 0'],
    ['sqrt(50 - k)', 'is 0 at k = 50'],
    ['exp(k^3)', 'is Infinity at k = 9'],
    ['1/(j + 1)', '"j" is not declared'],
  ])('%s is refused', async (schedule, words) => {
    expect(await message({ schedule })).toContain(words)
  })
})

describe('points', () => {
  test.each([
    ['x=3', 'y is missing'],
    ['3, 1, 2', 'one coordinate too many'],
    ['x=3, x=4', 'x is given twice'],
    ['x=3, z=4', '"z" is not a variable'],
    ['exp(1000), 2', 'x is not a finite number'],
  ])('%s is refused', async (start, words) => {
    expect(await message({ starts: [start] })).toContain(words)
  })

  test('by name, in any order; entries of matrices have commas of their own', async () => {
    const { endings } = await run(HYPERBOLA, { starts: ['y = 1/2, x = sqrt(9)'] })
    expect(endings[0]?.start).toEqual([3, 0.5])
    const matrix = await simulate(
      { objective: 'normF2(X)', variables: 'X:1x2' },
      { settings: { ...DEFAULT_SIMULATION, runs: 1, steps: 5, starts: ['X[1,2]=2, X[1,1]=1'] } },
    )
    expect(matrix.endings[0]?.start).toEqual([1, 2])
  })
})

describe('runs that fail are named and can be repeated', () => {
  const logarithm = 'log(x)^2 + y^2'

  test('starts outside the domain, steps out of it, and overflow are told apart', async () => {
    const evidence = await run(logarithm, { runs: 40, alpha: 3, exponent: 4 }, { method: 'gd' })
    const { diverged, undefinedSteps, startedOutside, outliers } = evidence
    expect(startedOutside).toBeGreaterThan(5)
    expect(undefinedSteps).toBeGreaterThan(0)
    expect(diverged).toBe(undefinedSteps + startedOutside)
    const failed = outliers.find(({ kind }) => kind === 'undefined')
    const alone = await run(
      logarithm,
      { runs: 1, alpha: 3, exponent: 4, seed: evidence.seed },
      { method: 'gd', firstRun: failed?.run ?? 0 },
    )
    expect(alone.outliers[0]).toEqual(failed)
    const overflow = await run('(x*y - 1)^4', { starts: ['3, 4'], alpha: 1 }, { method: 'gd' })
    expect(overflow).toMatchObject({ diverged: 1, undefinedSteps: 0, startedOutside: 0 })
    expect(overflow.outliers[0]?.kind).toBe('diverged')
  })

  test('draws of the stochastic method are those of the run among all runs', async () => {
    const objective = '(x*y - 1)^2 + (x - 1)^2'
    const settings = { runs: 5, steps: 200, alpha: 0.05, exponent: 4, attractor: ['50, 50'] }
    const all = await run(objective, settings, { method: 'sgd' })
    const alone = await run(objective, { ...settings, runs: 1 }, { method: 'sgd', firstRun: 3 })
    expect(alone.outliers[0]).toEqual(all.outliers[3])
  })
})

describe('samples', () => {
  const objective = '((x*y - 1)^2 + (x - 1)^2)/2'

  test('a mean is drawn from like the sum of its parts', async () => {
    const settings = { starts: ['2, 1'], steps: 300, alpha: 0.05 }
    const mean = await run(objective, { ...settings, samples: ['(x*y - 1)^2', '(x - 1)^2'] }, { method: 'sgd' })
    const sum = await run(objective, { ...settings, samples: ['(x*y - 1)^2/2', '(x - 1)^2/2'] }, { method: 'sgd' })
    expect(mean.endings[0]?.end.map((c) => c.toFixed(12))).toEqual(sum.endings[0]?.end.map((c) => c.toFixed(12)))
  })

  test('that are not the objective, or belong to another method, are refused', async () => {
    expect(await message({ samples: ['(x*y)^2', '1'] }, 'sgd')).toContain('are not the objective')
    expect(await message({ samples: ['(x*y - 1)^2'] }, 'gd')).toContain('draws no samples')
  })
})

describe('further methods', () => {
  test("gradient flow keeps the law and follows the exact solution of x' = -2x", async () => {
    const { endings } = await run(
      'x^2 + 3*y^2',
      { starts: ['1, 1'], steps: 37, alpha: 0.1, exponent: Number.POSITIVE_INFINITY },
      { method: 'flow' },
    )
    expect(endings[0]?.end[0]).toBeCloseTo(Math.exp(-7.4), 10)
    expect(endings[0]?.end[1]).toBeCloseTo(Math.exp(-22.2), 10)
    const long = await run(
      HYPERBOLA,
      { starts: ['3, 1/2'], steps: 20_000, alpha: 1, exponent: Number.POSITIVE_INFINITY },
      { method: 'flow' },
    )
    const [x = 0, y = 0] = long.endings[0]?.end ?? []
    expect(x * x - y * y).toBeCloseTo(8.75, 9)
    expect(x * y).toBeCloseTo(1, 9)
  })

  test('one step of SAM, and no step where the gradient vanishes', async () => {
    const settings = { starts: ['3, 1/2', '1, 1'], runs: 2, steps: 1, alpha: 0.1, exponent: 4 }
    const { endings } = await run(HYPERBOLA, settings, { method: 'sam', rho: 0.2 })
    const n = Math.hypot(0.5, 3)
    const [u, v] = [3 + (0.2 * 0.5) / n, 0.5 + (0.2 * 3) / n]
    expect(endings[0]?.end[0]).toBeCloseTo(3 - 0.1 * 2 * (u * v - 1) * v, 12)
    expect(endings[0]?.end[1]).toBeCloseTo(0.5 - 0.1 * 2 * (u * v - 1) * u, 12)
    expect(endings[1]).toMatchObject({ kind: 'critical', end: [1, 1] })
  })
})
