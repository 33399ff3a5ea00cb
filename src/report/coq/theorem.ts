import type { Json } from '../../kernel/json.ts'
import type { Relation, RelationOperator } from '../../kernel/term.ts'
import { admitting } from './admitting.ts'
import { nameAtoms } from './atoms.ts'
import { certificateTerms } from './certificate-terms.ts'
import { closedSignProof } from './closed-signs.ts'
import { constantRule, leadOf } from './constants.ts'
import { coqText } from './coq-term.ts'
import { NONNEGATIVE, SIGNS_OF, signStatement } from './facts.ts'
import type { Identifiers } from './identifiers.ts'
import { notExported } from './not-exported.ts'
import { scriptOf } from './proof-script.ts'
import { type CoqGoal, gapOf, identityTactic, type Proof, textIn, withFact } from './proof-state.ts'
import { signProof, weaken } from './signs.ts'
import { type CoqStatement, writeTheorem } from './written-theorem.ts'

const FROM_RELATION: Readonly<Record<RelationOperator, readonly [string, string]>> = {
  '>': ['pos_of_gt', 'gt_of_pos'],
  '>=': ['nonneg_of_ge', 'ge_of_nonneg'],
  '=': ['zero_of_eq', 'eq_of_zero'],
  '!=': ['nonzero_of_neq', 'neq_of_nonzero'],
}

const isGap = ({ right }: Relation): boolean => right.op !== 'number' || right.value.n !== 0n

/** Beyond this many characters Coq takes minutes for a theorem: a certificate of 24 KB becomes 70 KB. */
const MOST_CHARACTERS = 40_000

const withinLimit = (text: string): string =>
  text.length <= MOST_CHARACTERS
    ? text
    : notExported(`its size: ${text.length} characters of proof, of at most ${MOST_CHARACTERS}`)

/** A statement and a proof of a certificate as a Coq theorem. Throws `NotExported`. */
export const theoremText = (
  name: string,
  statement: CoqStatement,
  json: Json | undefined,
  symbolName: (name: string) => string,
  identifiers: Identifiers,
): string => {
  const { scope, goal } = statement
  const names = identifiers.inner()
  const theorem = writeTheorem(statement, certificateTerms(json), symbolName, names)
  const { written, constants, hypotheses, integers } = theorem
  const atoms = nameAtoms(theorem.terms, written, names, theorem.signs, identityTactic)
  const lines: string[] = []
  if (theorem.intros.length > 0) lines.push(`intros ${theorem.intros.join(' ')}.`)
  if (statement.unfold.length > 0) lines.push(`unfold ${statement.unfold.join(', ')} in *.`)
  lines.push(...atoms.lines)
  const rewrite = `rewrite ${atoms.equations
    .toReversed()
    .map((e) => `?${e}`)
    .join(', ')}`
  const usesAtoms = ({ left, right }: Relation): boolean =>
    [left, right].some((term) => coqText(term, written) !== coqText(term, atoms.notation))
  for (const h of hypotheses) if (usesAtoms(h.relation)) lines.push(`${rewrite} in ${h.name}.`)
  if (goal !== 'false' && usesAtoms(goal)) lines.push(`${rewrite}.`)
  let proof: Proof = {
    scope,
    atoms,
    names,
    written,
    facts: atoms.facts,
    rules: [],
    integers,
    closed: () => undefined,
  }
  proof = { ...proof, closed: (term, signs) => closedSignProof(term, signs, proof) }
  for (const { relation, name: hypothesis } of hypotheses) {
    const gap = gapOf(relation)
    const signs = SIGNS_OF[relation.op]
    if (!isGap(relation)) proof = withFact(proof, hypothesis, gap, signs)
    else {
      const fact = names.internal('h')
      lines.push(
        `assert (${fact} : ${signStatement(`(${textIn(gap, proof)})`, signs)}) by exact (${FROM_RELATION[relation.op][0]} ${hypothesis}).`,
      )
      proof = withFact(proof, fact, gap, signs)
    }
  }
  for (const [constant, value] of constants) {
    const rule = names.internal('rule')
    const { left, right } = constantRule(constant, value)
    lines.push(`assert (${rule} : ${coqText(left, written)} = ${coqText(right, written)}) by lra.`)
    atoms.rules.push({ name: rule, denominator: leadOf(value) })
  }
  for (const root of atoms.evenRoots) {
    const admitted = admitting([root.argument], proof)
    const reason = weaken(signProof(root.argument, admitted.proof), NONNEGATIVE)
    if (reason === undefined) continue
    lines.push(...admitted.lines, ...atoms.addRootRule(root, reason))
    proof = admitted.proof
  }
  const target: CoqGoal = goal === 'false' ? 'false' : { term: gapOf(goal), op: goal.op }
  if (goal !== 'false' && isGap(goal)) lines.push(`apply ${FROM_RELATION[goal.op][1]}.`)
  lines.push(...scriptOf(json, target, proof))
  const text = [`Theorem ${name} :`, `${theorem.text}.`, 'Proof.', ...lines.map((line) => `  ${line}`), 'Qed.']
  return withinLimit(text.join('\n'))
}
