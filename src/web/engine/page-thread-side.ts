import type * as node from '../../solvers/thread-side.ts'

// Stands in for src/solvers/thread-side.ts in a page: the first message of a worker is what it was started with.

interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  readonly postMessage: (message: unknown) => void
}

const scope = globalThis as unknown as Scope

const waiting: unknown[] = []
let hear: ((request: unknown) => void) | undefined

let data: Promise<unknown> | undefined

// A program whose promise is rejected has failed: whoever started it hears of errors only.
globalThis.addEventListener('unhandledrejection', ({ reason }) => {
  setTimeout(() => {
    throw reason
  }, 0)
})

const firstMessage = (): Promise<unknown> =>
  new Promise((resolve) => {
    scope.onmessage = (first) => {
      scope.onmessage = (event) => {
        if (hear === undefined) waiting.push(event.data)
        else hear(event.data)
      }
      resolve(first.data)
    }
  })

/** To be called before anything is awaited: what comes earlier is not heard. */
export const threadData: typeof node.threadData = () => {
  data ??= firstMessage()
  return data
}

export const tell: typeof node.tell = (message) => scope.postMessage(message)

export const onRequest: typeof node.onRequest = (listener) => {
  hear = listener
  for (const request of waiting.splice(0)) listener(request)
}

export const bufferBytes: typeof node.bufferBytes = () => 0
