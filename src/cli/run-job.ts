import { Worker } from 'node:worker_threads'
import type { CheckResult, ClaimEntry } from '../theorems/check-result.ts'
import { jobWorkerFile } from '../toolkit/worker-file.ts'
import type { Job, JobData, Message, Request } from './job.ts'
import type { StatusLine } from './status-line.ts'

/** What is known of a job that was ended: the problem, if it had been read, and the claims settled. */
export interface Stopped {
  readonly type: 'stopped'
  readonly why: 'timeout' | 'interrupted'
  readonly problem?: CheckResult['problem']
  readonly claims: readonly ClaimEntry[]
  /** The last that was said to be known. */
  readonly known?: unknown
  readonly elapsedMs: number
}

/** How a job ended. `interrupted` says that the user pressed Ctrl-C and the result came all the same. */
export type Outcome =
  | { readonly type: 'result'; readonly value: unknown; readonly expect?: unknown; readonly interrupted: boolean }
  | Stopped
  | { readonly type: 'input-error'; readonly message: string }
  | { readonly type: 'defect'; readonly message: string }

// A search notices its deadline or a cancellation between steps; one that does not is ended.
const GRACE_AFTER_TIMEOUT_MS = 2000
// For loading the program on a machine that is busy.
const LONGEST_START_MS = 15_000
const GRACE_AFTER_CANCEL_MS = 1200
const MEMORY_MB = 4096
const STOPS = ['SIGINT', 'SIGTERM'] as const

/** Does jobs, one after the other, in a worker thread that is started when it is first needed. */
export interface JobRunner {
  /**
   * The promise resolves whatever happens: at the latest shortly after the job's timeout or after Ctrl-C, with what is
   * known so far. A thread that did not end its job is ended, and the next job has a fresh one.
   */
  readonly run: (job: Job, status: StatusLine) => Promise<Outcome>
  readonly close: () => Promise<void>
}

interface Thread {
  readonly worker: Worker
  readonly cancelled: Int32Array
}

const startThread = (): Thread => {
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const workerData: JobData = { cancelled }
  const worker = new Worker(jobWorkerFile(), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return { worker, cancelled }
}

const ask = (worker: Worker, request: Request): void => worker.postMessage(request)

/** Does the job in the thread, which is of no use afterwards unless the outcome is a result. */
const runIn = async ({ worker, cancelled }: Thread, job: Job, status: StatusLine): Promise<Outcome> => {
  const started = Date.now()
  const claims: ClaimEntry[] = []
  let problem: CheckResult['problem'] | undefined
  let lastKnown: { readonly known?: unknown } = {}
  let why: Stopped['why'] = 'timeout'
  let timer: NodeJS.Timeout | undefined
  let onInterrupt = (): void => {}
  const outcome = await new Promise<Outcome>((resolve) => {
    const stop = (): void => {
      const known = problem === undefined ? {} : { problem }
      resolve({ type: 'stopped', why, ...known, ...lastKnown, claims, elapsedMs: Date.now() - started })
    }
    const stopIn = (milliseconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(stop, Math.min(milliseconds, 2 ** 31 - 1))
    }
    const most = job.options.timeout * 1000 + GRACE_AFTER_TIMEOUT_MS
    stopIn(most + LONGEST_START_MS)
    onInterrupt = () => {
      if (why === 'interrupted') return stop()
      why = 'interrupted'
      status.show('stopping with what is known')
      Atomics.store(cancelled, 0, 1)
      ask(worker, { type: 'cancel' })
      stopIn(GRACE_AFTER_CANCEL_MS)
    }
    for (const signal of STOPS) process.on(signal, onInterrupt)
    worker.on('message', (message: Message) => {
      if (message.type === 'started') {
        if (why === 'timeout') stopIn(most)
      } else if (message.type === 'phase') status.show(message.phase)
      else if (message.type === 'read') problem = message.problem
      else if (message.type === 'known') lastKnown = { known: message.value }
      else if (message.type === 'claim') {
        claims.push(message.entry)
        status.show(`${message.entry.id}: ${message.entry.verdict.status}`)
      } else if (message.type === 'spent') stop()
      else if (message.type === 'result') resolve({ ...message, interrupted: why === 'interrupted' })
      else resolve(message)
    })
    worker.once('error', (error: unknown) => resolve(endedBy(error)))
    worker.once('exit', () => resolve({ type: 'defect', message: 'the worker ended without an answer' }))
    ask(worker, { type: 'job', job })
  })
  clearTimeout(timer)
  for (const signal of STOPS) process.off(signal, onInterrupt)
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  status.clear()
  return outcome
}

/** A runner whose thread is kept for the next job, with what the machine has compiled: no result depends on that. */
export const newJobRunner = (): JobRunner => {
  let thread: Thread | undefined
  const close = async (): Promise<void> => {
    const ended = thread?.worker
    thread = undefined
    await ended?.terminate()
  }
  return {
    run: async (job, status) => {
      thread ??= startThread()
      const outcome = await runIn(thread, job, status)
      if (outcome.type !== 'result' || outcome.interrupted) await close()
      return outcome
    },
    close,
  }
}

const endedBy = (error: unknown): Outcome => {
  const code = (error as { code?: string } | undefined)?.code
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { type: 'input-error', message: `this needs more memory than ${MEMORY_MB} MB: state a smaller problem` }
  }
  return { type: 'defect', message: error instanceof Error ? error.message : String(error) }
}
