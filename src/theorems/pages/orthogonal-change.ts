import type { TheoremPage } from '../theorem-page.ts'

/** Orthogonal changes of variables; the conclusion itself is drawn in `orthogonal-change.ts`. */
export const ORTHOGONAL_CHANGE: TheoremPage = {
  id: 'proposition-3-37',
  title: 'Orthogonal changes of variables',
  citation: '[J], Proposition 3.37',
  tag: 'R+',
  statement:
    'Let x = Tz with T = a·U, U orthogonal, a > 0, and f̃(z) = f(Tz). Then ∇̂f̃(z) = Uᵀ∇̂f(Tz): normalized gradient descent for f with steps α_k is the image under T of that for f̃ with steps α_k/a. Attractors, stability, d-Lyapunov functions and flat minima of f̃ become those of f.',
  hypotheses: [
    'f is defined everywhere',
    'f(Tz) = f̃(z)',
    '|Tz|² = a²|z|²',
    'a² > 0',
    'what is assumed of the parameters of f̃',
  ],
  conclusion: 'proved',
  file: 'src/theorems/orthogonal-change.ts',
}
