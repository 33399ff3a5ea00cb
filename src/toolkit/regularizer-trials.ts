import { onlyResidual } from '../dynamics/structure.ts'
import type { Piece } from '../expression/pieces.ts'
import { printPlain } from '../expression/print-plain.ts'
import { isSpent } from '../kernel/budget.ts'
import type { Claim } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import type { LawSearch } from '../laws/find-laws.ts'
import { regularizersForSeveral } from '../laws/propose-for-several.ts'
import { proposeRegularizers } from '../laws/propose-regularizer.ts'
import { partOf } from '../provers/budgets.ts'
import { type Attempted, attempt } from './check-regularizer.ts'
import { piecesOf, restricted, type Setting } from './check-setting.ts'
import type { Checklist } from './checklist.ts'
import { decide } from './decide.ts'

const MOST_PROPOSALS = 6
const GOOD: readonly string[] = ['certified', 'locally-certified']

/** The candidates whose second-order condition is not refuted at first sight; all of them where it is for every one. */
const plausible = async (
  { context, structure, problem, budget, hints, options }: Setting,
  candidates: readonly (readonly Piece[])[],
): Promise<readonly (readonly Piece[])[]> => {
  if (structure === undefined || candidates.length < 2) return candidates
  const { loss } = structure
  const residuals = structure.residuals.map(printTerm)
  const kept: (readonly Piece[])[] = []
  for (const g of candidates) {
    const claim: Claim = { claim: 'second-order', context, residuals, loss, g: piecesOf(restricted(g, problem)) }
    const verdict = await decide(claim, { budget: partOf(budget, 1500), hints }, { ...options, trust: 'kernel' })
    if (verdict.status !== 'refuted') kept.push(g)
  }
  return kept.length === 0 ? candidates : kept
}

/** The first proposed regularizer that is certified, or the one that got furthest. */
export const bestProposal = async (
  setting: Setting,
  base: Checklist,
  level: string | undefined,
  laws: LawSearch,
): Promise<{ readonly g: readonly Piece[]; readonly attempted: Attempted } | undefined> => {
  const { problem, budget, options, structure } = setting
  if (structure === undefined) return undefined
  const search = { budget: partOf(budget, 5000), seed: options.seed ?? 1 }
  const residual = onlyResidual(structure)
  const proposals =
    residual === undefined
      ? await plausible(setting, regularizersForSeveral(problem.objective, structure, laws.laws, search.budget))
      : (await proposeRegularizers({ objective: problem.objective, residual, laws: laws.laws }, search)).map(
          ({ pieces }) => pieces,
        )
  let best: { g: readonly Piece[]; attempted: Attempted } | undefined
  for (const pieces of proposals.slice(0, MOST_PROPOSALS)) {
    if (isSpent(budget)) break
    options.onPhase?.(`trying the regularizer ${pieces.map(({ value }) => printPlain(value)).join('; ')}`)
    const g = restricted(pieces, problem)
    const attempted = await attempt(setting, base, level, g, undefined)
    const provedCount = (a: Attempted): number => a.list.entries.filter((e) => e.verdict.status === 'proved').length
    if (best === undefined || provedCount(attempted) > provedCount(best.attempted)) best = { g, attempted }
    if (GOOD.includes(attempted.conclusion.verdict)) return { g, attempted }
  }
  return best
}
