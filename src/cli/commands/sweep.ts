import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Manifest } from '../../sweeps/manifest.ts'
import type { Progress, SweepEnd } from '../../sweeps/run-sweep.ts'
import { repeatCell, sweep } from '../../sweeps/sweep.ts'
import { threadsEngine } from '../../sweeps/threads.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import { DEFAULT_SIMULATION, type Problem } from '../../toolkit/problem.ts'
import { loadProblemFile } from '../../toolkit/problem-file.ts'
import { CommandError, json } from '../output.ts'
import { statusLine } from '../status-line.ts'
import { untilStopped } from '../until-stopped.ts'
import { prepareFigure, writeFigure } from '../write-figure.ts'

export interface SweepFlags {
  readonly out?: string
  readonly redis?: string
  readonly workers?: number
  readonly memory?: number
  readonly parquet?: boolean
  readonly fresh?: boolean
  readonly cell?: number
  readonly seed?: number
  readonly json?: boolean
  readonly quiet?: boolean
  readonly figure?: string
  readonly across?: string
  readonly up?: string
  readonly measure?: string
}

const MOST_SHOWN = 10

/** A duration in the words of a person who waits for it. */
const inWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

const progressText = ({ done, total, trouble, secondsLeft }: Progress, workers: number | undefined): string => {
  const parts = [
    `${done} of ${total} cells`,
    ...(trouble === 0 ? [] : [`${trouble} not ok`]),
    ...(secondsLeft === undefined ? [] : [`${inWords(secondsLeft)} left`]),
    ...(workers === undefined ? [] : [workers === 0 ? 'no worker is connected' : `${workers} workers`]),
  ]
  return parts.join(', ')
}

const summaryText = (folder: string, { cells, complete, trouble }: Manifest, end: SweepEnd): string => {
  const { total, done, ...statuses } = cells
  const kinds = Object.entries(statuses).flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`]))
  return [
    `${folder}: ${done} of ${total} cells${done === 0 ? '' : `: ${kinds.join(', ')}`}`,
    ...trouble
      .slice(0, MOST_SHOWN)
      .flatMap(({ cell, status, seed, reason, command }) => [
        `  cell ${cell}: ${status}: ${reason} (seed ${seed})`,
        `    ${command}`,
      ]),
    ...(done - cells.ok > MOST_SHOWN ? ['  and others: see manifest.json and the rows'] : []),
    ...(end.type === 'lost' ? [end.message] : []),
    ...(complete ? [] : ['What is finished is kept: the same command goes on with the rest.']),
  ].join('\n')
}

const seeded = (problem: Problem, seed: number | undefined): Problem =>
  seed === undefined ? problem : { ...problem, simulate: { ...DEFAULT_SIMULATION, ...problem.simulate, seed } }

/** `gradlaw sweep`: returns the exit status, 2 where cells are missing or could not be run. */
export const sweepCommand = async (file: string, flags: SweepFlags, version: string): Promise<number> => {
  const { figure, across, up, measure } = flags
  if (figure === undefined && (across ?? up ?? measure) !== undefined) {
    throw new CommandError('--across, --up and --measure are for --figure')
  }
  prepareFigure(figure)
  const draw = async (folder: string): Promise<void> => {
    if (figure === undefined) return
    const { sweepPicture } = await import('../../sweeps/sweep-picture.ts')
    const own = { ...(across && { across }), ...(up && { up }), ...(measure && { measure }) }
    await writeFigure(sweepPicture(folder, own), figure)
  }
  // A folder has its results already.
  if (figure !== undefined && statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    await draw(file)
    return EXIT.proved
  }
  const problem = seeded(loadProblemFile(file), flags.seed)
  if (flags.cell !== undefined) {
    process.stdout.write(`${await repeatCell(problem, version, flags.cell)}\n`)
    return EXIT.proved
  }
  const out = flags.out ?? `${basename(file).replace(/\.ya?ml$/i, '')}.sweep`
  const { redis: url, workers, memory } = flags
  const status = statusLine(flags.quiet === true)
  let connected: number | undefined
  let last: Progress | undefined
  const show = (): void => {
    if (last !== undefined) status.show(progressText(last, connected))
  }
  const stop = untilStopped(() => status.show('stopping: what is finished is kept'))
  try {
    const { end, manifest } = await sweep(problem, {
      out,
      version,
      source: file,
      engine: async (plan, leftover) => {
        if (url === undefined) {
          return threadsEngine(plan, {
            ...(workers === undefined ? {} : { workers }),
            ...(memory === undefined ? {} : { memory }),
          })
        }
        const { redisEngine } = await import('../../sweeps/redis-engine.ts')
        return redisEngine(plan, {
          url,
          out,
          leftover,
          onWorkers: (count) => {
            connected = count
            show()
          },
        })
      },
      signal: stop.signal,
      onProgress: (progress) => {
        last = progress
        show()
      },
      ...(flags.parquet === undefined ? {} : { parquet: flags.parquet }),
      ...(flags.fresh === undefined ? {} : { fresh: flags.fresh }),
    })
    status.clear()
    const { complete, cells, trouble } = manifest
    await draw(out)
    const document = { folder: out, complete, end, cells, trouble }
    process.stdout.write(`${flags.json === true ? json(document) : summaryText(out, manifest, end)}\n`)
    const unanswered = cells.total - cells.ok - cells.nan - cells.outside
    return unanswered === 0 ? EXIT.proved : EXIT.unknown
  } finally {
    status.clear()
    stop.forget()
  }
}
