import type { Means } from './decide.ts'
import type { FlowText } from './law-input.ts'
import type { LawsResult } from './laws-result.ts'
import type { ThreadOptions } from './with-threads.ts'

/** Which laws are looked for, up to what degree, under which flow, and what the search may cost. */
export interface LawsOptions extends ThreadOptions, Pick<Means, 'threads'>, FlowText {
  /** Quantities to check as well, listed with kind `supplied` whatever their verdict. */
  readonly candidates?: readonly string[]
  /** List no law that is a polynomial in others, and say how many of those listed are independent. */
  readonly generators?: boolean
  readonly degree?: number
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
  /** What is known after each stage of the search, the last one excepted. */
  readonly onFound?: (known: LawsResult) => void
}
