import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../expression/input-error.ts'
import { type FieldKinds, requireFields } from '../toolkit/argument-fields.ts'
import { asProblem } from '../toolkit/given-problem.ts'
import { DEFAULT_SIMULATION, type Problem, type ProblemText } from '../toolkit/problem.ts'
import { withWords } from '../toolkit/shown.ts'
import { redisEngine } from './redis-engine.ts'
import { folderAt, rowsIn } from './results-folder.ts'
import { repeatCell, type SweepJob, sweepInto } from './sweep-into.ts'
import type { SweepOptions, SweepProgress, SweepResult, SweepRow } from './sweep-result.ts'
import { sweepInWords } from './sweep-words.ts'

declare const GRADLAW_VERSION: string

/** MiB below which no thread starts. */
const LEAST_MEMORY = 16

const temporary = new Set<string>()

/** A folder that is removed when the process ends. */
const temporaryFolder = (): string => {
  if (temporary.size === 0) {
    process.once('exit', () => {
      for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
    })
  }
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-sweep-'))
  temporary.add(folder)
  return folder
}

const FIELDS: FieldKinds<SweepOptions> = {
  out: 'text',
  source: 'text',
  redis: 'text',
  workers: 'number',
  memory: 'number',
  parquet: 'yes or no',
  fresh: 'yes or no',
  seed: 'number',
  signal: 'abort signal',
  onProgress: 'function',
}

const requireWhole = (name: string, value: number | undefined): void => {
  const least = name === 'workers' ? 1 : name === 'memory' ? LEAST_MEMORY : 0
  const isLeftOut = value === undefined && name !== 'cell'
  if (isLeftOut || (Number.isSafeInteger(value) && Number(value) >= least)) return
  throw new InputError({ what: `${name} is ${value}`, expected: `a whole number of at least ${least}` })
}

const seeded = (problem: Problem, seed: number | undefined): Problem =>
  seed === undefined ? problem : { ...problem, simulate: { ...DEFAULT_SIMULATION, ...problem.simulate, seed } }

/**
 * Runs the cells of the `sweep` section of a problem, as `gradlaw sweep` does and to the same bytes: rows in a folder,
 * one for each cell, which the same call goes on with where it was stopped. Evidence, never a verdict.
 * Throws `InputError` for a problem without such a section, a folder that holds something else, and no Redis server.
 *
 * @example (await sweep({ objective: '(x*y-1)^2', sweep: { over: { alpha: [0.1, 0.2], method: ['ngd', 'gd'] } } })).cells.ok // 4
 * @example Array.from((await sweep({ objective: 'x^2', sweep: { over: { x: [1, 2] } } })).rows(), ({ over }) => over.x) // [1, 2]
 */
export const sweep = async (problem: Problem | ProblemText, options: SweepOptions = {}): Promise<SweepResult> => {
  requireFields(options, 'the options of sweep', FIELDS)
  const { out, source = 'FILE', redis, workers, memory, parquet, fresh, seed, signal, onProgress } = options
  for (const [name, value] of Object.entries({ workers, memory, seed })) requireWhole(name, value)
  const read = seeded(asProblem(problem), seed)
  const folder = out ?? temporaryFolder()
  let connected: number | undefined
  let last: SweepProgress | undefined
  const tell = (): void => {
    if (last !== undefined) onProgress?.({ ...last, ...(connected === undefined ? {} : { workers: connected }) })
  }
  const overRedis: SweepJob['engine'] = async (plan, leftover) => {
    const onWorkers = (count: number): void => {
      connected = count
      tell()
    }
    return redisEngine(plan, { url: redis ?? '', out: folder, leftover, onWorkers })
  }
  const job: SweepJob = {
    out: folder,
    version: GRADLAW_VERSION,
    source,
    threads: { ...(workers === undefined ? {} : { workers }), ...(memory === undefined ? {} : { memory }) },
    onProgress: (progress) => {
      last = progress
      tell()
    },
    ...(redis === undefined ? {} : { engine: overRedis }),
    ...(signal === undefined ? {} : { signal }),
    ...(parquet === undefined ? {} : { parquet }),
    ...(fresh === undefined ? {} : { fresh }),
  }
  const { end, manifest } = await sweepInto(read, job).catch((cause: unknown) => {
    // Nobody is told of a temporary folder then.
    if (out === undefined) rmSync(folder, { recursive: true, force: true })
    throw cause
  })
  const { complete, cells, trouble } = manifest
  const result = { folder, complete, end, cells, trouble }
  // Not among what is written as JSON.
  const rows = { value: () => rowsIn(folderAt(folder)) }
  return withWords(Object.defineProperties(result, { rows }), sweepInWords) as SweepResult
}

/**
 * Runs one cell of a sweep again, and returns its row: the same that the sweep has.
 * Throws `InputError` for a problem without a `sweep` section, and a number that is no cell's.
 *
 * @example (await sweepCell({ objective: 'x^2', sweep: { over: { x: [1, 2] } } }, 1)).over.x // 2
 */
export const sweepCell = async (
  problem: Problem | ProblemText,
  cell: number,
  options: Pick<SweepOptions, 'seed'> = {},
): Promise<SweepRow> => {
  requireFields(options, 'the options of sweepCell', { seed: 'number' })
  for (const [name, value] of Object.entries({ cell, seed: options.seed })) requireWhole(name, value)
  return JSON.parse(await repeatCell(seeded(asProblem(problem), options.seed), GRADLAW_VERSION, cell)) as SweepRow
}
