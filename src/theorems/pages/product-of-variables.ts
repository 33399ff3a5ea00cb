import type { TheoremPage } from '../theorem-page.ts'

/** Example 4.6 for every number of variables at once. */
export const PRODUCT_OF_VARIABLES: TheoremPage = {
  id: 'product-of-variables',
  title: 'Theorem S for (x_1⋯x_n − 1)², for every n',
  citation: '[J], Example 4.6 [R+], of which it proves the statement below the level 1 for all n at once',
  tag: 'O',
  statement:
    'Let n ≥ 2, f = (x_1⋯x_n − 1)², g = Σ_{i<j} (x_i² − x_j²)², and A the 2^(n−1) points of {−1, 1}ⁿ with product 1. For every compact K ⊂ {f < 1} and ε > 0 there is ᾱ > 0 such that x₀ ∈ K, α_k ∈ (0, ᾱ] and Σα_k² = ∞ imply lim sup d(x_k, A) ≤ ε, and d(x_k, A) → 0 if moreover α_k → 0. A are exactly the minima where |∇h| is least, and they are flat. Each x_i² − x_j² depends on two variables, and h = x_i x_j r − 1 with r independent of both: claims about (x_i, x_j; r), and about (x_i; r), hold for every n.',
  hypotheses: [
    'x² − y² is conserved for (xyr − 1)², and (x² − y²)² has a negative second-order term on xyr = 1 where x² ≠ y²',
    '∂(xr − 1)/∂x ≠ 0 where xr = 1, and f = 1 where it is 0',
    'products of numbers above a ≥ 1 are above a; x² ≤ a² + k where |x² − m²| ≤ k and m² ≤ a²',
  ],
  conclusion: 'proved',
  file: 'src/theorems/product-of-variables.ts',
}
