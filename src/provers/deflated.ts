import { multiply, vanishes } from '../kernel/normal-form.ts'
import { add, integer, type Polynomial } from '../kernel/polynomial.ts'

/** p/(x − v) for the coefficients of p, constant first; undefined where the remainder is not 0. */
export const deflated = (p: readonly Polynomial[], v: Polynomial): Polynomial[] | undefined => {
  const quotient: Polynomial[] = []
  let carry: Polynomial = integer(0)
  for (let i = p.length - 1; i >= 0; i--) {
    carry = add(p[i] as Polynomial, multiply(carry, v))
    if (i > 0) quotient.unshift(carry)
  }
  return vanishes(carry) ? quotient : undefined
}
