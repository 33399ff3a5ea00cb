import type { TheoremPage } from '../theorem-page.ts'

/** [J], Proposition 3.29: the projection formula along orbits. */
export const PROPOSITION_3_29: TheoremPage = {
  id: 'proposition-3-29',
  title: 'The normalized perturbed projection formula along orbits',
  citation: '[J], Proposition 3.29',
  tag: 'R+',
  statement:
    'If f is locally Lipschitz and invariant under a Lie group action, the normalized perturbed projection formula holds at x̄ along the orbit of x̄, wherever that is an embedded submanifold. Actions of (0, ∞) are given by terms, such as (x, y) ↦ (tx, y/t).',
  hypotheses: ['f(t·x) = f(x)', '1·x = x', 's·(t·x) = (st)·x'],
  conclusion: 'proved',
  file: 'src/theorems/group-orbits.ts',
}

/** [J], Proposition 3.36: quadratic laws from linear symmetries. */
export const PROPOSITION_3_36: TheoremPage = {
  id: 'proposition-3-36',
  title: 'Quadratic laws from linear symmetries',
  citation: '[J], Proposition 3.36',
  tag: 'R+',
  statement:
    'If f(exp(tS)x) = f(x) with S symmetric, then c_S(x) = xᵀSx is conserved, ∇²c_S(v, v) = 2vᵀSv, and one step is exact: c_S(x − αv) = c_S(x) + α²vᵀSv for v ∈ ∇̂f(x). With an orthonormal basis of such S, C(x) = P(xxᵀ) and g = |C|² the box formula is ∇²g(x)(v, v) = 4vᵀC(x)v. Antisymmetric generators give no quadratic law this way.',
  hypotheses: ['conserved: xᵀSx, for every S'],
  conclusion: 'proved',
  file: 'src/theorems/quadratic-laws.ts',
}
