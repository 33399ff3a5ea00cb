import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, test } from 'vitest'
import { cellsOf } from '../../src/sweeps/cell.ts'
import { planOf } from '../../src/sweeps/plan.ts'
import { repeatCell } from '../../src/sweeps/sweep-into.ts'
import type { SweepRow } from '../../src/sweeps/sweep-result.ts'
import { simulate } from '../../src/toolkit/api.ts'
import { budgetOf } from '../../src/toolkit/command-budget.ts'
import { DEFAULT_SIMULATION } from '../../src/toolkit/problem.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'
import { HYPERBOLA, HYPERBOLA_CELLS, sweepText, temporaryFolder } from './sweep-files.ts'

const home = temporaryFolder()
afterAll(home.remove)

const text = (folder: string, file = 'cells.ndjson'): string => readFileSync(`${home.path(folder)}/${file}`, 'utf8')
const rows = (folder: string): readonly SweepRow[] =>
  text(folder)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SweepRow)

describe('a sweep in threads', () => {
  test('has every cell once, in order, with the measures of simulate', async () => {
    const { end, manifest } = await sweepText(HYPERBOLA, home.path('one'), { parquet: true })
    expect(end).toEqual({ type: 'complete' })
    expect(manifest.cells).toMatchObject({ total: HYPERBOLA_CELLS, done: HYPERBOLA_CELLS, failed: 0 })
    expect(rows('one').map(({ cell }) => cell)).toEqual(Array.from({ length: HYPERBOLA_CELLS }, (_, i) => i))

    // Cell 2 again, by the function behind `gradlaw simulate`.
    const row = rows('one')[2] as SweepRow
    expect(row.over).toMatchObject({ a: 1, method: 'ngd', alpha: 0.1 })
    const evidence = await simulate(
      { objective: '(x*y - 1)^2', regularizer: '(x^2 - y^2)^2' },
      {
        attractor: [
          [1, 1],
          [-1, -1],
        ],
        settings: { runs: 3, steps: 60, alpha: 0.1, exponent: 4, seed: row.seed, box: [-2, 2] },
      },
    )
    expect(row).toMatchObject({
      converged: evidence.converged,
      distance: evidence.distances?.median,
      largestDistance: evidence.distances?.max,
      objective: evidence.finalObjective?.median,
      regularizer: evidence.finalRegularizer?.median,
      diverged: evidence.diverged,
      drift: [evidence.lawDrift[0]?.relative],
    })
    expect(row.order).toBeCloseTo(2, 1)
  })

  test('has the same bytes with more threads', async () => {
    await sweepText(HYPERBOLA, home.path('two'), { workers: 2, parquet: true })
    for (const file of ['cells.ndjson', 'manifest.json']) expect(text('two', file)).toBe(text('one', file))
    expect(readFileSync(`${home.path('two')}/cells.parquet`)).toEqual(readFileSync(`${home.path('one')}/cells.parquet`))
  })

  test('writes Parquet with the same numbers', async () => {
    const file = readFileSync(`${home.path('one')}/cells.parquet`)
    const found = await parquetReadObjects({ file: new Uint8Array(file).buffer })
    expect(found).toHaveLength(HYPERBOLA_CELLS)
    for (const [i, row] of rows('one').entries()) {
      expect(found[i]).toMatchObject({
        cell: row.cell,
        status: row.status,
        key: row.key,
        seed: row.seed,
        'over.a': row.over.a === '1/3' ? 1 / 3 : row.over.a,
        'over.method': row.over.method,
        objective: row.objective,
        converged: row.converged,
        'drift x^2 - y^2': row.drift[0],
      })
    }
  })
})

