/** Gradient descent on ½(aᵀb − Φ)²: how it is run for one step size and one start. */
export interface ShallowRun {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly phi: number
  readonly eta: number
  readonly steps: number
  /** |ε| that counts as small. */
  readonly residual: number
}

/** What came of one run, with the bounds of the page on one-step identities. */
export interface ShallowOutcome {
  /** Q_i(T)/Q_i(0) = R_T = Π(1 − η²ε_t²), the same for all i. */
  readonly ratio: number
  /** Steps until |ε| ≤ `residual`; null where that is not reached. */
  readonly time: number | null
  readonly diverged: boolean
  /** η|ε_t| ≤ ½ for all t: then exp(−4·log(4/3)·η²Σε²) ≤ R_T ≤ exp(−η²Σε²). */
  readonly bounded: boolean
  readonly lower: number
  readonly upper: number
  /** |a|² + |b|² at the end, and √(4m² + R_T²(λ_0² − 4m_0²)), m = aᵀb at the end: equal up to rounding. */
  readonly lambda: number
  readonly lambdaFormula: number
  /** Whether R_T lies within the bounds, or they do not apply. */
  readonly holds: boolean
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((s, v, i) => s + v * (b[i] ?? 0), 0)

/** Of R_T, whose factors are rounded once each. */
const ROUNDING = 1e-9

/** One run; stops where |ε| is small, or no finite number. */
export const shallowRun = ({ a: a0, b: b0, phi, eta, steps, residual }: ShallowRun): ShallowOutcome => {
  let [a, b] = [[...a0], [...b0]]
  const m0 = dot(a, b)
  const lambda0 = dot(a, a) + dot(b, b)
  let eps = m0 - phi
  let ratio = 1
  let sum = 0
  let largest = 0
  let k = 0
  for (; k < steps && Math.abs(eps) > residual && Number.isFinite(eps); k++) {
    const u = eta * eps
    largest = Math.max(largest, Math.abs(u))
    sum += u * u
    ratio *= 1 - u * u
    const next = a.map((v, i) => v - u * (b[i] ?? 0))
    b = b.map((v, i) => v - u * (a[i] ?? 0))
    a = next
    eps = dot(a, b) - phi
  }
  const lower = Math.exp(-4 * Math.log(4 / 3) * sum)
  const upper = Math.exp(-sum)
  const bounded = largest <= 0.5
  const m = dot(a, b)
  return {
    ratio,
    time: Math.abs(eps) <= residual ? k : null,
    diverged: !Number.isFinite(eps),
    bounded,
    lower,
    upper,
    lambda: dot(a, a) + dot(b, b),
    lambdaFormula: Math.sqrt(4 * m * m + ratio * ratio * (lambda0 * lambda0 - 4 * m0 * m0)),
    holds: !bounded || (ratio >= lower * (1 - ROUNDING) && ratio <= upper * (1 + ROUNDING)),
  }
}
