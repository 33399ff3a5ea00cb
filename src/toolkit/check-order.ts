import { readContext } from '../kernel/context.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { subtract } from '../kernel/polynomial.ts'
import { orderClaims } from '../provers/order/order-claims.ts'
import { energyOf, type Subject } from '../theorems/hypothesis.ts'
import { type Setting, searchOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** f itself where it is |F|²: its gradient is the one people know; else |F|², which has the same directions. */
const smoothObjective = (subject: Subject): string => {
  const { scope } = readContext(subject.context)
  const energy = energyOf(subject.residuals)
  const gap = subtract(lower(parseTerm(subject.f), scope), lower(parseTerm(energy), scope))
  return vanishes(gap) ? subject.f : energy
}

/**
 * Where g decreases but not in second order: the order p by Proposition 3.27, from the decrease of g in one step and the
 * subregularity of the gradient. Where both are proved they are needed, and the second-order condition is not.
 */
export const checkOrder = async (setting: Setting, subject: Subject, list: Checklist): Promise<void> => {
  const { context, residuals, g, loss } = subject
  if (loss === 'l1') return
  const question = { context, f: smoothObjective(subject), residuals, g }
  for (const { decrease, subregularity } of orderClaims(question, searchOf(setting)).slice(0, 2)) {
    list.setNeeded('second-order', false)
    const falls = await list.settle('decrease', decrease, true)
    const isSteep = falls.status === 'proved' ? await list.settle('subregularity', subregularity, true) : undefined
    if (isSteep?.status === 'proved') return
    list.setNeeded('second-order', true)
    list.setNeeded('decrease', false)
    list.setNeeded('subregularity', false)
  }
}
