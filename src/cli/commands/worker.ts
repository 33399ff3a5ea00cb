import { shownUrl } from '../../sweeps/redis-connection.ts'
import { serve } from '../../sweeps/redis-worker.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import { statusLine } from '../status-line.ts'
import { untilStopped } from '../until-stopped.ts'

export interface WorkerFlags {
  readonly redis: string
  readonly workers?: number
  readonly memory?: number
  readonly quiet?: boolean
}

/** `gradlaw worker`: runs batches until it is ended; returns the exit status. */
export const workerCommand = async (flags: WorkerFlags, version: string): Promise<number> => {
  const { redis: url, workers, memory, quiet } = flags
  const say = (text: string): void => {
    if (quiet !== true) process.stderr.write(`gradlaw worker: ${text}\n`)
  }
  const status = statusLine(quiet === true)
  const stop = untilStopped(() => status.show('stopping after the batches in hand'))
  let cells = 0
  try {
    await serve(url, {
      version,
      ...(workers === undefined ? {} : { workers }),
      ...(memory === undefined ? {} : { memory }),
      signal: stop.signal,
      onReady: (count) => say(`${count} ${count === 1 ? 'thread' : 'threads'} for ${shownUrl(url)}`),
      onBatch: (count) => {
        cells += count
        status.show(`${cells} cells`)
      },
    })
  } finally {
    status.clear()
    stop.forget()
  }
  say(`${cells} cells were run`)
  return EXIT.proved
}
