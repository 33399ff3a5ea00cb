import { Worker } from 'bullmq'
import { latest } from '../numerics/latest.ts'
import type { Plan } from './plan.ts'
import { connection, probe } from './redis-connection.ts'
import { KEPT_SECONDS, PREFIX, packed, planKey, type QueuedBatch, queueName, rowsKey } from './redis-queue.ts'
import { newThreads, type ThreadOptions } from './threads.ts'

export interface ServeOptions extends ThreadOptions {
  readonly version: string
  readonly onReady?: (threads: number) => void
  readonly onBatch?: (cells: number) => void
  /** Ends the serving, after the batches in hand. */
  readonly signal: AbortSignal
}

/** A worker that says nothing for so long is taken for dead, and its batches go to others. */
const LOCK_MS = 6000
const LOOK_FOR_DEAD_MS = 3000
/** A batch may be taken over so often; one that ends every process that takes it is split by the sweep. */
const MOST_DEATHS = 2
/** For the batches in hand, when the user ends the worker. */
const LAST_WAIT_MS = 10_000
const KEPT_PLANS = 8

/**
 * Runs batches of any sweep that comes to a Redis server, in threads of this process, until the signal is aborted.
 *
 * The rows of a batch are kept in Redis before the batch counts as done; where a process ends before that, another one
 * runs it again, to the same bytes. Throws `InputError` where there is no such server.
 */
export const serve = async (url: string, options: ServeOptions): Promise<void> => {
  await probe(url)
  const [redis, shared] = [await connection(url), await connection(url)]
  const threads = await newThreads(options)
  const read = latest<Plan>(KEPT_PLANS)
  const texts = new Map<string, string>()
  const planOf = async (id: string): Promise<Plan> => {
    const text = texts.get(id) ?? (await redis.get(planKey(id)))
    if (text === null) throw new Error('the plan of the sweep is not there')
    if (texts.size >= KEPT_PLANS) texts.clear()
    texts.set(id, text)
    return read(text, () => JSON.parse(text) as Plan)
  }
  const worker = new Worker<QueuedBatch>(
    queueName(options.version),
    async ({ data, id = '' }) => {
      const done = await threads.run(await planOf(data.plan), data.ranges)
      const key = rowsKey(data.run)
      await redis
        .multi()
        .hset(key, id, await packed(done))
        .expire(key, KEPT_SECONDS)
        .exec()
      options.onBatch?.(done.cells)
    },
    {
      connection: shared,
      prefix: PREFIX,
      concurrency: threads.count,
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_FOR_DEAD_MS,
      maxStalledCount: MOST_DEATHS,
      removeOnComplete: { count: 0 },
      skipVersionCheck: true,
    },
  )
  worker.on('error', () => {})
  await worker.waitUntilReady()
  options.onReady?.(threads.count)
  if (!options.signal.aborted) {
    await new Promise<void>((resolve) => options.signal.addEventListener('abort', () => resolve(), { once: true }))
  }
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LAST_WAIT_MS)
  })
  await Promise.race([worker.close(), enough])
  clearTimeout(timer)
  await threads.close()
  redis.disconnect()
  shared.disconnect()
}
