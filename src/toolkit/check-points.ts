import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { findDescribedSet } from '../provers/described-sets.ts'
import { findSolutionSet } from '../provers/special-points.ts'
import { bandFunctions, insideBand } from '../theorems/bands.ts'
import { closedPieces } from '../theorems/cells.ts'
import type { Subject } from '../theorems/hypothesis.ts'
import { checkFlatMinima } from './check-flat-minima.ts'
import { type Setting, searchOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** A point of M inside the band that g is the distance to, where it is one. */
const checkBand = async (setting: Setting, subject: Subject, list: Checklist): Promise<void> => {
  const functions = bandFunctions(subject)
  if (functions === undefined) return
  const [assume, equations] = [insideBand(functions), subject.residuals]
  const set = findDescribedSet(equations, assume, setting.context, searchOf(setting))
  if (set === undefined) return
  const { equations: description, witness, constants } = set
  const context = { ...setting.context, constants }
  await list.settle('solution-set', { claim: 'described-set', context, assume, equations, description, witness }, false)
}

/** Which points the runs go to, and which minima are flat. */
export const checkPoints = async (setting: Setting, subject: Subject, list: Checklist): Promise<void> => {
  const { structure, context } = setting
  await checkBand(setting, subject, list)
  const isolated: { point: { readonly [name: string]: string }; context: ContextJson }[] = []
  for (const { when, value } of closedPieces(subject)) {
    const equations = [...subject.residuals, value]
    const found = await findSolutionSet(equations, when, context, searchOf(setting))
    if (found === undefined) {
      const set = findDescribedSet(equations, when, context, searchOf(setting))
      if (set === undefined) continue
      const { equations: description, witness, constants } = set
      const own = { ...context, constants }
      const claim: Claim = { claim: 'described-set', context: own, assume: when, equations, description, witness }
      await list.settle('solution-set', claim, false)
      continue
    }
    const { points, constants } = found
    const own = { ...context, constants }
    const claim: Claim = { claim: 'solution-set', context: own, assume: when, equations, points }
    const verdict = await list.settle('solution-set', claim, false)
    if (verdict.status === 'proved') isolated.push(...points.map((point) => ({ point, context: own })))
  }
  const isCoercive = list.entries.some(({ id, verdict }) => id === 'coercive' && verdict.status === 'proved')
  if (!isCoercive && subject.g.length === 1 && subject.g[0]?.when.length === 0) {
    for (const { point, context: own } of isolated.slice(0, 4)) {
      const claim: Claim = { claim: 'strict-minimum', context: own, f: subject.f, g: subject.g, point, radius: '1/10' }
      await list.settle('strict-minimum', claim, false)
    }
  }
  if (structure !== undefined && setting.flat === undefined) await checkFlatMinima(setting, structure, list)
}
