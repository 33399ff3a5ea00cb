import type { Claim } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { findCriticalLevel } from '../provers/special-points.ts'
import { type Setting, tameClassOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** The claims about f alone. Returns the level found. */
export const checkObjective = async (setting: Setting, list: Checklist): Promise<string | undefined> => {
  const { context, f, structure, problem, budget, hints } = setting
  const text = printTerm(f)
  if (structure === undefined) {
    list.leaveOpen('structure', true, `f = ${text} as an increasing function of |h|, |F| or |F|_1`, 'unsupported')
    await list.settle('tame', { claim: 'tame', context, f: text, class: tameClassOf(f, problem) }, true)
    return undefined
  }
  const { loss } = structure
  const residuals = structure.residuals.map(printTerm)
  const residual = loss === 'single' ? (residuals[0] as string) : null
  await list.settle(
    'structure',
    { claim: 'structure', context, f: text, residuals, loss, phi: printTerm(structure.phi) },
    true,
  )
  await list.settle('tame', { claim: 'tame', context, f: text, class: tameClassOf(f, problem) }, true)
  await list.settle('minimum-zero', { claim: 'minimum-zero', context, f: text, residual }, true)
  await list.settle('full-rank', { claim: 'full-rank', context, residuals }, true)
  const search = { budget: partOf(budget, millisecondsLeft(budget) / 3), hints }
  const level = await findCriticalLevel(f, structure, context, search)
  if (level === undefined) {
    list.leaveOpen('critical-values', true, 'a lower bound of the positive critical values of f', 'search-exhausted')
    return undefined
  }
  const claim: Claim = { claim: 'critical-values', context, f: text, residuals, loss, level }
  const verdict = await list.settle('critical-values', claim, true)
  return verdict.status === 'proved' ? level : undefined
}
