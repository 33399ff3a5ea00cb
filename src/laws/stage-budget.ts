import { atMostMilliseconds, type Budget } from '../kernel/budget.ts'

/** A stage may take so many times as long as it counts: arithmetic with large coefficients is dearer than it looks. */
const PATIENCE = 8

/**
 * The budget of a stage of so many milliseconds: counted, so that busy machines find as much as quiet ones, with the
 * clock for the last word.
 */
export const stageBudget = (budget: Budget, milliseconds: number): Budget => ({
  ...atMostMilliseconds(budget, milliseconds),
  deadline: Math.min(budget.deadline, Date.now() + PATIENCE * milliseconds),
})

/** The budget with its work counted. */
export const countedBudget = (budget: Budget): Budget =>
  budget.work === undefined ? { ...budget, work: { meter: { used: 0 }, until: Infinity } } : budget
