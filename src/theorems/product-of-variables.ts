import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { commonTrust } from './hypothesis.ts'
import type { ListConclusion } from './list-conclusion.ts'

const contextOf = (variables: readonly string[], parameters: readonly string[]): ContextJson => ({
  variables: [...variables],
  parameters: [...parameters],
  integers: [],
  assume: [],
  constants: {},
})

// Two of the variables; r is the product of the others, which does not depend on them.
const PAIR = contextOf(['x', 'y'], ['r'])
const ONE = contextOf(['x'], ['r'])
const NUMBERS = contextOf(['m', 'p', 'x'], ['a', 'k'])

const relation = (assume: readonly string[], goal: string): Claim => ({
  claim: 'relation',
  context: NUMBERS,
  assume: [...assume],
  goal,
})

const LAW = [{ when: [], value: 'x^2 - y^2' }]
const SQUARE = [{ when: [], value: '(x^2 - y^2)^2' }]

/** What has to be proved, and what of the proof it is. */
export interface ProductHypothesis {
  readonly name: string
  readonly claim: Claim
}

/** The claims about one variable, about two and about numbers that the page needs; none of them knows n. */
export const productHypotheses: readonly ProductHypothesis[] = [
  {
    name: 'every n, two variables: x^2 - y^2 is conserved, r being the product of the others',
    claim: { claim: 'conserved', context: PAIR, f: '(x*y*r - 1)^2', g: LAW },
  },
  {
    name: 'every n, two variables: the second-order term on M',
    claim: { claim: 'second-order', context: PAIR, residuals: ['x*y*r - 1'], loss: 'single', g: SQUARE },
  },
  {
    name: 'every n, one variable: the gradient does not vanish on M',
    claim: { claim: 'full-rank', context: ONE, residuals: ['x*r - 1'] },
  },
  {
    name: 'every n, one variable: f = 1 where a partial derivative vanishes',
    claim: {
      claim: 'critical-values',
      context: ONE,
      f: '(x*r - 1)^2',
      residuals: ['x*r - 1'],
      loss: 'single',
      level: '1',
    },
  },
  {
    name: 'every n, induction: a product of numbers above a >= 1 is above a',
    claim: relation(['a >= 1', 'p > a', 'x > a'], 'p*x > a'),
  },
  {
    name: 'every n, two variables: if one is bounded so is the other',
    claim: relation(['(x^2 - m^2)^2 <= k^2', 'k >= 0', 'm^2 <= a^2'], 'x^2 <= a^2 + k'),
  },
]

/**
 * Example 4.6 of [J] for every number of variables n ≥ 2 [O]: Theorem S for
 *
 *     f = (x_1 ⋯ x_n − 1)²,   g = Σ_{i<j} c_ij²,   c_ij = x_i² − x_j²,   v₁ = 1.
 *
 * Each c_ij depends on two variables only, and h = x_i x_j r − 1 with r = ∏_{l≠i,j} x_l independent of both. Therefore
 *
 * - ⟨∇c_ij, ∇h⟩ has two terms, those of the claim `conserved` with this r: it is 0 off h = 0, hence everywhere, and so
 *   ⟨∇g, ∇h⟩ = 2Σ c_ij⟨∇c_ij, ∇h⟩ = 0;
 * - D²g(∇h, ∇h) is the sum of the same form for each c_ij² in x_i, x_j, which on M is negative where c_ij ≠ 0 by the
 *   claim `second-order`, and 2⟨∇c_ij, ∇h⟩² = 0 where c_ij = 0: so it is negative where g > 0;
 * - ∂_i h = ∏_{l≠i} x_l is not 0 on M (`full-rank` with r this product), and where ∂_i h = 0 the value of f is 1
 *   (`critical-values`);
 * - f ≤ C, g ≤ C is bounded: with a = 1 + √C and k = √C some |x_i| is at most a, for if all were greater then so would
 *   be |x_1 ⋯ x_n| (by induction on the number of factors), and |x_1 ⋯ x_n| ≤ 1 + √C; then all x_j² ≤ a² + k
 *   (the claim about two variables).
 *
 * f and g are polynomials, f ≥ 0 vanishes at (1, …, 1), and g ≥ 0 is defined everywhere. M ∩ {g = 0}: all |x_i| are
 * equal and their product is 1, so x ∈ {−1, 1}ⁿ with product 1. On M, |∇h|² = Σ 1/x_i² ≥ n by the inequality of the
 * means, with equality exactly there: these points are the minimizers of |∇h| on M, isolated, hence flat (spec §1.5 (a)).
 *
 * Returns undefined unless every claim of {@link productHypotheses} is among `checked`.
 */
export const productOfVariables = (checked: readonly unknown[]): ListConclusion | undefined => {
  const trust = commonTrust(
    productHypotheses.map(({ claim }) => claim),
    checked,
  )
  if (trust === undefined) return undefined
  return {
    theorem: 'Theorem S for (x_1⋯x_n − 1)², for every number of variables',
    source: '[J], Example 4.6 [R+]; for all n at once [O]',
    trust,
    statements: [
      'f = (x_1⋯x_n − 1)², g = Σ_{i<j} (x_i² − x_j²)², n ≥ 2; A: the 2^(n−1) points of {−1, 1}ⁿ with product 1',
      'for every compact K in {f < 1} and ε > 0 there is ᾱ > 0 such that normalized gradient descent from any x₀ in K, with steps α_k in (0, ᾱ] and Σ α_k² = ∞, satisfies lim sup d(x_k, A) ≤ ε; and d(x_k, A) → 0 if moreover α_k → 0',
      'A are exactly the minima where |∇h| is least, |∇h|² = n, and they are flat',
    ],
    text: 'In every number of variables normalized gradient descent goes to the flat minima of (x_1⋯x_n − 1)².',
  }
}
