import { toDouble } from '../expression/double.ts'
import { InputError } from '../expression/input-error.ts'
import { printPlain } from '../expression/print-plain.ts'
import type { Claim } from '../kernel/claim.ts'
import * as Q from '../kernel/rational.ts'
import type { MeasuredExponent } from '../numerics/lyapunov-exponent.ts'
import { type RunsNearMinimum, runsNearMinimum } from '../numerics/runs-near-minimum.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import {
  arrangement,
  curvature,
  regularityOf,
  type StabilityReason,
  type StabilitySubject,
  type SupportConclusion,
  stabilityClaims,
  stabilityTrust,
  supportClaims,
  supportConclusion,
} from '../theorems/gradient-stability.ts'
import { budgetOf } from './command-budget.ts'
import { decide, type Means } from './decide.ts'
import { type ExponentSetting, exponentSetting } from './exponent-setting.ts'
import { type FoundExponent, gdExponent, REASONS, sgdExponent } from './exponent-values.ts'
import type { ExponentSettings, Problem } from './problem.ts'

/** The minimum, the step size, and the runs from beside it. */
export interface ExponentOptions extends Partial<ExponentSettings>, Pick<Means, 'threads'> {
  readonly timeout?: number
  readonly seed?: number
  /** Runs of each method from beside the minimum; 0 for none. Default 100. */
  readonly runs?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
}

type Stability = 'stable' | 'unstable' | 'undecided'

/** What the theorem of [CE] says of the point, or why it says nothing. */
export type Support = SupportConclusion | { readonly support: 'undecided'; readonly why: string }

/** Runs of the method itself beside the minimum, and whether they do what the sign of the exponent says. */
export interface Confirmation extends RunsNearMinimum {
  readonly agreement: 'agrees' | 'disagrees' | 'inconclusive'
}

/** One exponent: its value (null for −∞), how it was found, its sign, and whether the sign was proved. */
export interface Exponent {
  readonly value: number | null
  readonly exact?: string
  /** For a measured value: evidence, never a verdict. */
  readonly measured?: MeasuredExponent
  readonly stability: Stability
  readonly reason: string
  readonly verdict: Verdict
  readonly support: Support
  /** Evidence, never a verdict; absent where nothing was run. */
  readonly runs?: Confirmation
}

/** What `exponent` answers, and prints as JSON. */
export interface ExponentResult {
  readonly objective: string
  readonly point: { readonly [variable: string]: string }
  readonly step: string
  readonly samples: number
  /** k_i: the eigenvalues that the Hessians of the samples have beside 0. */
  readonly curvatures: readonly string[]
  /** Whether the point is regular in the sense of [CE] [R], exactly; what a statement on instability needs. */
  readonly regularity: { readonly isRegular: boolean; readonly reason: string }
  /** The exponents of stochastic gradient descent have this sum, (1/N)·Σ log|1 − ηk_i|; null for −∞, absent for parallel gradients. */
  readonly sum?: number | null
  readonly gd: Exponent
  readonly sgd: Exponent
  readonly claims: readonly { readonly kernelClaim: Claim; readonly verdict: Verdict }[]
  readonly text: string
  readonly source: string
  readonly elapsedMs: number
}

const stabilityOf = (reason: StabilityReason | undefined): Stability => {
  if (reason === undefined) return 'undecided'
  if (reason.kind === 'sgd-parallel') return reason.sign === 'negative' ? 'stable' : 'unstable'
  if (reason.kind === 'sgd-orthogonal') return reason.greater === undefined ? 'stable' : 'unstable'
  return reason.kind === 'gd-stable' || reason.kind === 'sgd-small-steps' ? 'stable' : 'unstable'
}

const regularityInWords = (subject: StabilitySubject): ExponentResult['regularity'] => {
  const found = regularityOf(subject)
  switch (found.kind) {
    case 'regular':
      return {
        isRegular: true,
        reason: 'step*k_i != 1 for every sample, and the gradients do not split into orthogonal groups',
      }
    case 'singular-factor':
      return { isRegular: false, reason: `step*k_i = 1 for sample ${found.sample + 1}` }
    case 'splitting': {
      const groups = found.groups.map((group) => `{${group.map((i) => i + 1).join(', ')}}`).join(' and ')
      return { isRegular: false, reason: `the gradients of the samples ${groups} are orthogonal to each other` }
    }
  }
}

