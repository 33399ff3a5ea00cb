import type { TheoremPage } from '../theorem-page.ts'

/** Conclusions for all parameters out of those for the cases of their signs. */
export const CONCLUSION_BY_CASES: TheoremPage = {
  id: 'conclusion-by-cases',
  title: 'Theorem S by cases of the parameters',
  citation: 'Theorem S by cases (our own statement)',
  tag: 'O',
  statement:
    'Let e_1, …, e_k be expressions in the parameters, defined for all of them. If each of the 3^k choices of their signs contradicts what is assumed, or Theorem S (or variant P) holds under this choice with nothing else assumed, where an equality u = a may be put into f and g, then it holds for all parameters, with the attractor, the level and ᾱ of the case.',
  hypotheses: ['for each choice of signs: a contradiction, or the hypotheses of Theorem S'],
  added: [
    {
      hypothesis: 'no choice of signs is left out',
      because: 'f = (axy − 1)²: for a > 0 and for a < 0 Theorem S holds, and for a = 0 f is constant',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/conclusion-by-cases.ts',
}
