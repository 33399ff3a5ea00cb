import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { sweep, sweepCell } from '../../sweeps/api.ts'
import type { SweepProgress } from '../../sweeps/sweep-result.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
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

/** A duration in the words of a person who waits for it. */
const inWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

const progressText = ({ done, total, trouble, secondsLeft, workers }: SweepProgress): string => {
  const parts = [
    `${done} of ${total} cells`,
    ...(trouble === 0 ? [] : [`${trouble} not ok`]),
    ...(secondsLeft === undefined ? [] : [`${inWords(secondsLeft)} left`]),
    ...(workers === undefined ? [] : [workers === 0 ? 'no worker is connected' : `${workers} workers`]),
  ]
  return parts.join(', ')
}

/** `gradlaw sweep`: returns the exit status, 2 where cells are missing or could not be run. */
export const sweepCommand = async (file: string, flags: SweepFlags): Promise<number> => {
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
  const problem = loadProblemFile(file)
  const { redis, workers, memory, parquet, fresh, seed, cell } = flags
  const own = seed === undefined ? {} : { seed }
  if (cell !== undefined) {
    process.stdout.write(`${JSON.stringify(await sweepCell(problem, cell, own))}\n`)
    return EXIT.proved
  }
  const status = statusLine(flags.quiet === true)
  const stop = untilStopped(() => status.show('stopping: what is finished is kept'))
  try {
    const result = await sweep(problem, {
      ...own,
      out: flags.out ?? `${basename(file).replace(/\.ya?ml$/i, '')}.sweep`,
      source: file,
      signal: stop.signal,
      onProgress: (progress) => status.show(progressText(progress)),
      ...(redis === undefined ? {} : { redis }),
      ...(workers === undefined ? {} : { workers }),
      ...(memory === undefined ? {} : { memory }),
      ...(parquet === undefined ? {} : { parquet }),
      ...(fresh === undefined ? {} : { fresh }),
    })
    status.clear()
    await draw(result.folder)
    process.stdout.write(`${flags.json === true ? json(result) : String(result)}\n`)
    const { total, ok, nan, outside } = result.cells
    return ok + nan + outside === total ? EXIT.proved : EXIT.unknown
  } finally {
    status.clear()
    stop.forget()
  }
}
