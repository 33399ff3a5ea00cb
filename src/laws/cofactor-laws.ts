import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { primitivePart } from '../algebra/polynomial-division.ts'
import { multiply, power, product } from '../algebra/polynomial-product.ts'
import { type Budget, charge } from '../kernel/budget.ts'
import { ONE, rational } from '../kernel/rational.ts'
import type { DarbouxPolynomial } from './darboux-polynomials.ts'
import { reduced } from './function-coordinates.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import type { Factor, LawForm } from './law-form.ts'
import { type LinearRelation, linearRelations } from './linear-relations.ts'
import { degreeInVariables, normalSign } from './polynomial-laws.ts'

const subsets = (n: number, size: number, from = 0): number[][] =>
  size === 0
    ? [[]]
    : Array.from({ length: Math.max(0, n - from) }, (_, i) => from + i).flatMap((first) =>
        subsets(n, size - 1, first + 1).map((rest) => [first, ...rest]),
      )

const isNegative = (p: Fast.Polynomial): boolean => (Fast.terms(p)[0]?.coefficient.n ?? 0n) < 0n

/** The relation times −1 where its first coefficient is negative. */
const oriented = (relation: LinearRelation): LinearRelation => {
  const first = relation.values().next().value
  return first !== undefined && isNegative(first) ? opposite(relation) : relation
}

const opposite = (relation: LinearRelation): LinearRelation =>
  new Map([...relation].map(([j, c]) => [j, Fast.negate(c)]))

/** The sign of a relation for which the poles of the product are rather coordinate hyperplanes than other sets. */
const withPlainPoles = (relation: LinearRelation, darboux: readonly DarbouxPolynomial[]): LinearRelation => {
  const isPlain = (j: number): boolean => Fast.termCount((darboux[j] as DarbouxPolynomial).polynomial) === 1
  const above = [...relation].filter(([, c]) => !isNegative(c))
  const below = [...relation].filter(([, c]) => isNegative(c))
  if (above.length === 0) return opposite(relation)
  const isBetter = below.some(([j]) => !isPlain(j)) && above.every(([j]) => isPlain(j))
  return isBetter ? opposite(relation) : relation
}

/** A rough count of what has to be written; poles count extra. */
const complexity = (factors: readonly Factor[], field: GradientField): number =>
  factors.reduce((sum, { base, exponent }) => {
    const value = Fast.constantValue(exponent)?.n
    const power = value === undefined ? 2 : Math.abs(Number(value))
    const size = degreeInVariables(base, field) + Fast.termCount(base) - 1
    return sum + power * size + (isNegative(exponent) ? 0.5 : 0)
  }, 0)

const factorsOf = (relation: LinearRelation, darboux: readonly DarbouxPolynomial[]): Factor[] =>
  [...relation].flatMap(([j, exponent]) => {
    const p = darboux[j]
    return p === undefined ? [] : [{ base: p.polynomial, exponent }]
  })

/**
 * All ∏ p_i^λ_i with Σ λ_i K_i = 0 on a minimal set of factors, λ_i coprime integers (or polynomials in the parameters),
 * simplest first. Each is conserved where its factors do not vanish: X log ∏ p_i^λ_i = Σ λ_i K_i.
 */
export const productLaws = (field: GradientField, darboux: readonly DarbouxPolynomial[], budget: Budget): LawForm[] => {
  const cofactors = darboux.map(({ cofactor }) => cofactor)
  const relate = (columns: readonly number[]): LinearRelation[] =>
    linearRelations(
      columns.map((j) => cofactors[j] as Fast.Polynomial),
      field.variables.length,
      field.parameters,
      budget,
    ).map((relation) =>
      withPlainPoles(oriented(new Map([...relation].map(([i, c]) => [columns[i] as number, c]))), darboux),
    )
  const all = darboux.map((_, j) => j)
  const basis = relate(all)
  if (basis.length === 0) return []
  const circuits: LinearRelation[] = []
  if (darboux.length <= 12) {
    for (let size = 2; size <= Math.min(4, darboux.length); size++)
      for (const columns of subsets(darboux.length, size)) {
        charge(budget)
        const isNew = !circuits.some((known) => [...known.keys()].every((j) => columns.includes(j)))
        if (isNew) circuits.push(...relate(columns).filter((relation) => relation.size === size))
      }
  }
  return [...circuits, ...basis]
    .map((relation) => factorsOf(relation, darboux))
    .sort((a, b) => complexity(a, field) - complexity(b, field))
    .map((factors) => ({ factors }))
}

