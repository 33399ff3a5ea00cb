import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, negated, printTerm, quotient, raised, type Term } from '../kernel/term.ts'

/** The same term with every symbol that is an exponent put in parentheses, as the certificate grammar wants it. */
const bracketed = (term: Term): Term => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate':
      return negated(bracketed(term.arg))
    case 'divide':
      return quotient(bracketed(term.numerator), bracketed(term.denominator))
    case 'power': {
      const { exponent } = term
      return raised(bracketed(term.base), exponent.op === 'symbol' ? { op: 'add', args: [exponent] } : exponent)
    }
    case 'call':
      return call(term.name, ...term.args.map(bracketed))
    default:
      return { op: term.op, args: term.args.map(bracketed) }
  }
}

/** A normal form as a term of the certificate grammar; reading it back gives the same normal form. */
export const termFor = (p: Polynomial, scope: Scope): Term => bracketed(termOfPolynomial(p, scope.variables))

/** {@link termFor} as text. */
export const textFor = (p: Polynomial, scope: Scope): string => printTerm(termFor(p, scope))
