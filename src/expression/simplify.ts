import { equal, type Rational } from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'
import { addTerms, callTerm, divideTerms, multiplyTerms, negateTerm, raiseTerm } from './combine.ts'

/**
 * A simpler term with the same values on the same domain: numbers are worked out, sums and products flattened, like
 * terms and equal factors collected. Denominators are never cancelled and nothing is expanded.
 */
export const simplify = (term: Term): Term => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate':
      return negateTerm(simplify(term.arg))
    case 'add':
      return addTerms(term.args.map(simplify))
    case 'multiply':
      return multiplyTerms(term.args.map(simplify))
    case 'divide':
      return divideTerms(simplify(term.numerator), simplify(term.denominator))
    case 'power':
      return raiseTerm(simplify(term.base), simplify(term.exponent))
    case 'call':
      return callTerm(term.name, term.args.map(simplify))
  }
}

/** Whether a term is literally this number. */
export const isNumber = (term: Term, value: Rational): boolean => term.op === 'number' && equal(term.value, value)
