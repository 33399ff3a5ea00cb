import { type Budget, isSpent } from '../search/budget.ts'

/** Gives its place to the next who waits. */
export type Leave = () => void

/** Places for so many at a time: whoever comes when all are taken waits, in the order of coming. */
export interface Turns {
  /** A place, or undefined where the budget was spent before there was one. */
  readonly enter: (budget: Budget) => Promise<Leave | undefined>
}

/** The longest delay a timer takes. */
const LONGEST_DELAY = 2 ** 31 - 1

export const newTurns = (places: number): Turns => {
  let free = places
  const waiting: (() => void)[] = []
  const leave: Leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    enter: (budget) => {
      if (isSpent(budget)) return Promise.resolve(undefined)
      if (free > 0) {
        free -= 1
        return Promise.resolve(leave)
      }
      return new Promise((resolve) => {
        const end = (result: Leave | undefined): void => {
          clearTimeout(timer)
          budget.signal?.removeEventListener('abort', giveUp)
          resolve(result)
        }
        const called = (): void => end(leave)
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(called), 1)
          end(undefined)
        }
        const timer = setTimeout(giveUp, Math.min(budget.deadline - Date.now(), LONGEST_DELAY))
        budget.signal?.addEventListener('abort', giveUp)
        waiting.push(called)
      })
    },
  }
}
