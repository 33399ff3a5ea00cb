// The packages that speak to Redis, loaded where a sweep uses them. Nothing else of gradlaw is imported here: see
// docs/architecture.md, how a sweep is run.
import { Queue, type QueueOptions } from 'bullmq'
import { Redis } from 'ioredis'

/** How a connection is made, and for how long it is tried. */
interface ConnectionOptions {
  readonly lazyConnect?: boolean
  readonly connectTimeout: number
  readonly commandTimeout?: number
  readonly maxRetriesPerRequest: number | null
  readonly retryStrategy: (times: number) => number | null
}

export const newRedis = (url: string, options: ConnectionOptions): Redis => new Redis(url, options)

export const newQueue = <Data>(name: string, options: QueueOptions): Queue<Data> => new Queue<Data>(name, options)
