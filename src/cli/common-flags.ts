import type { SearchOptions } from './job.ts'

/** The options every command takes. */
export interface CommonFlags {
  readonly json?: boolean
  readonly out?: string
  readonly timeout: number
  readonly degree?: number
  readonly seed?: number
  readonly quiet?: boolean
  readonly trust?: string
  readonly workers?: number
  readonly memory?: number
}

/** What of them a search takes. */
export const searchOptions = ({ timeout, seed, degree, trust, workers, memory }: CommonFlags): SearchOptions => ({
  timeout,
  ...(seed === undefined ? {} : { seed }),
  ...(degree === undefined ? {} : { degree }),
  ...(trust === 'kernel' ? { trust } : {}),
  ...(workers === undefined ? {} : { workers }),
  ...(memory === undefined ? {} : { memory }),
})
