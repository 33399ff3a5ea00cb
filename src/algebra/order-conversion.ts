import { rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { dividesMonomial } from './buchberger.ts'
import { combinationOf } from './eliminant.ts'
import { dimension, type GroebnerBasis, reducer } from './groebner.ts'
import { type MonomialOrder, monomialKeys } from './monomial-order.ts'
import { fromTerms, isZero, negate, type Polynomial } from './polynomial.ts'
import { primitivePart } from './polynomial-division.ts'
import { multiply } from './polynomial-product.ts'

/**
 * The reduced Gröbner basis of the same ideal for another monomial order, by linear algebra on normal forms (Faugère,
 * Gianni, Lazard and Mora 1993); undefined where the ideal has infinitely many complex zeros. Throws BudgetSpent.
 */
export const convertOrder = (basis: GroebnerBasis, order: MonomialOrder, budget: Budget): GroebnerBasis | undefined => {
  if (dimension(basis) > 0) return undefined
  const { names } = basis
  const { encode } = monomialKeys(names.length, order)
  const normal = reducer(basis, budget)
  const monomial = (exponents: readonly number[]): Polynomial =>
    fromTerms(names, [{ exponents, coefficient: rational(1) }])
  const standard: { readonly exponents: readonly number[]; readonly form: Polynomial }[] = []
  const elements: Polynomial[] = []
  const leading: (readonly number[])[] = []
  const start = names.map(() => 0)
  const waiting = new Map<string, { readonly exponents: readonly number[]; readonly form: Polynomial }>([
    [start.join(), { exponents: start, form: normal(monomial(start)) }],
  ])
  while (waiting.size > 0) {
    charge(budget)
    const [key, next] = [...waiting].reduce((a, b) => (encode(b[1].exponents) < encode(a[1].exponents) ? b : a))
    waiting.delete(key)
    const { exponents, form } = next
    if (leading.some((l) => dividesMonomial(l, exponents))) continue
    const relation = combinationOf(
      form,
      standard.map((s) => s.form),
      budget,
    )
    if (isZero(form) || relation !== undefined) {
      const terms = standard.map((s, i) => ({
        exponents: s.exponents,
        coefficient: rational(-(relation?.numerators[i] ?? 0n), relation?.denominator ?? 1n),
      }))
      elements.push(leadingPositive(fromTerms(names, [...terms, { exponents, coefficient: rational(1) }]), exponents))
      leading.push(exponents)
      continue
    }
    standard.push(next)
    names.forEach((_, k) => {
      const raised = exponents.map((e, j) => (j === k ? e + 1 : e))
      if (waiting.has(raised.join()) || leading.some((l) => dividesMonomial(l, raised))) return
      const variable = monomial(start.map((_, j) => (j === k ? 1 : 0)))
      waiting.set(raised.join(), { exponents: raised, form: normal(multiply(form, variable)) })
    })
  }
  return { names, order, elements, leading }
}

/** The primitive part whose coefficient at the given monomial is positive. */
const leadingPositive = (p: Polynomial, exponents: readonly number[]): Polynomial => {
  const q = primitivePart(p)
  const n = q.names.length
  for (let i = 0; i < q.numerators.length; i++)
    if (exponents.every((e, k) => e === q.exponents[i * n + k]) && (q.numerators[i] as number | bigint) < 0)
      return negate(q)
  return q
}
