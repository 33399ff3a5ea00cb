import type { Trust } from './hypothesis.ts'

/** What a theorem concludes from a list of claims; each statement holds in every dimension that the page names. */
export interface ListConclusion {
  readonly theorem: string
  readonly source: string
  readonly trust: Trust
  readonly statements: readonly string[]
  readonly text: string
}
