import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { resolve as absolute } from 'node:path'
import type { Job } from 'bullmq'
import { type BatchDone, numbersIn, type Range } from './batch.ts'
import { cellsOf } from './cell.ts'
import { type Engine, EngineLost } from './engine.ts'
import { type Plan, planId } from './plan.ts'
import { connection, probe, shownUrl } from './redis-connection.ts'
import { KEPT_SECONDS, PREFIX, planKey, type QueuedBatch, queueName, rowsKey, unpacked } from './redis-queue.ts'
import { emptyRow } from './row.ts'

export interface RedisEngineOptions {
  readonly url: string
  /** The folder of the results: a sweep into it finds the rows again that came after it had ended. */
  readonly out: string
  /** Takes rows that are there from before. */
  readonly leftover: (rows: string) => void
  /** Told how many worker processes are connected, from time to time. */
  readonly onWorkers?: (count: number) => void
  /** How long the server may be away. */
  readonly patience?: number
}

/** Batches in the queue: enough for hundreds of threads. */
const WINDOW = 256
const LOOK_EVERY_MS = 25
const COMPARE_EVERY_MS = 2000
const COUNT_WORKERS_EVERY_MS = 4000
const DEFAULT_PATIENCE_MS = 60_000
const MOST_FAILURES = 5
const NOTHING: BatchDone = { rows: '', cells: 0, milliseconds: 0 }

interface Waiting {
  readonly batch: QueuedBatch
  readonly resolve: (done: BatchDone) => void
  readonly reject: (error: unknown) => void
  failures: number
}

const halves = (ranges: readonly Range[]): readonly [readonly Range[], readonly Range[]] => {
  const cells = numbersIn(ranges).map((n): Range => [n, n + 1])
  const middle = cells.length >> 1
  return [cells.slice(0, middle), cells.slice(middle)]
}

/**
 * Worker processes that share a Redis server, as an engine.
 *
 * A batch is a job of BullMQ; it is done when its rows are in a hash of the sweep, from which they are taken into the
 * journal and deleted. What Redis forgot, because it was restarted from an older state, is asked for again. Throws
 * `InputError` where there is no such server.
 */
