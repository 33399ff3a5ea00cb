import type { ClaimEntry } from '../theorems/check-result.ts'
import type { Means } from './decide.ts'
import type { SimulateSettings } from './problem.ts'
import type { ThreadOptions } from './with-threads.ts'

/** What may be asked of {@link check} beside the problem. */
export interface CheckOptions extends ThreadOptions, Means {
  /** Seconds for everything; open claims are `unknown: timeout` afterwards. Default 60. */
  readonly timeout?: number
  readonly signal?: AbortSignal
  readonly seed?: number
  /** The largest degree of certificates and laws tried. */
  readonly degree?: number
  /** Settings of the runs, or false for none. */
  readonly simulate?: SimulateSettings | false
  /**
   * Whether parameters whose signs are open are told apart where there is no answer for all of them (default true), or
   * the expressions in them whose signs tell the cases apart, such as `"a - 1, b"`.
   */
  readonly cases?: boolean | string
  readonly onClaim?: (entry: ClaimEntry) => void
  readonly onPhase?: (phase: string) => void
}
