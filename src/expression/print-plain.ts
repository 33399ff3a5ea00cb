import { negated, number, printTerm, product, quotient, type Relation, raised, sum, type Term } from '../kernel/term.ts'
import { addends } from './present.ts'

/** The same term with signs in front and positive addends first, for printing. */
const presentable = (term: Term): Term => {
  const parts = addends(term)
  return sum(
    ...parts.map(({ negative, body }) => {
      const shown = presentableBody(body)
      if (!negative) return shown
      const isAlone = parts.length === 1 && shown.op === 'number'
      return isAlone ? number({ n: -shown.value.n, d: shown.value.d }) : negated(shown)
    }),
  )
}

const presentableBody = (body: Term): Term => {
  switch (body.op) {
    case 'multiply':
      return product(...body.args.map(presentable))
    case 'divide':
      return quotient(presentable(body.numerator), presentable(body.denominator))
    case 'power':
      return raised(presentable(body.base), presentable(body.exponent))
    case 'call':
      return { ...body, args: body.args.map(presentable) }
    default:
      return body
  }
}

/**
 * The term as plain text for users, such as `x^2 - y^2` or `2*x`. `parseExpression` (with `printed` where sgn or root
 * occurs) and the kernel's `parseTerm` read back the same value on the same domain.
 */
export const printPlain = (term: Term): string => printTerm(presentable(term))

/** A relation as plain text, such as `x*y = 1`. */
export const printPlainRelation = ({ left, op, right }: Relation): string =>
  `${printPlain(left)} ${op} ${printPlain(right)}`
