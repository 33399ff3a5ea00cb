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
}

/** What of them a search takes. */
export const searchOptions = ({ timeout, seed, degree, trust }: CommonFlags): SearchOptions => ({
  timeout,
  ...(seed === undefined ? {} : { seed }),
  ...(degree === undefined ? {} : { degree }),
  ...(trust === 'kernel' ? { trust } : {}),
})
