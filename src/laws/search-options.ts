import type { Shape } from '../expression/shapes.ts'
import type { Relation } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { FoundLaws } from './law.ts'

/** How a search for laws goes on, and who is told. */
export interface SearchOptions {
  readonly budget: Budget
  readonly seed: number
  /** The largest degree of polynomial laws; by default 6, or less where there are many variables. */
  readonly degree?: number
  /** Relations between variables: laws are asked for where they hold. Only objectives with kinks look at them. */
  readonly domain?: readonly Relation[]
  /** The matrices among the variables. */
  readonly shapes?: readonly Shape[]
  /** What is being done. */
  readonly onPhase?: (phase: string) => void
  /** What was found so far, after each stage. */
  readonly onFound?: (found: FoundLaws) => void
}
