import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { lower } from '../../kernel/lower.ts'
import * as Q from '../../kernel/rational.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { call, negated, number, sum, type Term } from '../../kernel/term.ts'
import { type JsonRecord, list, record, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { NONNEGATIVE, NONPOSITIVE, NONZERO, signWord } from './facts.ts'
import { integrality } from './integrality.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, type Proof, readTerm, textIn, withFact } from './proof-state.ts'
import { block, type Script, type ScriptOf } from './script.ts'
import { signBase } from './sign-atoms.ts'
import { signProof, weaken } from './signs.ts'

const CELL_SIGNS: Readonly<Record<string, Signs>> = {
  '<': NEGATIVE,
  '=': ZERO,
  '>': POSITIVE,
  '<=': NONPOSITIVE,
  '>=': NONNEGATIVE,
  '!=': NONZERO,
}

/** The cases Coq distinguishes, with the tactic; each is handled by a cell that allows its signs. */
const CASES: readonly (readonly [string, readonly Signs[]])[] = [
  ['cases_le_gt', [NONPOSITIVE, POSITIVE]],
  ['cases_lt_ge', [NEGATIVE, NONNEGATIVE]],
  ['cases_zero', [ZERO, NONZERO]],
  ['cases_sign', [NEGATIVE, ZERO, POSITIVE]],
]

/** In a case u < 0 or u > 0: sgn(u) = ∓1 as a rule and as a fact. */
const signFacts = (u: Term, signs: Signs, proof: Proof): { lines: Script; proof: Proof } => {
  const value = lower(u, proof.scope)
  if (value.size === 0 || (signs !== POSITIVE && signs !== NEGATIVE)) return { lines: [], proof }
  const { lead, base } = signBase(value)
  const found = proof.atoms.signOf(base)
  if (found === undefined) return { lines: [], proof }
  const isPositive = (signs === POSITIVE) === Q.sign(lead) > 0
  const rule = proof.names.internal('sign')
  const wanted = isPositive ? POSITIVE : NEGATIVE
  const unit = termOfPolynomial(base, proof.scope.variables)
  const reason = weaken(signProof(unit, proof), wanted)
  if (reason === undefined) return notExported('the sign of an absolute value')
  const text = isPositive ? '1' : '-1'
  const line = `assert (${rule} : ${found.name} = ${text}) by exact (sign_${signWord(wanted)} ${found.product} ${reason}).`
  const term = sum(call('sgn', unit), number(isPositive ? -1 : 1))
  const fact = proof.names.internal('sign')
  const gap = `assert (${fact} : ${textIn(term, proof)} = 0) by (rewrite ${rule}; ring).`
  const ruled = { ...proof, rules: [...proof.rules, { name: rule, denominator: 1n }] }
  return { lines: [line, gap], proof: withFact(ruled, fact, term, ZERO) }
}

/** In a case u > 0 or u < 0 of an integer u: u - 1 >= 0 or -u - 1 >= 0. */
const integerFacts = (u: Term, signs: Signs, name: string, proof: Proof): { lines: Script; proof: Proof } => {
  if (signs !== POSITIVE && signs !== NEGATIVE) return { lines: [], proof }
  const whole = integrality(u, proof)
  if (whole === undefined) return { lines: [], proof }
  const [lemma, term] =
    signs === POSITIVE
      ? ['integer_pos', sum(u, negated(number(1)))]
      : ['integer_neg', sum(negated(u), negated(number(1)))]
  const fact = proof.names.internal('apart')
  const line = `assert (${fact} : 0 <= ${textIn(term, proof)}) by exact (${lemma} ${whole} ${name}).`
  return { lines: [line], proof: withFact(proof, fact, term, NONNEGATIVE) }
}

/** Cases by the sign of a quantity. */
export const split = (fields: JsonRecord, goal: CoqGoal, start: Proof, scriptOf: ScriptOf): Script => {
  const u = readTerm(string(fields.on))
  const { lines, proof } = admitting([u], start)
  const text = `(${textIn(u, proof)})`
  const cells = list(fields.cells).map((cell) => ({
    signs: CELL_SIGNS[string(record(cell).sign)] ?? 0,
    proof: record(cell).proof,
  }))
  const cellFor = (signs: Signs) =>
    cells.find((cell) => cell.signs === signs) ?? cells.find((cell) => (signs & ~cell.signs) === 0)
  const score = (cases: readonly Signs[]): number =>
    cases.filter((signs) => cells.some((cell) => cell.signs === signs)).length
  const possible = CASES.filter(([, cases]) => cases.every((signs) => cellFor(signs) !== undefined))
  const chosen = [...possible].sort(([, a], [, b]) => score(b) / b.length - score(a) / a.length)[0]
  if (chosen === undefined) return notExported('a split whose cells Coq does not see to cover all signs')
  const name = proof.names.internal('c')
  const [lemmaName, cases] = chosen
  const pattern = cases.map(() => name).join(' | ')
  const open =
    cases.length === 3
      ? `destruct (${lemmaName} ${text}) as [${name} | [${name} | ${name}]].`
      : `destruct (${lemmaName} ${text}) as [${pattern}].`
  return [
    ...lines,
    open,
    ...cases.flatMap((signs) => {
      const cell = cellFor(signs)
      const apart = integerFacts(u, signs, name, withFact(proof, name, u, signs))
      const added = signFacts(u, signs, apart.proof)
      return block([...apart.lines, ...added.lines, ...scriptOf(cell?.proof, goal, added.proof)])
    }),
  ]
}
