import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Budget } from '../../search/budget.ts'
import { workerFile } from '../../solvers/worker-file.ts'
import { answer } from './answer.ts'
import type { Answer, Question, Stop } from './question.ts'
import { readAnswer, type ThreadData, type ThreadRequest } from './thread-message.ts'

/** Threads that answer questions. */
export interface Workers {
  readonly count: number
  /**
   * Answers in one of the threads: with what was found, or with why nothing was, at the latest shortly after the
   * budget's deadline or at once when a signal is aborted. Never rejected. The answer is as untrusted as the thread.
   */
  readonly ask: (question: Question, budget: Budget, signal: AbortSignal) => Promise<Answer>
  /** Ends every thread; open questions are answered `interrupted`. */
  readonly close: () => Promise<void>
}

export interface WorkerOptions {
  /** How many threads at most; by default one less than there are cores, between 1 and 8. */
  readonly count?: number
  /** MiB that each may use. */
  readonly memory?: number
  /** Another worker's bundle, for the tests. */
  readonly file?: URL
}

const MOST = 8
/** MiB that a prover's thread may use where nothing else is said. */
export const DEFAULT_MEMORY = 2048
/** A thread that was told to stop, and looks at its budget, answers within this. */
const GRACE_MS = 150
/** One that still works after so many times the work it was given, and some, does not look at its budget. */
const SLOWEST = 10
const SLOWEST_MORE_MS = 3000
const LONGEST_DELAY = 2 ** 31 - 1

export const defaultCount = (): number => Math.min(MOST, Math.max(1, availableParallelism() - 1))

interface Asked {
  readonly question: Question
  readonly deadline: number
  readonly settle: (answer: Answer) => void
}

interface Thread {
  readonly worker: Worker
  readonly cancelled: Int32Array
  asked: (Asked & { readonly id: number }) | undefined
}

const nothing = (why: Stop, milliseconds = 0): Answer => ({ reply: { found: 'nothing', why, tried: [] }, milliseconds })

const codeOf = (error: unknown): string | undefined => (error as { readonly code?: string } | undefined)?.code

/**
 * Threads that are started when they are first needed and kept for further questions until `close`. One that exceeds
 * its memory, does not stop when told to, or breaks, is ended; its question is answered with the reason.
 */
export const newWorkers = ({ count = defaultCount(), memory = DEFAULT_MEMORY, file }: WorkerOptions = {}): Workers => {
  const threads = new Set<Thread>()
  const queue: Asked[] = []
  let lastId = 0
  let isMissing = false

  const end = (thread: Thread): Promise<unknown> => {
    threads.delete(thread)
    return thread.worker.terminate()
  }
  const settle = (thread: Thread, result: Answer): void => {
    const { asked } = thread
    thread.asked = undefined
    asked?.settle(result)
  }
  const fail = (thread: Thread, error: unknown): void => {
    const { asked } = thread
    const code = codeOf(error)
    void end(thread)
    if ((code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && asked !== undefined) {
      // A program may have been bundled without the worker: then everything is done in this thread.
      isMissing = true
      thread.asked = undefined
      void answer(asked.question, { deadline: asked.deadline }).then(asked.settle)
      return
    }
    const why = error instanceof Error ? error.message : String(error)
    settle(thread, nothing(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : `failed: ${why}`))
    work()
  }
  const start = (): Thread => {
    const cancelled = new Int32Array(new SharedArrayBuffer(4))
    const workerData: ThreadData = { cancelled, memory }
    const worker = new Worker(file ?? workerFile('prover-worker'), {
      workerData,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    const thread: Thread = { worker, cancelled, asked: undefined }
    worker.on('message', (text: unknown) => {
      const found = readAnswer(text)
      if (found === undefined) return fail(thread, new Error('an answer that cannot be read'))
      if (found.id !== thread.asked?.id) return
      worker.unref()
      settle(thread, { reply: found.reply, milliseconds: found.milliseconds })
      work()
    })
    worker.on('error', (error: unknown) => fail(thread, error))
    worker.on('exit', () => {
      if (threads.has(thread)) fail(thread, new Error('the thread ended without an answer'))
    })
    threads.add(thread)
    return thread
  }
  const work = (): void => {
    while (queue.length > 0) {
      const idle = [...threads].find(({ asked }) => asked === undefined)
      const thread = idle ?? (threads.size < count ? start() : undefined)
      if (thread === undefined) return
      const asked = queue.shift() as Asked
      const id = ++lastId
      thread.asked = { ...asked, id }
      Atomics.store(thread.cancelled, 0, 0)
      thread.worker.ref()
      const request: ThreadRequest = { id, question: asked.question, deadline: asked.deadline }
      thread.worker.postMessage(request)
      const most = SLOWEST * asked.question.milliseconds + SLOWEST_MORE_MS
      const until = Math.min(asked.deadline + GRACE_MS - Date.now(), most, LONGEST_DELAY)
      const timer = setTimeout(() => {
        if (thread.asked?.id !== id) return
        void end(thread)
        settle(thread, nothing('timeout', asked.question.milliseconds))
        work()
      }, until)
      timer.unref()
    }
  }
  /** Lets a thread know that its answer is not wanted any more; ends it where it does not listen. */
  const cancel = (asked: Asked): void => {
    const waiting = queue.indexOf(asked)
    if (waiting >= 0) queue.splice(waiting, 1)
    const thread = [...threads].find((t) => t.asked?.settle === asked.settle)
    if (thread === undefined) return
    const id = thread.asked?.id
    Atomics.store(thread.cancelled, 0, 1)
    setTimeout(() => {
      if (thread.asked?.id !== id) return
      thread.asked = undefined
      void end(thread)
      work()
    }, GRACE_MS).unref()
  }

  return {
    count,
    ask: (question, budget, signal) =>
      new Promise((resolve) => {
        if (isMissing) return resolve(answer(question, budget))
        const signals = [signal, ...(budget.signal === undefined ? [] : [budget.signal])]
        const done = (result: Answer): void => {
          clearTimeout(timer)
          for (const s of signals) s.removeEventListener('abort', onAbort)
          resolve(result)
        }
        const asked: Asked = { question, deadline: budget.deadline, settle: done }
        const onAbort = (): void => {
          cancel(asked)
          done(nothing('interrupted'))
        }
        // For a question that still waits for a thread.
        const left = Math.min(Math.max(0, budget.deadline - Date.now()) + 2 * GRACE_MS, LONGEST_DELAY)
        const timer = setTimeout(() => {
          cancel(asked)
          done(nothing('timeout'))
        }, left)
        for (const s of signals) s.addEventListener('abort', onAbort, { once: true })
        if (signals.some(({ aborted }) => aborted)) return onAbort()
        queue.push(asked)
        work()
      }),
    close: async () => {
      const open = [...queue.splice(0), ...[...threads].flatMap(({ asked }) => asked ?? [])]
      await Promise.all([...threads].map(end))
      for (const { settle: done } of open) done(nothing('interrupted'))
    },
  }
}
