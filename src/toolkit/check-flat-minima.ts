import { constantSharpness } from '../dynamics/constant-sharpness.ts'
import { onlyResidual, type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Claim } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import { findFlatSet } from '../provers/described-sets.ts'
import { findLeastSharp } from '../provers/least-sharp.ts'
import { findMinimizers, findSolutionSet } from '../provers/special-points.ts'
import { findTiedMinimum } from '../provers/tied-minima.ts'
import { flatOrbitClaims, orbitClaims } from '../theorems/equal-flatness.ts'
import { tieClaims } from '../theorems/flatter-by-order.ts'
import { type Setting, searchOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** Some zero of the residuals with one coordinate that is a small number. */
const findZeros = async (residuals: readonly string[], setting: Setting): Promise<Claim | undefined> => {
  const { context } = setting
  for (const name of context.variables) {
    const equations = [...residuals, `${name} - 1`]
    const found = await findSolutionSet(equations, [], context, searchOf(setting))
    if (found === undefined || found.points.length === 0) continue
    const own = { ...context, constants: found.constants }
    return { claim: 'solution-set', context: own, assume: [], equations, points: found.points }
  }
  return undefined
}

/** Which minima are flat, whatever the regularizer is. */
export const checkFlatMinima = async (setting: Setting, structure: Structure, list: Checklist): Promise<void> => {
  const { context, f } = setting
  const { loss } = structure
  const residuals = structure.residuals.map(printTerm)
  const landscape = { context, residuals, loss }
  /** Settles claims until one is not proved. */
  const prove = async (claims: readonly Claim[] = []): Promise<boolean> => {
    for (const claim of claims) {
      if ((await list.settle('flat-minima', claim, false)).status !== 'proved') return false
    }
    return claims.length > 0
  }
  if (await prove(orbitClaims(landscape, residuals))) return
  const residual = onlyResidual(structure)
  if (residual === undefined) {
    const least = findLeastSharp(structure.residuals, loss, context, searchOf(setting))
    if (least === undefined) return
    const { minimum, points, constants } = least
    const own = { ...context, constants }
    await prove([{ claim: 'flat-minima', context: own, residuals, loss, minimum, points }])
    return
  }
  const constant = constantSharpness(residual, scopeOf(setting.problem.objective), searchOf(setting).budget)
  if (constant !== undefined) {
    await prove([{ claim: 'constant-sharpness', context, residuals, loss, value: printTerm(constant) }])
  } else {
    const minimizers = await findMinimizers(residual, context, searchOf(setting))
    if (minimizers !== undefined) {
      const { minimum, points, constants } = minimizers
      const own = { ...context, constants }
      if (await prove([{ claim: 'flat-minima', context: own, residuals, loss, minimum, points }])) return
    }
    const set = minimizers === undefined ? findFlatSet(residual, context, searchOf(setting)) : undefined
    if (set !== undefined) {
      const { minimum, equations, witness, constants } = set
      const own = { ...context, constants }
      if (!(await prove([{ claim: 'flat-set', context: own, residuals, loss, minimum, equations, witness }]))) return
      for (const claims of flatOrbitClaims({ ...landscape, context: own }, equations)) if (await prove(claims)) return
      return
    }
  }
  const tied = findTiedMinimum(f, residuals, context, searchOf(setting))
  if (tied !== undefined && 'point' in tied.witness) {
    const { context: own, description, witness } = tied
    const claims = tieClaims({ context: own, f: printTerm(f), equations: description, point: witness.point })
    if (claims !== undefined) await prove([tied, ...claims])
  } else if (constant === undefined) {
    const some = await findZeros(residuals, setting)
    if (some !== undefined) await prove([{ claim: 'no-flat-minimum', context, residuals }, some])
  }
}
