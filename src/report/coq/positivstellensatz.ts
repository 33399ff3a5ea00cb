import type { Json } from '../../kernel/json.ts'
import * as Q from '../../kernel/rational.ts'
import { POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { negated, number, product, type RelationOperator, raised, sum, type Term } from '../../kernel/term.ts'
import { type JsonRecord, list, record, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { NONNEGATIVE, NONZERO, signStatement, signWord } from './facts.ts'
import { gramSquares } from './gram-squares.ts'
import { multiplesOf } from './multiples.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, equationOf, type Proof, readTerm, textIn, withFact } from './proof-state.ts'
import type { Script } from './script.ts'
import { signProof, weaken } from './signs.ts'

const CONTRADICTION: Readonly<Record<RelationOperator, readonly [string, Signs]>> = {
  '>': ['apply pos_by_contradiction; intros', NONNEGATIVE],
  '>=': ['apply nonneg_by_contradiction; intros', POSITIVE],
  '=': ['apply zero_by_contradiction; intros', NONZERO],
  '!=': ['intros', ZERO],
}

/** Supposes that the goal fails. */
const supposing = (goal: CoqGoal, proof: Proof): { line: Script; proof: Proof } => {
  if (goal === 'false') return { line: [], proof }
  const [tactic, signs] = CONTRADICTION[goal.op]
  const name = proof.names.internal('neg')
  const term = goal.op === '>' || goal.op === '>=' ? negated(goal.term) : goal.term
  return { line: [`${tactic} ${name}.`], proof: withFact(proof, name, term, signs) }
}

const isOne = (term: Term): boolean => term.op === 'number' && Q.equal(term.value, Q.ONE)

/** weight · square² · Π times as terms: one for each square. */
const summands = (json: Json): readonly Term[] => {
  const fields = record(json)
  const factor = readTerm(string(fields.weight))
  const times = list(fields.times).map((t) => readTerm(string(t)))
  const squares =
    fields.gram === undefined
      ? [{ weight: number(1), square: readTerm(string(fields.square)) }]
      : gramSquares(fields.gram)
  return squares.map(({ weight, square }) => {
    const factors = [factor, weight, isOne(square) ? square : raised(square, 2), ...times]
    return product(...factors.filter((f) => !isOne(f)))
  })
}

/** A sum of nonnegative products, one of them positive, that is zero on the equations. */
export const positivstellensatz = (fields: JsonRecord, goal: CoqGoal, start: Proof): Script => {
  const supposed = supposing(goal, start)
  const terms = list(fields.terms).flatMap(summands)
  const admitted = admitting(
    [
      ...terms,
      ...list(fields.multiples).flatMap((m) => [readTerm(string(record(m).by)), readTerm(string(record(m).of))]),
      ...(goal === 'false' ? [] : [goal.term]),
    ],
    supposed.proof,
  )
  const { proof } = admitted
  const lines = [...supposed.line, ...admitted.lines]
  const named = terms.map((term) => {
    const found = signProof(term, proof)
    const signs = (found.signs & ~POSITIVE) === 0 ? POSITIVE : NONNEGATIVE
    const reason = weaken(found, signs)
    if (reason === undefined) return notExported('a term whose sign the structure does not show to Coq')
    const name = proof.names.internal('t')
    lines.push(`assert (${name} : ${signStatement(`(${textIn(term, proof)})`, signs)}) by exact ${reason}.`)
    return { term, signs, proof: name }
  })
  const [first, ...others] = named
  if (first === undefined) return notExported('a certificate without terms')
  const whole = others.reduce(
    (a, b) => ({
      term: sum(a.term, b.term),
      signs: a.signs === POSITIVE || b.signs === POSITIVE ? POSITIVE : NONNEGATIVE,
      proof: `(add_${signWord(a.signs)}_${signWord(b.signs)} ${a.proof} ${b.proof})`,
    }),
    first,
  )
  if (whole.signs !== POSITIVE) return notExported('a sum whose positive term the structure does not show to Coq')
  const multiples = multiplesOf(fields.multiples, proof)
  const total = `${textIn(sum(...terms), proof)} + (${textIn(multiples.term, proof)})`
  lines.push(`exact (contradiction ${whole.proof} ${multiples.proof} ${equationOf(proof, total, '0')}).`)
  return lines
}
