import type { Conclusion } from './check-result.ts'
import { commonTrust, type Hypothesis, type HypothesisId, hypothesesOf, type Subject, weakest } from './hypothesis.ts'
import { exponentsOf, provedOrder, stepWords } from './proved-order.ts'
import { attraction } from './theorem-s.ts'

const HYPOTHESES: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'critical-values',
  'lyapunov',
  'regularity-of-g',
  'coercive',
  'boundary',
]

/** The hypotheses that the checklist states for every f and g; beside them an order must be proved. */
export const theoremSOrderHypotheses = (subject: Subject): readonly Hypothesis[] => {
  const claims = hypothesesOf(subject)
  return HYPOTHESES.map((id) => ({ id, claim: claims[id] }))
}

/**
 * Theorem S, variant P with p = β + γ/τ (our own statement, by [J], Proposition 3.27 [R+]).
 *
 * Let f, F, M, v₁ and g be as in Theorem S, t = |h| or |F|₂, with ⟨∇g, ∇f⟩ ≥ 0 in place of conservation and, in place of
 * the second-order condition, for v = ∇f(x), continuous positive functions κ and ν on {0 ≤ f < ν}, and continuous
 * functions ω, ν, σ that are positive where 0 < g < ∞ (and f < ν):
 *
 * |F(x)|^(2/τ) ≤ κ|v|² where 0 < f < ν, and g(x) − g(x − αv/|v|) ≥ ω α^β |v|^γ where moreover 0 < g < ∞, 0 < α² ≤ σ.
 *
 * Then for every compact K ⊂ {f < v₁} ∩ dom g and ε > 0 there is ᾱ > 0 such that x₀ ∈ K, α_k ∈ (0, ᾱ] and
 * Σ min(α_k, α_{k+1})^p = ∞, or β = 1 and Σ α_k^p = ∞, imply lim sup d(x_k, M ∩ Z) ≤ ε; and d(x_k, M ∩ Z) → 0 if also
 * α_k → 0.
 *
 * Proof. Steps (1) and (2) of Theorem S need ⟨∇g, ∇f⟩ ≥ 0 alone (p ≥ 1, so Σα_k = ∞): for small steps the iterates come
 * into {f ≤ 2η, g ≤ C} and stay there. Let A = {f ≤ 2η, δ ≤ g ≤ C}, which is compact and, by `boundary`, in the interior of
 * dom g and of its cells. There κ is bounded, and ν, ω, σ are bounded away from 0; let 2η be less than the least ν. For
 * x ∈ A off M one step of length α ≤ ᾱ takes at least c α^β |F(x)|^(γ/τ) from g. On M the directions are limits of
 * ∇f(x_i)/|∇f(x_i)| with x_i → x, x_i ∉ M, and g is continuous, so the same holds there, where it says that g does not
 * grow. Any direction w at x near M lies in the image of DF(x)ᵀ, which has rank m, so |DF(x)w| ≥ 2c' by compactness and
 * |F(x)| + |F(x − αw)| ≥ c'α by Taylor ([J], Proposition 3.25). Of x_k and x_{k+1} one therefore has |F| ≥ c'α_k/2, and
 * the two steps take at least ω' min(α_k, α_{k+1})^p from g as long as both points are in A. The sum of these diverges, so
 * g falls below δ; one step from there leads to g ≤ 2δ at most, by continuity, and from δ ≤ g ≤ 2δ it does not grow.
 *
 * With β = 1, so γ/τ = p − 1, let u_k = |F(x_k)| and W = Bg − |F|^p. As |u_{k+1} − u_k| ≤ Lα_k, |F|^p falls in a step by
 * at most p L α_k u_k^(p−1), which is at most B/2 times what g falls by if B is large. Where α_k ≤ 4u_k/c', g falls by at
 * least a multiple of α_k^p, and W by half of B times that; elsewhere u_k < c'α_k/4 and u_{k+1} > 3c'α_k/4, so |F|^p
 * grows, and W falls, by a multiple of α_k^p. W is bounded on A, so Σα_k^p = ∞ is enough.
 *
 * That M is a manifold of positive codimension with no other critical points near it is `full-rank` and `structure`:
 * [J], Proposition 3.27 without it would apply to f = max(|x| − 1, 0)², M = {x = 0} and g = y², where nothing moves.
 *
 * Returns the conclusion where every hypothesis was proved, with the smallest order that was; otherwise undefined.
 */
export const theoremSOrder = (subject: Subject, checked: readonly unknown[]): Conclusion | undefined => {
  const claims = theoremSOrderHypotheses(subject).map(({ claim }) => claim)
  const trust = commonTrust(claims, checked)
  const proved = provedOrder(subject, checked)
  if (trust === undefined || proved === undefined) return undefined
  const { order } = proved
  const conclusion = attraction(subject, checked, {
    order,
    theorem: `Theorem S, variant P with p = ${order}, by Proposition 3.27`,
    paper: '[J], Proposition 3.27 and Theorem 2.9 [R+]',
    trust: weakest([trust, proved.trust]),
    steps: stepWords(proved),
  })
  return { ...conclusion, exponents: exponentsOf(proved) }
}
