import type { Conclusion } from './check-result.ts'
import { commonTrust, type HypothesisId, provedForm, type Subject } from './hypothesis.ts'
import { attraction } from './theorem-s.ts'

/** What Theorem S asks for beside `critical-values`, and a law or a decreasing g. */
export const WITHOUT_LEVEL: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'regularity-of-g',
  'second-order',
  'coercive',
  'boundary',
]

/**
 * Whether f is definable in one o-minimal structure on its whole domain, ℝⁿ: semialgebraic, or definable in ℝ_exp. The class
 * `analytic` is so on compact sets only: x²(2 + sin x)/(1 + x⁴) has infinitely many critical values, which tend to 0.
 */
export const isDefinable = ({ tameClass }: Subject): boolean =>
  tameClass === 'semialgebraic' || tameClass === 'exponential'

/**
 * Theorem S below a level that is not computed (our own statement).
 *
 * A locally Lipschitz f: ℝⁿ → ℝ that is definable in an o-minimal structure has finitely many Clarke critical values
 * (J. Bolte, A. Daniilidis, A. Lewis, M. Shiota, *Clarke subgradients of stratifiable functions*, SIAM J. Optim. 18
 * (2007), Corollary 9). Hence there is a number v > 0 below all positive ones, and `critical-values` is true for it. So
 * where all other hypotheses of Theorem S hold, its conclusion holds for this v: for every compact K ⊂ {f < v} ∩ dom g and
 * ε > 0 there is ᾱ > 0, and so on. Only v is not known, and it may depend on parameters of f.
 *
 * `boundary` is asked for in all of ℝⁿ, since there is no level to restrict it to: `subject.level` must be "infinity".
 * Not for the class `analytic` ({@link isDefinable}). Returns the conclusion, with scope `local`, or undefined where a
 * hypothesis is missing.
 *
 * @example f = |xy − 1| + |xz|, g = (x² − y² − z² + 1/√2)² with everything proved but `critical-values`
 */
export const theoremSBelowSomeLevel = (subject: Subject, checked: readonly unknown[]): Conclusion | undefined => {
  if (!isDefinable(subject) || subject.level !== 'infinity') return undefined
  const trustBy = (flow: 'conserved' | 'lyapunov') =>
    commonTrust(
      [...WITHOUT_LEVEL, flow].map((id) => provedForm(id, subject, checked)),
      checked,
    )
  const conserved = trustBy('conserved')
  const trust = conserved ?? trustBy('lyapunov')
  if (trust === undefined) return undefined
  return attraction(subject, checked, {
    order: 2,
    theorem: `${SOME_LEVEL}${conserved === undefined ? ', variant P with p = 2, n = 1' : ''}`,
    paper: '[J], Theorem 3.32 [R+]',
    trust,
    steps: 'Σ α_k² = ∞',
    level: 'not computed',
  })
}

const SOME_LEVEL = 'Theorem S below some level'

/** Whether a conclusion was drawn without `critical-values`. */
export const isBelowSomeLevel = ({ theorem }: Conclusion): boolean => theorem?.startsWith(SOME_LEVEL) === true
