import { constantSharpness } from '../dynamics/constant-sharpness.ts'
import { curvatureCheck } from '../dynamics/curvature-identity.ts'
import { contextOf } from '../dynamics/objective.ts'
import { detectStructure, onlyResidual, type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Piece } from '../expression/pieces.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { type Budget, isSpent } from '../kernel/budget.ts'
import type { Claim, PiecesJson, TameClass } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { uses } from '../kernel/domain.ts'
import { difference, printRelation, printTerm, type Term } from '../kernel/term.ts'
import { findLaws, type LawSearch } from '../laws/find-laws.ts'
import { regularizersForSeveral } from '../laws/propose-for-several.ts'
import { proposeRegularizers } from '../laws/propose-regularizer.ts'
import type { Hints } from '../provers/attempt.ts'
import { metered, millisecondsLeft, partOf } from '../provers/budgets.ts'
import { findDescribedSet, findFlatSet } from '../provers/described-sets.ts'
import { proveClaim } from '../provers/prove-claim.ts'
import { findCriticalLevel, findMinimizers, findSolutionSet } from '../provers/special-points.ts'
import type { CheckResult, ClaimEntry, Conclusion } from '../theorems/check-result.ts'
import { hypothesesOf, type Subject } from '../theorems/hypothesis.ts'
import { type Checklist, newChecklist } from './checklist.ts'
import { conclude } from './conclude.ts'
import type { Means } from './decide.ts'
import { askSecondOpinion, gatherEvidence } from './gather-evidence.ts'
import type { Problem, SimulateSettings } from './problem.ts'
import { summaryOf } from './problem-summary.ts'
import type { ThreadOptions } from './with-threads.ts'

export interface CheckOptions extends ThreadOptions, Means {
  /** Seconds for everything; open claims are `unknown: timeout` afterwards. Default 60. */
  readonly timeout?: number
  readonly signal?: AbortSignal
  readonly seed?: number
  /** The largest degree of certificates and laws tried. */
  readonly degree?: number
  /** Settings of the runs, or false for none. */
  readonly simulate?: SimulateSettings | false
  /**
   * Whether parameters whose signs are open are told apart where there is no answer for all of them (default true), or
   * the expressions in them whose signs tell the cases apart, such as `"a - 1, b"`.
   */
  readonly cases?: boolean | string
  readonly onClaim?: (entry: ClaimEntry) => void
  readonly onPhase?: (phase: string) => void
}

export const DEFAULT_TIMEOUT = 60

/** The budget of a command: so much time of the clock, and as much work, which is what its parts are cut by. */
export const budgetOf = ({
  timeout = DEFAULT_TIMEOUT,
  signal,
}: {
  readonly timeout?: number
  readonly signal?: AbortSignal
}): Budget => {
  const milliseconds = timeout * 1000
  const deadline = Date.now() + milliseconds
  return metered({ deadline, ...(signal === undefined ? {} : { signal }) }, milliseconds)
}

const tameClassOf = (f: Term, problem: Problem): TameClass => {
  const scope = scopeOf(problem.objective)
  if (uses(f, new Set(['sin', 'cos']), scope)) return 'analytic'
  return uses(f, new Set(['exp', 'log', 'tanh', 'power']), scope) ? 'exponential' : 'semialgebraic'
}

const piecesOf = (g: readonly Piece[]): PiecesJson =>
  g.map(({ when, value }) => ({ when: when.map(printRelation), value: printTerm(value) }))

/** The pieces on the part of their cells that lies in the domain looked at. */
const restricted = (g: readonly Piece[], { domain = [] }: Problem): readonly Piece[] =>
  g.map(({ when, value }) => ({ when: [...domain, ...when], value }))

const isZeroTerm = (term: Term): boolean => term.op === 'number' && term.value.n === 0n

interface Setting {
  readonly problem: Problem
  readonly context: ContextJson
  /** f − min f. */
  readonly f: Term
  readonly structure: Structure | undefined
  readonly budget: Budget
  readonly hints: Hints
  readonly options: CheckOptions
  /** The flat minima, where they were looked for before any regularizer was tried. */
  readonly flat?: Checklist
}

