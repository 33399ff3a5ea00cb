import { domainConditions } from './domain.ts'
import { lower } from './lower.ts'
import { parseTerm } from './parse-term.ts'
import { type Polynomial, subtract } from './polynomial.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { allowed, conditionsHold, type Fact, factOf, signsOf } from './sign.ts'
import { printTerm, type Relation, type RelationOperator, type Term } from './term.ts'

/** The goal `polynomial op 0`, or `false`. */
export type Goal = Fact | 'false'

/** "Where the hypotheses hold, the goal holds." */
export interface Sequent {
  readonly scope: Scope
  readonly hypotheses: readonly Fact[]
  readonly goal: Goal
}

export const withFacts = (sequent: Sequent, ...facts: readonly Fact[]): Sequent => ({
  ...sequent,
  hypotheses: [...sequent.hypotheses, ...facts],
})

export const relationFacts = (relations: readonly Relation[], scope: Scope): Fact[] =>
  relations.map((relation) => factOf(relation, scope))

export const fact = (polynomial: Polynomial, op: RelationOperator): Fact => ({ polynomial, op })

/** Every term is 0. */
export const zeros = (terms: readonly Term[], scope: Scope): Fact[] =>
  terms.map((term) => fact(lower(term, scope), '='))

/** A term of a certificate, once its domain conditions are certain under the hypotheses. */
export interface AdmittedTerm {
  readonly term: Term
  readonly value: Polynomial
}

export const admit = (term: Term, sequent: Sequent): AdmittedTerm => {
  if (!conditionsHold(domainConditions([term], sequent.scope), sequent.hypotheses, sequent.scope)) {
    refuse('admissible', `${printTerm(term)} need not be defined under the hypotheses`)
  }
  return { term, value: lower(term, sequent.scope) }
}

export const admitText = (text: string, sequent: Sequent): AdmittedTerm => admit(parseTerm(text), sequent)

export const admitRelation = (relation: Relation, sequent: Sequent): Fact => ({
  polynomial: subtract(admit(relation.left, sequent).value, admit(relation.right, sequent).value),
  op: relation.op,
})

export const signsUnder = (term: Term, sequent: Sequent): number => signsOf(term, sequent.hypotheses, sequent.scope)

/** True where every sign in `signs` satisfies `op`. */
export const within = (signs: number, op: RelationOperator): boolean => (signs & ~allowed(op)) === 0