describe('a sweep that was stopped', () => {
  test('keeps what is finished, and goes on to the same bytes', async () => {
    const controller = new AbortController()
    const first = await sweepText(HYPERBOLA, home.path('stopped'), {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 4) controller.abort()
      },
    })
    expect(first.end).toEqual({ type: 'interrupted' })
    const kept = text('stopped', 'cells.partial.ndjson').trimEnd().split('\n').length
    expect(kept).toBe(first.manifest.cells.done)
    expect(kept).toBeGreaterThan(4)
    expect(kept).toBeLessThan(HYPERBOLA_CELLS)

    // As a killed process leaves it: half a row, the row of another cell's key, a row twice, a manifest from before.
    const lines = text('stopped', 'cells.partial.ndjson').trimEnd().split('\n')
    const [head = ''] = lines
    const forged = head.replace(/"key":"./, '"key":"f')
    appendFileSync(`${home.path('stopped')}/cells.partial.ndjson`, `${head}\n${forged}\nnoise\n${head.slice(0, 80)}`)
    const done: number[] = []
    const second = await sweepText(HYPERBOLA, home.path('stopped'), { onProgress: (p) => done.push(p.done) })
    expect(done[0]).toBe(kept)
    expect(second.end).toEqual({ type: 'complete' })
    for (const file of ['cells.ndjson', 'manifest.json']) expect(text('stopped', file)).toBe(text('one', file))
    expect(existsSync(`${home.path('stopped')}/cells.partial.ndjson`)).toBe(false)
    expect(existsSync(`${home.path('stopped')}/lock`)).toBe(false)
  })

  test('reuses the cells that a larger design shares with it', async () => {
    const larger = HYPERBOLA.replace('[1, "1/3"]', '[2, 1, "1/3"]')
    await sweepText(HYPERBOLA, home.path('grown'))
    const done: number[] = []
    await sweepText(larger, home.path('grown'), { onProgress: (p) => done.push(p.done) })
    expect(done[0]).toBe(HYPERBOLA_CELLS)
    await sweepText(larger, home.path('whole'))
    for (const file of ['cells.ndjson', 'manifest.json']) expect(text('grown', file)).toBe(text('whole', file))
  })

  test('does not mix with another problem, unless it may forget', async () => {
    const other = HYPERBOLA.replace('x*y - a', 'x*y - 2*a')
    await expect(sweepText(other, home.path('one'))).rejects.toThrow('holds results of another problem')
    await sweepText(HYPERBOLA, home.path('forgotten'))
    const { end } = await sweepText(other, home.path('forgotten'), { fresh: true })
    expect(end).toEqual({ type: 'complete' })
    writeFileSync(`${home.path('forgotten')}/manifest.json`, '{}')
    await expect(sweepText(other, home.path('forgotten'))).rejects.toThrow('is not the manifest of a sweep')
  })

  test('does not write where another one does', async () => {
    await sweepText(HYPERBOLA, home.path('locked'))
    const { hostname } = await import('node:os')
    writeFileSync(`${home.path('locked')}/lock`, `${hostname()} ${process.pid}\n`)
    await expect(sweepText(HYPERBOLA, home.path('locked'))).rejects.toThrow('another sweep writes to')
    // No process has this number: its lock is left from one that was killed.
    writeFileSync(`${home.path('locked')}/lock`, `${hostname()} 99999999\n`)
    expect((await sweepText(HYPERBOLA, home.path('locked'))).end).toEqual({ type: 'complete' })
  })
})

describe('schedules and selections as axes', () => {
  const FORMULAS = `objective: abs(x) + 2*abs(y)
simulate: {steps: 60, seed: 4, exponent: 2}
sweep:
  runs: 70
  over:
    schedule: [power, constant, alpha/sqrt(k+1), 1/(k-3)]
    selection: [fixed, random]
    alpha: [0.25, 0.5]
    x: 0
`
  test('give the runs of their formulas; one that is not positive is named in its cells', async () => {
    const { end, manifest } = await sweepText(FORMULAS, home.path('formulas'), { parquet: true })
    expect(end).toEqual({ type: 'complete' })
    expect(manifest.cells).toMatchObject({ ok: 12, failed: 4 })
    const found = rows('formulas')
    expect(found.slice(12).map(({ reason }) => reason)).toEqual(
      Array(4).fill(
        'the schedule 1/(k - 3) is -0.3333333333333333 at k = 0; expected: a positive number for every k from 0 to 59',
      ),
    )
    expect(manifest.trouble.map(({ cell, command }) => [cell, command])).toEqual(
      [12, 13, 14, 15].map((cell) => [cell, `gradlaw sweep sweep.yaml --cell ${cell}`]),
    )
    const row = found[9] as SweepRow
    expect(row.over).toEqual({ schedule: 'alpha/sqrt(k + 1)', selection: 'fixed', alpha: 0.5, x: 0 })
    const evidence = async (schedule: string) =>
      simulate(
        { objective: 'abs(x) + 2*abs(y)' },
        { settings: { ...DEFAULT_SIMULATION, runs: 70, steps: 60, alpha: 0.5, exponent: 2, seed: row.seed, schedule } },
      )
    expect((await evidence('alpha/sqrt(k+1)')).finalObjective).toEqual((await evidence('power')).finalObjective)
    // Runs from x = 0 meet the kink at once.
    expect(found[0]?.objective).not.toBe(found[2]?.objective)
    await sweepText(FORMULAS, home.path('formulas2'), { workers: 2, parquet: true })
    for (const file of ['cells.ndjson', 'manifest.json']) expect(text('formulas2', file)).toBe(text('formulas', file))
    const table = await parquetReadObjects({
      file: new Uint8Array(readFileSync(`${home.path('formulas')}/cells.parquet`)).buffer,
    })
    expect(table[9]).toMatchObject({ 'over.schedule': 'alpha/sqrt(k + 1)', 'over.selection': 'fixed' })
  })

  test('a size that no schedule uses is refused', async () => {
    const idle = 'objective: x^2\nsweep: {over: {schedule: ["1/(k+2)", constant], exponent: [2, 4]}}\n'
    await expect(sweepText(idle, home.path('idle'))).rejects.toThrow('exponent is given, and the schedule')
    const fixed = 'objective: x^2\nsimulate: {schedule: 1/(k+2)}\nsweep: {over: {alpha: [2, 4]}}\n'
    await expect(sweepText(fixed, home.path('idle'))).rejects.toThrow('alpha is given, and the schedule 1/(k+2)')
  })
})

