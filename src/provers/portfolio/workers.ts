import type { Budget } from '../../search/budget.ts'
import { coreCount, startThread, type Thread, type ThreadFailure } from '../../solvers/thread.ts'
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

export const defaultCount = (): number => Math.min(MOST, Math.max(1, coreCount() - 1))

interface Asked {
  readonly question: Question
  readonly deadline: number
  readonly settle: (answer: Answer) => void
}

interface Busy {
  readonly thread: Thread
  readonly cancelled: Int32Array
  asked: (Asked & { readonly id: number }) | undefined
}

const nothing = (why: Stop, milliseconds = 0): Answer => ({ reply: { found: 'nothing', why, tried: [] }, milliseconds })

/** No timer of ours keeps Node alive; in a page of a browser it is a number, and nothing is to do. */
const letGo = (timer: NodeJS.Timeout | number): void => {
  if (typeof timer === 'object') timer.unref()
}

/** Pages of a browser share memory only where they are isolated; elsewhere a thread that is to end is ended. */
const newFlag = (): Int32Array =>
  new Int32Array(typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(4) : new ArrayBuffer(4))

/**
 * Threads that are started when they are first needed and kept for further questions until `close`. One that exceeds
 * its memory, does not stop when told to, or breaks, is ended; its question is answered with the reason.
 */
export const newWorkers = ({ count = defaultCount(), memory = DEFAULT_MEMORY, file }: WorkerOptions = {}): Workers => {
  const threads = new Set<Busy>()
  const queue: Asked[] = []
  let lastId = 0
  let isMissing = false

  const end = (busy: Busy): Promise<unknown> => {
    threads.delete(busy)
    return busy.thread.end()
  }
  const settle = (busy: Busy, result: Answer): void => {
    const { asked } = busy
    busy.asked = undefined
    asked?.settle(result)
  }
  const fail = (busy: Busy, { kind, message }: ThreadFailure): void => {
    const { asked } = busy
    void end(busy)
    if (kind === 'missing' && asked !== undefined) {
      // A program may have been bundled without the worker: then everything is done in this thread.
      isMissing = true
      busy.asked = undefined
      void answer(asked.question, { deadline: asked.deadline }).then(asked.settle)
      return
    }
    settle(busy, nothing(kind === 'memory' ? 'memory' : `failed: ${message}`))
    work()
  }
  const start = (): Busy => {
    const cancelled = newFlag()
    const data: ThreadData = { cancelled, memory }
    const thread = startThread(file ?? workerFile('prover-worker'), {
      data,
      memory,
      onMessage: (text) => {
        const found = readAnswer(text)
        if (found === undefined) return fail(busy, { kind: 'failed', message: 'an answer that cannot be read' })
        if (found.id !== busy.asked?.id) return
        thread.hold(false)
        settle(busy, { reply: found.reply, milliseconds: found.milliseconds })
        work()
      },
      onFailure: (failure) => fail(busy, failure),
    })
    const busy: Busy = { thread, cancelled, asked: undefined }
    threads.add(busy)
    return busy
  }
  const work = (): void => {
    while (queue.length > 0) {
      const idle = [...threads].find(({ asked }) => asked === undefined)
      const busy = idle ?? (threads.size < count ? start() : undefined)
      if (busy === undefined) return
      const asked = queue.shift() as Asked
      const id = ++lastId
      busy.asked = { ...asked, id }
      Atomics.store(busy.cancelled, 0, 0)
      busy.thread.hold(true)
      const request: ThreadRequest = { id, question: asked.question, deadline: asked.deadline }
      busy.thread.post(request)
      const most = SLOWEST * asked.question.milliseconds + SLOWEST_MORE_MS
      const until = Math.min(asked.deadline + GRACE_MS - Date.now(), most, LONGEST_DELAY)
      const timer = setTimeout(() => {
        if (busy.asked?.id !== id) return
        void end(busy)
        settle(busy, nothing('timeout', asked.question.milliseconds))
        work()
      }, until)
      letGo(timer)
    }
  }
  /** Lets a thread know that its answer is not wanted any more; ends it where it does not listen. */
  const cancel = (asked: Asked): void => {
    const waiting = queue.indexOf(asked)
    if (waiting >= 0) queue.splice(waiting, 1)
    const busy = [...threads].find((one) => one.asked?.settle === asked.settle)
    if (busy === undefined) return
    const id = busy.asked?.id
    Atomics.store(busy.cancelled, 0, 1)
    const timer = setTimeout(() => {
      if (busy.asked?.id !== id) return
      busy.asked = undefined
      void end(busy)
      work()
    }, GRACE_MS)
    letGo(timer)
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
