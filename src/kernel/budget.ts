/** How long a search may go on: until `deadline` (milliseconds as of `Date.now()`) or until `signal` is aborted. */
export interface Budget {
  readonly deadline: number
  readonly signal?: AbortSignal
}

/** Thrown out of a search whose budget is spent; caught where a verdict is made, and turned into `unknown: timeout`. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** True once the budget is spent. */
export const isSpent = (budget: Budget): boolean => Date.now() > budget.deadline || budget.signal?.aborted === true

/** Throws {@link BudgetSpent} once the budget is spent; call it in every loop that could run long. */
export const charge = (budget: Budget): void => {
  if (isSpent(budget)) throw new BudgetSpent('the time given is spent')
}
