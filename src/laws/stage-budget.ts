import { spend, withEffort } from '../kernel/effort.ts'
import { Refusal } from '../kernel/refusal.ts'
import { atMostMilliseconds, type Budget, BudgetSpent } from '../search/budget.ts'

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

/** Short answers of the kernel come even where the time is over. */
const LEAST_EFFORT = 200_000

/**
 * Runs a stage whose arithmetic in the kernel, which has no clock but counts about its microseconds, is refused where
 * the budget would be spent.
 */
export const withKernelTime = <T>({ deadline }: Budget, stage: () => T): T =>
  withEffort(Math.max(LEAST_EFFORT, 1000 * (deadline - Date.now())), stage)

const orRefusal = <T>(run: () => T): T | Refusal => {
  try {
    return run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const isExhausted = (): boolean => orRefusal(() => spend(0)) instanceof Refusal

/**
 * The same for a stage that makes something else of what the kernel refuses.
 *
 * @throws BudgetSpent where something was refused for the time
 */
export const inKernelTime = <T>(budget: Budget, stage: () => T): T =>
  withKernelTime(budget, () => {
    const result = orRefusal(stage)
    if (isExhausted()) throw new BudgetSpent('the time given is spent')
    if (result instanceof Refusal) throw result
    return result
  })
