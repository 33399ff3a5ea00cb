import type { Budget } from '../kernel/budget.ts'

/** The budget, but not beyond so many milliseconds from now. */
export const atMostMilliseconds = (budget: Budget, milliseconds: number): Budget => ({
  ...budget,
  deadline: Math.min(budget.deadline, Date.now() + milliseconds),
})
