import { constantSharpness } from '../dynamics/constant-sharpness.ts'
import { onlyResidual, type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Claim } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import { findFlatSet } from '../provers/described-sets.ts'
import { findMinimizers } from '../provers/special-points.ts'
import { type Setting, searchOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** Which minima of an objective with one residual are flat, whatever the regularizer is. */
export const checkFlatMinima = async (setting: Setting, structure: Structure, list: Checklist): Promise<void> => {
  const { context } = setting
  const residual = onlyResidual(structure)
  if (residual === undefined) return
  const residuals = structure.residuals.map(printTerm)
  const { loss } = structure
  const constant = constantSharpness(residual, scopeOf(setting.problem.objective), searchOf(setting).budget)
  if (constant !== undefined) {
    const value = printTerm(constant)
    await list.settle('flat-minima', { claim: 'constant-sharpness', context, residuals, loss, value }, false)
    return
  }
  const minimizers = await findMinimizers(residual, context, searchOf(setting))
  if (minimizers === undefined) {
    const set = findFlatSet(residual, context, searchOf(setting))
    if (set === undefined) return
    const { minimum, equations, witness, constants } = set
    const own = { ...context, constants }
    const claim: Claim = { claim: 'flat-set', context: own, residuals, loss, minimum, equations, witness }
    await list.settle('flat-minima', claim, false)
    return
  }
  const { minimum, points, constants } = minimizers
  await list.settle(
    'flat-minima',
    { claim: 'flat-minima', context: { ...context, constants }, residuals, loss, minimum, points },
    false,
  )
}