/** The claims about f alone. Returns the level found. */
const checkObjective = async (setting: Setting, list: Checklist): Promise<string | undefined> => {
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

/** The claims about g. */
const checkRegularizer = async (subject: Subject, list: Checklist): Promise<void> => {
  const claims = hypothesesOf(subject)
  const conserved = await list.settle('conserved', claims.conserved, true)
  if (conserved.status !== 'proved') {
    const lyapunov = await list.settle('lyapunov', claims.lyapunov, true)
    if (lyapunov.status === 'proved') list.setNeeded('conserved', false)
  }
  await list.settle('regularity-of-g', claims['regularity-of-g'], true)
  await list.settle('second-order', claims['second-order'], true)
  await list.settle('coercive', claims.coercive, true)
  await list.settle('boundary', claims.boundary, true)
}

/** Which points the runs go to, and which minima are flat. */
const checkPoints = async (setting: Setting, subject: Subject, list: Checklist): Promise<void> => {
  const { structure, context } = setting
  const proved = (id: string): boolean =>
    list.entries.some((entry) => entry.id === id && entry.verdict.status === 'proved')
  const search = () => searchOf(setting)
  const isolated: { point: { readonly [name: string]: string }; context: ContextJson }[] = []
  for (const { when, value } of subject.g) {
    const equations = [...subject.residuals, value]
    const found = await findSolutionSet(equations, when, context, search())
    if (found === undefined) {
      const set = findDescribedSet(equations, when, context, search())
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
  if (!proved('coercive') && subject.g.length === 1 && subject.g[0]?.when.length === 0) {
    for (const { point, context: own } of isolated.slice(0, 4)) {
      const claim: Claim = { claim: 'strict-minimum', context: own, f: subject.f, g: subject.g, point, radius: '1/10' }
      await list.settle('strict-minimum', claim, false)
    }
  }
  if (structure !== undefined && setting.flat === undefined) await checkFlatMinima(setting, structure, list)
}

const searchOf = ({ budget, hints }: Setting) => ({
  budget: partOf(budget, Math.min(millisecondsLeft(budget) / 3, 5000)),
  hints,
})

/** Which minima of an objective with one residual are flat, whatever the regularizer is. */
const checkFlatMinima = async (setting: Setting, structure: Structure, list: Checklist): Promise<void> => {
  const { context } = setting
  const search = () => searchOf(setting)
  const residual = onlyResidual(structure)
  if (residual === undefined) return
  const residuals = structure.residuals.map(printTerm)
  const constant = constantSharpness(residual, scopeOf(setting.problem.objective), search().budget)
  if (constant !== undefined) {
    const value = printTerm(constant)
    await list.settle('flat-minima', { claim: 'constant-sharpness', context, residuals, value }, false)
    return
  }
  const minimizers = await findMinimizers(residual, context, search())
  if (minimizers === undefined) {
    const set = findFlatSet(residual, context, search())
    if (set === undefined) return
    const { minimum, equations, witness, constants } = set
    const own = { ...context, constants }
    const claim: Claim = { claim: 'flat-set', context: own, residuals, minimum, equations, witness }
    await list.settle('flat-minima', claim, false)
    return
  }
  const { minimum, points, constants } = minimizers
  await list.settle(
    'flat-minima',
    { claim: 'flat-minima', context: { ...context, constants }, residuals, minimum, points },
    false,
  )
}

interface Attempted {
  readonly subject: Subject | undefined
  readonly list: Checklist
  readonly conclusion: Conclusion
}

const GOOD: readonly string[] = ['certified', 'locally-certified']

/** Everything about one regularizer, on top of what is known of f. */
const attempt = async (
  setting: Setting,
  base: Checklist,
  level: string | undefined,
  g: readonly Piece[] | undefined,
  notify: ((entry: ClaimEntry) => void) | undefined,
): Promise<Attempted> => {
  const { context, f, structure, budget, hints, problem, options, flat } = setting
  const list = newChecklist(budget, hints, notify, options)
  const concluded = (subject: Subject | undefined): Attempted => {
    const entries = [base, list, ...(flat === undefined ? [] : [flat])].flatMap((one) => one.entries)
    const checked = [base, list, ...(flat === undefined ? [] : [flat])].flatMap((one) => one.checked)
    return { subject, list, conclusion: conclude(subject, entries, checked) }
  }
  if (structure === undefined || g === undefined) {
    if (g !== undefined) await checkFlowOnly(setting, g, list)
    return concluded(undefined)
  }
  const subject: Subject = {
    context,
    f: printTerm(f),
    residuals: structure.residuals.map(printTerm),
    loss: structure.loss,
    phi: printTerm(structure.phi),
    tameClass: tameClassOf(f, problem),
    g: piecesOf(g),
    // Theorem S then finds no proof of this level and concludes nothing; the other claims are asked without one.
    level: level ?? 'infinity',
  }
  await checkRegularizer(subject, list)
  await checkPoints(setting, subject, list)
  return concluded(subject)
}

/** Where f has no structure we know, whether g is conserved or decreases can still be said. */
const checkFlowOnly = async (setting: Setting, g: readonly Piece[], list: Checklist): Promise<void> => {
  const { context, f } = setting
  const pieces = piecesOf(g)
  const conserved = await list.settle('conserved', { claim: 'conserved', context, f: printTerm(f), g: pieces }, true)
  if (conserved.status !== 'proved') {
    await list.settle('lyapunov', { claim: 'lyapunov', context, f: printTerm(f), g: pieces }, true)
  }
  await list.settle('regularity-of-g', { claim: 'regularity-of-g', context, g: pieces }, true)
  await list.settle('coercive', { claim: 'coercive', context, f: printTerm(f), g: pieces }, true)
}

const MOST_PROPOSALS = 6

/** The candidates whose second-order condition is not refuted at first sight; all of them where it is for every one. */
const plausible = async (
  { context, structure, problem, budget, hints }: Setting,
  candidates: readonly (readonly Piece[])[],
): Promise<readonly (readonly Piece[])[]> => {
  if (structure === undefined || candidates.length < 2) return candidates
  const { loss } = structure
  const residuals = structure.residuals.map(printTerm)
  const kept: (readonly Piece[])[] = []
  for (const g of candidates) {
    const claim: Claim = { claim: 'second-order', context, residuals, loss, g: piecesOf(restricted(g, problem)) }
    const verdict = await proveClaim(claim, { budget: partOf(budget, 1500), hints })
    if (verdict.status !== 'refuted') kept.push(g)
  }
  return kept.length === 0 ? candidates : kept
}

/** The first proposed regularizer that is certified, or the one that got furthest. */
const bestProposal = async (
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
  const setting: Setting = { problem, context, f, structure, budget, hints, options, ...shared }
  const base = newChecklist(budget, hints, options.onClaim, options)
  options.onPhase?.('checking the objective')
  const level = await checkObjective(setting, base)
  if (flat !== undefined && structure !== undefined) await checkFlatMinima(setting, structure, flat)
  options.onPhase?.('checking the regularizer')
  const proposed = problem.regularizer === undefined ? await bestProposal(setting, base, level, laws) : undefined
  const g = problem.regularizer === undefined ? proposed?.g : restricted(problem.regularizer, problem)
  const attempted = proposed?.attempted ?? (await attempt(setting, base, level, g, options.onClaim))
  const later = [...(proposed?.attempted.list.entries ?? []), ...(flat?.entries ?? [])]
  for (const entry of later) options.onClaim?.(entry)
  const claims = [...base.entries, ...attempted.list.entries, ...(flat?.entries ?? [])]
  options.onPhase?.('running the dynamics')
  const evidence = await gatherEvidence({
    problem,
    f,
    ...(residual === undefined ? {} : { residual }),
    ...(g === undefined ? {} : { g }),
    laws: laws.laws.map(({ term }) => term),
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
    problem: describe(problem, f, structure, g ?? [], proposed !== undefined, laws),
    claims,
    conclusion: attempted.conclusion,
    ...(evidence === undefined ? {} : { evidence }),
    elapsedMs: Date.now() - started,
  }
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
    ...summaryOf({ ...problem, objective: { ...problem.objective, term: f }, regularizer: g }),
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
      .filter(({ verdict }) => verdict.status === 'proved')
      .map(({ term, kind }) => ({ expression: printPlain(term), latex: printLatex(term), kind })),
  }
}
