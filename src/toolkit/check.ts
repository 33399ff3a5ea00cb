import { curvatureCheck } from '../dynamics/curvature-identity.ts'
import { contextOf, withTerm } from '../dynamics/objective.ts'
import { detectStructure, onlyResidual, type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Piece } from '../expression/pieces.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { difference, type Term } from '../kernel/term.ts'
import { findLaws, type LawSearch } from '../laws/find-laws.ts'
import type { Hints } from '../provers/attempt.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { isBelowSomeLevel } from '../theorems/theorem-s-some-level.ts'
import { checkFlatMinima } from './check-flat-minima.ts'
import { checkMinimalBall, type MinimalBallFound } from './check-minimal-ball.ts'
import { checkObjective } from './check-objective.ts'
import type { CheckOptions } from './check-options.ts'
import { type Attempted, type Groundwork, newAttempt } from './check-regularizer.ts'
import { restricted, type Setting } from './check-setting.ts'
import { newChecklist } from './checklist.ts'
import { budgetOf } from './command-budget.ts'
import { askSecondOpinion, gatherEvidence } from './gather-evidence.ts'
import type { Problem } from './problem.ts'
import { summaryOf } from './problem-summary.ts'
import { type Trials, tryProposals } from './regularizer-trials.ts'

const isZeroTerm = (term: Term): boolean => term.op === 'number' && term.value.n === 0n

/**
 * Checks a problem (f, g): the whole checklist, each claim proved, refuted with an exact witness, or unknown with a
 * reason; the conclusion by a theorem page; and evidence from runs beside it.
 *
 * Without a regularizer, one is proposed from the laws found. Nothing is called proved that the kernel did not check.
 * Never throws for a failed search; an aborted signal leaves the open claims unknown.
 *
 * @example await check(readProblem({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }))
 */
export const check = async (problem: Problem, options: CheckOptions = {}): Promise<CheckResult> => {
  const started = Date.now()
  const budget = budgetOf(options)
  const { objective } = problem
  const context = contextOf(objective)
  const seed = options.seed ?? 1
  options.onPhase?.('reading the structure of f')
  const structure = detectStructure(objective, partOf(budget, 5000))
  const residual = onlyResidual(structure)
  const f =
    structure === undefined || isZeroTerm(structure.shift)
      ? objective.term
      : simplify(difference(objective.term, structure.shift))
  const opinion = askSecondOpinion(problem, f, budget)
  options.onPhase?.('looking for conserved quantities')
  const lawBudget = partOf(budget, Math.min(4000, millisecondsLeft(budget) / 4))
  const laws = await findLaws({ ...objective, term: f }, { budget: lawBudget, seed, degree: options.degree ?? 4 })
  const hints: Hints = {
    laws: laws.laws.map(({ term }) => term),
    seed,
    ...(residual === undefined ? {} : { residual }),
    ...(options.degree === undefined ? {} : { degree: options.degree }),
  }
  // The trials of regularizers take what time there is: what does not depend on them comes first.
  const isSought = problem.regularizer === undefined && structure !== undefined
  const flat = isSought ? newChecklist(budget, hints, undefined, options) : undefined
  const shared = flat === undefined ? {} : { flat }
  const known = { structure, hints, laws: laws.laws }
  const setting: Setting = { problem, context, f, budget, options, ...known, ...shared }
  const base = newChecklist(budget, hints, options.onClaim, options)
  options.onPhase?.('checking the objective')
  const minimal = await checkMinimalBall(setting)
  const level = minimal === undefined ? await checkObjective(setting, base) : undefined
  const ground: Groundwork = { ...setting, base, level }
  if (flat !== undefined && structure !== undefined && minimal === undefined)
    await checkFlatMinima(setting, structure, flat)
  options.onPhase?.('checking the regularizer')
  const isProposed = problem.regularizer === undefined && minimal === undefined
  const { best, proposals }: Trials = isProposed ? await tryProposals(ground, laws) : { proposals: [] }
  const g = problem.regularizer === undefined ? best?.g : restricted(problem.regularizer, problem)
  const attempted = best?.attempted ?? (await checkAlone(ground, g, minimal))
  const later = [...(best?.attempted.list.entries ?? []), ...(flat?.entries ?? [])]
  for (const entry of later) options.onClaim?.(entry)
  if (isBelowSomeLevel(attempted.conclusion)) base.setNeeded('critical-values', false)
  const claims = [...base.entries, ...attempted.list.entries, ...(flat?.entries ?? [])]
  options.onPhase?.('running the dynamics')
  const evidence = await gatherEvidence({
    problem,
    f,
    ...(residual === undefined ? {} : { residual }),
    ...(g === undefined ? {} : { g }),
    laws: laws.laws.filter(({ when }) => when === undefined).map(({ term }) => term),
    conclusion: attempted.conclusion,
    checked: [...base.checked, ...attempted.list.checked, ...(flat?.checked ?? [])],
    settings: options.simulate ?? problem.simulate,
    seed,
    budget,
    ...(opinion === undefined ? {} : { opinion }),
    ...(residual === undefined || g === undefined
      ? {}
      : { curvature: g.map(({ value }) => curvatureCheck(value, residual, scopeOf(objective))) }),
  })
  return {
    problem: describe(problem, f, structure, g ?? [], best !== undefined, laws),
    claims,
    conclusion: attempted.conclusion,
    theorems: attempted.theorems,
    ...(proposals.length === 0 ? {} : { proposals }),
    ...(evidence === undefined ? {} : { evidence }),
    elapsedMs: Date.now() - started,
  }
}

/** One regularizer, or none; where f is least on an open set, that is all there is to say. */
const checkAlone = async (
  ground: Groundwork,
  g: readonly Piece[] | undefined,
  minimal: MinimalBallFound | undefined,
): Promise<Attempted> => {
  if (minimal !== undefined) {
    for (const entry of minimal.list.entries) ground.options.onClaim?.(entry)
    return { ...minimal, theorems: [] }
  }
  const { begin, finish, ask } = newAttempt(ground, g, ground.options.onClaim)
  await begin()
  await finish()
  return ask()
}

const describe = (
  problem: Problem,
  f: Term,
  structure: Structure | undefined,
  g: readonly Piece[],
  proposed: boolean,
  laws: LawSearch,
): CheckResult['problem'] => {
  const residual = onlyResidual(structure)
  return {
    ...summaryOf({ ...problem, objective: withTerm(problem.objective, f), regularizer: g }),
    proposed,
    ...(structure === undefined || isZeroTerm(structure.shift) ? {} : { shift: printPlain(structure.shift) }),
    ...(structure === undefined
      ? {}
      : {
          residuals: structure.residuals.map(printPlain),
          residualsLatex: structure.residuals.map(printLatex),
          loss: structure.loss,
          ...(residual === undefined ? {} : { residual: printPlain(residual), residualLatex: printLatex(residual) }),
          phi: printPlain(structure.phi),
        }),
    laws: laws.laws
      .filter(({ verdict, when }) => verdict.status === 'proved' && when === undefined)
      .map(({ term, kind }) => ({ expression: printPlain(term), latex: printLatex(term), kind })),
  }
}
