import * as Fast from '../algebra/polynomial.ts'
import { evaluate } from '../algebra/polynomial-calculus.ts'
import * as Q from '../kernel/rational.ts'
import { baseGradient, type GradientField } from './gradient-field.ts'
import type { Factor, ProductForm } from './law-form.ts'

/** The values of the partial derivatives of a polynomial. */
const gradientValues = (
  p: Fast.Polynomial,
  variables: readonly string[],
  point: ReadonlyMap<string, Q.Rational>,
): Q.Rational[] => {
  const values = p.names.map((name) => point.get(name) ?? Q.ZERO)
  const place = p.names.map((name) => variables.indexOf(name))
  const slope = variables.map(() => Q.ZERO)
  for (const { exponents, coefficient } of Fast.terms(p)) {
    const factors = exponents.flatMap((e, k) => (e === 0 ? [] : [[k, e] as const]))
    for (const [own, times] of factors) {
      const i = place[own] as number
      if (i < 0) continue
      const value = factors.reduce(
        (total, [k, e]) => Q.multiply(total, Q.power(values[k] as Q.Rational, k === own ? e - 1 : e)),
        Q.multiply(coefficient, Q.rational(times)),
      )
      slope[i] = Q.add(slope[i] as Q.Rational, value)
    }
  }
  return slope
}

/** The gradient of the logarithm of the law at a rational point, undefined where a factor vanishes there. */
export const logarithmicGradient = (
  form: ProductForm,
  field: GradientField,
  point: ReadonlyMap<string, Q.Rational>,
): Q.Rational[] | undefined => {
  const slopeOver = (p: Fast.Polynomial): Q.Rational[] | undefined => {
    const value = evaluate(p, point)
    if (Q.isZero(value)) return undefined
    const slope =
      field.functions.length === 0
        ? gradientValues(p, field.base, point)
        : baseGradient(field, p).map((entry) => evaluate(entry, point))
    return slope.map((entry) => Q.divide(entry, value))
  }
  let total = field.base.map(() => Q.ZERO)
  const accumulate = (factors: readonly Factor[], times: Q.Rational): boolean =>
    factors.every(({ base, exponent }) => {
      const slope = slopeOver(base)
      if (slope === undefined) return false
      const weight = Q.multiply(times, evaluate(exponent, point))
      total = total.map((q, i) => Q.add(q, Q.multiply(weight, slope[i] as Q.Rational)))
      return true
    })
  if (!accumulate(form.factors, Q.ONE)) return undefined
  if (form.exponential === undefined) return total
  const { numerator, denominator } = form.exponential
  // ∇(u/v) = (∇u − u·∇v/v)/v.
  const bottom = denominator.reduce(
    (p, { base, exponent }) =>
      Q.multiply(p, Q.power(evaluate(base, point), Number(Fast.constantValue(exponent)?.n ?? 1n))),
    Q.ONE,
  )
  if (Q.isZero(bottom)) return undefined
  const top = evaluate(numerator, point)
  if (!accumulate(denominator, Q.negate(Q.divide(top, bottom)))) return undefined
  const slope = baseGradient(field, numerator)
  return total.map((q, i) => Q.add(q, Q.divide(evaluate(slope[i] as Fast.Polynomial, point), bottom)))
}
