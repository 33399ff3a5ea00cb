import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { rationalValue } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { children, type Relation, type RelationOperator, symbols, type Term } from '../../kernel/term.ts'
import { admitting } from './admitting.ts'
import { nameAtoms } from './atoms.ts'
import { certificateTerms } from './certificate-terms.ts'
import { constantHypotheses, constantRule, leadOf } from './constants.ts'
import { type CoqNotation, coqArgument, coqRelation, coqText, rationalText } from './coq-term.ts'
import { NONNEGATIVE, SIGNS_OF, signStatement, signWord } from './facts.ts'
import { forall } from './forall.ts'
import type { Identifiers } from './identifiers.ts'
import { scriptOf } from './proof-script.ts'
import { type CoqGoal, equationOf, gapOf, identityTactic, type Proof, textIn, withFact } from './proof-state.ts'
import { type GivenSign, givenSignText, signArguments } from './sign-atoms.ts'
import { numberSign, signProof, weaken } from './signs.ts'

/** What a theorem says: where the hypotheses hold, the goal holds. Terms with a definition are written by its name. */
export interface CoqStatement {
  readonly scope: Scope
  readonly hypotheses: readonly Relation[]
  readonly goal: Relation | 'false'
  /** Coq text such as `f x y` for terms that are the body of a definition. */
  readonly defined: ReadonlyMap<Term, string>
  /** The definitions that the proof unfolds. */
  readonly unfold: readonly string[]
}

const FROM_RELATION: Readonly<Record<RelationOperator, readonly [string, string]>> = {
  '>': ['pos_of_gt', 'gt_of_pos'],
  '>=': ['nonneg_of_ge', 'ge_of_nonneg'],
  '=': ['zero_of_eq', 'eq_of_zero'],
  '!=': ['nonzero_of_neq', 'neq_of_nonzero'],
}

const isGap = ({ right }: Relation): boolean => right.op !== 'number' || right.value.n !== 0n

/** A sign s that stands for sgn(base) in a statement. */
interface QuantifiedSign extends GivenSign {
  readonly base: Term
}

/**
 * The signs sgn(u) of a statement, which then speaks of all s with s^2 = 1 and s·u = |u|, as the kernel does. A
 * statement about the derivatives of defined functions has the function sgn instead.
 */
const quantifiedSigns = (
  { scope, defined }: CoqStatement,
  terms: readonly Term[],
  names: Identifiers,
): ReadonlyMap<string, QuantifiedSign> => {
  if ([...defined.keys()].some(hasSign)) return new Map()
  return new Map(
    [...signArguments(terms, scope)].map(([key, base]) => [
      key,
      {
        name: names.fresh('s'),
        square: names.internal('S'),
        product: names.internal('S'),
        base: termOfPolynomial(base, scope.variables),
      },
    ]),
  )
}

const hasSign = (term: Term): boolean => (term.op === 'call' && term.name === 'sgn') || children(term).some(hasSign)

/** A statement and a proof of a certificate as a Coq theorem. Throws `NotExported`. */
export const theoremText = (
  name: string,
  statement: CoqStatement,
  json: Json | undefined,
  symbolName: (name: string) => string,
  identifiers: Identifiers,
): string => {
  const { scope, goal, defined } = statement
  const names = identifiers.inner()
  const stated = [
    ...statement.hypotheses.flatMap(({ left, right }) => [left, right]),
    ...(goal === 'false' ? [] : [goal.left, goal.right]),
  ]
  const terms = [...stated, ...certificateTerms(json)]
  const signs = quantifiedSigns(statement, stated, names)
  const written: CoqNotation = {
    scope,
    symbol: symbolName,
    override: (term) => givenSignText(term, scope, signs),
  }
  const display: CoqNotation = {
    ...written,
    override: (term) => {
      const text = defined.get(term)
      return text === undefined ? written.override?.(term) : { text, strength: 5 }
    },
  }
  const occurring = new Set(terms.flatMap(symbols))
  const constants = [...scope.constants].filter(([constant]) => occurring.has(constant))
  const hypotheses = [
    ...constants.flatMap(([constant, value]) => constantHypotheses(constant, value)),
    ...statement.hypotheses,
  ]
  const named = hypotheses.map((relation) => ({ relation, name: names.internal('H') }))

  const shown = ({ left, op, right }: Relation): string => coqRelation(left, op, right, display)
  const binders = [
    ...[...scope.variables, ...scope.parameters, ...scope.constants.keys()]
      .filter((x) => occurring.has(x))
      .map(symbolName),
    ...[...signs.values()].map(({ name }) => name),
  ]
  const integers = [...scope.integers]
    .filter((n) => occurring.has(n))
    .map((n) => ({ symbol: n, name: names.internal('Z'), text: `integer ${symbolName(n)}` }))
  const signPremises = [...signs.values()].flatMap(({ name, base, square, product }) => {
    const u = coqArgument(base, written)
    return [
      { name: square, text: `${name} ^ 2 = 1` },
      { name: product, text: `${name} * ${u} = Rabs ${u}` },
    ]
  })
  const premises = [
    ...integers,
    ...signPremises,
    ...named.map(({ relation, name: hypothesis }) => ({ name: hypothesis, text: shown(relation) })),
  ]
  const parts = {
    binders,
    premises: premises.map(({ text }) => text),
    conclusion: goal === 'false' ? 'False' : shown(goal),
  }

  const atoms = nameAtoms(
    [...[...signs.values()].map(({ base }) => base), ...terms],
    written,
    names,
    signs,
    identityTactic,
  )
  const lines: string[] = []
  const intros = [...binders, ...premises.map((premise) => premise.name)]
  if (intros.length > 0) lines.push(`intros ${intros.join(' ')}.`)
  if (statement.unfold.length > 0) lines.push(`unfold ${statement.unfold.join(', ')} in *.`)
  lines.push(...atoms.lines)
  const rewrite = `rewrite ${atoms.equations
    .toReversed()
    .map((e) => `?${e}`)
    .join(', ')}`
  const usesAtoms = ({ left, right }: Relation): boolean =>
    [left, right].some((term) => coqText(term, written) !== coqText(term, atoms.notation))
  for (const h of named) if (usesAtoms(h.relation)) lines.push(`${rewrite} in ${h.name}.`)
  if (goal !== 'false' && usesAtoms(goal)) lines.push(`${rewrite}.`)
  let proof: Proof = {
    scope,
    atoms,
    names,
    written,
    facts: atoms.facts,
    rules: [],
    integers: new Map(integers.map((n) => [n.symbol, n.name])),
    closed: () => undefined,
  }
  proof = { ...proof, closed: (term, signs) => rationalSign(term, signs, proof) }
  for (const { relation, name: hypothesis } of named) {
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
  return [`Theorem ${name} :`, `${forall(parts)}.`, 'Proof.', ...lines.map((line) => `  ${line}`), 'Qed.'].join('\n')
}

/** The sign of a rational number, however it is written. */
const rationalSign = (term: Term, signs: Signs, proof: Proof): string | undefined => {
  const value = rationalValue(lower(term, proof.scope))
  if (value === undefined) return undefined
  const s = Q.sign(value)
  if (signs !== (s > 0 ? POSITIVE : s < 0 ? NEGATIVE : ZERO)) return undefined
  const text = rationalText(value).text
  return `(${signWord(signs)}_if (${text}) ${numberSign(value).proof} ${equationOf(proof, textIn(term, proof), text)})`
}
