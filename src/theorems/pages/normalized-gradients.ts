import type { Claim } from '../../kernel/claim.ts'
import { standsBy, type TheoremPage } from '../theorem-page.ts'
import { checklistChoices } from './choices.ts'

/** [J], Lemma 3.3: where 0 is no Clarke subgradient, ∇̂f is made of the Bouligand ones. */
export const LEMMA_3_3: TheoremPage = {
  id: 'lemma-3-3',
  title: 'Normalized subdifferential away from critical points',
  citation: '[J], Definition 3.1 and Lemma 3.3',
  tag: 'R+',
  statement:
    '∇̂f(x̄) is the set of limits of ∇f(x)/|∇f(x)| for x → x̄ with ∇f(x) ≠ 0, and of 0 where f is constant near points x → x̄. If 0 ∉ ∂̄f(x̄), then ∇̂f(x̄) = {v/|v| : v ∈ ∂ᴮf(x̄)}. For a piecewise smooth f each element is a limit inside a cell between its kinks, shown by a curve into the cell; 0 ∈ conv ∂ᴮf(x̄) by weights, 0 ∉ conv ∂ᴮf(x̄) by a separating vector. ∇̂f is never convexified.',
  hypotheses: [
    'f is a selection of smooth functions near x̄',
    'each cell comes near x̄ along a curve, or misses a ball around x̄',
  ],
  added: [
    {
      hypothesis:
        'where the gradient of a piece is 0 at x̄, a form f = φ(t) with DF of full rank at x̄, or f − f(x̄) = h^k·p with ∇h ≠ 0 and p ≠ 0 at x̄, or a nonsingular Hessian',
      because: '(xy)² at 0 has the whole circle, and F = (x + yz, yz − x) at 0 has (0, cos θ, sin θ) beside ±e₁',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/subdifferential.ts',
}

/** [J], Lemma 3.14: an increasing φ does not change normalized gradients. */
export const LEMMA_3_14: TheoremPage = {
  id: 'lemma-3-14',
  title: 'Increasing functions do not change normalized gradients',
  citation: '[J], Lemma 3.14',
  tag: 'T',
  statement:
    'If t ≥ 0 and φ: [0, ∞) → [0, ∞) is an increasing homeomorphism and a diffeomorphism on (0, ∞), then ∇̂(φ∘t) = ∇̂t: normalized gradient descent cannot tell h², |h| and log(1 + h²) apart.',
  hypotheses: ['structure'],
  added: [
    { hypothesis: 'φ′ > 0 on (0, ∞), proved', because: 'φ(t) = t² − t turns −∇t into a descent direction near t = 0' },
  ],
  conclusion: 'proved',
  file: 'src/theorems/pages/normalized-gradients.ts',
  stands: standsBy(
    (subject) => checklistChoices(subject, ['structure']),
    ({ loss }) =>
      `Normalized gradient descent on f is that on ${loss === 'single' ? '|h|' : loss === 'l2' ? '|F|' : '|F|_1'}.`,
  ),
}

/** What the limits of normalized gradients are on M, and that the perturbed projection formula holds there. */
export const PROPOSITION_3_30: TheoremPage = {
  id: 'proposition-3-30',
  title: 'Limits of normalized gradients on M, and the normalized perturbed projection formula',
  citation: '[J], Definition 3.12 and Proposition 3.30',
  tag: 'R+',
  statement:
    'If f = φ(t), t = |h|, |F|₂ or |F|₁, and DF has full rank on M = {F = 0}, then ∇̂f is on M {±∇h/|∇h|}, the unit sphere of Im DFᵀ, or {DFᵀs/|DFᵀs| : s ∈ {−1, 1}^m}; and near every x̄ ∈ M there is c with |P_{T_yM}(v)| ≤ c|x − y| for x near x̄, y ∈ M near x̄ and v ∈ ∇̂f(x).',
  hypotheses: ['structure', 'full-rank'],
  added: [
    {
      hypothesis:
        'DF of full rank on M (or F with values in a submanifold onto whose tangent space it is a submersion)',
      because: 'F = (x + yz, yz − x) at 0: the formula says ±e₁, but all (0, cos θ, sin θ) are limits',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/directions-on-minima.ts',
  stands: standsBy(
    (subject) => {
      const { context, residuals } = subject
      // The rank itself, whatever the checklist asks for in its place.
      const rank: Claim = { claim: 'full-rank', context, residuals }
      return [...checklistChoices(subject, ['structure']), { name: 'full-rank', anyOf: [rank] }]
    },
    () => 'The formulas for the directions on M hold, and the normalized perturbed projection formula holds along M.',
  ),
}
