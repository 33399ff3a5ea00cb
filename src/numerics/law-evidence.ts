import { gradient as gradientOf } from '../expression/derivative.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { compileScalar, compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import type { LawDrift } from './evidence.ts'
import { flowOrbit } from './gradient-flow.ts'
import { driftAlong } from './law-drift.ts'
import { summarize } from './summary.ts'

const FLOWS = 8
const FLOW_LENGTH = 1

const magnitude = (value: number | undefined): number => Math.abs(value ?? Number.NaN)

/** What the runs, and gradient flow from the first of their starts, did to each law; no flow where the budget is spent. */
export const lawEvidence = (
  descended: Descended,
  laws: readonly Term[],
  starts: readonly (readonly number[])[],
  ends: readonly (readonly number[])[],
  budget: Budget,
): readonly LawDrift[] => {
  if (laws.length === 0) return []
  const { variables, residual, gradient } = descended
  const field = compileVector(residual?.gradient ?? gradient, variables)
  const h = residual === undefined ? undefined : compileScalar(residual.value, variables)
  // Towards the minimum: against ∇h where h > 0, along it where h < 0.
  const orbits = starts.slice(0, FLOWS).map((start) => {
    if (isSpent(budget)) return []
    const downhill = h === undefined || h(start) > 0 ? -1 : 1
    return flowOrbit(field, start, downhill, FLOW_LENGTH)
  })
  return laws.map((law): LawDrift => {
    const c = compileScalar(law, variables)
    const slope = compileVector(gradientOf(law, variables), variables)
    const before = starts.map((x) => magnitude(c(x)))
    const after = ends.map((x) => magnitude(c(x)))
    const flows = orbits.flatMap((orbit) => driftAlong(c, slope, orbit) ?? [])
    const relative = summarize(after.map((value, i) => value / (before[i] ?? Number.NaN)))
    return {
      law: printTerm(law),
      initial: summarize(before)?.median ?? null,
      final: summarize(after)?.median ?? null,
      relative: relative?.median ?? null,
      spread: relative === undefined ? null : [relative.min, relative.max],
      flow: summarize(flows)?.max ?? null,
    }
  })
}
