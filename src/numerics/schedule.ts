import { InputError } from '../expression/input-error.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { compileScalar } from './compile.ts'
import type { StepSizes } from './step-sizes.ts'

/** The names of the step's number, 0, 1, …, and of α in a schedule. */
export const STEP_NUMBER = 'k'
export const FIRST_SIZE = 'alpha'

/**
 * Step sizes by a formula in k, such as 1/(k + 2) or alpha/(k + 2).
 *
 * Each of the first `steps` is looked at before anything runs: an `InputError` names the first k whose step size is not
 * a positive number.
 */
export const scheduleOf = (formula: Term, steps: number, alpha: number): StepSizes => {
  const size = compileScalar(formula, [STEP_NUMBER, FIRST_SIZE])
  const at = Float64Array.of(0, alpha)
  const sizeAt = (k: number): number => {
    at[0] = k
    return size(at)
  }
  for (let k = 0; k < steps; k++) {
    const value = sizeAt(k)
    if (value > 0 && value < Number.POSITIVE_INFINITY) continue
    throw new InputError({
      what: `the schedule ${printTerm(formula)} is ${Number.isNaN(value) ? 'not defined' : value} at k = ${k}`,
      expected: `a positive number for every k from 0 to ${steps - 1}`,
    })
  }
  return (from, out) => {
    for (let i = 0; i < out.length; i++) out[i] = sizeAt(from + i)
  }
}
