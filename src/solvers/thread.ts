import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Why a thread ended by itself. */
export interface ThreadFailure {
  readonly kind: 'memory' | 'missing' | 'failed' | 'silent'
  readonly message: string
}

/** A program that runs beside this one; in a page of a browser the same is made of a worker of the page. */
export interface Thread {
  readonly post: (message: unknown) => void
  /** Ends it, whatever it does; nothing is heard of it any more. */
  readonly end: () => Promise<unknown>
  /** Whether the process stays alive for it. */
  readonly hold: (isHeld: boolean) => void
}

export interface ThreadSettings {
  /** What it is started with. */
  readonly data: unknown
  /** MiB that it may use. */
  readonly memory: number
  /** Whether what it prints is thrown away, and the environment hidden from it: for programs that are not ours. */
  readonly isForeign?: boolean
  readonly onMessage: (message: unknown) => void
  /** Called once at most, where it ends without having been told to. */
  readonly onFailure: (failure: ThreadFailure) => void
}

const kindOf = (error: unknown): ThreadFailure['kind'] => {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'memory'
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' ? 'missing' : 'failed'
}

/** Starts the program of `file` as a thread of Node. */
export const startThread = (file: URL, settings: ThreadSettings): Thread => {
  const { data, memory, isForeign = false, onMessage, onFailure } = settings
  const worker = new Worker(file, {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory },
    ...(isForeign ? { env: {}, stdout: true, stderr: true } : {}),
  })
  let isOver = false
  const fail = (failure: ThreadFailure): void => {
    if (!isOver) onFailure(failure)
    isOver = true
  }
  worker.on('message', (message: unknown) => {
    if (!isOver) onMessage(message)
  })
  worker.on('messageerror', () => fail({ kind: 'failed', message: 'the answer could not be read' }))
  // A thread may throw anything, not only errors.
  worker.on('error', (error: unknown) => {
    fail({ kind: kindOf(error), message: error instanceof Error ? error.message : String(error) })
  })
  worker.on('exit', () => fail({ kind: 'silent', message: 'the worker ended without an answer' }))
  return {
    post: (message) => worker.postMessage(message),
    end: () => {
      isOver = true
      return worker.terminate()
    },
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
  }
}

/** How many threads can run at once. */
export const coreCount = (): number => availableParallelism()
