import { hypothesesOf } from '../hypothesis.ts'
import { standsBy, type TheoremPage } from '../theorem-page.ts'
import { isDefinable } from '../theorem-s-some-level.ts'
import { checklistChoices, eitherChoice, flowChoice } from './choices.ts'

/** Theorem S without `critical-values`; the conclusion itself is drawn in `theorem-s-some-level.ts`. */
export const THEOREM_S_BELOW_SOME_LEVEL: TheoremPage = {
  id: 'theorem-s-some-level',
  title: 'Theorem S below a level that is not computed',
  citation:
    'Theorem S below some level (our own statement, by Corollary 9 of J. Bolte, A. Daniilidis, A. Lewis and M. Shiota, SIAM J. Optim. 18, 2007)',
  tag: 'O',
  statement:
    'Let all hypotheses of Theorem S hold, on cells or for |F|₁ without full rank too, but for critical-values, and let f be defined everywhere and definable in one o-minimal structure: semialgebraic, or definable in ℝ_exp. As such an f has finitely many Clarke critical values, there is a level v > 0 below all positive ones, and the conclusion of Theorem S holds for compact K ⊂ {f < v} ∩ dom g. The level is not computed.',
  hypotheses: [
    'structure',
    'tame, of class semialgebraic or exponential',
    'minimum-zero',
    'full-rank (for |F|₁ or: DFᵀs ≠ 0 for all signs s)',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'coercive',
    'boundary (or invariant walls), at every value of f',
  ],
  added: [
    {
      hypothesis: 'definable on all of ℝⁿ, not only on compact sets',
      because:
        'f = x²(2 + sin x)/(1 + x⁴), of class analytic, has infinitely many positive critical values, and they tend to 0',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-s-some-level.ts',
  stands: standsBy(
    (subject) => [
      { name: 'tame', anyOf: isDefinable(subject) ? [hypothesesOf(subject).tame] : [] },
      ...checklistChoices(subject, ['structure', 'minimum-zero']),
      eitherChoice(subject, 'full-rank'),
      flowChoice(subject),
      ...checklistChoices(subject, ['regularity-of-g', 'second-order', 'coercive']),
      { ...eitherChoice(subject, 'boundary'), ...(subject.level === 'infinity' ? {} : { anyOf: [] }) },
    ],
    () =>
      'M ∩ {g = 0} attracts every compact subset of {f < v} ∩ dom g for some v > 0 that is not computed, for small steps with Σ α_k² = ∞.',
  ),
}