/** (1/N)·Σ log|1 − ηk_i|, by determinants; null for −∞. */
const sumOfExponents = ({ samples, step }: StabilitySubject): number | null => {
  const factors = samples.map((sample) => Math.abs(toDouble(Q.subtract(Q.ONE, Q.multiply(step, curvature(sample))))))
  return factors.includes(0) ? null : factors.reduce((sum, factor) => sum + Math.log(factor), 0) / samples.length
}

const DEFAULT_RUNS = 100
const RUNS_MS = 5000
/** A perturbation shrinks or grows by this power of e before a run is given up. */
const DECADES = 40
const [FEWEST_STEPS, MOST_STEPS] = [2000, 100_000]

/** Runs of the method beside the point, as many steps as the exponent asks for. */
const confirmed = (
  { subject, addends, residuals }: ExponentSetting,
  objective: Problem['objective'],
  method: 'gd' | 'sgd',
  { value, measured, stability }: Pick<Exponent, 'value' | 'measured' | 'stability'>,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  budget: Budget,
): Confirmation => {
  const wished = value === null ? FEWEST_STEPS : Math.ceil(DECADES / Math.max(Math.abs(value), 1e-12))
  const steps = Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, wished))
  const found = runsNearMinimum(
    {
      objective: objective.term,
      samples: addends,
      residuals,
      variables: subject.variables,
      point: subject.point.map(toDouble),
      step: toDouble(subject.step),
    },
    { method, runs, steps, seed },
    atMostMilliseconds(budget, RUNS_MS),
  )
  // The likelier of the two has a probability above 1/2, with the confidence of its interval.
  const isMost = ({ confidence }: RunsNearMinimum['left']): boolean => confidence[0] > 0.5
  const done = isMost(found.converged) ? 'stable' : isMost(found.left) ? 'unstable' : 'undecided'
  const [low, high] = measured?.confidence ?? [value ?? 0, value ?? 0]
  const likely = high < 0 ? 'stable' : low > 0 ? 'unstable' : 'undecided'
  const sign = stability === 'undecided' ? likely : stability
  const agreement =
    done === 'undecided' || sign === 'undecided' ? 'inconclusive' : done === sign ? 'agrees' : 'disagrees'
  return { ...found, agreement }
}

/**
 * The Lyapunov exponents of gradient descent and of stochastic gradient descent at a minimum that fits every sample of
 * f = (1/N)·Σ ℓ_i, its addends as they are written ([CE]): μ exactly, λ by a closed form where the gradients are
 * parallel or orthogonal and measured with its 95 % interval otherwise; their signs are proved by the kernel where they
 * are decided. Throws `InputError` for an objective that is no such sum and for a point that does not fit.
 *
 * @example await exponent(readProblem({ objective: '((x*y-1)^2 + (z*w-1)^2)/4' }), { point: ['1','1','1','1'], step: '1/2' })
 */
