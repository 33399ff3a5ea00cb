import { workerOfPage } from '../worker-of-page.ts'
import { answered } from './first-answer.ts'
import type { Part, Question, Reply, Request } from './protocol.ts'

// The page's side of the engine: one question at a time, and a worker that is replaced when it does not listen.

/** What a worker that was told to stop is given before it is ended. */
const GRACE_MS = 250
/** Beyond the time of the question, a worker that says nothing more is ended. */
const LATE_MS = 10_000

export interface Asking {
  /** Asks the worker to end with what it has; one that does not listen is ended and replaced. */
  readonly cancel: () => void
}

export interface Engine {
  /**
   * Asks a question; the one before it is not heard of any more. `hear` gets the parts of the answer, the last of which
   * is `done`, `refused` or `failed`.
   */
  readonly ask: (question: Question, hear: (part: Part) => void) => Asking
  /**
   * Asks a question before there is a page to hear the answer: it is kept for the next `ask`, if that is the same
   * question.
   */
  readonly askAhead: (question: Question) => void
  /** Ends the worker for good. */
  readonly close: () => void
}

interface Current {
  readonly id: number
  hear: (part: Part) => void
  timer: number
  isCancelled: boolean
}

const isLast = ({ kind }: Part): boolean => kind === 'done' || kind === 'refused' || kind === 'failed'

/** Starts the engine; `start` is another way to start its worker, for tests. */
export const newEngine = (start: () => Worker = () => workerOfPage('engine-worker')): Engine => {
  let worker: Worker | undefined
  let current: Current | undefined
  let lastId = 0

  const finish = (part: Part): void => {
    const asked = current
    current = undefined
    if (asked === undefined) return
    clearTimeout(asked.timer)
    asked.hear(part)
  }
  const restart = (part: Part): void => {
    worker?.terminate()
    worker = fresh()
    finish(part)
  }
  const fresh = (): Worker => {
    const own = start()
    own.onmessage = ({ data: { id, part } }: MessageEvent<Reply>) => {
      if (own !== worker || current?.id !== id) return
      if ((part.kind === 'laws' && part.laws.laws.length > 0) || isLast(part)) answered()
      if (isLast(part)) finish(part)
      else current.hear(part)
    }
    own.onerror = (event) => {
      event.preventDefault()
      if (own !== worker) return
      const why = event.message || 'its program could not be loaded'
      // A program that cannot be loaded would fail again and again: the next question tries.
      worker = undefined
      own.terminate()
      finish({
        kind: 'failed',
        message: `The worker that computes has died: ${why}. It is restarted with the next question.`,
      })
    }
    return own
  }
  const post = (request: Request): void => worker?.postMessage(request)
  const cancel = (asked: Current): void => {
    if (current !== asked || asked.isCancelled) return
    asked.isCancelled = true
    post({ kind: 'cancel', id: asked.id })
    clearTimeout(asked.timer)
    asked.timer = window.setTimeout(() => restart({ kind: 'done', isInterrupted: true }), GRACE_MS)
  }

  const ask: Engine['ask'] = (question, hear) => {
    if (current !== undefined) {
      // What it still computes would make the new question wait.
      clearTimeout(current.timer)
      current = undefined
      worker?.terminate()
      worker = undefined
    }
    worker ??= fresh()
    const asked: Current = { id: ++lastId, hear, timer: 0, isCancelled: false }
    asked.timer = window.setTimeout(
      () => restart({ kind: 'done', isInterrupted: true }),
      question.timeout * 1000 + LATE_MS,
    )
    current = asked
    post({ kind: 'ask', id: asked.id, question })
    return { cancel: () => cancel(asked) }
  }
  /** A question that was asked ahead, and what was answered since. */
  let ahead:
    | { readonly key: string; readonly asking: Asking; readonly asked: Current; readonly parts: Part[] }
    | undefined

  worker = fresh()
  return {
    ask: (question, hear) => {
      const kept = ahead
      ahead = undefined
      if (kept?.key !== JSON.stringify(question)) return ask(question, hear)
      kept.asked.hear = hear
      // Nothing else is heard before a microtask.
      queueMicrotask(() => {
        for (const part of kept.parts) hear(part)
      })
      return kept.asking
    },
    askAhead: (question) => {
      const parts: Part[] = []
      const asking = ask(question, (part) => void parts.push(part))
      if (current !== undefined) ahead = { key: JSON.stringify(question), asking, asked: current, parts }
    },
    close: () => {
      if (current !== undefined) clearTimeout(current.timer)
      current = undefined
      worker?.terminate()
      worker = undefined
    },
  }
}
