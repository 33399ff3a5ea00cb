import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power, vanishes } from '../kernel/normal-form.ts'
import { add, type Polynomial } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { isOne, number, product, quotient, raised, type Term } from '../kernel/term.ts'
import { list, record, string } from './certificate-json.ts'
import { type Block, type Formula, paragraph, text } from './document.ts'
import { joined, polynomialTerm, readable, symbolic, termFormula } from './formula.ts'

/** One summand of the identity: its weight, square and nonnegative factors. */
interface Summand {
  readonly weight: Term
  readonly square: Term
  readonly times: readonly Term[]
}

const isUnit = (term: Term): boolean => isOne(term)

/** weight · square² · times as one formula. */
const summandFormula = ({ weight, square, times }: Summand): Formula => {
  const isNumber = square.op === 'number'
  const factors = [
    ...(isUnit(weight) ? [] : [weight]),
    ...(isUnit(square) ? [] : [isNumber ? product(square, square) : raised(square, 2)]),
    ...times,
  ]
  if (factors.length === 0) return symbolic('1', '1')
  const [first, second] = factors
  // 1/12 (...)^2 reads better than a fraction with everything above it.
  return factors.length === 1 && first !== undefined
    ? termFormula(first)
    : termFormula(second === undefined ? quotient(first as Term, number(1)) : product(...factors))
}

const multipleFormula = (multiple: Json, sequent: Sequent): Formula => {
  const { of, by } = record(multiple)
  const factor = readable(string(by), sequent.scope)
  const equation = readable(string(of), sequent.scope)
  if (factor.op === 'number' && isOne(factor))
    return joined('', symbolic(`(${termFormula(equation).latex})`, `(${termFormula(equation).plain})`))
  return termFormula(product(factor, equation))
}

const isNegatedGoal = (factor: Term, goal: Polynomial, sequent: Sequent): boolean => {
  try {
    return vanishes(add(lower(factor, sequent.scope), goal))
  } catch {
    return false
  }
}

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
  const usesGoal = (s: Summand): boolean =>
    goal !== 'false' &&
    (goal.op === '>' || goal.op === '>=') &&
    s.times.some((t) => isNegatedGoal(t, goal.polynomial, sequent))
  const moved = summands.filter(usesGoal)
  const rest = summands.filter((s) => !usesGoal(s)).map(summandFormula)
  const onEquations = multiples.length > 0 ? ', and the multiples of the equations vanish' : ''
  if (goal !== 'false' && moved.length > 0) {
    const isLinear = moved.every((s) => s.times.filter((t) => isNegatedGoal(t, goal.polynomial, sequent)).length === 1)
    if (isLinear) {
      const sigma = moved
        .map(({ weight, square, times }) =>
          times
            .filter((t) => !isNegatedGoal(t, goal.polynomial, sequent))
            .reduce(
              (p, t) => multiply(p, value(t, sequent)),
              multiply(value(weight, sequent), power(value(square, sequent), 2)),
            ),
        )
        .reduce(add)
      const multiplier = polynomialTerm(sigma, sequent.scope)
      const u = polynomialTerm(goal.polynomial, sequent.scope)
      const left = isOne(multiplier) ? u : product(multiplier, u)
      const right = [...rest, ...multiples]
      return [
        paragraph(text`Indeed`),
        {
          kind: 'display',
          rows: [{ left: termFormula(left), relation: '=', right: right.length === 0 ? [symbolic('0', '0')] : right }],
        },
        paragraph(
          text`identically. Here every square is nonnegative, as are its factors${onEquations}; the strictly positive part decides.`,
        ),
      ]
    }
  }
  return [
    paragraph(text`Otherwise the left side of the identity`),
    {
      kind: 'display',
      rows: [{ left: symbolic('0', '0'), relation: '=', right: [...summands.map(summandFormula), ...multiples] }],
    },
    paragraph(text`would be positive: no summand is negative${onEquations}, and one of them is strictly positive.`),
  ]
}
