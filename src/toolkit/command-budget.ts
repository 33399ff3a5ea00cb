import { metered } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'

/** Seconds a command may take unless it is told otherwise. */
export const DEFAULT_TIMEOUT = 60

/** The budget of a command: so much time of the clock, and as much work, which is what its parts are cut by. */
export const budgetOf = ({
  timeout = DEFAULT_TIMEOUT,
  signal,
}: {
  readonly timeout?: number
  readonly signal?: AbortSignal
}): Budget => {
  const milliseconds = timeout * 1000
  const deadline = Date.now() + milliseconds
  return metered({ deadline, ...(signal === undefined ? {} : { signal }) }, milliseconds)
}
