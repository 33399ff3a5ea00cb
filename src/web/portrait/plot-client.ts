import { firstAnswer } from '../engine/first-answer.ts'
import { workerOfPage } from '../worker-of-page.ts'
import type { Numbered, PlotReply, PlotRequest } from './messages.ts'

type Listener = (reply: PlotReply) => void

interface Asked {
  readonly number: number
  readonly request: PlotRequest
  readonly listener: Listener
  isDone: boolean
}

/** Asks the worker that computes pictures; requests of one channel replace each other. */
export interface PlotClient {
  readonly ask: (channel: string, request: PlotRequest, listener: Listener) => void
  readonly forget: (channel: string) => void
}

/** A worker that says nothing for so long hangs and is replaced. */
const LONGEST_SILENCE_MS = 20_000

const newClient = (): PlotClient => {
  const asked = new Map<string, Asked>()
  let number = 0
  let worker: Worker | undefined
  let heard = performance.now()

  const isWaiting = (): boolean => [...asked.values()].some(({ isDone }) => !isDone)

  /** Ends the worker; what it did not answer is told, and the next request starts another. */
  const fail = (message: string): void => {
    worker?.terminate()
    worker = undefined
    for (const one of asked.values()) {
      if (one.isDone) continue
      one.isDone = true
      one.listener({ kind: 'failure', message })
    }
  }

  const start = (): Worker => {
    const started = workerOfPage('run-worker')
    started.addEventListener('message', ({ data }: MessageEvent<Numbered<PlotReply>>) => {
      heard = performance.now()
      const one = asked.get(data.channel)
      if (one === undefined || one.number !== data.number) return
      if (data.content.kind === 'done' || data.content.kind === 'failure') one.isDone = true
      one.listener(data.content)
    })
    started.addEventListener('error', (event) => {
      event.preventDefault()
      fail('The worker that draws has died; it is started again with the next change.')
    })
    return started
  }

  const watch = (): void => {
    if (!isWaiting()) return
    if (performance.now() - heard > LONGEST_SILENCE_MS)
      fail('The picture takes too long to compute and was given up; change the objective or the window to try again.')
    else setTimeout(watch, 1000)
  }

  return {
    ask: (channel, request, listener) => {
      const wasWaiting = isWaiting()
      asked.set(channel, { number: ++number, request, listener, isDone: false })
      const message: Numbered<PlotRequest> = { channel, number, content: request }
      void firstAnswer.then(() => {
        if (asked.get(channel)?.number !== message.number) return
        worker ??= start()
        worker.postMessage(message)
      })
      if (wasWaiting) return
      heard = performance.now()
      setTimeout(watch, 1000)
    },
    forget: (channel) => {
      asked.delete(channel)
    },
  }
}

let shared: PlotClient | undefined

/** The client of the page: one worker for all pictures. */
export const plotClient = (): PlotClient => {
  shared ??= newClient()
  return shared
}
