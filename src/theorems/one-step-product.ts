import type { Claim } from '../kernel/claim.ts'
import { parseRelation } from '../kernel/parse-term.ts'
import { printRelation } from '../kernel/term.ts'
import { commonTrust } from './hypothesis.ts'
import type { ListConclusion } from './list-conclusion.ts'

/** The name the conclusion goes by. */
export const ONE_STEP_THEOREM = 'One step of gradient descent on (a^T b - Phi)^2/2, in every dimension'

const relation = (variables: readonly string[], goal: string, assume: readonly string[] = []): Claim => ({
  claim: 'relation',
  context: { variables, parameters: [], integers: [], assume: [], constants: {} },
  assume: assume.map((text) => printRelation(parseRelation(text))),
  goal: printRelation(parseRelation(goal)),
})

const ONE = ['a', 'b', 'eta', 'eps']
const TWO = ['a', 'b', 'c', 'd', 'eta', 'eps']

/** The claims the page needs: identities in one or two coordinates, the closed system, and the bounds on a factor. */
export const oneStepHypotheses: readonly Claim[] = [
  relation(ONE, '(a - eta*eps*b) + (b - eta*eps*a) = (1 - eta*eps)*(a + b)'),
  relation(ONE, '(a - eta*eps*b) - (b - eta*eps*a) = (1 + eta*eps)*(a - b)'),
  relation(TWO, '(a - eta*eps*b)*(c - eta*eps*d) - (b - eta*eps*a)*(d - eta*eps*c) = (1 - eta^2*eps^2)*(a*c - b*d)'),
  relation(TWO, '(a - eta*eps*b)*(d - eta*eps*c) - (c - eta*eps*d)*(b - eta*eps*a) = (1 - eta^2*eps^2)*(a*d - c*b)'),
  relation(ONE, '(a - eta*eps*b)*(b - eta*eps*a) = (1 + eta^2*eps^2)*(a*b) - eta*eps*(a^2 + b^2)'),
  relation(ONE, '(a - eta*eps*b)^2 + (b - eta*eps*a)^2 = (1 + eta^2*eps^2)*(a^2 + b^2) - 4*eta*eps*(a*b)'),
  relation(
    ['lambda', 'Phi', 'eta', 'eps'],
    '(1 + eta^2*eps^2)*(eps + Phi) - eta*eps*lambda - Phi = eps*(1 - eta*lambda + eta^2*eps*(eps + Phi))',
  ),
  relation(['a', 'b'], 'a*b = ((a + b)^2 - (a - b)^2)/4'),
  relation(['a', 'b'], 'a^2 + b^2 = ((a + b)^2 + (a - b)^2)/2'),
  relation(['p', 'q'], '((p + q)/2)^2 - 4*((p - q)/4)^2 = p*q'),
  relation(['p', 'q', 'eta', 'eps'], '((1 - eta*eps)^2*p)*((1 + eta*eps)^2*q) = (1 - eta^2*eps^2)^2*(p*q)'),
  relation(['u'], '1 - u <= exp(-u)'),
  relation(['u'], '1 - u >= exp(-4*log(4/3)*u)', ['u >= 0', 'u <= 1/4']),
]

