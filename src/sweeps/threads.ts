import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { workerFile } from '../solvers/worker-file.ts'
import { type BatchDone, type BatchTask, CANCELLED, IN_HAND, numbersIn, type Range, tooLong } from './batch.ts'
import { cellsOf } from './cell.ts'
import type { Engine } from './engine.ts'
import type { Plan } from './plan.ts'
import { emptyRow } from './row.ts'

/** Threads that run batches of cells. */
export interface Threads {
  readonly count: number
  /** Runs a batch. Never rejected for what a cell does: one that ends its thread, or never ends, gets a row too. */
  readonly run: (plan: Plan, ranges: readonly Range[]) => Promise<BatchDone>
  /** Ends the batches that are running with the cells that they have finished. */
  readonly cancel: () => void
  /** Ends all threads. */
  readonly close: () => Promise<void>
}

export interface ThreadOptions {
  /** How many threads; by default as many as there are cores. */
  readonly workers?: number
  /** MiB that each may use. */
  readonly memory?: number
  /** Another bundle, for the tests. */
  readonly file?: URL
}

const LOOK_EVERY_MS = 100
/** A cell notices by itself that its time is over, unless it never looks. */
const GRACE_MS = 3000

type Ended =
  | { readonly done: BatchDone }
  | { readonly culprit: number; readonly reason: string; readonly late: boolean }

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needs more memory than a thread has' : `its thread ended: ${message}`
}

/** Splits ranges before and after the cell of an index. */
const around = (ranges: readonly Range[], index: number): readonly [readonly Range[], number, readonly Range[]] => {
  const numbers = numbersIn(ranges)
  const joined = (some: readonly number[]): readonly Range[] => some.map((n): Range => [n, n + 1])
  return [joined(numbers.slice(0, index)), numbers[index] as number, joined(numbers.slice(index + 1))]
}

/** Starts threads when they are first needed. */
export const newThreads = async ({ workers, memory, file }: ThreadOptions = {}): Promise<Threads> => {
  // Loaded where it is used: programs that import gradlaw for other things do without.
  const { Piscina } = await import('piscina')
  const count = Math.max(1, workers ?? availableParallelism())
  const pool = new Piscina({
    filename: fileURLToPath(file ?? workerFile('sweep-batch-worker')),
    name: 'runBatch',
    minThreads: 1,
    maxThreads: count,
    idleTimeout: 60_000,
    execArgv: [],
    ...(memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memory } }),
  })
  // A thread that ends rejects its batch as well.
  pool.on('error', () => {})
  const running = new Set<Int32Array>()
  let cancelled = false

  const attempt = async (plan: Plan, text: string, ranges: readonly Range[]): Promise<Ended> => {
    const shared = new Int32Array(new SharedArrayBuffer(8))
    Atomics.store(shared, IN_HAND, -1)
    if (cancelled) Atomics.store(shared, CANCELLED, 1)
    running.add(shared)
    const controller = new AbortController()
    let [seen, since] = [-1, Date.now()]
    let late = false
    const watch = setInterval(() => {
      const index = Atomics.load(shared, IN_HAND)
      // Until the first cell is begun the batch waits for a thread.
      if (index !== seen || index < 0) [seen, since] = [index, Date.now()]
      else if (Date.now() - since > plan.timeout * 1000 + GRACE_MS) {
        late = true
        controller.abort()
      }
    }, LOOK_EVERY_MS)
    try {
      const task: BatchTask = { plan: text, ranges, shared }
      return { done: (await pool.run(task, { signal: controller.signal })) as BatchDone }
    } catch (error) {
      const index = Atomics.load(shared, IN_HAND)
      if (index < 0) throw error
      return { culprit: index, reason: late ? tooLong(plan) : reasonOf(error), late }
    } finally {
      clearInterval(watch)
      running.delete(shared)
    }
  }

  const run = async (plan: Plan, text: string, ranges: readonly Range[]): Promise<BatchDone> => {
    const ended = await attempt(plan, text, ranges)
    if ('done' in ended) return ended.done
    // The cells before it are known to be good, but their rows went with the thread.
    const [before, culprit, after] = around(ranges, ended.culprit)
    const row = emptyRow(cellsOf(plan)(culprit), ended.late ? 'timeout' : 'lost', ended.reason)
    const first = before.length === 0 ? undefined : await run(plan, text, before)
    if (first !== undefined && first.cells < before.length) return first
    const rest = after.length === 0 ? undefined : await run(plan, text, after)
    return {
      rows: `${first?.rows ?? ''}${row}\n${rest?.rows ?? ''}`,
      cells: (first?.cells ?? 0) + 1 + (rest?.cells ?? 0),
      milliseconds: (first?.milliseconds ?? 0) + (rest?.milliseconds ?? 0),
    }
  }

  return {
    count,
    run: (plan, ranges) => run(plan, JSON.stringify(plan), ranges),
    cancel: () => {
      cancelled = true
      for (const shared of running) Atomics.store(shared, CANCELLED, 1)
    },
    close: () => pool.destroy(),
  }
}

/** Batches that wait for each thread, so that none is idle while its rows are written down. */
const BATCHES_PER_THREAD = 2

/** The threads of this process as an engine. */
export const threadsEngine = async (plan: Plan, options: ThreadOptions = {}): Promise<Engine> => {
  const threads = await newThreads(options)
  return {
    window: BATCHES_PER_THREAD * threads.count,
    isOwn: true,
    run: (ranges) => threads.run(plan, ranges),
    cancel: threads.cancel,
    close: threads.close,
  }
}
