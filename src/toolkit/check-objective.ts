import { structureSought } from '../dynamics/structure-sought.ts'
import type { Claim, Loss } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { findCriticalLevel } from '../provers/special-points.ts'
import { type Setting, tameClassOf } from './check-setting.ts'
import type { Checklist } from './checklist.ts'

/** Where dependent moduli meet, levels are seldom found, and Theorem S holds below some level without one. */
const MOST_LEVEL_MS = 1500

/** What the limits of gradients on M are: by full rank, or for |F|_1 because no choice of signs gives 0. Whether by full rank. */
const checkDirections = async (
  { context }: Setting,
  residuals: readonly string[],
  loss: Loss,
  list: Checklist,
): Promise<boolean> => {
  const full: Claim = { claim: 'full-rank', context, residuals }
  const mayBeFull = loss !== 'l1' || residuals.length <= context.variables.length
  const rank = mayBeFull ? await list.settle('full-rank', full, true) : undefined
  if (rank?.status === 'proved' || loss !== 'l1') return rank?.status === 'proved'
  const instead: Claim = { claim: 'nonzero-directions', context, residuals }
  const signs = await list.settle('full-rank', instead, true)
  if (rank !== undefined) list.setNeeded('full-rank', false, signs.status === 'proved' ? full : instead)
  return false
}

/** The claims about f alone. Returns the level found. */
export const checkObjective = async (setting: Setting, list: Checklist): Promise<string | undefined> => {
  const { context, f, structure, problem, budget, hints } = setting
  const text = printTerm(f)
  if (structure === undefined) {
    const sought = structureSought({ ...problem.objective, term: f }, partOf(budget, MOST_LEVEL_MS))
    const why = sought.slice(1).map((words) => `; ${words}`)
    const statement = `f = ${text} as an increasing function of |h|, |F| or |F|_1${why.join('')}`
    list.leaveOpen('structure', true, statement, 'unsupported', sought)
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
  const hasFullRank = await checkDirections(setting, residuals, loss, list)
  const share = millisecondsLeft(budget) / 3
  const isDegenerate = loss === 'l1' && !hasFullRank
  const search = { budget: partOf(budget, isDegenerate ? Math.min(share, MOST_LEVEL_MS) : share), hints }
  const found = await findCriticalLevel(f, structure, context, search)
  if (found === undefined) {
    list.leaveOpen('critical-values', true, 'a lower bound of the positive critical values of f', 'search-exhausted')
    return undefined
  }
  list.note('critical-values', found.claim, true, found.verdict)
  return found.level
}