export const redisEngine = async (plan: Plan, options: RedisEngineOptions): Promise<Engine> => {
  const { url, patience = DEFAULT_PATIENCE_MS } = options
  await probe(url)
  const { newQueue } = await import('./redis-client.ts')
  const redis = await connection(url)
  const queue = newQueue<QueuedBatch>(queueName(plan.versions.gradlaw), {
    connection: redis,
    prefix: PREFIX,
    skipVersionCheck: true,
  })
  queue.on('error', () => {})
  const id = planId(plan)
  const run = createHash('sha256')
    .update(`${hostname()}\n${absolute(options.out)}\n${id}`)
    .digest('hex')
    .slice(0, 16)
  const waiting = new Map<string, Waiting>()
  let batches = 0
  let away: number | undefined
  let isOver = false

  const putPlan = async (): Promise<void> => {
    await redis.set(planKey(id), JSON.stringify(plan), 'EX', KEPT_SECONDS)
  }
  redis.on('close', () => {
    away ??= Date.now()
  })
  redis.on('ready', () => {
    away = undefined
  })

  const add = (jobId: string, batch: QueuedBatch): Promise<unknown> =>
    queue.add('batch', batch, { jobId, removeOnComplete: true, removeOnFail: { age: KEPT_SECONDS } })

  const forget = (jobId: string): Waiting | undefined => {
    const found = waiting.get(jobId)
    waiting.delete(jobId)
    return found
  }

  /** Takes the rows that are there. */
  const collect = async (): Promise<void> => {
    const names = await redis.hkeys(rowsKey(run))
    for (const name of names) {
      const data = await redis.hgetBuffer(rowsKey(run), name)
      const done = data === null ? undefined : await unpacked(data)
      const asked = forget(name)
      if (done === undefined) asked?.reject(new EngineLost('a worker wrote what are no rows'))
      else if (asked === undefined) options.leftover(done.rows)
      else asked.resolve(done)
      // First the journal, which takes them when this function rests.
      await new Promise((rest) => setImmediate(rest))
      await redis.hdel(rowsKey(run), name)
    }
  }

  /** One half after the other, or a row that says that the cell ends whatever runs it. */
  const split = async (batch: QueuedBatch): Promise<BatchDone> => {
    const [first, second] = halves(batch.ranges)
    if (first.length === 0) {
      const [number] = numbersIn(second)
      const row = emptyRow(cellsOf(plan)(number as number), 'lost', 'the processes that ran it ended')
      return { rows: `${row}\n`, cells: 1, milliseconds: 1 }
    }
    const [a, b] = await Promise.all([runBatch(first), runBatch(second)])
    return {
      rows: a.rows + b.rows,
      cells: a.cells + b.cells,
      milliseconds: a.milliseconds + b.milliseconds,
    }
  }

  const retry = async (jobId: string, job: Job<QueuedBatch>): Promise<void> => {
    const asked = waiting.get(jobId)
    if (asked === undefined) return
    await job.remove().catch(() => {})
    if (/stalled/.test(job.failedReason)) {
      forget(jobId)
      split(asked.batch).then(asked.resolve, asked.reject)
      return
    }
    asked.failures += 1
    if (asked.failures > MOST_FAILURES) {
      forget(jobId)
      asked.reject(new EngineLost(`the workers cannot run this sweep: ${job.failedReason}`))
      return
    }
    await putPlan()
    await add(jobId, asked.batch)
  }

  /** Compares what is waited for with what Redis knows. */
  const compare = async (): Promise<void> => {
    await putPlan()
    for (const jobId of [...waiting.keys()]) {
      const job = await queue.getJob(jobId)
      const asked = waiting.get(jobId)
      if (asked === undefined || isOver) continue
      if (job === undefined) {
        // Finished since, or forgotten.
        if ((await redis.hexists(rowsKey(run), jobId)) === 0 && waiting.has(jobId)) await add(jobId, asked.batch)
      } else if (job.failedReason !== undefined && (await job.isFailed())) await retry(jobId, job)
    }
  }

  /** Does something again and again, one at a time, until the engine is closed. */
  const again = (milliseconds: number, work: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      work()
        .catch(() => {})
        .finally(() => {
          if (!isOver) again(milliseconds, work)
        })
    }, milliseconds)
    timer.unref()
  }

  const runBatch = (ranges: readonly Range[]): Promise<BatchDone> =>
    new Promise((resolve, reject) => {
      const batch: QueuedBatch = { plan: id, run, ranges }
      const [first] = ranges
      const jobId = `${run}-${first?.[0]}-${batches++}-${Date.now()}`
      waiting.set(jobId, { batch, resolve, reject, failures: 0 })
      // Where it cannot be added, the comparison adds it later.
      add(jobId, batch).catch(() => {})
    })

  await putPlan()
  // An earlier sweep into this folder may have left batches: those that nobody began are asked for anew.
  for (const job of await queue.getJobs(['waiting', 'failed'])) {
    if (job?.id?.startsWith(`${run}-`) === true) await job.remove().catch(() => {})
  }
  await collect()
  const watch = setInterval(() => {
    if (away === undefined || Date.now() - away < patience) return
    const message = `Redis at ${shownUrl(url)} has been away for ${Math.round(patience / 1000)} s`
    for (const jobId of [...waiting.keys()]) forget(jobId)?.reject(new EngineLost(message))
  }, 200)
  again(LOOK_EVERY_MS, collect)
  again(COMPARE_EVERY_MS, compare)
  again(COUNT_WORKERS_EVERY_MS, async () => options.onWorkers?.(await queue.getWorkersCount()))

  return {
    window: WINDOW,
    isOwn: false,
    run: runBatch,
    cancel: () => {
      for (const jobId of [...waiting.keys()]) {
        if (away !== undefined) forget(jobId)?.resolve(NOTHING)
        else {
          queue.remove(jobId).then(
            (removed) => removed === 1 && forget(jobId)?.resolve(NOTHING),
            () => {},
          )
        }
      }
    },
    close: async () => {
      isOver = true
      clearInterval(watch)
      if (waiting.size === 0 && redis.status === 'ready') await redis.del(rowsKey(run)).catch(() => {})
      redis.disconnect()
      await queue.close().catch(() => {})
    },
  }
}
