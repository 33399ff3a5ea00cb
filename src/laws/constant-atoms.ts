import type { Atom, Polynomial } from '../kernel/polynomial.ts'

/** Whether an atom is a number or a function of parameters: it is treated as one more parameter. */
export const isConstantAtom = (atom: Atom): boolean => {
  switch (atom.kind) {
    case 'variable':
      return false
    case 'parameter':
    case 'theta':
      return true
    case 'power':
      return [atom.arg, atom.exponent].every(isConstantPolynomial)
    default:
      return isConstantPolynomial(atom.arg)
  }
}

/** Whether a polynomial is a number or a function of parameters. */
export const isConstantPolynomial = (p: Polynomial): boolean =>
  [...p.values()].every(({ monomial }) => monomial.every(([atom]) => isConstantAtom(atom)))
