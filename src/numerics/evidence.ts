import type { MethodName } from './methods.ts'
import type { Summary } from './summary.ts'

/** How a run ended. */
export type EndingKind = 'moving' | 'critical' | 'diverged'

/** One run that did not converge, with all that is needed to repeat it. */
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
  /** The largest drift along an accurate gradient flow, as a part of ∫|∇c||dx|: near rounding for a conserved law. */
  readonly flow: number | null
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
  readonly diverged: number
  readonly stoppedAtCritical: number
  readonly finalObjective: Summary | null
  readonly finalRegularizer: Summary | null
  /** p in "g decreases by ω·α^p per step", at the base point of M where the fit is best, and its uncertainty. */
  readonly fittedOrder: number | null
  readonly fittedOrderError: number | null
  /** One-step decrease at α = 10⁻³, and of the 2-cycle at α = 0.005, both over ½∇²g(v,v)·α²; medians over base points. */
  readonly secondOrderRatio: number | null
  readonly trajectoryRatio: number | null
  /** Points of M at which g was measured, how many were tried, and the one whose order is reported. */
  readonly basePoints: { readonly used: number; readonly tried: number; readonly fitted: readonly number[] | null }
  readonly lawDrift: readonly LawDrift[]
  /** At most 20 runs that did not converge. */
  readonly outliers: readonly Ending[]
  readonly elapsedMs: number
}
