import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { lower } from '../../kernel/lower.ts'
import { leadingCoefficient, scale } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { call, number, sum, type Term } from '../../kernel/term.ts'
import { type JsonRecord, list, record, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { coqText } from './coq-term.ts'
import { NONNEGATIVE, NONPOSITIVE, NONZERO, signWord } from './facts.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, type Proof, readTerm, textIn, withFact } from './proof-state.ts'
import { block, type Script, type ScriptOf } from './script.ts'
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
const signFacts = (u: Term, signs: Signs, name: string, proof: Proof): { lines: Script; proof: Proof } => {
  const value = lower(u, proof.scope)
  if (value.size === 0 || (signs !== POSITIVE && signs !== NEGATIVE)) return { lines: [], proof }
  const lead = leadingCoefficient(value)
  const base = scale(value, Q.invert(lead))
  const found = proof.atoms.signOf(base)
  if (found === undefined) return { lines: [], proof }
  const isPositive = (signs === POSITIVE) === Q.sign(lead) > 0
  const rule = proof.names.internal('sign')
  const size = coqText(number(Q.absolute(lead)), proof.written)
  const wanted = isPositive ? POSITIVE : NEGATIVE
  const unit = termOfPolynomial(base, proof.scope.variables)
  const known = signProof(unit, proof)
  const reason = weaken(known, wanted)
  if (reason === undefined) return notExported(`the sign of ${name} times ${size}`)
  const text = isPositive ? '1' : '-1'
  const line = `assert (${rule} : ${found.name} = ${text}) by (rewrite <- ${found.equation}; exact (sgn_${signWord(wanted)} ${reason})).`
  const term = sum(call('sgn', unit), number(isPositive ? -1 : 1))
  const fact = proof.names.internal('sign')
  const gap = `assert (${fact} : ${textIn(term, proof)} = 0) by (rewrite ${rule}; ring).`
  const ruled = { ...proof, rules: [...proof.rules, { name: rule, denominator: 1n }] }
  return { lines: [line, gap], proof: withFact(ruled, fact, term, ZERO) }
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
      const added = signFacts(u, signs, name, withFact(proof, name, u, signs))
      return block([...added.lines, ...scriptOf(cell?.proof, goal, added.proof)])
    }),
  ]
}
