import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/toolkit/api.ts'
import { DEFAULT_SIMULATION, type SimulateSettings } from '../../src/toolkit/problem.ts'
import { DECREASES, EXAMPLES, type MeasuredExample, RUNS } from './measured-outcomes.ts'

const runOf = (name: string, settings: Partial<SimulateSettings>) => {
  const { objective, regularizer, variables, flat } = EXAMPLES[name] as MeasuredExample
  return simulate(
    { objective, regularizer, ...(variables === undefined ? {} : { variables }) },
    { settings: { ...DEFAULT_SIMULATION, runs: 1, attractor: flat, ...settings }, timeout: 600 },
  )
}

/** One unit of the last digit that a number is printed with; what is below the rounding of 1 counts as 0. */
const lastDigit = (text: string): number => {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const decimals = mantissa.split('.')[1]?.length ?? 0
  return 10 ** (Number(exponent) - decimals)
}

const expectDigits = (actual: number | null | undefined, recorded: string, what: string): void => {
  const gap = Math.abs((actual ?? Number.NaN) - Number(recorded))
  expect(gap, `${what}: ${actual} against ${recorded}`).toBeLessThanOrEqual(0.51 * lastDigit(recorded) + 1e-14)
}

describe('decrease of g near a point of M', () => {
  test.each(DECREASES)('%s', async (name, half, ratios, cycle, order) => {
    const { atBase } = await runOf(name, { steps: 1, base: (EXAMPLES[name] as MeasuredExample).base })
    expectDigits(atBase?.order, order, 'order')
    if (half === null) {
      expect(atBase?.halfSecondDerivative).toBeNull()
      return
    }
    expectDigits(atBase?.halfSecondDerivative, half, 'half the second derivative')
    for (const [i, text] of ratios.split(', ').entries()) expectDigits(atBase?.oneStep[i]?.ratio, text, `step ${i}`)
    for (const [i, text] of cycle.split(', ').entries()) expectDigits(atBase?.cycle[i]?.ratio, text, `cycle ${i}`)
  })
})

describe('where runs end', () => {
  for (const [name, alpha, exponent, steps, end, f, distance, note] of RUNS)
    test(`${name}: alpha ${alpha}, exponent ${exponent}, ${steps} steps`, async () => {
      const { start } = EXAMPLES[name] as MeasuredExample
      const { endings, complete } = await runOf(name, {
        starts: [start],
        alpha,
        exponent: Number(exponent.replace('i', 'I')),
        steps,
      })
      const [ending] = endings
      expect(complete).toBe(true)
      if (note === 'rounding') {
        const recorded = Number(distance)
        expect(Math.abs((ending?.distance ?? Number.NaN) - recorded)).toBeLessThanOrEqual(0.05 * recorded + 1e-14)
        return
      }
      for (const [j, text] of end.split(', ').entries()) expectDigits(ending?.end[j], text, `coordinate ${j}`)
      // What is a rounding error of h, squared.
      if (Number(f) > 1e-25) expectDigits(ending?.objective, f, 'f')
      expectDigits(ending?.distance, distance, 'distance')
    })
})

describe('random starts in [-2, 2]^n', () => {
  test.each(Object.keys(EXAMPLES).filter((name) => name !== '4.1'))('%s: all reach the set', async (name) => {
    const { flat } = EXAMPLES[name] as MeasuredExample
    const semistable = name === '4.3' ? ['1, 0', '0, 1'] : []
    const evidence = await runOf(name, {
      runs: 40,
      steps: 200_000,
      alpha: 0.5,
      exponent: 4,
      attractor: [...flat, ...semistable],
    })
    // 0.06 is 2.5 times the last step.
    expect(evidence.tolerance).toBeGreaterThan(0.059)
    expect(evidence.tolerance).toBeLessThan(0.0592)
    expect(evidence.converged).toBe(40)
    if (name === '4.3') for (const count of evidence.perAttractorCounts) expect(count).toBeGreaterThan(0)
  })
})
