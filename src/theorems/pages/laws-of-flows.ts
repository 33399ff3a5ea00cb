import type { TheoremPage } from '../theorem-page.ts'

/** How many laws there are for every loss of a model map. */
export const NUMBER_OF_LAWS: TheoremPage = {
  id: 'number-of-laws',
  title: 'How many laws there are',
  citation: '[MGP], Theorem 3.3, and Frobenius',
  tag: 'T',
  statement:
    'Near every point of a dense open set there are exactly n − dim Lie(W) independent local laws, W the span of the fields. Brackets independent at one point modulo a prime bound that from above, laws with independent gradients at one point from below.',
  hypotheses: ['law-bound', 'first-integral and independent, or local-laws'],
  conclusion: 'proved',
  file: 'src/theorems/number-of-laws.ts',
}

export const LAWS_ACROSS_KINKS: TheoremPage = {
  id: 'laws-across-kinks',
  title: 'Polynomial laws across kinks',
  citation: 'docs/laws-across-kinks.md',
  tag: 'O',
  statement:
    'If f equals an analytic f_k on a nonempty open set for each k, a polynomial law of f is a law of every f_k, so that a bound of the polynomial laws of all f_k bounds those of f.',
  hypotheses: ['f = f_k on its cell', 'a point of every cell', 'polynomial-laws-bound'],
  conclusion: 'proved',
  file: 'src/theorems/laws-across-kinks.ts',
}

export const NO_CONTINUOUS_LAW: TheoremPage = {
  id: 'no-continuous-law',
  title: 'I5: no continuous law on the basin of an isolated minimum',
  citation: 'Identity I5',
  tag: 'O',
  statement:
    'A first integral that is continuous on the basin of an asymptotically stable point, the point included, is constant there. At most dim M independent laws are C¹ on the basin of M.',
  hypotheses: ['an isolated strict local extremum: definite Hessian, or the only critical point in a ball'],
  conclusion: 'proved',
  file: 'src/theorems/no-continuous-law.ts',
}

export const NO_ANALYTIC_LAW: TheoremPage = {
  id: 'no-analytic-law',
  title: 'I5: no analytic law without resonance',
  citation: 'Identity I5 (Poincaré)',
  tag: 'O',
  statement:
    'Near an equilibrium whose Hessian has eigenvalues λ without a resonance ⟨k, λ⟩ = 0, k ∈ ℕⁿ \\ {0}, every first integral analytic at the point is constant.',
  hypotheses: ['∇f = 0 at the point', 'the factors of the characteristic polynomial, and the signs of their traces'],
  conclusion: 'proved',
  file: 'src/theorems/no-analytic-law.ts',
}
