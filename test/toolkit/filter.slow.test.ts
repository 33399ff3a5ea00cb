import { expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { type FilterSubject, filterClaims } from '../../src/theorems/eigenvalue-filter.ts'
import { decide } from '../../src/toolkit/decide.ts'
import { type FilterOptions, type FilterResult, filter } from '../../src/toolkit/filter.ts'

const ask = (method: string, options: FilterOptions): Promise<FilterResult> =>
  filter(method, { ...options, workers: 0, timeout: 30 })

const numbers = { alpha: '0.05', beta: '0.5', rho: '0.1' }

/** Reference values, recorded from a computation of spectral radii in another language. */
test.each([
  ['heavy-ball', {}, [[0, 60]], []],
  ['nesterov', {}, [[0, 30]], []],
  [
    'usam',
    { momentum: 'heavy-ball' },
    [
      [-30, -10],
      [0, 20],
    ],
    [],
  ],
  [
    'usam',
    { momentum: 'nesterov' },
    [
      [-23.0277563773199, -10],
      [0, 13.0277563773199],
    ],
    [],
  ],
  ['usam2', { momentum: 'heavy-ball' }, [[0, 13.8919359653968]], []],
  ['usam2-chained', { momentum: 'nesterov' }, [[0, 8.6370652781919]], [-10]],
  ['husam', { momentum: 'heavy-ball' }, [[0, 8.0394190400547]], []],
] as const)('%s %j', async (method, more, intervals, isolated) => {
  const result = await ask(method, { ...numbers, ...more })
  expect(result.verdict).toMatchObject({ status: 'proved', trust: 'kernel' })
  expect(result.intervals).toHaveLength(intervals.length)
  result.intervals.forEach((found, i) => {
    for (const end of [0, 1] as const) expect(found[end].value).toBeCloseTo(intervals[i]?.[end] as number, 10)
  })
  expect(result.isolated.map(({ value }) => value)).toEqual(isolated)
})

test('ends are exact', async () => {
  const { intervals, parameters, condition } = await ask('usam', { ...numbers, momentum: 'nesterov' })
  expect(intervals[0]?.map(({ exact }) => exact)).toEqual(['-5 - 5*sqrt(13)', '-10'])
  expect(parameters).toEqual({ alpha: '1/20', beta: '1/2', rho: '1/10' })
  expect(condition).toBe('0 <= lambda*(1 + rho*lambda) <= 2*(1 + beta)/(alpha*(1 + 2*beta))')
})

test('without numbers the intervals hold for all of them', async () => {
  const { intervals, verdict, parameters } = await ask('usam', {})
  expect(verdict).toMatchObject({ status: 'proved', trust: 'kernel' })
  expect(parameters).toEqual({})
  expect(intervals.map((ends) => ends.map(({ exact }) => exact))).toEqual([
    ['(-1 - sqrt(1 + 8*rho*(1 + beta)/alpha))/(2*rho)', '-1/rho'],
    ['0', '(sqrt(1 + 8*rho*(1 + beta)/alpha) - 1)/(2*rho)'],
  ])
})

test('a single point is found for all lengths', async () => {
  const { isolated, intervals, verdict } = await ask('usam2-chained', { momentum: 'nesterov' })
  expect(verdict.status).toBe('proved')
  expect(isolated).toEqual([{ exact: '-1/rho' }])
  expect(intervals[0]?.[1].exact).toBe(
    'the root of lambda*(1 + rho*lambda)^2 = 2*(1 + beta)/(alpha*(1 + 2*beta)) with lambda > 0',
  )
})

test.each([
  ['sgd', {}, /there is no method "sgd"/],
  ['gd', { alpha: '0' }, /alpha is 0/],
  ['gd', { alpha: '-1/10' }, /alpha is -1\/10/],
  ['gd', { alpha: 'x' }, /x/],
  ['gd', { beta: '0.5' }, /gd has no momentum/],
  ['usam', { alpha: '0.1', rho: '0' }, /rho is 0/],
  ['heavy-ball', { beta: '1' }, /beta is 1/],
  ['heavy-ball', { momentum: 'nesterov' }, /its own momentum/],
  ['usam', { momentum: 'adam' }, /there is no momentum "adam"/],
] as const)('%s %j is refused with one message', async (method, options, message) => {
  const read = async (): Promise<FilterResult> => ask(method, options)
  await expect(read()).rejects.toThrow(message)
  await expect(read()).rejects.toBeInstanceOf(InputError)
})

const subject: FilterSubject = {
  condition: {
    q: 'lambda*(1 + rho*lambda)',
    bound: '2*(1 + beta)/alpha',
    jury: ['alpha*q', '2 + 2*beta - alpha*q', '1 - beta'],
  },
  values: { alpha: '1/20', beta: '1/2', rho: '1/10' },
  isForEveryBound: false,
  intervals: [
    { lower: '-30', upper: '-10' },
    { lower: '0', upper: '20' },
  ],
  gaps: ['either', 'either', 'either'],
  unknowns: [],
  constants: {},
}

const failing = async (changed: FilterSubject): Promise<readonly Claim[]> => {
  const failed: Claim[] = []
  for (const claim of filterClaims(changed)) {
    const verdict = await decide(
      claim,
      { budget: { deadline: Date.now() + 5000 }, hints: { seed: 1 } },
      { trust: 'kernel' },
    )
    if (verdict.status !== 'proved') failed.push(claim)
  }
  return failed
}

test.each([
  ['a set that is too small', { intervals: [{ lower: '0', upper: '20' }], gaps: ['either', 'either'] }],
  ['a set that is too large', { intervals: [{ lower: '-30', upper: '20' }], gaps: ['either', 'either'] }],
  [
    'ends that are moved',
    {
      intervals: [
        { lower: '-30', upper: '-10' },
        { lower: '0', upper: '21' },
      ],
    },
  ],
  ['another length', { values: { ...subject.values, rho: '1/5' } }],
  ['a wrong bound', { condition: { ...subject.condition, bound: '2*(2 + beta)/alpha' } }],
  ['a forgotten condition', { condition: { ...subject.condition, jury: ['2 + 2*beta - alpha*q'] } }],
] as const)('%s is not proved', async (_, change) => {
  expect(await failing({ ...subject, ...change } as FilterSubject)).not.toEqual([])
})

test('the set itself is proved', async () => {
  expect(await failing(subject)).toEqual([])
})