export const exponentOf = async (problem: Problem, options: ExponentOptions = {}): Promise<ExponentResult> => {
  const started = Date.now()
  const budget = budgetOf(options)
  const point = options.point ?? problem.exponent?.point
  const step = options.step ?? problem.exponent?.step
  if (point === undefined || step === undefined) {
    throw new InputError({
      what: `no ${point === undefined ? 'point' : 'step size'} is given`,
      expected: 'exponent: {point: [...], step: ...} in the problem file, or --point and --step',
    })
  }
  const samples = options.samples ?? problem.exponent?.samples
  const setting = exponentSetting(problem, { point, step, ...(samples === undefined ? {} : { samples }) }, budget)
  const { subject } = setting
  const seed = options.seed ?? 1
  const runs = options.runs ?? DEFAULT_RUNS
  const known = new Map<string, { kernelClaim: Claim; verdict: Verdict }>()
  const decided = async (kernelClaim: Claim, phase: string): Promise<Verdict> => {
    const key = JSON.stringify(kernelClaim)
    options.onPhase?.(phase)
    const verdict = known.get(key)?.verdict ?? (await decide(kernelClaim, { budget, hints: { seed } }, options))
    known.set(key, { kernelClaim, verdict })
    return verdict
  }
  const sealsOf = (verdicts: readonly Verdict[]) =>
    verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? [] : [verdict.checked]))
  const verdictOf = async (reason: StabilityReason | undefined, exact: boolean): Promise<Verdict> => {
    if (reason === undefined) {
      const why = exact ? 'the exponent is 0' : 'no condition for the sign applies; the measured value is no proof'
      return { status: 'unknown', reason: why, tried: ['closed forms', 'small steps', 'determinants'] }
    }
    const verdicts: Verdict[] = []
    for (const claim of stabilityClaims(subject, reason))
      verdicts.push(await decided(claim, `proving ${REASONS[reason.kind]}`))
    const trust = stabilityTrust(subject, reason, sealsOf(verdicts))
    if (trust !== undefined) {
      const certificate = verdicts.flatMap((v) => (v.status === 'proved' ? [v.certificate] : []))
      return { status: 'proved', trust, method: REASONS[reason.kind], certificate }
    }
    const open = verdicts.find(({ status }) => status === 'unknown')
    return open ?? { status: 'unknown', reason: 'a hypothesis of [CE] does not hold at this point', tried: [] }
  }
  const regularity = regularityInWords(subject)
  const supportOf = async (reason: StabilityReason | undefined, verdict: Verdict): Promise<Support> => {
    if (reason === undefined || verdict.status !== 'proved')
      return { support: 'undecided', why: 'the sign of the exponent is not proved' }
    const claims = supportClaims(subject, reason)
    if (claims === undefined) return { support: 'undecided', why: `the minimum is not regular: ${regularity.reason}` }
    const verdicts: Verdict[] = []
    for (const claim of claims) verdicts.push(await decided(claim, 'regularity'))
    const why = 'that the minimum is regular was not proved'
    return supportConclusion(subject, reason, sealsOf(verdicts)) ?? { support: 'undecided', why }
  }
  const complete = async (found: FoundExponent, method: 'gd' | 'sgd'): Promise<Exponent> => {
    const { reason, ...rest } = found
    const verdict = await verdictOf(reason, 'exact' in found)
    const stability = verdict.status === 'proved' ? stabilityOf(reason) : 'undecided'
    const shown = reason === undefined ? (verdict.status === 'unknown' ? verdict.reason : '') : REASONS[reason.kind]
    const support = await supportOf(reason, verdict)
    options.onPhase?.(`runs of ${method} beside the minimum`)
    const own =
      runs === 0
        ? undefined
        : confirmed(setting, problem.objective, method, { ...rest, stability }, { runs, seed }, budget)
    return { ...rest, stability, reason: shown, verdict, support, ...(own === undefined ? {} : { runs: own }) }
  }
  const gd = await complete(gdExponent(subject, budget), 'gd')
  const sgd = await complete(sgdExponent(subject, seed), 'sgd')
  return {
    objective: printPlain(problem.objective.term),
    point: Object.fromEntries(subject.variables.map((name, j) => [name, Q.formatRational(subject.point[j] ?? Q.ZERO)])),
    step: Q.formatRational(subject.step),
    samples: subject.samples.length,
    curvatures: subject.samples.map((sample) => Q.formatRational(curvature(sample))),
    regularity,
    ...(arrangement(subject.samples) === 'parallel' ? {} : { sum: sumOfExponents(subject) }),
    gd,
    sgd,
    claims: [...known.values()],
    text:
      'A negative exponent means that the minimum belongs to the support of the limit for every initial law with full ' +
      'support; a positive one, where the minimum is regular, that it does not. Nothing is said about the exponent 0.',
    source: '[CE], Theorems A and B [T]; regular [R]; closed forms [O]',
    elapsedMs: Date.now() - started,
  }
}
