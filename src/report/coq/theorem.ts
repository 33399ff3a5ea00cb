import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { rationalValue } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { AlgebraicConstant, Scope } from '../../kernel/scope.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import {
  negated,
  number,
  type Relation,
  type RelationOperator,
  raised,
  sum,
  symbol,
  symbols,
  type Term,
} from '../../kernel/term.ts'
import { admitting } from './admitting.ts'
import { nameAtoms } from './atoms.ts'
import { certificateTerms } from './certificate-terms.ts'
import { type CoqNotation, coqRelation, coqText, rationalText } from './coq-term.ts'
import { NONNEGATIVE, SIGNS_OF, signStatement, signWord } from './facts.ts'
import { forall } from './forall.ts'
import type { Identifiers } from './identifiers.ts'
import { scriptOf } from './proof-script.ts'
import { type CoqGoal, equationOf, gapOf, identityTactic, type Proof, textIn, withFact } from './proof-state.ts'
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

const polynomialOf = (coefficients: readonly Q.Rational[], x: Term, scale: bigint): Term =>
  sum(
    ...coefficients
      .flatMap((c, k): Term[] => {
        if (Q.isZero(c)) return []
        const size = number(Q.multiply(Q.absolute(c), Q.rational(scale)))
        const power = k === 1 ? x : raised(x, k)
        const isUnit = size.op === 'number' && Q.equal(size.value, Q.ONE)
        const term: Term = k === 0 ? size : isUnit ? power : { op: 'multiply', args: [size, power] }
        return [Q.sign(c) < 0 ? negated(term) : term]
      })
      .reverse(),
  )

/** The definition of an algebraic constant, with whole coefficients. */
const constantHypotheses = (name: string, { polynomial, interval }: AlgebraicConstant): readonly Relation[] => {
  const scale = polynomial.reduce((product, c) => product * c.d, 1n)
  const x = symbol(name)
  return [
    { left: polynomialOf(polynomial, x, scale), op: '=', right: number(0) },
    { left: x, op: '>', right: number(interval[0]) },
    { left: number(interval[1]), op: '>', right: x },
  ]
}

const leadOf = ({ polynomial }: AlgebraicConstant): bigint => {
  const lead = polynomial[polynomial.length - 1] as Q.Rational
  return Q.multiply(Q.absolute(lead), Q.rational(polynomial.reduce((product, c) => product * c.d, 1n))).n
}

/** 2 * theta ^ 3 = 1, as `ring` wants it. */
const constantRule = (name: string, { polynomial }: AlgebraicConstant): { left: Term; right: Term } => {
  const lead = polynomial[polynomial.length - 1] as Q.Rational
  const scale = polynomial.reduce((product, c) => product * c.d, 1n) * (Q.sign(lead) < 0 ? -1n : 1n)
  const x = symbol(name)
  const rest = polynomial.slice(0, -1).map(Q.negate)
  const top = polynomial.map((c, k) => (k === polynomial.length - 1 ? c : Q.ZERO))
  const right = rest.some((c) => !Q.isZero(c))
    ? polynomialOf(
        rest.map((c) => Q.multiply(c, Q.rational(scale))),
        x,
        1n,
      )
    : number(0)
  return {
    left: polynomialOf(
      top.map((c) => Q.multiply(c, Q.rational(scale))),
      x,
      1n,
    ),
    right,
  }
}

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
  const written: CoqNotation = { scope, symbol: symbolName }
  const display: CoqNotation = {
    ...written,
    override: (term) => {
      const text = defined.get(term)
      return text === undefined ? undefined : { text, strength: 5 }
    },
  }
  const terms = [
    ...statement.hypotheses.flatMap(({ left, right }) => [left, right]),
    ...(goal === 'false' ? [] : [goal.left, goal.right]),
    ...certificateTerms(json),
  ]
  const occurring = new Set(terms.flatMap(symbols))
  const constants = [...scope.constants].filter(([constant]) => occurring.has(constant))
  const hypotheses = [
    ...constants.flatMap(([constant, value]) => constantHypotheses(constant, value)),
    ...statement.hypotheses,
  ]
  const named = hypotheses.map((relation) => ({ relation, name: names.internal('H') }))

  const binders = [...scope.variables, ...scope.parameters, ...scope.constants.keys()]
    .filter((x) => occurring.has(x))
    .map(symbolName)
  const shown = ({ left, op, right }: Relation): string => coqRelation(left, op, right, display)
  const parts = {
    binders,
    premises: hypotheses.map(shown),
    conclusion: goal === 'false' ? 'False' : shown(goal),
  }

  const atoms = nameAtoms(terms, written, names, identityTactic)
  const lines: string[] = []
  const intros = [...binders, ...named.map((h) => h.name)]
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
  let proof: Proof = { scope, atoms, names, written, facts: atoms.facts, rules: [], closed: () => undefined }
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
