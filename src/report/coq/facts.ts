import { lower } from '../../kernel/lower.ts'
import type { Polynomial } from '../../kernel/polynomial.ts'
import type { Scope } from '../../kernel/scope.ts'
import { allowed, NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import type { RelationOperator, Term } from '../../kernel/term.ts'

/** A hypothesis in the context of the Coq proof: `name : term op 0`, the term with its atoms named. */
export interface NamedFact {
  readonly name: string
  readonly term: Term
  readonly polynomial: Polynomial
  readonly signs: Signs
}

export const SIGNS_OF: Readonly<Record<RelationOperator, Signs>> = {
  '>': allowed('>'),
  '>=': allowed('>='),
  '=': allowed('='),
  '!=': allowed('!='),
}

export const namedFact = (name: string, term: Term, signs: Signs, scope: Scope): NamedFact => ({
  name,
  term,
  polynomial: lower(term, scope),
  signs,
})

export const NONNEGATIVE = ZERO | POSITIVE
export const NONPOSITIVE = ZERO | NEGATIVE
export const NONZERO = NEGATIVE | POSITIVE

/** What a set of signs says about Coq text: 0 < u, u <> 0 and so on. */
export const signStatement = (text: string, signs: Signs): string => {
  switch (signs) {
    case POSITIVE:
      return `0 < ${text}`
    case NONNEGATIVE:
      return `0 <= ${text}`
    case NEGATIVE:
      return `${text} < 0`
    case NONPOSITIVE:
      return `${text} <= 0`
    case ZERO:
      return `${text} = 0`
    default:
      return `${text} <> 0`
  }
}

/** The name of a set of signs in the lemmas of the prelude. */
export const signWord = (signs: Signs): string => {
  switch (signs) {
    case POSITIVE:
      return 'pos'
    case NONNEGATIVE:
      return 'nonneg'
    case NEGATIVE:
      return 'neg'
    case NONPOSITIVE:
      return 'nonpos'
    case ZERO:
      return 'zero'
    default:
      return 'nonzero'
  }
}
