import { characteristicPolynomial } from '../algebra/characteristic-polynomial.ts'
import { isolateRoots, refineRoot } from '../algebra/real-roots.ts'
import { polynomialIn, squareFreeUnivariate, type Univariate, univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import { toDouble } from '../expression/double.ts'
import { InputError } from '../expression/input-error.ts'
import type { Claim } from '../kernel/claim.ts'
import * as Q from '../kernel/rational.ts'
import { type MeasuredExponent, measureExponent } from '../numerics/lyapunov-exponent.ts'
import { seeded } from '../numerics/random.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import {
  arrangement,
  curvature,
  type StabilityReason,
  type StabilitySubject,
  stabilityClaims,
  stabilityTrust,
} from '../theorems/gradient-stability.ts'
import { budgetOf } from './command-budget.ts'
import { decide, type Means } from './decide.ts'
import { exponentSubject } from './exponent-setting.ts'
import type { ExponentSettings, Problem } from './problem.ts'

export interface ExponentOptions extends Partial<ExponentSettings>, Pick<Means, 'threads'> {
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
}

type Stability = 'stable' | 'unstable' | 'undecided'

/** One exponent: its value (null for −∞), how it was found, its sign, and whether the sign was proved. */
export interface Exponent {
  readonly value: number | null
  readonly exact?: string
  /** For a measured value: evidence, never a verdict. */
  readonly measured?: MeasuredExponent
  readonly stability: Stability
  readonly reason: string
  readonly verdict: Verdict
}

/** What `exponent` answers, and prints as JSON. */
export interface ExponentResult {
  readonly point: { readonly [variable: string]: string }
  readonly step: string
  readonly samples: number
  /** k_i: the eigenvalues that the Hessians of the samples have beside 0. */
  readonly curvatures: readonly string[]
  readonly gd: Exponent
  readonly sgd: Exponent
  readonly claims: readonly { readonly kernelClaim: Claim; readonly verdict: Verdict }[]
  readonly text: string
  readonly source: string
  readonly elapsedMs: number
}

const dot = (a: readonly Q.Rational[], b: readonly Q.Rational[]): Q.Rational =>
  a.reduce((s, q, j) => Q.add(s, Q.multiply(q, b[j] ?? Q.ZERO)), Q.ZERO)

interface Eigenvalue {
  readonly minimal: Univariate
  readonly value: number
  readonly lower: Q.Rational
  readonly upper: Q.Rational
}

/** The eigenvalues of ∇²f on the normal space, narrow intervals around them, increasing. */
const normalEigenvalues = ({ samples }: StabilitySubject, budget: Budget): Eigenvalue[] => {
  const n = Q.rational(samples.length)
  const matrix = samples.map((a) => samples.map((b) => Q.divide(Q.multiply(a.weight, dot(a.gradient, b.gradient)), n)))
  const p = univariate(polynomialIn('t', characteristicPolynomial(matrix)))
  return irreducibleFactors(squareFreeUnivariate(p), budget)
    .filter((minimal) => minimal[0] !== 0n)
    .flatMap((minimal) =>
      isolateRoots(minimal, budget).map((root) => {
        const { lower, upper } = refineRoot(minimal, root, Q.rational(1n, 2n ** 70n), budget)
        return { minimal, value: toDouble(upper), lower, upper }
      }),
    )
    .sort((a, b) => a.value - b.value)
}

/** A rational vector near the eigenvector of the largest eigenvalue, in the span of the gradients. */
const steepest = ({ samples, variables }: StabilitySubject): readonly Q.Rational[] => {
  let v = variables.map((_, j) => samples.reduce((s, { gradient }) => s + toDouble(gradient[j] ?? Q.ZERO), 0.1))
  for (let k = 0; k < 500; k++) {
    const next = variables.map((_, j) =>
      samples.reduce((s, { gradient, weight }) => {
        const along = gradient.reduce((t, q, i) => t + toDouble(q) * (v[i] ?? 0), 0)
        return s + toDouble(weight) * along * toDouble(gradient[j] ?? Q.ZERO)
      }, 0),
    )
    const size = Math.hypot(...next)
    if (!(size > 0)) break
    v = next.map((entry) => entry / size)
  }
  return v.map((entry) => Q.rational(BigInt(Math.round(entry * 1e6)), 10n ** 6n))
}

const gdExponent = (subject: StabilitySubject, budget: Budget) => {
  const { step } = subject
  const eigenvalues = normalEigenvalues(subject, budget)
  const eta = toDouble(step)
  const factors = eigenvalues.map(({ value }) => Math.abs(1 - eta * value))
  const largest = Math.max(...factors)
  const decisive = eigenvalues[factors.indexOf(largest)] as Eigenvalue
  const [c = 0n, b = 1n, a] = decisive.minimal
  const kappa = Q.rational(-c, b)
  const exact =
    a === undefined
      ? `log(${Q.formatRational(Q.absolute(Q.subtract(Q.ONE, Q.multiply(step, kappa))))})`
      : `log(abs(1 - ${Q.formatRational(step)}*kappa)) with kappa = ${decisive.value}`
  const top = eigenvalues[eigenvalues.length - 1] as Eigenvalue
  const limit = Q.divide(Q.rational(2), step)
  const reason: StabilityReason | undefined =
    Q.compare(top.upper, limit) < 0
      ? { kind: 'gd-stable' }
      : Q.compare(top.lower, limit) > 0
        ? { kind: 'gd-unstable', along: steepest(subject) }
        : undefined
  return { value: largest === 0 ? null : Math.log(largest), exact: largest === 0 ? '-infinity' : exact, reason }
}

