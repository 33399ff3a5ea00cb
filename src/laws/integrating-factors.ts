import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import * as Q from '../kernel/rational.ts'
import { number, printTerm, quotient } from '../kernel/term.ts'
import { type Budget, charge } from '../search/budget.ts'
import {
  exponentialForm,
  logarithmicRelations,
  numeratorMonomials,
  stacked,
  usualDenominators,
} from './cofactor-laws.ts'
import { conjugatePairs, type DarbouxPolynomial } from './darboux-polynomials.ts'
import { alongField, baseGradient, type GradientField, namesOf, slopeDenominator } from './gradient-field.ts'
import { type Factor, type ProductForm, quantityTerm, termOf } from './law-form.ts'
import type { LinearRelation } from './linear-relations.ts'
import { combination } from './linear-relations.ts'
import { degreeInVariables, normalSign } from './polynomial-laws.ts'
import { type PairLaw, pairLaw } from './quadratic-laws.ts'

/** R with div(R·X) = 0 in the plane: R^scale = ∏ p_i^weight_i·exp(numerator/denominator). */
interface IntegratingFactor {
  readonly scale: Fast.Polynomial
  /** One for each Darboux polynomial, over the parameters. */
  readonly weights: readonly Fast.Polynomial[]
  readonly numerator: Fast.Polynomial
  readonly denominator: readonly Factor[]
}

/** The field whose coordinates laws are written in, and the parameters that are integers. */
export interface Presentation {
  readonly shown: GradientField
  readonly integers: readonly string[]
}

const MAX_DEGREE = 16
const EXPONENT_DEGREE = 2

/** The divergence of X in the plane of the variables. */
const divergence = (field: GradientField): Fast.Polynomial =>
  field.base.reduce(
    (sum, _, i) => Fast.add(sum, baseGradient(field, field.components[i] as Fast.Polynomial)[i] as Fast.Polynomial),
    Fast.constant(0, namesOf(field)),
  )

/** One integrating factor: a product of powers if there is one, else with the exponential of a simple quotient. */
const integratingFactor = (
  field: GradientField,
  darboux: readonly DarbouxPolynomial[],
  budget: Budget,
): IntegratingFactor | undefined => {
  const names = namesOf(field)
  const div = divergence(field)
  const monomials = numeratorMonomials(field, EXPONENT_DEGREE)
  const attempts = [
    { denominator: [], numerators: [] },
    ...usualDenominators(darboux)
      .slice(0, 1 + 2 * darboux.length)
      .map((denominator) => ({ denominator, numerators: denominator.length === 0 ? monomials.slice(1) : monomials })),
  ]
  for (const { denominator, numerators } of attempts) {
    charge(budget, 500)
    const [first] = denominator
    const own = first === undefined ? undefined : darboux.find(({ polynomial }) => polynomial === first.base)
    const times = first === undefined ? 0 : Number(Fast.constantValue(first.exponent)?.n ?? 1n)
    const v = Array.from({ length: times }).reduce<Fast.Polynomial>(
      (p) => multiply(p, (first as Factor).base),
      Fast.constant(1, names),
    )
    const cofactor =
      own === undefined ? Fast.constant(0, names) : Fast.scale(own.cofactors[0] as Fast.Polynomial, times)
    const columns = [
      [multiply(v, div)],
      ...darboux.map(({ cofactors }) => [multiply(v, cofactors[0] as Fast.Polynomial)]),
      ...numerators.map((m) => [Fast.subtract(alongField(field, m), multiply(cofactor, m))]),
    ]
    const relation = stacked(columns, [field], budget).find((found) => found.has(0))
    if (relation === undefined) continue
    const scale = relation.get(0) as Fast.Polynomial
    const sign = (Fast.terms(scale)[0]?.coefficient.n ?? 1n) < 0n ? -1 : 1
    const entry = (j: number): Fast.Polynomial => Fast.scale(relation.get(j) ?? Fast.constant(0, scale.names), sign)
    return {
      scale: entry(0),
      weights: darboux.map((_, j) => entry(j + 1)),
      numerator: numerators.reduce(
        (sum, m, j) => Fast.add(sum, multiply(Fast.rename(entry(j + 1 + darboux.length), names), m)),
        Fast.constant(0, names),
      ),
      denominator,
    }
  }
  return undefined
}

