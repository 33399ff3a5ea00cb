import type { Range } from './batch.ts'
import { type Engine, EngineLost } from './engine.ts'
import type { Journal } from './journal.ts'
import type { SweepEnd, SweepProgress } from './sweep-result.ts'

/** Work for one batch: far more than it costs to hand it over, and little enough to be done soon. */
const BATCH_MS = 60
/** Before anything is known of the cells. */
const FIRST_BATCH = 2
const LARGEST_BATCH = 4096
const GROWTH = 8
/** How long the end of what is running is waited for after Ctrl-C. */
const LAST_WAIT_MS = 5000

/**
 * Runs every cell that the journal lacks. Batches are sized by how long cells take, which changes no result: a row
 * depends on its cell alone, wherever and in whatever company it is run.
 */
export const runSweep = async (
  engine: Engine,
  journal: Journal,
  total: number,
  onProgress: (progress: SweepProgress) => void,
  signal?: AbortSignal,
): Promise<SweepEnd> => {
  const started = Date.now()
  const before = journal.done()
  let [size, next, flying, answered] = [FIRST_BATCH, 0, 0, 0]
  let lost: string | undefined
  let failure: unknown
  let wake = (): void => {}
  /** Until a batch ends, or the user stops the sweep. */
  const anything = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })
  const onAbort = (): void => wake()
  signal?.addEventListener('abort', onAbort)

  const report = (): void => {
    const done = journal.done()
    const rate = (done - before) / (Date.now() - started)
    const left = rate > 0 ? { secondsLeft: (total - done) / rate / 1000 } : {}
    onProgress({ done, total, trouble: done - journal.counts().ok, ...left })
  }
  const fly = async (ranges: readonly Range[]): Promise<void> => {
    try {
      const { rows, cells, milliseconds } = await engine.run(ranges)
      journal.take(rows, engine.isOwn)
      answered += 1
      const wanted = Math.floor((BATCH_MS * cells) / Math.max(milliseconds, 1e-3))
      if (cells > 0) size = Math.max(1, Math.min(wanted, size * GROWTH, LARGEST_BATCH))
      report()
    } catch (error) {
      if (error instanceof EngineLost) lost ??= error.message
      else failure ??= error
    } finally {
      flying -= 1
      wake()
    }
  }
  const stopped = (): boolean => signal?.aborted === true || lost !== undefined || failure !== undefined
  report()
  let found = before
  while (!stopped()) {
    // Few at first: their times say how large the others should be.
    const window = answered === 0 ? Math.min(engine.window, 2) : engine.window
    while (flying < window) {
      const batch = journal.missing(next, size)
      next = batch.next
      if (batch.ranges.length === 0) break
      flying += 1
      void fly(batch.ranges)
    }
    if (flying > 0) await anything()
    else if (journal.done() === total) break
    else if (journal.done() === found) throw new Error('some cells came back without a row')
    else [next, found] = [0, journal.done()]
  }
  if (stopped()) {
    engine.cancel()
    const timer = setTimeout(() => {
      flying = 0
      wake()
    }, LAST_WAIT_MS)
    while (flying > 0) await anything()
    clearTimeout(timer)
  }
  signal?.removeEventListener('abort', onAbort)
  if (failure !== undefined) throw failure
  if (journal.done() === total) return { type: 'complete' }
  return lost === undefined ? { type: 'interrupted' } : { type: 'lost', message: lost }
}
