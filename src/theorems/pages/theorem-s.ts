import { standsBy, type TheoremPage } from '../theorem-page.ts'
import { attractsBelow, checklistChoices, flowChoice } from './choices.ts'

/** Theorem S and its variant P with p = 2; the conclusion itself is drawn in `theorem-s.ts`. */
export const THEOREM_S: TheoremPage = {
  id: 'theorem-s',
  title: 'Theorem S, and variant P with p = 2, n = 1',
  citation: 'Theorem S (our own statement)',
  tag: 'O',
  statement:
    'Let f = φ(t) ≥ 0 be locally Lipschitz and definable on compacts with min f = 0, t = |h|, |F|₂ or |F|₁, and let v₁ bound its positive critical values from below. Let g be C² where 0 < g < ∞ and infinite at the boundary of its domain inside {f < v₁}, f + g coercive (or Σh_i² + g, where f itself is bounded), ⟨∇g, ∇f⟩ = 0 (variant P: ≥ 0), ∇²g(v, v) < 0 on M where 0 < g < ∞ for all directions v. Then for every compact K ⊂ {f < v₁} ∩ dom g and ε > 0 there is ᾱ > 0 such that x₀ ∈ K, α_k ∈ (0, ᾱ], Σ α_k² = ∞ imply lim sup d(x_k, M ∩ Z) ≤ ε, Z = {g = 0}; and d(x_k, M ∩ Z) → 0 if also α_k → 0.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank',
    'critical-values',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'coercive',
    'boundary',
  ],
  added: [
    {
      hypothesis: 'starts below every positive critical value of f',
      because: 'f = (xy − 1)²: the line y = −x is invariant and leads to the saddle at 0, where f = 1',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-s.ts',
  stands: standsBy(
    (subject) => [
      ...checklistChoices(subject, ['structure', 'tame', 'minimum-zero', 'full-rank', 'critical-values']),
      flowChoice(subject),
      ...checklistChoices(subject, ['regularity-of-g', 'second-order', 'coercive', 'boundary']),
    ],
    (subject) => `${attractsBelow(subject)}, for small steps with Σ α_k² = ∞.`,
  ),
}
