import { rmSync } from 'node:fs'
import { InputError } from '../expression/input-error.ts'
import { budgetOf } from '../toolkit/command-budget.ts'
import type { Problem } from '../toolkit/problem.ts'
import { cellsOf } from './cell.ts'
import type { Engine } from './engine.ts'
import { openJournal } from './journal.ts'
import { type Manifest, manifestOf, readManifest, writeManifest } from './manifest.ts'
import { writeParquet } from './parquet.ts'
import { commonDigest, type Plan, planOf } from './plan.ts'
import { folderAt, lockFolder } from './results-folder.ts'
import { runSweep } from './run-sweep.ts'
import type { SweepEnd, SweepProgress } from './sweep-result.ts'
import { newThreads, type ThreadOptions, threadsEngine } from './threads.ts'

/** How a sweep is run into a folder, and by what. */
export interface SweepJob {
  /** The folder of the results. Where it holds some of this sweep, only the others are run. */
  readonly out: string
  /** The version of gradlaw: results of different versions are not mixed. */
  readonly version: string
  /** The problem file, as commands that repeat a cell name it. */
  readonly source: string
  /** What runs the cells, where threads do not; it may hand over rows that an earlier run of the sweep left with it. */
  readonly engine?: (plan: Plan, leftover: (rows: string) => void) => Promise<Engine> | Engine
  /** The threads that run them otherwise. */
  readonly threads?: ThreadOptions
  /** Write the rows as a Parquet file as well. */
  readonly parquet?: boolean
  /** Forget results that are there. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: SweepProgress) => void
}

export interface SweepOutcome {
  readonly end: SweepEnd
  readonly manifest: Manifest
}

/** How often the manifest is brought up to date while a sweep runs. */
const MANIFEST_EVERY_MS = 5000

/**
 * Runs a sweep into a folder: `cells.ndjson` with a row for each cell, in their order, and `manifest.json`.
 *
 * The bytes depend on the problem and the version alone: not on the engine, the number of threads, or interruptions.
 * Rows are on disk as soon as their batch is finished; whatever ends the sweep, the same call goes on with the rest.
 * Throws `InputError` for a problem without a `sweep:` section and a folder that holds something else.
 */
export const sweepInto = async (problem: Problem, options: SweepJob): Promise<SweepOutcome> => {
  const { signal, onProgress = () => {} } = options
  const folder = folderAt(options.out)
  // Not stopped by the signal: what was found of the structure by then would make it the plan of another sweep.
  const plan = await planOf(problem, options.version, budgetOf({}))
  const total = plan.design.cells
  const unlock = lockFolder(folder)
  try {
    if (options.fresh === true) {
      for (const file of [folder.manifest, folder.rows, folder.partial, folder.parquet]) rmSync(file, { force: true })
    }
    const earlier = readManifest(folder)
    if (earlier !== undefined && earlier.common !== commonDigest(plan)) {
      throw new InputError({
        what: `${folder.path} holds results of another problem, other runs, or another version of gradlaw`,
        expected: 'an empty folder, or one with results of this sweep',
        advice: 'give another --out, or --fresh to forget what is there',
      })
    }
    const journal = openJournal(folder, total, cellsOf(plan))
    const save = (): Manifest => {
      const manifest = manifestOf(plan, journal, options.source)
      writeManifest(folder, manifest)
      return manifest
    }
    rmSync(folder.parquet, { force: true })
    save()
    const run = async (): Promise<SweepEnd> => {
      if (journal.done() === total) return { type: 'complete' }
      const engine = await (options.engine?.(plan, (rows) => journal.take(rows)) ??
        threadsEngine(plan, options.threads))
      const timer = setInterval(save, MANIFEST_EVERY_MS)
      try {
        return await runSweep(engine, journal, total, onProgress, signal)
      } finally {
        clearInterval(timer)
        await engine.close()
      }
    }
    const end = await run()
    const manifest = save()
    if (end.type === 'complete') {
      journal.finish()
      if (options.parquet === true) await writeParquet(folder, plan)
    }
    return { end, manifest }
  } finally {
    unlock()
  }
}

/** Runs one cell again, and returns its row. Throws `InputError` for a number that is no cell's. */
export const repeatCell = async (problem: Problem, version: string, number: number): Promise<string> => {
  const plan = await planOf(problem, version, budgetOf({}))
  if (number >= plan.design.cells) {
    throw new InputError({ what: `there is no cell ${number}`, expected: `one from 0 to ${plan.design.cells - 1}` })
  }
  const threads = await newThreads({ workers: 1 })
  try {
    return (await threads.run(plan, [[number, number + 1]])).rows.trimEnd()
  } finally {
    await threads.close()
  }
}