/**
 * Gradient descent on L = ½(aᵀb − Φ)², a, b ∈ ℝ^d, in every dimension d ([BW]; ε, λ and Q_i [T], formulas [O]).
 *
 * With ε = aᵀb − Φ, λ = |a|² + |b|², m = aᵀb = ε + Φ, a step of length η is a⁺ = a − ηεb, b⁺ = b − ηεa. Then
 * - (a ± b)⁺ = (1 ∓ ηε)(a ± b), and a_i a_j − b_i b_j, a_i b_j − a_j b_i are multiplied by 1 − η²ε² (all d² of them,
 *   Q_i = a_i² − b_i² among them);
 * - ε⁺ = ε(1 − ηλ + η²ε(ε + Φ)), λ⁺ = (1 + η²ε²)λ − 4ηε(ε + Φ);
 * - p = |a + b|² and q = |a − b|² with ε = (p − q)/4 − Φ are a closed system, λ² − 4m² = pq, (pq)⁺ = (1 − η²ε²)²pq.
 *
 * *Why one or two coordinates are enough for every d*: a⁺_i and b⁺_i depend on (a_i, b_i) and on the number ηε alone,
 * which is the same for all i. So ε may be a name: an identity in (a_i, b_i, η, ε), or in two coordinates, holds for every
 * i, or every pair, in every dimension. What is not local, ε itself, λ, m, p and q, is Σ_i of the same polynomial in
 * (a_i, b_i), and the identities for these are Σ_i of a coordinatewise one whose other factors do not depend on i; ε⁺ is
 * then m⁺ − Φ with m = ε + Φ put in, which is the identity in λ, Φ, η, ε. No induction on d is hidden here.
 *
 * *Limits.* Where the descent converges with ε_t → 0, |ηε_t| < 1 from some t on, so R_T = Π_{t<T} (1 − η²ε_t²) converges
 * to a number R, and Q_i(∞) = R·Q_i(0). λ_t² − 4m_t² = R_t²(λ_0² − 4m_0²) by induction on t, and m_t → Φ: so
 * λ_∞² = 4Φ² + R²(λ_0² − 4m_0²). Where η|ε_t| ≤ ½ for all t, the bounds on the factors, u = η²ε_t² ≤ ¼, give
 * exp(−4·log(4/3)·η²Σ) ≤ R ≤ exp(−η²Σ) ≤ exp(−η²ε_0²) with Σ = Σ_t ε_t², read as 0 ≤ R ≤ 0 where Σ = ∞.
 *
 * Gradient flow is R = 1, and the limit is the flatter the smaller R² is: R² < 1 if 0 < η²ε_t² < 2 until ε_t = 0. Longer
 * steps may end sharper: Φ = η = 1, a = (√13 + 1)/2, b = (√13 − 1)/2 has ε_0 = 2, ε_1 = 0, R = −3, λ_∞ = 11 > √17.
 *
 * That the descent converges for 0 < η < min{1/(2|ε_0|), 2/√(λ_0² + 4Φ²)} is [BW], Theorem 1, and
 * is not concluded here; nor is its bound on |Q_i(∞)|, whose formula is not at hand.
 *
 * Returns undefined unless every claim of {@link oneStepHypotheses} is proved.
 */
export const oneStepOfProduct = (checked: readonly unknown[]): ListConclusion | undefined => {
  const trust = commonTrust(oneStepHypotheses, checked)
  if (trust === undefined) return undefined
  return {
    theorem: ONE_STEP_THEOREM,
    source: '[BW]: epsilon, lambda, Q_i [T]; formulas, the other quadratics, limit and bounds [O]',
    trust,
    statements: [
      '|a ± b|² is multiplied by (1 ∓ ηε)², and λ² − 4m² = |a + b|²|a − b|² by (1 − η²ε²)²',
      'a_i a_j − b_i b_j and a_i b_j − a_j b_i, for all i and j, are multiplied by 1 − η²ε²',
      'ε⁺ = ε(1 − ηλ + η²ε(ε + Φ)) and λ⁺ = (1 + η²ε²)λ − 4ηε(ε + Φ)',
      'if ε_t → 0 along a convergent run: λ_∞² = 4Φ² + R²(λ_0² − 4m_0²) and Q_i(∞) = R·Q_i(0), R = Π(1 − η²ε_t²)',
      'if moreover η|ε_t| ≤ 1/2 for all t: exp(−4·log(4/3)·η²Σε_t²) ≤ R ≤ exp(−η²Σε_t²)',
    ],
    text:
      'In every dimension one step of gradient descent multiplies all quadratic laws of the flow by the same number ' +
      '1 − η²ε². Where η²ε_t² < 2 all along a convergent run with ε_t → 0, its limit is therefore flatter than that of the ' +
      'flow, unless they vanish or the run starts at a minimum. Where runs converge is not concluded here.',
  }
}
