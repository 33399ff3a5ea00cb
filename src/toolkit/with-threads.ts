import { newWorkers } from '../provers/portfolio/workers.ts'
import type { Means } from './decide.ts'

/** In what threads hard claims are searched. */
export interface ThreadOptions {
  /** How many threads at most; by default one less than there are cores. 0: everything is done in this thread. */
  readonly workers?: number
  /** MiB that each of them may use; default 2048. */
  readonly memory?: number
}

/** Runs `work` with threads for its searches, none of which is left when it ends; they are started when first needed. */
export const withThreads = async <O extends ThreadOptions & Means, T>(
  options: O,
  work: (options: O) => Promise<T>,
): Promise<T> => {
  const { workers, memory } = options
  if (workers === 0 || options.threads !== undefined) return work(options)
  const threads = newWorkers({
    ...(workers === undefined ? {} : { count: workers }),
    ...(memory === undefined ? {} : { memory }),
  })
  try {
    return await work({ ...options, threads })
  } finally {
    await threads.close()
  }
}
