import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { type SweepProgress, type SweepResult, sweep, sweepCell } from '../../src/index.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'
import { HYPERBOLA, HYPERBOLA_CELLS, sweepText, temporaryFolder } from './sweep-files.ts'

const home = temporaryFolder()
afterAll(home.remove)

const problem = parseProblemFile(HYPERBOLA, 'sweep.yaml')
const text = (folder: string, file: string): string => readFileSync(`${folder}/${file}`, 'utf8')

describe('a sweep from a program', () => {
  test('gives the bytes of the command, and its rows one by one', async () => {
    const out = home.path('own')
    const progress: SweepProgress[] = []
    const result: SweepResult = await sweep(problem, {
      out,
      source: 'sweep.yaml',
      workers: 1,
      parquet: true,
      onProgress: (p) => progress.push(p),
    })
    await sweepText(HYPERBOLA, home.path('other'), { version: manifest.version, parquet: true })
    for (const file of ['cells.ndjson', 'manifest.json']) expect(text(out, file)).toBe(text(home.path('other'), file))
    expect(readFileSync(`${out}/cells.parquet`)).toEqual(readFileSync(`${home.path('other')}/cells.parquet`))

    expect(result).toMatchObject({ folder: out, complete: true, end: { type: 'complete' } })
    expect(result.cells).toMatchObject({ total: HYPERBOLA_CELLS, done: HYPERBOLA_CELLS })
    expect([...result.rows()].map((row) => `${JSON.stringify(row)}\n`).join('')).toBe(text(out, 'cells.ndjson'))
    expect(Object.keys(JSON.parse(JSON.stringify(result)))).toEqual(['folder', 'complete', 'end', 'cells', 'trouble'])
    expect(String(result)).toContain(`${out}: 36 of 36 cells: `)
    expect(progress.at(-1)).toMatchObject({ done: HYPERBOLA_CELLS, total: HYPERBOLA_CELLS })
    expect(await sweepCell(problem, 20)).toEqual([...result.rows()][20])
  })

  test('stops when it is told to, and goes on', async () => {
    const controller = new AbortController()
    const stopped = await sweep(problem, {
      out: home.path('stopped'),
      workers: 1,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 4) controller.abort()
      },
    })
    expect(stopped).toMatchObject({ complete: false, end: { type: 'interrupted' } })
    expect([...stopped.rows()]).toHaveLength(stopped.cells.done)
    const whole = await sweep(problem, { out: home.path('stopped'), workers: 1 })
    expect([...whole.rows()].map(({ cell }) => cell)).toEqual(Array.from({ length: HYPERBOLA_CELLS }, (_, i) => i))
  })

  test('stopped before it began it is the same sweep still', async () => {
    const out = home.path('never')
    const never = await sweep(problem, { out, workers: 1, signal: AbortSignal.abort() })
    expect(never).toMatchObject({ complete: false, end: { type: 'interrupted' }, cells: { done: 0 } })
    expect(await sweep(problem, { out, workers: 1 })).toMatchObject({ complete: true })
  })

  test('leaves no temporary folder where it cannot be', async () => {
    mkdirSync(home.path('tmp'))
    vi.stubEnv('TMPDIR', home.path('tmp'))
    await expect(sweep({ objective: 'x^2' })).rejects.toThrow('there is no sweep: section')
    expect(readdirSync(home.path('tmp'))).toEqual([])
    vi.unstubAllEnvs()
  })

  test('needs no folder, and takes another seed', async () => {
    const small = { objective: '(x*y - 1)^2', sweep: { over: { alpha: [0.1] } } }
    const [first, second] = [await sweep(small, { workers: 1 }), await sweep(small, { workers: 1, seed: 7 })]
    expect(first.folder).not.toBe(second.folder)
    expect(existsSync(`${first.folder}/manifest.json`)).toBe(true)
    const [[a], [b]] = [[...first.rows()], [...second.rows()]]
    expect(a?.seed).not.toBe(b?.seed)
    expect(b).toEqual(await sweepCell(small, 0, { seed: 7 }))
  })

  test.each([
    ['no map of axes', { sweep: { over: 5 } }, {}, 'sweep.over is no map'],
    ['no axis', { sweep: { over: { alpha: { from: 1 } } } }, {}, 'sweep.over.alpha is no axis'],
    ['half a cell', { sweep: { over: { alpha: 1 }, repeat: 1.5 } }, {}, 'repeat is 1.5'],
    ['a folder that is a number', { sweep: { over: { alpha: 1 } } }, { out: 5 }, 'out is 5'],
    ['half a thread', { sweep: { over: { alpha: 1 } } }, { workers: 0.5 }, 'workers is 0.5'],
    ['a folder that cannot be', { sweep: { over: { alpha: 1 } } }, { out: '/proc/none' }, 'cannot write to the folder'],
    ['an option that is none', { sweep: { over: { alpha: 1 } } }, { folder: 'a' }, 'there is no "folder"'],
    ['a seed among the axes', { sweep: { over: { alpha: 1 }, seed: 5 } }, {}, 'no "seed" in the fields of a sweep'],
    ['a time beside the sweep', { sweep: { over: { alpha: 1 } } }, { timeout: 5 }, 'there is no "timeout"'],
    ['a number for who is told', { sweep: { over: { alpha: 1 } } }, { onProgress: 5 }, 'onProgress is 5'],
    ['a step size of 0', { simulate: { alpha: 0 }, sweep: { over: { x: 1 } } }, {}, 'alpha is 0'],
  ])('refuses %s', async (_, fields, options, message) => {
    const given = { objective: 'x^2', ...fields } as unknown as Parameters<typeof sweep>[0]
    await expect(sweep(given, options as Parameters<typeof sweep>[1])).rejects.toThrow(
      expect.objectContaining({ name: 'InputError', message: expect.stringContaining(message) }),
    )
  })

  test('refuses what is no sweep', async () => {
    await expect(sweep({ objective: 'x^2' })).rejects.toThrow('there is no sweep: section')
    await expect(sweepCell(problem, 36)).rejects.toThrow('there is no cell 36')
    const unchecked = sweepCell as unknown as (...given: readonly unknown[]) => Promise<unknown>
    await expect(unchecked(problem)).rejects.toThrow('cell is undefined')
    await expect(unchecked(problem, 1, null)).rejects.toThrow('the options of sweepCell are null')
    await expect(sweep(problem, { redis: 'http://x' })).rejects.toThrow('is not the address of a Redis server')
  })
})