describe('a cell that cannot be run', () => {
  const TROUBLED = `objective: (log(x)*y - a)^2
parameters: {a: positive, n: integer}
simulate: {steps: 20}
sweep: {over: {a: [1, -1], n: [1, 0.5], alpha: [0.1, 1e300], x: [2, -1, 1e-320]}}
`
  test('is listed with its seed and a command, and the others are run', async () => {
    const { end, manifest } = await sweepText(TROUBLED, home.path('troubled'))
    expect(end).toEqual({ type: 'complete' })
    const found = rows('troubled')
    expect(found).toHaveLength(24)
    const at = (over: Record<string, unknown>): readonly SweepRow[] =>
      found.filter((row) => Object.entries(over).every(([name, value]) => row.over[name] === value))
    for (const row of at({ a: -1, n: 1 }))
      expect(row).toMatchObject({ status: 'outside', reason: 'a > 0 does not hold' })
    for (const row of at({ n: 0.5 })) expect(row).toMatchObject({ status: 'outside', reason: 'n is not an integer' })
    for (const row of at({ a: 1, n: 1, x: -1 })) {
      expect(row.status).toBe('nan')
      expect(row.reason).toContain('not a finite number at 1 of 1 start')
    }
    expect(at({ a: 1, n: 1, x: 2, alpha: 0.1 })[0]?.status).toBe('ok')
    expect(manifest.trouble.map(({ cell }) => cell)).toEqual(found.filter((r) => r.status !== 'ok').map((r) => r.cell))
    for (const { cell, seed, command } of manifest.trouble) {
      expect(seed).toBe(found[cell]?.seed)
      expect(command).toBe(`gradlaw sweep sweep.yaml --cell ${cell}`)
    }
  })

  test('can be repeated by its number', async () => {
    const problem = parseProblemFile(TROUBLED, 's.yaml')
    for (const cell of [0, 5, 23]) {
      expect(JSON.parse(await repeatCell(problem, '0.0.0-test', cell))).toEqual(rows('troubled')[cell])
    }
    await expect(repeatCell(problem, '0.0.0-test', 24)).rejects.toThrow('there is no cell 24')
  })

  test('says what is wrong where it throws', async () => {
    const huge = `objective: (x - a)^2\nparameters: {a: real}\nsimulate: {steps: 5}\nsweep: {over: {a: [1, 1e300], x: [1e308]}}\n`
    const { manifest } = await sweepText(huge, home.path('huge'))
    expect(manifest.cells.done).toBe(2)
  })

  test('ends when its time is over, and is tried again', async () => {
    const slow = `objective: (x*y - 1)^2
simulate: {steps: 100000000}
sweep: {timeout: 0.2, over: {steps: [100000000, 10], alpha: [0.1]}}
`
    const first = await sweepText(slow, home.path('slow'))
    expect(first.end).toEqual({ type: 'complete' })
    expect(rows('slow').map(({ status }) => status)).toEqual(['timeout', 'ok'])
    expect(first.manifest.trouble[0]?.reason).toBe('it took more than 0.2 s')
    const done: number[] = []
    await sweepText(slow, home.path('slow'), { onProgress: (p) => done.push(p.done) })
    expect(done[0]).toBe(1)
  })
})

test('a problem without the section is refused', async () => {
  await expect(sweepText('objective: x^2\n', home.path('none'))).rejects.toThrow('there is no sweep: section')
})

test('a plan is plain JSON', async () => {
  const plan = await planOf(parseProblemFile(HYPERBOLA, 's.yaml'), '0.0.0-test', budgetOf({}))
  const copy = JSON.parse(JSON.stringify(plan)) as typeof plan
  expect(copy).toEqual(plan)
  expect(cellsOf(copy)(17)).toEqual(cellsOf(plan)(17))
})