/** The exponent of p_i in R as an integer, where it is one. */
const integerExponent = (weight: Fast.Polynomial, scale: Fast.Polynomial): number | undefined => {
  const [above, below] = [Fast.constantValue(weight), Fast.constantValue(scale)]
  if (above === undefined || below === undefined) return undefined
  const value = Q.divide(above, below)
  return value.d === 1n ? Number(value.n) : undefined
}

/** ∏ p_i^weight_i·u^scale·exp(g) without common factors in its exponents. */
const withCoprimeExponents = (form: ProductForm): ProductForm => {
  const values = form.factors.map(({ exponent }) => Fast.constantValue(exponent)?.n)
  if (form.exponential !== undefined || values.some((k) => k === undefined)) return form
  const common = (values as bigint[]).reduce(Fast.integerGcd, 0n)
  if (common <= 1n) return form
  return {
    factors: form.factors.map(({ base, exponent }) => ({
      base,
      exponent: Fast.scale(exponent, Q.rational(1n, common)),
    })),
  }
}

/** The law ∏ p_i^(n_i + 1)·u·exp(g) for an integrating factor ∏ p_i^n_i·exp(g), by linear algebra for u. */
const powerLaw = (
  field: GradientField,
  darboux: readonly DarbouxPolynomial[],
  { scale, weights, numerator, denominator }: IntegratingFactor,
  budget: Budget,
): ProductForm | undefined => {
  const names = namesOf(field)
  const over = (p: Fast.Polynomial): Fast.Polynomial => Fast.rename(p, names)
  // Where n_i is a nonnegative integer, p_i need not divide the law.
  const taken = weights.map((weight) => {
    const n = integerExponent(weight, scale)
    return n === undefined || n < 0
  })
  const exponents = weights.map((weight, i) => (taken[i] ? Fast.add(weight, scale) : Fast.constant(0, scale.names)))
  const degrees = darboux.map(({ polynomial }) => degreeInVariables(polynomial, field))
  const highest = Math.max(...field.components.map((p) => degreeInVariables(p, field)))
  const isExponential = !Fast.isZero(numerator)
  const exact = weights.reduce(
    (sum, weight, i) =>
      taken[i] ? sum - (degrees[i] as number) : sum + (integerExponent(weight, scale) ?? 0) * (degrees[i] as number),
    highest + 1,
  )
  const isLoose = isExponential || field.parameters.length > 0 || field.functions.length > 0
  const bound = isLoose ? Math.max(exact, 0) + 3 : exact
  if (bound < 0 || bound > MAX_DEGREE) return undefined
  // X log(exp(g)) = −(scale·div + Σ weight_i·K_i), and the law's logarithmic derivative has to vanish.
  const known = isExponential
    ? weights.reduce(
        (sum, weight, i) => Fast.subtract(sum, multiply(over(weight), darboux[i]?.cofactors[0] as Fast.Polynomial)),
        Fast.negate(multiply(over(scale), divergence(field))),
      )
    : Fast.constant(0, names)
  const factorCofactor = exponents.reduce(
    (sum, e, i) => Fast.add(sum, multiply(over(e), darboux[i]?.cofactors[0] as Fast.Polynomial)),
    known,
  )
  const monomials = numeratorMonomials(field, bound)
  const columns = monomials.map((m) => [
    Fast.add(multiply(over(scale), alongField(field, m)), multiply(factorCofactor, m)),
  ])
  const [relation] = stacked(columns, [field], budget)
  if (relation === undefined) return undefined
  const u = normalSign(combination(relation as LinearRelation, monomials))
  const factors = [
    ...darboux.flatMap(({ polynomial }, i) => {
      const exponent = exponents[i] as Fast.Polynomial
      return Fast.isZero(exponent) ? [] : [{ base: polynomial, exponent }]
    }),
    ...(degreeInVariables(u, field) > 0 ? [{ base: u, exponent: scale }] : []),
  ]
  if (factors.length === 0 && !isExponential) return undefined
  return withCoprimeExponents(isExponential ? { factors, exponential: { numerator, denominator } } : { factors })
}

