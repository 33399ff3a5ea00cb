import type { TheoremPage } from '../theorem-page.ts'

/** [BW]: what one step of gradient descent does to the laws of a product of two vectors. */
export const ONE_STEP_PRODUCT: TheoremPage = {
  id: 'one-step-product',
  title: 'One step of gradient descent on ½(aᵀb − Φ)²',
  citation: '[BW] (ε, λ and Q_i [T]); formulas, the other quadratics, the limit and the bounds are our own',
  tag: 'O',
  statement:
    'With ε = aᵀb − Φ, λ = |a|² + |b|² and step η, in every dimension: |a ± b|² is multiplied by (1 ∓ ηε)²; a_i a_j − b_i b_j and a_i b_j − a_j b_i by 1 − η²ε²; ε⁺ = ε(1 − ηλ + η²ε(ε + Φ)); λ⁺ = (1 + η²ε²)λ − 4ηε(ε + Φ). If ε_t → 0 along a convergent run, λ_∞² = 4Φ² + R²(λ_0² − 4m_0²) with m = aᵀb, R = Π(1 − η²ε_t²); if η|ε_t| ≤ ½ for all t, exp(−4·log(4/3)·η²Σε_t²) ≤ R ≤ exp(−η²Σε_t²).',
  hypotheses: [
    'the identities in one and in two coordinates, ε being a name (proofs/bw.yaml)',
    'the closed system of |a + b|² and |a − b|²',
    '1 − u ≤ exp(−u), and 1 − u ≥ exp(−4·log(4/3)·u) for 0 ≤ u ≤ ¼',
  ],
  conclusion: 'proved',
  file: 'src/theorems/one-step-product.ts',
}