const sgdExponent = (subject: StabilitySubject, seed: number) => {
  const { samples, step } = subject
  const factors = samples.map((sample) => Q.absolute(Q.subtract(Q.ONE, Q.multiply(step, curvature(sample)))))
  const product = factors.reduce(Q.multiply, Q.ONE)
  const n = samples.length
  const lie = arrangement(samples)
  const beside = (q: Q.Rational): -1 | 0 | 1 => Q.compare(q, Q.ONE)
  const logOf = (q: Q.Rational): number | null => (Q.isZero(q) ? null : Math.log(toDouble(q)) / n)
  const shown = (q: Q.Rational): string =>
    Q.isZero(q) ? '-infinity' : `log(${Q.formatRational(q)})${n === 1 ? '' : `/${n}`}`
  if (lie === 'parallel') {
    const sign = beside(product)
    const reason: StabilityReason | undefined =
      sign === 0 ? undefined : { kind: 'sgd-parallel', sign: sign < 0 ? 'negative' : 'positive' }
    return { value: logOf(product), exact: shown(product), reason }
  }
  if (lie === 'orthogonal') {
    const largest = factors.reduce((m, q) => (Q.compare(q, m) > 0 ? q : m))
    const greater = factors.findIndex((q) => beside(q) > 0)
    const reason: StabilityReason | undefined =
      greater >= 0 ? { kind: 'sgd-orthogonal', greater } : beside(largest) < 0 ? { kind: 'sgd-orthogonal' } : undefined
    return { value: logOf(largest), exact: shown(largest), reason }
  }
  const isSmall = samples.every((sample) => Q.compare(Q.multiply(step, curvature(sample)), Q.rational(2)) < 0)
  const reason: StabilityReason | undefined = isSmall
    ? { kind: 'sgd-small-steps' }
    : beside(product) > 0
      ? { kind: 'sgd-determinant' }
      : undefined
  const measured = measureExponent(
    samples.map(({ gradient }) => gradient.map(toDouble)),
    samples.map(({ weight }) => toDouble(Q.multiply(step, weight))),
    seeded(seed),
  )
  return { value: measured?.value ?? null, ...(measured === undefined ? {} : { measured }), reason }
}

const REASONS: { readonly [kind in StabilityReason['kind']]: string } = {
  'gd-stable': 'every eigenvalue of the Hessian on the normal space is below 2/step',
  'gd-unstable': 'an eigenvalue of the Hessian is above 2/step',
  'sgd-parallel': 'one normal direction: the mean of log|1 - step*k_i|',
  'sgd-orthogonal': 'orthogonal gradients: the largest of log|1 - step*k_i|/N',
  'sgd-small-steps': 'step*k_i < 2 for every sample',
  'sgd-determinant': 'the exponents have a positive sum: the product of |1 - step*k_i| is above 1',
}

const stabilityOf = (reason: StabilityReason | undefined): Stability => {
  if (reason === undefined) return 'undecided'
  if (reason.kind === 'sgd-parallel') return reason.sign === 'negative' ? 'stable' : 'unstable'
  if (reason.kind === 'sgd-orthogonal') return reason.greater === undefined ? 'stable' : 'unstable'
  return reason.kind === 'gd-stable' || reason.kind === 'sgd-small-steps' ? 'stable' : 'unstable'
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
  const subject = exponentSubject(problem, { point, step }, budget)
  const seed = options.seed ?? 1
  const known = new Map<string, { kernelClaim: Claim; verdict: Verdict }>()
  const verdictOf = async (reason: StabilityReason | undefined, exact: boolean): Promise<Verdict> => {
    if (reason === undefined) {
      const why = exact ? 'the exponent is 0' : 'no condition for the sign applies; the measured value is no proof'
      return { status: 'unknown', reason: why, tried: ['closed forms', 'small steps', 'determinants'] }
    }
    const verdicts: Verdict[] = []
    for (const kernelClaim of stabilityClaims(subject, reason)) {
      const key = JSON.stringify(kernelClaim)
      options.onPhase?.(`proving ${REASONS[reason.kind]}`)
      const verdict = known.get(key)?.verdict ?? (await decide(kernelClaim, { budget, hints: { seed } }, options))
      known.set(key, { kernelClaim, verdict })
      verdicts.push(verdict)
    }
    const seals = verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? [] : [verdict.checked]))
    const trust = stabilityTrust(subject, reason, seals)
    if (trust !== undefined) {
      const certificate = verdicts.flatMap((v) => (v.status === 'proved' ? [v.certificate] : []))
      return { status: 'proved', trust, method: REASONS[reason.kind], certificate }
    }
    const open = verdicts.find(({ status }) => status === 'unknown')
    return open ?? { status: 'unknown', reason: 'a hypothesis of [CE] does not hold at this point', tried: [] }
  }
  const complete = async (found: ReturnType<typeof gdExponent> | ReturnType<typeof sgdExponent>): Promise<Exponent> => {
    const { reason, ...rest } = found
    const verdict = await verdictOf(reason, 'exact' in found)
    const stability = verdict.status === 'proved' ? stabilityOf(reason) : 'undecided'
    const shown = reason === undefined ? (verdict.status === 'unknown' ? verdict.reason : '') : REASONS[reason.kind]
    return { ...rest, stability, reason: shown, verdict }
  }
  const gd = await complete(gdExponent(subject, budget))
  const sgd = await complete(sgdExponent(subject, seed))
  return {
    point: Object.fromEntries(subject.variables.map((name, j) => [name, Q.formatRational(subject.point[j] ?? Q.ZERO)])),
    step: Q.formatRational(subject.step),
    samples: subject.samples.length,
    curvatures: subject.samples.map((sample) => Q.formatRational(curvature(sample))),
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
