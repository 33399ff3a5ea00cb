import { multiplyTerms, raiseTerm } from '../expression/combine.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power, vanishes } from '../kernel/normal-form.ts'
import { add, type Polynomial } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { isOne, number, type Term } from '../kernel/term.ts'
import { list, record, string } from './certificate-json.ts'
import { type Block, type Formula, paragraph, text } from './document.ts'
import { joined, polynomialTerm, readable, symbolic, termFormula, tidy } from './formula.ts'

/** One summand of the identity: its weight, square and nonnegative factors. */
interface Summand {
  readonly weight: Term
  readonly square: Term
  readonly times: readonly Term[]
}

/** weight · square² · times as one formula. */
const summandFormula = ({ weight, square, times }: Summand): Formula =>
  termFormula(multiplyTerms([weight, raiseTerm(square, number(2)), ...times].filter((factor) => !isOne(factor))))

const multipleFormula = (multiple: Json, sequent: Sequent): Formula => {
  const { of, by } = record(multiple)
  const factor = readable(string(by), sequent.scope)
  const equation = readable(string(of), sequent.scope)
  // A sum in parentheses shows which equation it is; the product would hide it.
  if (isOne(factor) && equation.op === 'add') {
    const { latex, plain } = termFormula(equation)
    return symbolic(`(${latex})`, `(${plain})`)
  }
  return termFormula(tidy(multiplyTerms([factor, equation])))
}

const isNegatedGoal = (factor: Term, goal: Polynomial, sequent: Sequent): boolean => {
  try {
    return vanishes(add(lower(factor, sequent.scope), goal))
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const MOST_IN_LINE = 48

const plus = ({ plain }: Formula): string => (plain.startsWith('-') ? '-' : '+')
const unsigned = ({ latex, plain }: Formula): Formula =>
  plain.startsWith('-') ? symbolic(latex.replace(/^-\s*/, ''), plain.replace(/^-\s*/, '')) : symbolic(latex, plain)

const NOUGHT = symbolic('0', '0')

const value = (term: Term, sequent: Sequent): Polynomial => lower(term, sequent.scope)

/**
 * A Positivstellensatz certificate as an identity to read.
 *
 * With the goal u > 0 (or ≥ 0) the summands that contain −u go to the left: σ·u = sum of squares + multiples of
 * equations, σ ≥ 0. Otherwise the sum is shown as it is: it would be 0 although one summand is positive.
 */
export const explainIdentity = (proof: Json, sequent: Sequent): readonly Block[] => {
  const fields = record(proof)
  if (list(fields.terms).some((term) => record(term).gram !== undefined)) {
    return [paragraph(text`This follows from an identity with a positive semidefinite Gram matrix.`)]
  }
  const absurd = list(fields.multiples)
    .map((multiple) => readable(string(record(multiple).of), sequent.scope))
    .find((equation) => equation.op === 'number' || (equation.op === 'negate' && equation.arg.op === 'number'))
  if (absurd !== undefined) {
    return [paragraph(text`Otherwise ${joined(termFormula(absurd), '=', '0')}, one of the equations, would hold.`)]
  }
  const summands = list(fields.terms).map((json): Summand & { readonly texts: readonly string[] } => {
    const term = record(json)
    const texts = list(term.times).map(string)
    return {
      weight: readable(string(term.weight), sequent.scope),
      square: readable(string(term.square), sequent.scope),
      times: texts.map((factor) => readable(factor, sequent.scope)),
      texts,
    }
  })
  const multiples = list(fields.multiples).map((multiple) => multipleFormula(multiple, sequent))
  const { goal } = sequent
  const isGoal = (t: Term): boolean =>
    goal !== 'false' && (goal.op === '>' || goal.op === '>=') && isNegatedGoal(t, goal.polynomial, sequent)
  const usesGoal = (s: Summand): boolean => s.times.some(isGoal)
  const moved = summands.filter(usesGoal)
  const rest = summands.filter((s) => !usesGoal(s)).map(summandFormula)
  const right = [...rest, ...multiples]
  const vanish = multiples.length > 0 ? ' (the multiples of the equations vanish)' : ''
  const isLinear = moved.every((s) => s.times.filter((t) => isGoal(t)).length === 1)
  if (goal === 'false' || moved.length === 0 || !isLinear) {
    const all = [...summands.map(summandFormula), ...multiples]
    const shown: Block = { kind: 'display', rows: [{ left: NOUGHT, relation: '=', right: all }] }
    const inLine = joined(NOUGHT, '=', ...all.flatMap((part, i) => (i === 0 ? [part] : [plus(part), unsigned(part)])))
    if (all.length <= 3 && inLine.plain.length <= MOST_IN_LINE) {
      return [paragraph(text`Otherwise the right-hand side of ${inLine} would be positive${vanish}.`)]
    }
    return [
      paragraph(text`Otherwise the right-hand side of the identity`),
      shown,
      paragraph(text`would be positive: none of its summands is negative and one is positive${vanish}.`),
    ]
  }
  const sigma = moved
    .map(({ weight, square, times }) =>
      times
        .filter((t) => !isGoal(t))
        .reduce(
          (p, t) => multiply(p, value(t, sequent)),
          multiply(value(weight, sequent), power(value(square, sequent), 2)),
        ),
    )
    .reduce(add)
  const multiplier = polynomialTerm(sigma, sequent.scope)
  const u = polynomialTerm(goal.polynomial, sequent.scope)
  const left = isOne(multiplier) ? u : tidy(multiplyTerms([multiplier, u]))
  const impossible = joined(termFormula(u), goal.op === '>' ? '≤' : '<', '0')
  const isConstant = multiplier.op === 'number'
  const conclusion =
    goal.op === '>=' && isConstant
      ? text`identically, and no summand on the right is negative${vanish}.`
      : text`identically. No summand on the right is negative${vanish}, and one summand is strictly positive: ${impossible} is impossible.`
  return [
    paragraph(text`Indeed`),
    {
      kind: 'display',
      rows: [{ left: termFormula(left), relation: '=', right: right.length === 0 ? [NOUGHT] : right }],
    },
    paragraph(conclusion),
  ]
}
