import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { BatchDone, Range } from './batch.ts'

/** A batch as it waits in the queue. */
export interface QueuedBatch {
  readonly plan: string
  /** The sweep that asked for it: where its rows go. */
  readonly run: string
  readonly ranges: readonly Range[]
}

/** Everything gradlaw keeps in Redis begins with it. */
export const PREFIX = 'gradlaw'

/** Workers take batches of their own version only: others might give other digits. */
export const queueName = (version: string): string => `sweep-${version}`
export const planKey = (id: string): string => `${PREFIX}:plan:${id}`
/** A hash: rows of finished batches by the id of their job, until the sweep has taken them. */
export const rowsKey = (run: string): string => `${PREFIX}:rows:${run}`

/** What nobody fetches is forgotten after so many seconds. */
export const KEPT_SECONDS = 14 * 24 * 3600

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** The rows of a batch in few bytes. */
export const packed = ({ rows, cells, milliseconds }: BatchDone): Promise<Buffer> =>
  deflate(`${JSON.stringify({ cells, milliseconds })}\n${rows}`, { level: 1 })

/** What {@link packed} made; undefined for anything else. */
export const unpacked = async (data: Buffer): Promise<BatchDone | undefined> => {
  try {
    const text = (await inflate(data)).toString('utf8')
    const end = text.indexOf('\n')
    const { cells, milliseconds } = JSON.parse(text.slice(0, end)) as Omit<BatchDone, 'rows'>
    return { rows: text.slice(end + 1), cells, milliseconds }
  } catch {
    return undefined
  }
}
