import type { BatchDone, Range } from './batch.ts'

/** Where batches of cells are run: threads of this process, or processes that share a queue. */
export interface Engine {
  /** How many batches may be on their way at once. */
  readonly window: number
  /** Whether its rows are made by this process, and need not be looked at again. */
  readonly isOwn: boolean
  /** Runs a batch; fewer rows than cells only after `cancel`. Rejected with {@link EngineLost} where nothing runs it. */
  readonly run: (ranges: readonly Range[]) => Promise<BatchDone>
  /** Ends what is running with the cells that are finished, and what is waiting with none. */
  readonly cancel: () => void
  readonly close: () => Promise<void>
}

/** Thrown where batches can no longer be run; what is finished is kept, and the sweep can be gone on with. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
}
