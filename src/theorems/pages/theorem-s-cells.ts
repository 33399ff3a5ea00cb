import { standsBy, type TheoremPage } from '../theorem-page.ts'
import { checklistChoices, eitherChoice, flowChoice } from './choices.ts'

/** Theorem S where runs do not cross the walls of cells; the conclusion itself is drawn in `theorem-s.ts`. */
export const THEOREM_S_ON_CELLS: TheoremPage = {
  id: 'theorem-s-cells',
  title: 'Theorem S on invariant cells, and |F|₁ without full rank',
  citation: 'Theorem S on invariant cells (our own statement, proof in `docs/invariant-cells.md`)',
  tag: 'O',
  statement:
    'Let f be as in Theorem S and g have the formula g_i on the open cell U_i. At each boundary function of U_i let g_i tend to infinity inside {f < v₁}, or let it be a wall: a product of affine ℓ with ⟨∇ℓ, ∇h_j⟩ = 0 on ℓ = 0, up to which g_i is C² where g_i > 0, with ∇²g_i(v, v) < 0 on M. Then runs stay in the cell where they start, and with A_i = M ∩ {g_i = 0} in U_i with its walls, for a < v₁, b < ∞ and ε > 0 there is ᾱ > 0 such that x₀ ∈ U_i, f(x₀) ≤ a, g(x₀) ≤ b, α_k ∈ (0, ᾱ], Σ α_k² = ∞ imply lim sup d(x_k, A_i) ≤ ε; and d(x_k, A_i) → 0 if also α_k → 0. For |F|₁ it is enough that DFᵀs ≠ 0 on M for all s ∈ {−1, 1}^m, whatever the rank of DF.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank (for |F|₁ or: DFᵀs ≠ 0 for all signs s)',
    'critical-values',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'coercive',
    'boundary, or invariant walls',
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-s.ts',
  stands: standsBy(
    (subject) => [
      ...checklistChoices(subject, ['structure', 'tame', 'minimum-zero']),
      eitherChoice(subject, 'full-rank'),
      ...checklistChoices(subject, ['critical-values']),
      flowChoice(subject),
      ...checklistChoices(subject, ['regularity-of-g', 'second-order', 'coercive']),
      eitherChoice(subject, 'boundary'),
    ],
    () =>
      'each cell keeps its runs, and M ∩ {g = 0} in the closed cell attracts them, for small steps with Σ α_k² = ∞.',
  ),
}
