import { negated, number, printTerm, product, quotient, type Relation, raised, sum, type Term } from '../kernel/term.ts'
import { addends, signed } from './present.ts'

/** The same term with signs in front and positive addends first, for printing. */
const presentable = (term: Term): Term => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'add':
      return sum(
        ...addends(term).map(({ negative, body }) => (negative ? negated(presentable(body)) : presentable(body))),
      )
    case 'power':
      return raised(presentable(term.base), presentable(term.exponent))
    case 'call':
      return { ...term, args: term.args.map(presentable) }
    default: {
      const { negative, body } = signed(term)
      return negative ? negateInside(body) : inside(body)
    }
  }
}

const inside = (body: Term): Term => {
  switch (body.op) {
    case 'multiply':
      return product(...body.args.map(presentable))
    case 'divide':
      return quotient(presentable(body.numerator), presentable(body.denominator))
    default:
      return presentable(body)
  }
}

// −(a − b) reads better as b − a.
const negateInside = (body: Term): Term => {
  if (body.op === 'add') return presentable(negated(body))
  return body.op === 'number' ? number({ n: -body.value.n, d: body.value.d }) : negated(inside(body))
}

/** The term as plain text for users, such as `x^2 - y^2` or `2*x`; `parseExpression` reads back the same value and domain. */
export const printPlain = (term: Term): string => {
  const shown = presentable(term.op === 'negate' && term.arg.op === 'add' ? sum(...term.arg.args.map(negated)) : term)
  return printTerm(shown)
}

/** A relation as plain text, such as `x*y = 1`. */
export const printPlainRelation = ({ left, op, right }: Relation): string =>
  `${printPlain(left)} ${op} ${printPlain(right)}`
