import type * as node from '../../solvers/thread.ts'
import { buildOf } from '../worker-of-page.ts'

// Stands in for src/solvers/thread.ts where the toolkit runs in a page: a thread is a worker of the worker that asks.

type Settings = node.ThreadSettings

/** What z3 is missing: memory that its threads share is only there where the page is isolated. */
const WITHOUT_ISOLATION = 'z3 needs a page that is isolated from other origins'

const isZ3 = (file: URL): boolean => file.pathname.endsWith('/z3-worker.js')

const unavailable = (message: string, { onFailure }: Settings): node.Thread => {
  queueMicrotask(() => onFailure({ kind: 'failed', message }))
  return { post: () => {}, end: () => Promise.resolve(), hold: () => {} }
}

/** Starts the program of `file` as a worker. Its memory is limited by the browser, and it holds nothing alive. */
export const startThread: typeof node.startThread = (file, settings) => {
  if (isZ3(file) && globalThis.crossOriginIsolated !== true) return unavailable(WITHOUT_ISOLATION, settings)
  const worker = new Worker(buildOf(file), { type: 'module' })
  let isOver = false
  const end = (): Promise<unknown> => {
    isOver = true
    worker.terminate()
    return Promise.resolve()
  }
  const fail = (failure: node.ThreadFailure): void => {
    if (isOver) return
    void end()
    settings.onFailure(failure)
  }
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isOver) settings.onMessage(data)
  }
  worker.onmessageerror = () => fail({ kind: 'failed', message: 'the answer could not be read' })
  worker.onerror = (event) => {
    event.preventDefault()
    // A script that could not be loaded has no message.
    fail(event.message ? { kind: 'failed', message: event.message } : { kind: 'missing', message: 'not loaded' })
  }
  worker.postMessage(settings.data)
  return { post: (message) => worker.postMessage(message), end, hold: () => {} }
}

export const coreCount: typeof node.coreCount = () => navigator.hardwareConcurrency ?? 2
