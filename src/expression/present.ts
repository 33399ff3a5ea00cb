import { equal, negate, ONE, sign } from '../kernel/rational.ts'
import { number, product, quotient, type Term } from '../kernel/term.ts'

/** A term as ± body, where the body shows no sign in front. */
export interface Signed {
  readonly negative: boolean
  readonly body: Term
}

const isLiteralOne = (term: Term): boolean => term.op === 'number' && equal(term.value, ONE)

/** Moves the signs of numbers, factors, numerators and denominators to the front, numbers before other factors; factors 1 go. */
export const signed = (term: Term): Signed => {
  switch (term.op) {
    case 'number':
      return sign(term.value) < 0
        ? { negative: true, body: number(negate(term.value)) }
        : { negative: false, body: term }
    case 'negate': {
      const { negative, body } = signed(term.arg)
      return { negative: !negative, body }
    }
    case 'multiply': {
      const parts = term.args.map(signed)
      const negative = parts.filter((part) => part.negative).length % 2 === 1
      const factors = parts.flatMap(({ body }) => (body.op === 'multiply' ? body.args : [body]))
      const numbers = factors.filter((factor) => factor.op === 'number' && !isLiteralOne(factor))
      return { negative, body: product(...numbers, ...factors.filter((factor) => factor.op !== 'number')) }
    }
    case 'divide': {
      const top = signed(term.numerator)
      const bottom = signed(term.denominator)
      return { negative: top.negative !== bottom.negative, body: quotient(top.body, bottom.body) }
    }
    default:
      return { negative: false, body: term }
  }
}

/** The addends of a sum, nested sums opened, with a positive one in front where there is one. */
export const addends = (term: Term): readonly Signed[] => {
  const found: Signed[] = []
  const collect = (t: Term, flipped: boolean): void => {
    const { negative, body } = signed(t)
    const isNegative = negative !== flipped
    if (body.op === 'add') for (const arg of body.args) collect(arg, isNegative)
    else found.push({ negative: isNegative, body })
  }
  collect(term, false)
  const lead = found.findIndex((part) => !part.negative)
  if (lead <= 0) return found
  return [found[lead] as Signed, ...found.slice(0, lead), ...found.slice(lead + 1)]
}
