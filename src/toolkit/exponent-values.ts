import { characteristicPolynomial } from '../algebra/characteristic-polynomial.ts'
import { isolateRoots, refineRoot } from '../algebra/real-roots.ts'
import { polynomialIn, squareFreeUnivariate, type Univariate, univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import { toDouble } from '../expression/double.ts'
import * as Q from '../kernel/rational.ts'
import { type MeasuredExponent, measureExponent } from '../numerics/lyapunov-exponent.ts'
import { seeded } from '../numerics/random.ts'
import type { Budget } from '../search/budget.ts'
import { arrangement, curvature, type StabilityReason, type StabilitySubject } from '../theorems/gradient-stability.ts'

/** An exponent (null for −∞), exactly or measured, and why its sign is what it is, where a condition says so. */
export interface FoundExponent {
  readonly value: number | null
  readonly exact?: string
  readonly measured?: MeasuredExponent
  readonly reason: StabilityReason | undefined
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

/** μ = log max |1 − ηκ| over the eigenvalues κ ≠ 0 of ∇²f. */
export const gdExponent = (subject: StabilitySubject, budget: Budget): FoundExponent => {
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

/** λ and the other exponents by following a frame through one long product. */
export const measuredExponent = ({ samples, step }: StabilitySubject, seed: number): MeasuredExponent | undefined =>
  measureExponent(
    samples.map(({ gradient }) => gradient.map(toDouble)),
    samples.map(({ weight }) => toDouble(Q.multiply(step, weight))),
    seeded(seed),
  )

/** λ by a closed form for parallel or orthogonal gradients, measured otherwise. */
export const sgdExponent = (subject: StabilitySubject, seed: number): FoundExponent => {
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
  const measured = measuredExponent(subject, seed)
  return { value: measured?.value ?? null, ...(measured === undefined ? {} : { measured }), reason }
}

/** The reasons in words. */
export const REASONS: { readonly [kind in StabilityReason['kind']]: string } = {
  'gd-stable': 'every eigenvalue of the Hessian on the normal space is below 2/step',
  'gd-unstable': 'an eigenvalue of the Hessian is above 2/step',
  'sgd-parallel': 'one normal direction: the mean of log|1 - step*k_i|',
  'sgd-orthogonal': 'orthogonal gradients: the largest of log|1 - step*k_i|/N',
  'sgd-small-steps': 'step*k_i < 2 for every sample',
  'sgd-determinant': 'the exponents have a positive sum: the product of |1 - step*k_i| is above 1',
}
