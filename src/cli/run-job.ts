import { Worker } from 'node:worker_threads'
import { workerFile } from '../solvers/worker-file.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import type { Job, Message } from './job.ts'
import type { StatusLine } from './status-line.ts'

/** How a job ended. `stopped` carries what was settled before the time ran out or the user pressed Ctrl-C. */
export type Outcome =
  | { readonly type: 'result'; readonly value: unknown; readonly expect?: unknown }
  | { readonly type: 'stopped'; readonly why: 'timeout' | 'interrupted'; readonly claims: readonly ClaimEntry[] }
  | { readonly type: 'input-error'; readonly message: string }
  | { readonly type: 'defect'; readonly message: string }

// A search notices its deadline or a cancellation between steps; one that does not is ended.
const GRACE_AFTER_TIMEOUT_MS = 3000
const GRACE_AFTER_CANCEL_MS = 1500
const MEMORY_MB = 4096

/**
 * Does a job in a worker thread. The promise resolves whatever happens: at the latest shortly after the job's timeout
 * or after Ctrl-C, with what is known so far.
 */
export const runJob = async (job: Job, status: StatusLine): Promise<Outcome> => {
  const worker = new Worker(workerFile('job-worker'), {
    workerData: job,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const claims: ClaimEntry[] = []
  let why: 'timeout' | 'interrupted' = 'timeout'
  let timer: NodeJS.Timeout | undefined
  let onInterrupt: (() => void) | undefined
  const outcome = await new Promise<Outcome>((resolve) => {
    const stop = (): void => resolve({ type: 'stopped', why, claims })
    timer = setTimeout(stop, Math.min(job.options.timeout * 1000 + GRACE_AFTER_TIMEOUT_MS, 2 ** 31 - 1))
    onInterrupt = () => {
      if (why === 'interrupted') return stop()
      why = 'interrupted'
      status.show('stopping')
      worker.postMessage({ type: 'cancel' })
      clearTimeout(timer)
      timer = setTimeout(stop, GRACE_AFTER_CANCEL_MS)
    }
    process.on('SIGINT', onInterrupt)
    worker.on('message', (message: Message) => {
      if (message.type === 'phase') status.show(message.phase)
      else if (message.type === 'claim') {
        claims.push(message.entry)
        status.show(`${message.entry.id}: ${message.entry.verdict.status}`)
      } else resolve(message)
    })
    worker.once('error', (error: unknown) =>
      resolve({ type: 'defect', message: error instanceof Error ? error.message : String(error) }),
    )
    worker.once('exit', () => resolve({ type: 'defect', message: 'the worker ended without an answer' }))
  })
  clearTimeout(timer)
  if (onInterrupt !== undefined) process.off('SIGINT', onInterrupt)
  status.clear()
  await worker.terminate()
  return outcome
}