/** The product of powers as a polynomial, where every exponent is a positive integer. */
export const expanded = ({ factors, exponential }: LawForm, field: GradientField): Fast.Polynomial | undefined => {
  if (exponential !== undefined) return undefined
  const powers = factors.map(({ base, exponent }) => {
    const k = Fast.constantValue(exponent)?.n ?? -1n
    return k > 0n && k < 100n ? power(base, Number(k)) : undefined
  })
  if (powers.some((p) => p === undefined)) return undefined
  return normalSign(primitivePart(product(powers as Fast.Polynomial[], namesOf(field))))
}

/** The denominators v tried in exp(u/v): 1, the Darboux polynomials, their squares and products of two. */
const denominatorsOf = (darboux: readonly DarbouxPolynomial[]): Factor[][] => {
  const one = Fast.constant(1)
  const singles = darboux.map(({ polynomial }): Factor[] => [{ base: polynomial, exponent: one }])
  const squares = darboux.map(({ polynomial }): Factor[] => [{ base: polynomial, exponent: Fast.constant(2) }])
  const pairs = subsets(darboux.length, 2).map((pair) => pair.flatMap((i) => singles[i] as Factor[]))
  return [[], ...singles, ...squares, ...pairs]
}

/**
 * All ∏ p_i^λ_i·exp(u/v) with Σ λ_i K_i + X(u/v) = 0 for polynomials u of degree ≤ `degree` and v among 1, the Darboux
 * polynomials, their squares and pairwise products; where all λ_i vanish, the law u/v itself. Simplest v first.
 * Source: Christopher, Llibre and Pereira 2007 (exponential factors).
 */
export function* exponentialLaws(
  field: GradientField,
  darboux: readonly DarbouxPolynomial[],
  degree: number,
  budget: Budget,
): Generator<LawForm> {
  const names = namesOf(field)
  const padding = field.parameters.map(() => 0)
  const monomials = monomialsUpTo(field.variables.length, degree)
    .map((exponents) => Fast.fromTerms(names, [{ exponents: [...exponents, ...padding], coefficient: ONE }]))
    .filter((m) => Fast.equal(m, reduced(field.functions, m)))
  for (const denominator of denominatorsOf(darboux)) {
    charge(budget)
    const v = denominator.reduce(
      (p, { base, exponent }) => {
        const twice = Fast.constantValue(exponent)?.n === 2n
        return multiply(p, twice ? multiply(base, base) : base)
      },
      Fast.constant(1, names),
    )
    // X v = K·v, and v²·X(u/v) = v·Xu − u·Xv = v·(Xu − K·u).
    const cofactor = denominator.reduce(
      (k, { base, exponent }) => {
        const own = darboux.find(({ polynomial }) => polynomial === base) as DarbouxPolynomial
        return Fast.add(k, Fast.scale(own.cofactor, Fast.constantValue(exponent) ?? ONE))
      },
      Fast.constant(0, names),
    )
    const numerators = denominator.length === 0 ? monomials.slice(1) : monomials
    const columns = [
      ...darboux.map((p) => multiply(v, p.cofactor)),
      ...numerators.map((m) => Fast.subtract(alongField(field, m), multiply(cofactor, m))),
    ].map((p) => reduced(field.functions, p))
    const relations = linearRelations(columns, field.variables.length, field.parameters, budget)
    for (const relation of relations.sort((a, b) => a.size - b.size)) {
      const form = exponentialForm(oriented(relation), darboux, denominator, numerators, field)
      if (form !== undefined) yield form
    }
  }
}

const exponentialForm = (
  relation: LinearRelation,
  darboux: readonly DarbouxPolynomial[],
  denominator: readonly Factor[],
  numerators: readonly Fast.Polynomial[],
  field: GradientField,
): LawForm | undefined => {
  const factors = factorsOf(relation, darboux)
  const names = numerators[0]?.names ?? []
  const numerator = [...relation].reduce(
    (sum, [j, c]) => {
      const m = numerators[j - darboux.length]
      return j < darboux.length || m === undefined ? sum : Fast.add(sum, multiply(Fast.rename(c, names), m))
    },
    Fast.constant(0, names),
  )
  if (Fast.isZero(numerator)) return undefined
  if (factors.length > 0) return { factors, exponential: { numerator, denominator } }
  // A polynomial law was found before, unless functions occur in it.
  if (denominator.length === 0 && field.functions.length === 0) return undefined
  const below = denominator.map(({ base, exponent }) => ({ base, exponent: Fast.negate(exponent) }))
  return { factors: [{ base: normalSign(numerator), exponent: Fast.constant(rational(1)) }, ...below] }
}
