import { parentPort, workerData } from 'node:worker_threads'

// What a program sees that was started by `startThread`; in a page of a browser the same is made of a worker's scope.

/** What it was started with. */
export const threadData = (): Promise<unknown> => Promise.resolve(workerData)

/** Answers whoever started it. */
export const tell = (message: unknown): void => parentPort?.postMessage(message)

/** Hears what it is sent; it then stays alive until it is ended. */
export const onRequest = (hear: (request: unknown) => void): void => {
  parentPort?.on('message', hear)
}

/** Bytes of typed arrays in use, which the limit of its memory does not count. */
export const bufferBytes = (): number => process.memoryUsage().arrayBuffers
