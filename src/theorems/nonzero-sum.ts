import * as Q from '../kernel/rational.ts'
import { number, sum, type Term } from '../kernel/term.ts'

/** Whether a term is literally this number. */
export const isNumber = (term: Term, value: Q.Rational): boolean => term.op === 'number' && Q.equal(term.value, value)

/** The sum of what is not literally 0, so that claims stay short. */
export const nonzeroSum = (...parts: readonly Term[]): Term => {
  const [first, ...rest] = parts.filter((part) => !isNumber(part, Q.ZERO))
  return first === undefined ? number(0) : sum(first, ...rest)
}
