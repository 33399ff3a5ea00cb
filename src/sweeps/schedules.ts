import { parseTerm } from '../kernel/parse-term.ts'
import { latest } from '../numerics/latest.ts'
import { scheduleOf } from '../numerics/schedule.ts'
import { type StepSizes, stepSizes } from '../numerics/step-sizes.ts'

/** What the step sizes of a cell follow from. */
export interface AskedSizes {
  readonly alpha: number
  readonly exponent: number
  readonly steps: number
  /** A formula in the kernel's notation, or the name of one. Default `power`. */
  readonly formula?: string
}

/** Schedules that are kept: each was looked at for every step, and cells next to each other share one. */
const KEPT = 64

/** The step sizes of cells. Throws `InputError` for a formula that is not positive at every step. */
export const schedulesOf = (): ((asked: AskedSizes) => StepSizes) => {
  const kept = latest<StepSizes>(KEPT)
  return ({ alpha, exponent, steps, formula = 'power' }) => {
    if (formula === 'power') return stepSizes(alpha, exponent)
    if (formula === 'constant') return stepSizes(alpha, Number.POSITIVE_INFINITY)
    return kept(`${formula} ${alpha} ${steps}`, () => scheduleOf(parseTerm(formula), steps, alpha))
  }
}
