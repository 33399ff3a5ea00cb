import { absolute, compare, divide, negate, ONE, type Rational, rational, sign } from '../../kernel/rational.ts'
import * as A from '../polynomial.ts'
import { power } from '../polynomial-product.ts'

/** p + weight·m^k = Σ weight·square² or, where squares are not needed, Σ weight·monomial. */
export interface FormBound {
  readonly weight: Rational
  readonly parts: readonly { readonly weight: Rational; readonly base: A.Polynomial }[]
}

const half = (exponents: readonly number[]): number[] => exponents.map((e) => e / 2)

/**
 * For a form p of even degree 2k and m = Σ x² over its variables: a weight and squares with p + weight·m^k = Σ
 * weight·base². A monomial that is no square is a product of two halves, so a difference of squares, and the weight
 * outweighs all squares that are subtracted.
 */
export const evenFormBound = (p: A.Polynomial, m: A.Polynomial): FormBound => {
  const { names } = p
  const monomial = (exponents: readonly number[], coefficient = ONE) => A.fromTerms(names, [{ exponents, coefficient }])
  const parts: { weight: Rational; base: A.Polynomial }[] = []
  let subtracted = A.constant(0, names)
  for (const { exponents, coefficient: c } of A.terms(p)) {
    if (exponents.every((e) => e % 2 === 0)) {
      if (sign(c) > 0) parts.push({ weight: c, base: monomial(half(exponents)) })
      else subtracted = A.add(subtracted, monomial(exponents, negate(c)))
      continue
    }
    let left = A.degree(p) / 2
    const first = exponents.map((e) => {
      const own = Math.min(e, left)
      left -= own
      return own
    })
    const u = monomial(first)
    const v = monomial(exponents.map((e, i) => e - (first[i] as number)))
    const weight = divide(absolute(c), rational(2))
    parts.push({ weight, base: sign(c) > 0 ? A.add(u, v) : A.subtract(u, v) })
    subtracted = A.add(subtracted, A.scale(A.add(power(u, 2), power(v, 2)), weight))
  }
  const weight = A.terms(subtracted).reduce((most, { coefficient: c }) => (compare(c, most) > 0 ? c : most), ONE)
  const rest = A.subtract(A.scale(power(m, A.degree(p) / 2), weight), subtracted)
  for (const { exponents, coefficient } of A.terms(rest)) {
    parts.push({ weight: coefficient, base: monomial(half(exponents)) })
  }
  return { weight, parts }
}

/** For any form p of degree k and m = Σ x over its variables: p + weight·m^k as Σ weight·base with monomials `base`. */
export const positiveFormBound = (p: A.Polynomial, m: A.Polynomial): FormBound => {
  const { names } = p
  const weight = A.terms(p).reduce((most, { coefficient: c }) => (compare(negate(c), most) > 0 ? negate(c) : most), ONE)
  const whole = A.add(p, A.scale(power(m, A.degree(p)), weight))
  const parts = A.terms(whole).map(({ exponents, coefficient }) => ({
    weight: coefficient,
    base: A.fromTerms(names, [{ exponents, coefficient: ONE }]),
  }))
  return { weight, parts }
}
