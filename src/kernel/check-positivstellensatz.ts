import { type Json, readList, readMap, readObject, readRational, readText, readTexts } from './json.ts'
import { multiply, power, vanishes } from './normal-form.ts'
import { add, atomsOf, negate, type Polynomial, scale, subtract, zero } from './polynomial.ts'
import { isPositiveSemidefinite } from './positive-semidefinite.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import { admitText, fact, type Goal, type Sequent, signsUnder, withFacts, within } from './sequent.ts'
import type { Fact } from './sign.ts'
import { printTerm } from './term.ts'

/** The hypothesis that the goal fails. */
const negatedGoal = (goal: Goal): Fact[] => {
  if (goal === 'false') return []
  const { polynomial, op } = goal
  switch (op) {
    case '>':
      return [fact(negate(polynomial), '>=')]
    case '>=':
      return [fact(negate(polynomial), '>')]
    case '=':
      return [fact(polynomial, '!=')]
    case '!=':
      return [fact(polynomial, '=')]
  }
}

/** A term that is ± the polynomial of an equation among the hypotheses. Refuses any other. */
export const equationAmong = (text: Json, sequent: Sequent): Polynomial => {
  const of = admitText(readText(text), sequent).value
  const isKnown = sequent.hypotheses.some(
    ({ polynomial: e, op }) => op === '=' && (vanishes(subtract(of, e)) || vanishes(add(of, e))),
  )
  return isKnown ? of : refuse('multiple', `"${readText(text)}" is not an equation among the hypotheses`)
}

/** Σ by·of, where every `of` is ± the polynomial of an equation among the hypotheses. */
export const sumOfMultiples = (multiples: Json, sequent: Sequent): Polynomial =>
  readList(multiples).reduce<Polynomial>((sum, multiple) => {
    const { of, by } = readObject(multiple, ['of', 'by'])
    const equation = equationAmong(of as Json, sequent)
    return add(sum, multiply(admitText(readText(by), sequent).value, equation))
  }, zero)

/** The square, or the Gram form Σ matrix_ij b_i b_j; never negative. `nonzero` where it cannot vanish. */
const squarePart = (term: Json, sequent: Sequent): { value: Polynomial; nonzero: boolean } => {
  const { square, gram } = readObject(term, ['weight', 'times'], ['square', 'gram'])
  if ((square === undefined) === (gram === undefined)) refuse('format', 'a term has either a square or a gram form')
  if (square !== undefined) {
    const base = admitText(readText(square), sequent)
    return { value: power(base.value, 2), nonzero: within(signsUnder(base.term, sequent), '!=') }
  }
  const { basis, matrix } = readObject(gram, ['basis', 'matrix'])
  const elements = readTexts(basis).map((b) => admitText(b, sequent).value)
  const rows = readList(matrix).map((row) => readList(row).map(readRational))
  const isSquare = rows.length === elements.length && rows.every((row) => row.length === elements.length)
  if (!isSquare || !isPositiveSemidefinite(rows)) refuse('gram', 'the matrix is not symmetric positive semidefinite')
  const value = rows.reduce<Polynomial>(
    (sum, row, i) =>
      row.reduce(
        (s, entry, j) =>
          Q.isZero(entry) ? s : add(s, scale(multiply(elements[i] as Polynomial, elements[j] as Polynomial), entry)),
        sum,
      ),
    zero,
  )
  return { value, nonzero: false }
}

/** Checks a sum of nonnegative products, one of them positive, that is zero on the equations (`proofs/FORMAT.md` §4.3). */
export const checkPositivstellensatz = (proof: Json, sequent: Sequent): void => {
  const fields = readObject(proof, ['kind', 'terms', 'multiples'])
  const refuted = withFacts(sequent, ...negatedGoal(sequent.goal))
  let total = sumOfMultiples(fields.multiples as Json, refuted)
  let hasStrict = false
  for (const term of readList(fields.terms)) {
    const { value, nonzero } = squarePart(term, refuted)
    const weightText = readText(readMap(term).get('weight'))
    const weight = admitText(weightText, refuted)
    if ([...atomsOf(weight.value)].some((atom) => atom.kind === 'variable')) {
      refuse('weight', `the weight ${weightText} contains a variable`)
    }
    const factors = readTexts(readMap(term).get('times')).map((t) => admitText(t, refuted))
    let strict = nonzero
    for (const factor of [weight, ...factors]) {
      const signs = signsUnder(factor.term, refuted)
      if (!within(signs, '>=')) {
        refuse(factor === weight ? 'weight' : 'sign', `${printTerm(factor.term)} need not be nonnegative`)
      }
      strict &&= within(signs, '>')
    }
    hasStrict ||= strict
    total = add(
      total,
      factors.reduce((p, f) => multiply(p, f.value), multiply(weight.value, value)),
    )
  }
  if (!hasStrict) refuse('strict', 'no term is strictly positive')
  if (!vanishes(total)) refuse('identity', 'the certificate does not sum to zero')
}
