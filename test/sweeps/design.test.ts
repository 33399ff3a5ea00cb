import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf } from '../../src/sweeps/cell.ts'
import { type Plan, planOf } from '../../src/sweeps/plan.ts'
import { type Axis, axisSize, axisValue } from '../../src/toolkit/axis.ts'
import { budgetOf } from '../../src/toolkit/command-budget.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'

const plan = (sweep: string, rest = ''): Promise<Plan> =>
  planOf(
    parseProblemFile(`objective: (x*y - a)^2\nparameters: {a: positive}\n${rest}sweep: ${sweep}\n`, 's.yaml'),
    '0.0.0-test',
    budgetOf({}),
  )

const all = (given: Plan) => Array.from({ length: given.design.cells }, (_, i) => cellsOf(given)(i))

describe('a grid', () => {
  test('has every combination once, the last axis fastest, repetitions next to each other', async () => {
    const cells = all(await plan('{repeat: 2, over: {a: [1, 2], method: [ngd, gd, sgd]}}'))
    expect(cells.map(({ over }) => Object.values(over).join(' '))).toEqual(
      ['1 ngd', '1 gd', '1 sgd', '2 ngd', '2 gd', '2 sgd'].flatMap((name) => [name, name]),
    )
    expect(new Set(cells.map(({ key }) => key)).size).toBe(12)
    expect(new Set(cells.map(({ seed }) => seed)).size).toBe(12)
  })

  test('shares the keys and seeds of cells with a larger one', async () => {
    const small = all(await plan('{over: {a: [1, 2], alpha: [0.1]}}'))
    const large = all(await plan('{over: {a: [3, 1, 2], alpha: [0.2, 0.1]}}'))
    const byValues = new Map(large.map((cell) => [JSON.stringify(cell.over), cell]))
    for (const { over, key, seed } of small) expect(byValues.get(JSON.stringify(over))).toMatchObject({ key, seed })
  })

  test('has other keys where anything else differs', async () => {
    const keys = await Promise.all(
      ['', 'simulate: {seed: 2}\n', 'simulate: {steps: 7}\n', 'regularizer: x^2\n', 'assume: ["a < 9"]\n'].map(
        async (rest) => all(await plan('{over: {a: [1]}}', rest))[0]?.key,
      ),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('spaces ranges evenly, also by factors, with both ends exact', async () => {
    const { axes } = (
      await plan('{over: {a: {from: 1, to: 2, count: 5}, alpha: {from: 0.001, to: 0.1, count: 3, scale: log}}}')
    ).design
    const valuesOf = (axis: Axis | undefined) =>
      axis === undefined ? [] : Array.from({ length: axisSize(axis) }, (_, i) => axisValue(axis, i))
    expect(valuesOf(axes[0])).toEqual([1, 1.25, 1.5, 1.75, 2])
    const [low, middle, high] = valuesOf(axes[1])
    expect([low, high]).toEqual([0.001, 0.1])
    expect(middle).toBeCloseTo(0.01, 14)
  })

  test('with a million values is a small plan', async () => {
    const large = await plan('{over: {a: 1, alpha: {from: 0.001, to: 1, count: 1000000, scale: log}}}')
    expect(large.design.cells).toBe(1_000_000)
    expect(JSON.stringify(large).length).toBeLessThan(2000)
    expect(cellsOf(large)(999_999).over).toEqual({ a: 1, alpha: 1 })
  })

  test('every number stands for one combination', async () => {
    const given = await plan('{repeat: 3, over: {a: [1, 2, 5], beta: [0, 0.5], steps: {from: 1, to: 50, count: 4}}}')
    const cells = cellsOf(given)
    fc.assert(
      fc.property(fc.nat(71), fc.nat(71), (i, j) => {
        expect(cells(i).key === cells(j).key).toBe(i === j)
      }),
      { numRuns: 200, seed: 5 },
    )
  })
})

describe('a random design', () => {
  test('stays in its intervals and lists, and begins like a shorter one', async () => {
    const over = 'over: {a: {from: 1, to: 4}, method: [ngd, gd], alpha: {from: 0.001, to: 1, scale: log}}'
    const [long, short] = await Promise.all([
      plan(`{design: random, cells: 400, ${over}}`).then(all),
      plan(`{design: random, cells: 30, ${over}}`).then(all),
    ])
    expect(short).toEqual(long.slice(0, 30))
    for (const { over: values } of long) {
      expect(values.a).toBeGreaterThanOrEqual(1)
      expect(values.a).toBeLessThanOrEqual(4)
      expect(values.alpha).toBeGreaterThanOrEqual(0.001)
      expect(values.alpha).toBeLessThanOrEqual(1)
    }
    // Half of the draws are below the geometric mean, and half are one method: within six standard deviations.
    const below = long.filter(({ over: values }) => Number(values.alpha) < Math.sqrt(0.001)).length
    const ngd = long.filter(({ over: values }) => values.method === 'ngd').length
    for (const count of [below, ngd]) expect(Math.abs(count - 200)).toBeLessThan(60)
  })
})
