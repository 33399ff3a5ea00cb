/**
 * Counts the work of a search, in microseconds of a nominal machine. It is added up from what is done and never
 * measured, so that a search which is cut by it ends at the same place on every machine.
 */
export interface Meter {
  used: number
}

/**
 * How long a search may go on: until `deadline` (milliseconds as of `Date.now()`), until `signal` is aborted, or until
 * the meter of `work` has counted as far as `until`.
 */
export interface Budget {
  readonly deadline: number
  readonly signal?: AbortSignal
  readonly work?: { readonly meter: Meter; readonly until: number }
}

/** The budget, but not beyond so many milliseconds from now: of work where work is counted, else of the clock. */
export const atMostMilliseconds = (budget: Budget, milliseconds: number): Budget => {
  const { work } = budget
  if (work === undefined) return { ...budget, deadline: Math.min(budget.deadline, Date.now() + milliseconds) }
  return { ...budget, work: { ...work, until: Math.min(work.until, work.meter.used + milliseconds * 1000) } }
}

/** Thrown out of a search whose budget is spent; caught where a verdict is made, and turned into `unknown: timeout`. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** What most loops do between two looks at their budget. */
const USUAL_MICROSECONDS = 20

/** True once the budget is spent. `work` is what is done before the next look at the budget, in microseconds. */
export const isSpent = ({ deadline, signal, work: metered }: Budget, work = USUAL_MICROSECONDS): boolean => {
  if (metered !== undefined) {
    metered.meter.used += work
    if (metered.meter.used > metered.until) return true
  }
  return Date.now() > deadline || signal?.aborted === true
}

/** Throws {@link BudgetSpent} once the budget is spent; call it in every loop that could run long. */
export const charge = (budget: Budget, work?: number): void => {
  if (isSpent(budget, work)) throw new BudgetSpent('the time given is spent')
}
