import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { printTerm, type Term } from '../kernel/term.ts'

/** A normal form as a term of the certificate grammar; reading it back gives the same normal form. */
export const termFor = (p: Polynomial, scope: Scope): Term => termOfPolynomial(p, scope.variables)

/** {@link termFor} as text. */
export const textFor = (p: Polynomial, scope: Scope): string => printTerm(termFor(p, scope))
