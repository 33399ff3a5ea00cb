import { canonical, extendsContext, groundsIn, type HypothesisId } from '../hypothesis.ts'
import { theorem29 } from '../theorem-2-9.ts'
import { type Choice, NO_SUBJECT, standingBy, type TheoremPage } from '../theorem-page.ts'
import { checklistChoices, flowChoice } from './choices.ts'

/** [J], Theorem 2.8: d-stability of a point. */
export const THEOREM_2_8: TheoremPage = {
  id: 'theorem-2-8',
  title: 'd-stable points',
  citation: '[J], Theorem 2.8 and Assumption 2.7',
  tag: 'R+',
  statement:
    'If f is locally Lipschitz and definable, g is continuous and d-Lyapunov near x̄ ∈ M, and x̄ is a strict local minimum of f + g, then x̄ is d-stable. That g is d-Lyapunov is shown for every step at once: g(x − DFᵀr) ≤ g(x) for x in a ball and |DFᵀr| ≤ ᾱ.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'DF of full rank at x̄',
    'g does not increase in any short step',
    'strict-minimum',
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-2-8.ts',
}

const LOCAL: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'regularity-of-g',
  'second-order',
  'boundary',
]

/** [J], Theorem 2.9 with Proposition 2.6; the conclusion itself is drawn in `theorem-2-9.ts`. */
export const THEOREM_2_9: TheoremPage = {
  id: 'theorem-2-9',
  title: 'Asymptotically d-stable points',
  citation: '[J], Theorem 2.9 with Proposition 2.6',
  tag: 'R+',
  statement:
    'Let X = argmin(f + g) ⊂ M be bounded, f locally Lipschitz and definable, g continuous near X and p-d-Lyapunov near every point of M \\ X near X. Then X is asymptotically p-d-stable: starts near it with small steps, α_k → 0 and Σ α_k^p = ∞, converge to it. Used for single points with p = 2.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'boundary',
    'strict-minimum',
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-2-9.ts',
  stands: (matter) => {
    const { subject, checked } = matter
    if (subject === undefined) return NO_SUBJECT
    const conclusion = theorem29(subject, checked)
    if (conclusion?.trust !== undefined) return { status: 'applies', trust: conclusion.trust, says: conclusion.text }
    // Any point that was proved to be a strict minimum of this f + g will do.
    const strict = groundsIn(checked).flatMap(({ claim }) =>
      claim.claim === 'strict-minimum' &&
      claim.f === subject.f &&
      canonical(claim.g) === canonical(subject.g) &&
      extendsContext(claim.context, subject.context)
        ? [claim]
        : [],
    )
    const minimum: Choice = { name: 'strict-minimum', anyOf: strict }
    const choices = [...checklistChoices(subject, LOCAL), flowChoice(subject), minimum]
    return standingBy(
      choices,
      matter,
      'The points proved to be strict local minima of f + g are asymptotically 2-d-stable.',
    )
  },
}

/** [J], Proposition 3.34, with the condition on the level set. */
export const PROPOSITION_3_34: TheoremPage = {
  id: 'proposition-3-34',
  title: 'Strict minima by kernels',
  citation: '[J], Proposition 3.34',
  tag: 'R+',
  statement:
    'If f ≥ 0 = f(x̄) near x̄, f = 0 near x̄ only where the equations E = 0 of M hold, and the gradients at x̄ of E and of the laws c span ℝⁿ, then x̄ is a strict local minimum of f + |c − c(x̄)|.',
  hypotheses: [
    'structure, or f ≥ 0 in a ball and f = 0 there only on M',
    'independent: n of the gradients of E and c at x̄',
  ],
  added: [
    {
      hypothesis: '[f = f(x̄)] = M near x̄',
      because: 'f = (xy)² with M = {0} and any constant c passes the rank test, and 0 is not strict',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/strictness-by-kernels.ts',
}
