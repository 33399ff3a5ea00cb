import { atMostMilliseconds, type Budget } from '../search/budget.ts'

export { atMostMilliseconds }

const PER_MILLISECOND = 1000

/** The clock has a say where a machine takes so many times as long as the work is counted. */
const SLOWEST = 1.5

/**
 * A part of a budget for a question of several: so many milliseconds of work, and of the clock that and a half more or
 * half of what is left, so that work which is counted badly does not take the time of the other questions.
 */
export const partOf = (budget: Budget, milliseconds: number): Budget => {
  const now = Date.now()
  const longest = Math.max(SLOWEST * milliseconds, (budget.deadline - now) / 2)
  return { ...atMostMilliseconds(budget, milliseconds), deadline: Math.min(budget.deadline, now + longest) }
}

/** How many milliseconds are left: of work where work is counted, else of the clock; 0 once the budget is spent. */
export const millisecondsLeft = ({ deadline, work }: Budget): number => {
  const left = work === undefined ? deadline - Date.now() : (work.until - work.meter.used) / PER_MILLISECOND
  return Math.max(0, left)
}

/**
 * The budget with a new meter that counts so many milliseconds of work from zero, by default as many as the clock
 * leaves: what is cut by it ends at the same place on every machine that gets there before the deadline.
 */
export const metered = (budget: Budget, milliseconds: number = Math.max(0, budget.deadline - Date.now())): Budget => ({
  ...budget,
  work: { meter: { used: 0 }, until: milliseconds * PER_MILLISECOND },
})

/** The work counted so far, in milliseconds. */
export const millisecondsUsed = ({ work }: Budget): number => (work?.meter.used ?? 0) / PER_MILLISECOND

/** Counts work that was done elsewhere. */
export const addMilliseconds = ({ work }: Budget, milliseconds: number): void => {
  if (work !== undefined) work.meter.used += milliseconds * PER_MILLISECOND
}
