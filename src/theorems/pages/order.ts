import type { Subject } from '../hypothesis.ts'
import { provedOrder, stepWords } from '../proved-order.ts'
import { type Choice, standsBy, type TheoremPage } from '../theorem-page.ts'
import { attractsBelow, checklistChoices } from './choices.ts'

/** The two claims of the best order proved; open where there is none. */
const orderChoices = (subject: Subject, checked: readonly unknown[]): readonly Choice[] => {
  const claims = provedOrder(subject, checked)?.claims
  return [
    { name: 'decrease', anyOf: claims === undefined ? [] : [claims.decrease] },
    { name: 'subregularity', anyOf: claims === undefined ? [] : [claims.subregularity] },
  ]
}

const stepsOf = (subject: Subject, checked: readonly unknown[]): string => {
  const proved = provedOrder(subject, checked)
  return proved === undefined ? 'Σ min(α_k, α_{k+1})^p = ∞' : stepWords(proved)
}

const orderWords = (subject: Subject, checked: readonly unknown[]): string => {
  const proved = provedOrder(subject, checked)
  return proved === undefined ? 'p' : String(proved.order)
}

/** [J], Proposition 3.27: the order of g from its decrease in one step and the subregularity of the gradient. */
export const PROPOSITION_3_27: TheoremPage = {
  id: 'proposition-3-27',
  title: 'The order p = β + γ/τ',
  citation: '[J], Propositions 3.25 and 3.27',
  tag: 'R+',
  statement:
    'Let the normalized perturbed projection formula hold along M, ∂̄f be metrically τ-subregular near x̄ ∈ M (|v| ≥ c·d(x, M)^(1/τ) for v ∈ ∂̄f(x)), and g be continuous with g(x − αv/|v|) − g(x) ≤ −ωα^β|v|^γ for x near x̄, v ∈ ∂̄f(x) \\ {0} and small α. Then g is (p, 2)-d-Lyapunov near x̄ with p = β + γ/τ: g(x_{k+2}) ≤ g(x_k) − ω′ min(α_k, α_{k+1})^p. Proved here for f = φ(t), t = |h| or |F|₂, DF of full rank on M, uniformly on compacts: of two consecutive iterates one has |F| ≥ cα_k.',
  hypotheses: ['structure', 'tame', 'full-rank', 'regularity-of-g', 'decrease', 'subregularity'],
  added: [
    {
      hypothesis: 'near x̄ the critical set is M itself, a manifold of positive codimension',
      because: 'f = max(|x| − 1, 0)², M = {x = 0}: every other hypothesis holds for every g, and nothing moves',
    },
    {
      hypothesis: 'two steps at a time, so Σ min(α_k, α_{k+1})^p = ∞',
      because: 'of x_k and x_{k+1} only one need be off M, and g does not decrease in first order on M',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/proved-order.ts',
  stands: standsBy(
    (subject, checked) => [
      ...checklistChoices(subject, ['structure', 'tame', 'full-rank', 'regularity-of-g']),
      ...orderChoices(subject, checked),
    ],
    (subject, checked) =>
      `g is (${orderWords(subject, checked)}, 2)-d-Lyapunov near every point of M inside dom g where g > 0.`,
  ),
}

/** Variant P of Theorem S with the order of Proposition 3.27; the conclusion is drawn in `theorem-s-order.ts`. */
export const THEOREM_S_ORDER: TheoremPage = {
  id: 'theorem-s-order',
  title: 'Theorem S, variant P with the order of Proposition 3.27',
  citation: 'Theorem S (our own statement)',
  tag: 'O',
  statement:
    'As Theorem S for t = |h| or |F|₂, with ⟨∇g, ∇f⟩ ≥ 0 and, in place of the second-order condition, the hypotheses of Proposition 3.27 along M: |F|^(2/τ) ≤ κ|∇f|² where 0 < f < ν, and g(x) − g(x − αv/|v|) ≥ ωα^β|v|^γ for v = ∇f(x) where moreover 0 < g < ∞ and α² ≤ σ, with continuous κ, ν > 0 and ω, ν, σ positive where 0 < g < ∞. Then for every compact K ⊂ {f < v₁} ∩ dom g and ε > 0 there is ᾱ > 0 such that x₀ ∈ K, α_k ∈ (0, ᾱ] and Σ min(α_k, α_{k+1})^p = ∞ with p = β + γ/τ, or β = 1 and Σ α_k^p = ∞, imply lim sup d(x_k, M ∩ Z) ≤ ε; and d(x_k, M ∩ Z) → 0 if also α_k → 0.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank',
    'critical-values',
    'lyapunov',
    'regularity-of-g',
    'decrease',
    'subregularity',
    'coercive',
    'boundary',
  ],
  added: [
    {
      hypothesis: 'for β > 1, Σ min(α_k, α_{k+1})^p = ∞',
      because:
        'after a long step from M many short ones may come back to M, and with β > 1 take as little from g as they are short',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-s-order.ts',
  stands: standsBy(
    (subject, checked) => [
      ...checklistChoices(subject, ['structure', 'tame', 'minimum-zero', 'full-rank', 'critical-values', 'lyapunov']),
      ...checklistChoices(subject, ['regularity-of-g']),
      ...orderChoices(subject, checked),
      ...checklistChoices(subject, ['coercive', 'boundary']),
    ],
    (subject, checked) => `${attractsBelow(subject)}, for small steps with ${stepsOf(subject, checked)}.`,
  ),
}
