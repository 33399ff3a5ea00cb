import type { TheoremPage } from '../theorem-page.ts'

/** [BLP]: the linear filters of methods. */
export const EIGENVALUE_FILTER: TheoremPage = {
  id: 'eigenvalue-filter',
  title: 'Eigenvalue filters',
  citation: '[BLP], the principle; the reduction to one inequality is ours',
  tag: 'T',
  statement:
    'For almost every start, a limit x̄ of x_{k+1} = G(x_k) has ρ(Jac G(x̄)) ≤ 1. With Dg = q(∇²f) this is 0 ≤ q(λ) ≤ 2(1 + β)/α for the heavy ball and 0 ≤ q(λ) ≤ 2(1 + β)/((1 + 2β)α) for Nesterov, for every eigenvalue λ.',
  hypotheses: [
    'both roots of z² − sz − t lie in the closed unit disk exactly under the inequality',
    'the printed intervals are its solutions',
  ],
  conclusion: 'proved',
  file: 'src/theorems/eigenvalue-filter.ts',
}

/** [CE]: stability of minima under gradient descent and its stochastic form. */
export const GRADIENT_STABILITY: TheoremPage = {
  id: 'gradient-stability',
  title: 'Lyapunov exponents at a minimum',
  citation: '[CE], Theorems A and B',
  tag: 'T',
  statement:
    'A minimum with μ < 0 (λ < 0) belongs to the support of the limit of gradient descent (of its stochastic form), one with a positive exponent does not (regular, for λ). μ = log max |1 − ηκ|; λ by closed forms for parallel and orthogonal gradients, negative if ηk_i < 2 for all i, positive if Π|1 − ηk_i| > 1 [O]. Regular [R]: ηk_i ≠ 1 for all i, and the gradients do not split into mutually orthogonal groups.',
  hypotheses: [
    'f = (1/N)Σℓ_i with a common zero',
    'M a manifold there',
    'the inequality between the eigenvalues and the step',
    'for λ > 0: ηk_i ≠ 1, and a tree of gradients that are not orthogonal (regular)',
  ],
  conclusion: 'proved',
  file: 'src/theorems/gradient-stability.ts',
}
