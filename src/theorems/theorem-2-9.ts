import type { Conclusion } from './check-result.ts'
import { commonConstants, constantWords, exactPoint } from './exact-points.ts'
import { commonTrust, type HypothesisId, hypothesesOf, provedForm, type Subject, weakest } from './hypothesis.ts'
import { exponentsOf, provedOrder, stepWords } from './proved-order.ts'
import { strictMinima } from './strict-minima.ts'

const LOCAL: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'regularity-of-g',
  // The domain of g must contain a neighbourhood of the point, also where it is closed on one side.
  'boundary',
]

/**
 * Local asymptotic stability of single points ([J], Theorem 2.9 [R+], with Proposition 2.6 [R+]).
 *
 * Let f = φ(t), t = |h|, |F|₂ or |F|₁, be locally Lipschitz and definable, min f = 0, DF of full rank on M, ⟨∇g, ∇f⟩ = 0
 * or ≥ 0, and ∇²g(w, w) < 0 on M where 0 < g < ∞ for all directions w of Theorem S; g is then 2-d-Lyapunov near every
 * point of M off Z. In place of the second-order condition, an order p proved by Proposition 3.27 will do, with the steps
 * of {@link stepWords}; it replaces the decrease in one step (the proof is that of `theorem-s-order.ts`). A strict local minimum x̄ of f + g with f(x̄) = g(x̄) = 0 is asymptotically p-d-stable. No coercivity
 * is needed, and nothing global follows.
 *
 * Returns the points that were proved to be strict minima of this f + g ({@link strictMinima}), with what the names of algebraic constants in
 * them mean; undefined where a hypothesis is missing, or one name stands for two numbers. `trust` is the weakest used.
 */
export const theorem29 = (subject: Subject, checked: readonly unknown[]): Conclusion | undefined => {
  const claims = hypothesesOf(subject)
  const trustBy = (...more: readonly HypothesisId[]) =>
    commonTrust(
      [...LOCAL, ...more].map((id) => claims[id]),
      checked,
    )
  // For |F|₁ and Proposition 2.6 the directions alone count; the order of Proposition 3.27 needs the rank itself.
  const bySigns = (flow: 'conserved' | 'lyapunov') => {
    const ids = [...LOCAL, 'second-order', flow] as const
    const proved = ids.map((id) => (id === 'full-rank' ? provedForm(id, subject, checked) : claims[id]))
    return commonTrust(proved, checked)
  }
  const second = bySigns('conserved') ?? bySigns('lyapunov')
  const proved = second === undefined ? provedOrder(subject, checked) : undefined
  const first = proved && trustBy('lyapunov')
  const trust = second ?? (proved && first && weakest([first, proved.trust]))
  if (trust === undefined) return undefined
  const order = proved?.order ?? 2
  const strict = strictMinima(subject, checked)
  const minima = strict.map(({ context, point }) => exactPoint(context, point))
  const constants = commonConstants(minima)
  if (minima.length === 0 || constants === undefined) return undefined
  const points = minima.map(({ texts }) => texts)
  const by = proved === undefined ? '2.6' : '3.27'
  return {
    verdict: 'locally-certified',
    order,
    ...(proved === undefined ? {} : { exponents: exponentsOf(proved) }),
    points,
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    scope: 'local',
    theorem: `Theorem 2.9 with Proposition ${by}`,
    paper: `[J], Theorem 2.9 and Proposition ${by} [R+]`,
    trust: weakest([trust, ...strict.map((one) => one.trust)]),
    text:
      `Each of ${points.map((p) => `(${p.join(', ')})`).join(', ')} is asymptotically ${order}-d-stable under normalized ` +
      `gradient descent: starts near it with small steps, α_k → 0 and ${proved === undefined ? 'Σ α_k² = ∞' : stepWords(proved)}, converge to it. ` +
      `Nothing is concluded for starts far away.${constantWords(constants)}`,
  }
}
