import type { MethodName } from './methods.ts'
import type { Selection } from './selection.ts'
import type { Summary } from './summary.ts'

/**
 * How a run ended: it moves on; it stopped where there is no direction; its next position would be infinite
 * (`diverged`) or no number (`undefined`); it started where f is not defined (`outside`).
 */
export type EndingKind = 'moving' | 'critical' | 'diverged' | 'undefined' | 'outside'

/** How one run ended, with all that is needed to repeat it. */
export interface Ending {
  readonly run: number
  readonly start: readonly number[]
  readonly end: readonly number[]
  readonly kind: EndingKind
  /** The step at which it stopped; null while it moves. */
  readonly stoppedAt: number | null
  /** To the nearest point of the attractor; null where no attractor was given. */
  readonly distance: number | null
  /** f at the end; null where it is not finite. */
  readonly objective: number | null
}

/** What happened to one law. */
export interface LawDrift {
  readonly law: string
  /** Medians over the runs of |c| at the start, |c| at the end, and |c(end)|/|c(start)|: the descent moves it. */
  readonly initial: number | null
  readonly final: number | null
  readonly relative: number | null
  /** The least and the largest |c(end)|/|c(start)| of the runs. */
  readonly spread: readonly [number, number] | null
  /** The largest drift along an accurate gradient flow, as a part of ∫|∇c||dx|: near rounding for a conserved law. */
  readonly flow: number | null
}

/** A step size, and a decrease of g measured with it over its second-order prediction ½∇²g(v,v)·α². */
export interface DecreaseRatio {
  readonly alpha: number
  readonly ratio: number | null
}

/** How g decreases near one point x̄ of M, v being the unit normal there. */
export interface DecreaseAtBase {
  readonly point: readonly number[]
  readonly normal: readonly number[]
  /** ½∇²g(x̄)(v, v); null where it vanishes to rounding. */
  readonly halfSecondDerivative: number | null
  /** [g(x̄ − αv) − g(x̄)]/α² over it. */
  readonly oneStep: readonly DecreaseRatio[]
  /** The average decrease in one step of the 2-cycle about x̄, in the same units. */
  readonly cycle: readonly DecreaseRatio[]
  /** The order p fitted on the 2-cycles, with its uncertainty; null where g does not decrease in all of them. */
  readonly order: number | null
  readonly orderError: number | null
}

/** Measurements of runs in floating point: evidence, never a verdict. Plain JSON; null where nothing was measured. */
export interface Evidence {
  readonly method: MethodName
  readonly runs: number
  /** Steps taken by every run; fewer than asked for where the time was spent (`complete` is false then). */
  readonly steps: number
  readonly complete: boolean
  readonly alpha: number
  /** Momentum, and length of the ascent, for methods that have them. */
  readonly beta?: number
  readonly rho?: number
  readonly exponent: number | 'infinity'
  /** The formula for the step sizes where one was given; alpha and exponent count where they are in it. */
  readonly schedule?: string
  /** Which element of the normalized subdifferential was taken where there are several, unless it was the fixed one. */
  readonly selection?: Selection
  /** The number of the first run, where not all of them were run. */
  readonly firstRun?: number
  readonly seed: number
  readonly box: readonly (readonly [number, number])[]
  /** Runs that ended within `tolerance` of the attractor, with their part and its 95 % Wilson interval. */
  readonly converged: number | null
  readonly fraction: number | null
  readonly confidence: readonly [number, number] | null
  readonly tolerance: number
  readonly distances: Summary | null
  /** Converged runs by nearest point of the attractor. */
  readonly perAttractorCounts: readonly number[]
  /** Runs that left the finite numbers, by overflow or by leaving the domain of f or ∇f, or started outside of it. */
  readonly diverged: number
  /** Of these, the runs whose next position would be no number, and those that started where f is not defined. */
  readonly undefinedSteps: number
  readonly startedOutside: number
  readonly stoppedAtCritical: number
  /** From the ends of up to 200 runs to the zeros of the residuals nearby, where residuals are known; a foot is found by Newton's method. */
  readonly toMinima?: Summary
  readonly finalObjective: Summary | null
  readonly finalRegularizer: Summary | null
  /**
   * p in "g decreases by ω·α^p per step" of normalized gradient descent, at the base point of M where the fit is best,
   * and its uncertainty; null for other methods, and where no run stayed in the domain of f and finite.
   */
  readonly fittedOrder: number | null
  readonly fittedOrderError: number | null
  /** One-step decrease at α = 10⁻³, and of the 2-cycle at α = 0.005, both over ½∇²g(v,v)·α²; medians over base points. */
  readonly secondOrderRatio: number | null
  readonly trajectoryRatio: number | null
  /** Points of M at which g was measured, how many were tried, and the one whose order is reported. */
  readonly basePoints: { readonly used: number; readonly tried: number; readonly fitted: readonly number[] | null }
  readonly lawDrift: readonly LawDrift[]
  /** What became of the starts that were given, in their order; at most 20. */
  readonly endings: readonly Ending[]
  /** Measurements at a point of M that was asked for. */
  readonly atBase?: DecreaseAtBase
  /** At most 20 runs that did not converge; those that failed come first. */
  readonly outliers: readonly Ending[]
  readonly elapsedMs: number
}
