const ENTRIES: Readonly<Record<string, string>> = {
  J: 'C. Josz, Implicit regularization of normalized gradient descent, arXiv:2602.08177.',
  JF: 'C. Josz, On the geometry of flat minima, arXiv:2509.11386.',
  JE: 'C. Josz, Lyapunov stability of the Euler method, arXiv:2509.11415.',
  JS: 'C. Josz, Subdifferentiation with symmetry, arXiv:2509.11422.',
  BW: 'P. Beneventano and B. Woodworth, Gradient descent converges linearly to flatter minima than gradient flow in shallow linear networks, arXiv:2501.09137.',
  CE: 'D. Chemnitz and M. Engel, Characterizing dynamical stability of stochastic gradient descent in overparameterized learning, arXiv:2407.20209.',
  BLP: 'J. Bolte, Q.-T. Le and E. Pauwels, Convergence of optimizers implies eigenvalues filtering at equilibrium, arXiv:2510.09034.',
  MGP: 'S. Marcotte, R. Gribonval and G. Peyré, Abide by the law and follow the flow: conservation laws for gradient flows, arXiv:2307.00144.',
}

const escaped = (key: string): RegExp => new RegExp(`\\[${key}\\]`)

/** The keys of the bibliography that occur in the texts, in the bibliography's order. */
export const citedKeys = (texts: readonly string[]): readonly string[] =>
  Object.keys(ENTRIES).filter((key) => texts.some((text) => escaped(key).test(text)))

/** The full reference of a key. */
export const bibliographyEntry = (key: string): string => ENTRIES[key] ?? key
