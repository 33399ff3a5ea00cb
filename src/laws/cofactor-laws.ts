import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { primitivePart } from '../algebra/polynomial-division.ts'
import { multiply, power, product } from '../algebra/polynomial-product.ts'
import { ONE, rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import type { ConjugatePair, DarbouxPolynomial } from './darboux-polynomials.ts'
import { reduced } from './function-coordinates.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import type { Factor, ProductForm } from './law-form.ts'
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

/** Microseconds for a term of a linear system, of a nominal machine. */
const WORK = 8

/** One polynomial for each field as one column, with a mark for each field where there are several. */
export const stacked = (
  columns: readonly (readonly Fast.Polynomial[])[],
  fields: readonly GradientField[],
  budget: Budget,
): LinearRelation[] => {
  const [field] = fields
  if (field === undefined) return []
  const { parameters, variables } = field
  charge(budget, WORK * columns.reduce((sum, list) => sum + list.reduce((n, p) => n + Fast.termCount(p), 0), 0))
  const plain = columns.map((list) => list.map((p) => reduced(field, p)))
  if (fields.length === 1)
    return linearRelations(
      plain.map(([p]) => p as Fast.Polynomial),
      variables.length,
      parameters,
      budget,
    )
  // No declared name begins with a space.
  const marks = fields.map((_, k) => ` ${k}`)
  const marked = [...marks, ...namesOf(field)]
  const joined = plain.map((list) => {
    charge(budget, WORK * list.length)
    return list.reduce(
      (sum, p, k) => Fast.add(sum, multiply(Fast.rename(p, marked), Fast.indeterminate(marks[k] as string, marked))),
      Fast.constant(0, marked),
    )
  })
  return linearRelations(joined, marks.length + variables.length, parameters, budget)
}

/**
 * All ∏ p_i^λ_i with Σ λ_i K_i = 0 on a minimal set of factors, λ_i coprime integers (or polynomials in the parameters),
 * simplest first. Each is conserved where its factors do not vanish: X log ∏ p_i^λ_i = Σ λ_i K_i, for every field X.
 */
export const productLaws = (
  fields: readonly GradientField[],
  darboux: readonly DarbouxPolynomial[],
  budget: Budget,
): ProductForm[] => {
  const [field] = fields
  if (field === undefined) return []
  const relate = (columns: readonly number[]): LinearRelation[] =>
    stacked(
      columns.map((j) => (darboux[j] as DarbouxPolynomial).cofactors),
      fields,
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
export const expanded = ({ factors, exponential }: ProductForm, field: GradientField): Fast.Polynomial | undefined => {
  if (exponential !== undefined) return undefined
  const powers = factors.map(({ base, exponent }) => {
    const k = Fast.constantValue(exponent)?.n ?? -1n
    return k > 0n && k < 100n ? power(base, Number(k)) : undefined
  })
  if (powers.some((p) => p === undefined)) return undefined
  return normalSign(primitivePart(product(powers as Fast.Polynomial[], namesOf(field))))
}

/** The denominators v tried in exp(u/v): 1, the Darboux polynomials, their squares and products of two. */
export const usualDenominators = (darboux: readonly DarbouxPolynomial[]): Factor[][] => {
  const one = Fast.constant(1)
  const singles = darboux.map(({ polynomial }): Factor[] => [{ base: polynomial, exponent: one }])
  const squares = darboux.map(({ polynomial }): Factor[] => [{ base: polynomial, exponent: Fast.constant(2) }])
  const pairs = subsets(darboux.length, 2).map((pair) => pair.flatMap((i) => singles[i] as Factor[]))
  return [[], ...singles, ...squares, ...pairs]
}

/** A relation Σ λ_i·log p_i + Σ κ_j·√d_j·log(q_j/q̄_j) + u/v of vanishing derivative along every field. */
export interface LogarithmicRelation {
  readonly factors: readonly Factor[]
  /** Conjugate pairs, each with κ_j, a polynomial in the parameters. */
  readonly pairs: readonly { readonly pair: ConjugatePair; readonly weight: Fast.Polynomial }[]
  /** u, perhaps 0. */
  readonly numerator: Fast.Polynomial
  readonly denominator: readonly Factor[]
}

/** A denominator v as a polynomial with its cofactors: Xv = cofactor·v. */
const denominatorValue = (
  denominator: readonly Factor[],
  fields: readonly GradientField[],
  darboux: readonly DarbouxPolynomial[],
): { readonly v: Fast.Polynomial; readonly cofactors: Fast.Polynomial[] } => {
  const names = namesOf(fields[0] as GradientField)
  const times = ({ exponent }: Factor): number => Number(Fast.constantValue(exponent)?.n ?? 1n)
  return {
    v: denominator.reduce((p, factor) => multiply(p, power(factor.base, times(factor))), Fast.constant(1, names)),
    cofactors: fields.map((_, k) =>
      denominator.reduce(
        (sum, factor) => {
          const own = darboux.find(({ polynomial }) => polynomial === factor.base) as DarbouxPolynomial
          return Fast.add(sum, Fast.scale(own.cofactors[k] as Fast.Polynomial, times(factor)))
        },
        Fast.constant(0, names),
      ),
    ),
  }
}

/** The monomials in the coordinates up to a degree that sin² + cos² = 1 leaves as they are. */
export const numeratorMonomials = (field: GradientField, degree: number): Fast.Polynomial[] => {
  const padding = field.parameters.map(() => 0)
  return monomialsUpTo(field.variables.length, degree)
    .map((exponents) => Fast.fromTerms(namesOf(field), [{ exponents: [...exponents, ...padding], coefficient: ONE }]))
    .filter((m) => Fast.equal(m, reduced(field, m)))
}

/**
 * All relations Σ λ_i K_i + Σ κ_j S_j + X(u/v) = 0 for one v and polynomials u of degree ≤ `degree`, those of fewer
 * summands first. Source: Christopher, Llibre and Pereira 2007 (exponential factors).
 */
export const logarithmicRelations = (
  fields: readonly GradientField[],
  darboux: readonly DarbouxPolynomial[],
  pairs: readonly ConjugatePair[],
  denominator: readonly Factor[],
  degree: number,
  budget: Budget,
): LogarithmicRelation[] => {
  const [field] = fields
  if (field === undefined) return []
  const { v, cofactors } = denominatorValue(denominator, fields, darboux)
  const monomials = numeratorMonomials(field, degree)
  const numerators = denominator.length === 0 ? monomials.slice(1) : monomials
  // v²·X(u/v) = v·Xu − u·Xv = v·(Xu − K·u).
  const columns = [
    ...darboux.map((p) => p.cofactors.map((k) => multiply(v, k))),
    ...pairs.map((p) => p.slopes.map((k) => multiply(v, k))),
    ...numerators.map((m) =>
      fields.map((x, k) => {
        charge(budget)
        return Fast.subtract(alongField(x, m), multiply(cofactors[k] as Fast.Polynomial, m))
      }),
    ),
  ]
  const before = darboux.length + pairs.length
  return stacked(columns, fields, budget)
    .sort((a, b) => a.size - b.size)
    .map((found) => {
      const relation = oriented(found)
      return {
        factors: factorsOf(relation, darboux),
        pairs: pairs.flatMap((pair, j) => {
          const weight = relation.get(darboux.length + j)
          return weight === undefined ? [] : [{ pair, weight }]
        }),
        numerator: [...relation].reduce(
          (sum, [j, c]) => {
            const m = numerators[j - before]
            return j < before || m === undefined ? sum : Fast.add(sum, multiply(Fast.rename(c, m.names), m))
          },
          Fast.constant(0, namesOf(field)),
        ),
        denominator,
      }
    })
}

/** A relation without conjugate pairs as the product ∏ p_i^λ_i·exp(u/v), or as u/v where all λ_i vanish. */
export const exponentialForm = ({
  factors,
  pairs,
  numerator,
  denominator,
}: LogarithmicRelation): ProductForm | undefined => {
  // Products of powers are found without exponentials.
  if (pairs.length > 0 || Fast.isZero(numerator)) return undefined
  if (factors.length > 0) return { factors, exponential: { numerator, denominator } }
  const below = denominator.map(({ base, exponent }) => ({ base, exponent: Fast.negate(exponent) }))
  return { factors: [{ base: normalSign(numerator), exponent: Fast.constant(rational(1)) }, ...below] }
}
