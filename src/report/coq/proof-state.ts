import { parseTerm } from '../../kernel/parse-term.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Signs } from '../../kernel/sign.ts'
import { negated, type Relation, type RelationOperator, sum, type Term } from '../../kernel/term.ts'
import type { Atoms } from './atoms.ts'
import { type CoqNotation, coqText } from './coq-term.ts'
import { type NamedFact, namedFact, SIGNS_OF, signStatement } from './facts.ts'
import type { Identifiers } from './identifiers.ts'
import type { Rule } from './naming.ts'
import { notExported } from './not-exported.ts'

/** What is to be shown: `term op 0`, or False. */
export type CoqGoal = { readonly term: Term; readonly op: RelationOperator } | 'false'

/** Where a proof stands: the names in Coq's context and what they say. */
export interface Proof {
  readonly scope: Scope
  readonly atoms: Atoms
  readonly names: Identifiers
  readonly written: CoqNotation
  readonly facts: readonly NamedFact[]
  /** Rules for `ring` and `field` besides those of the atoms. */
  readonly rules: readonly Rule[]
  /** By the name of an integer: the hypothesis `integer n`. */
  readonly integers: ReadonlyMap<string, string>
  /** A Coq proof term for the sign of a quantity without variables. */
  readonly closed: (term: Term, signs: Signs) => string | undefined
}

/** Between polynomials `ring`, with rational numbers `lra`, which is much faster than `field`, else `field`. */
const plainIdentityTactic = (text: string): string => {
  if (!text.includes('/')) return 'ring'
  return /\/(?! \d+(?![\w']| \^))/.test(text) ? 'field; nonzero' : 'lra'
}

/** The tactic that closes an identity of rational functions with the help of rules. */
export const identityTactic = (left: string, right: string, rules: readonly Rule[]): string => {
  if (rules.length === 0) return plainIdentityTactic(`${left} ${right}`)
  const names = rules.map(({ name }) => name).join(' ')
  const tactic = `${left} ${right}`.includes('/') ? `field [${names}]; nonzero` : `ring [${names}]`
  // A rule 2*r^2 = u only applies to even multiples of r^2.
  const scale = rules.reduce((product, { denominator }) => product * denominator ** 4n, 1n)
  return scale === 1n ? tactic : `apply (Rmult_eq_reg_l ${scale}); [${tactic} | lra]`
}

/** The tactic that closes left = right by all rules of the proof. */
export const identityOf = ({ atoms, rules }: Proof, left: string, right: string): string =>
  identityTactic(left, right, [...atoms.rules, ...rules])

/** The same as a proof term. */
export const equationOf = (proof: Proof, left: string, right: string): string =>
  `(ltac:(${identityOf(proof, left, right)}) : ${left} = ${right})`

export const textIn = (term: Term, { atoms }: Proof): string => coqText(term, atoms.notation)

export const withFact = (proof: Proof, name: string, term: Term, signs: Signs): Proof => ({
  ...proof,
  facts: [...proof.facts, namedFact(name, term, signs, proof.scope)],
})

/** left − right, or left alone where right is 0. */
export const gapOf = ({ left, right }: Relation): Term =>
  right.op === 'number' && right.value.n === 0n ? left : sum(left, negated(right))

export const readTerm = (text: string): Term => parseTerm(text)

/** The text of a goal in names. */
export const goalText = (goal: CoqGoal, proof: Proof): string =>
  goal === 'false' ? 'False' : signStatement(`(${textIn(goal.term, proof)})`, SIGNS_OF[goal.op])

export const shown = (goal: CoqGoal, kind: string): Exclude<CoqGoal, 'false'> =>
  goal === 'false' ? notExported(`${kind} of a contradiction`) : goal