/** The laws Σ λ_i·log p_i + u/v whose derivative is that integrating factor times the form of X. */
function* logarithmicLaws(
  field: GradientField,
  shown: GradientField,
  darboux: readonly DarbouxPolynomial[],
  { scale, weights }: IntegratingFactor,
  integers: readonly string[],
  budget: Budget,
): Generator<PairLaw> {
  const powers = weights.map((weight) => integerExponent(weight, scale) ?? 0)
  const degrees = darboux.map(({ polynomial }) => degreeInVariables(polynomial, field))
  const highest = Math.max(...field.components.map((p) => degreeInVariables(p, field)))
  const denominator = darboux.flatMap(({ polynomial }, i): Factor[] => {
    const n = powers[i] as number
    return n < -1 ? [{ base: polynomial, exponent: Fast.constant(-n - 1) }] : []
  })
  const below = powers.reduce((sum, n, i) => sum + (n < -1 ? (-n - 1) * (degrees[i] as number) : 0), 0)
  const growth = powers.reduce((sum, n, i) => sum + n * (degrees[i] as number), highest + 1)
  const degree = below + Math.max(0, growth)
  if (degree > MAX_DEGREE) return
  const pairs = conjugatePairs([field], darboux, budget)
  for (const relation of logarithmicRelations([field], darboux, pairs, denominator, degree, budget)) {
    const form = exponentialForm(relation)
    if (form !== undefined) yield { form }
    else {
      const law = pairLaw(relation, shown, integers)
      if (law !== undefined) yield law
    }
  }
}

/**
 * Laws in the plane by an integrating factor R = ∏ p_i^n_i·exp(g) (Prelle and Singer 1983): the law is ∫R(X_1 dy − X_2
 * dx), which is a combination of logarithms and a quotient where all n_i are integers, and ∏ p_i^(n_i + 1)·u·exp(g) where
 * it is elementary otherwise; either is found by linear algebra in the degrees that the integrand allows. Where neither
 * is, the integral is named.
 */
export function* integratingFactorLaws(
  field: GradientField,
  { shown, integers }: Presentation,
  darboux: readonly DarbouxPolynomial[],
  budget: Budget,
): Generator<PairLaw> {
  if (field.base.length !== 2 || Fast.constantValue(slopeDenominator(field)) === undefined) return
  const found = integratingFactor(field, darboux, budget)
  if (found === undefined) return
  const { scale, weights, numerator, denominator } = found
  let isAnswered = false
  if (Fast.isZero(numerator) && weights.every((weight) => integerExponent(weight, scale) !== undefined))
    for (const law of logarithmicLaws(field, shown, darboux, found, integers, budget)) {
      isAnswered = true
      yield law
    }
  if (isAnswered) return
  const form = powerLaw(field, darboux, found, budget)
  if (form !== undefined) {
    yield { form }
    return
  }
  const factors = darboux.flatMap(({ polynomial }, i) => {
    const exponent = weights[i] as Fast.Polynomial
    return Fast.isZero(exponent) ? [] : [{ base: polynomial, exponent }]
  })
  const power: ProductForm = Fast.isZero(numerator) ? { factors } : { factors, exponential: { numerator, denominator } }
  const text = printTerm(quantityTerm(power, shown, integers))
  const isPlain = Q.equal(Fast.constantValue(scale) ?? Q.ZERO, Q.ONE)
  const exponent = printTerm(quotient(number(1), termOf(scale, shown, integers)))
  yield { inexpressible: `the integral of the integrating factor ${isPlain ? text : `(${text})^(${exponent})`}` }
}
