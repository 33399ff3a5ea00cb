import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { derivative, specialize } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { type Budget, BudgetSpent, charge } from '../kernel/budget.ts'
import { ONE, rational } from '../kernel/rational.ts'
import { type FieldFamily, familyNames } from './field-family.ts'
import { combination, linearRelations } from './linear-relations.ts'
import { newSpan } from './span.ts'

/** The conserved polynomials of a field up to a degree. */
export interface PolynomialLaws {
  /** Laws that generate the others: none is a polynomial in those before it, of degree at most its own. */
  readonly generators: readonly Fast.Polynomial[]
  /** Degree d to the dimension of all conserved polynomials of degree ≤ d without constants; every d ≤ `searched`. */
  readonly dimension: ReadonlyMap<number, number>
  /** The degree up to which the search was finished. */
  readonly searched: number
}

export interface PolynomialLawOptions {
  readonly preferred?: readonly Fast.Polynomial[]
}

/** The degree in the variables. */
export const degreeInVariables = (
  p: Fast.Polynomial,
  { variables }: { readonly variables: readonly string[] },
): number =>
  Fast.terms(p).reduce(
    (d, { exponents }) =>
      Math.max(
        d,
        exponents.slice(0, variables.length).reduce((a, b) => a + b, 0),
      ),
    -1,
  )

const weight = (p: Fast.Polynomial): number => {
  let digits = 0
  for (const c of p.numerators) digits += String(c).length
  return digits + 3 * Fast.termCount(p)
}

/** p with a positive coefficient at its graded lexicographically leading monomial. */
export const normalSign = (p: Fast.Polynomial): Fast.Polynomial => {
  const total = (e: readonly number[]): number => e.reduce((a, b) => a + b, 0)
  const [lead] = Fast.terms(p).sort((a, b) => total(b.exponents) - total(a.exponents))
  return lead !== undefined && lead.coefficient.n < 0n ? Fast.negate(p) : p
}

/** All conserved polynomials without constants of degree ≤ d, as a basis over Q(parameters). */
const conservedUpTo = (family: FieldFamily, d: number, budget: Budget): Fast.Polynomial[] => {
  const { variables, functions, parameters, fields } = family
  const names = familyNames(family)
  // No declared name begins with a space.
  const marks = fields.map((_, k) => ` ${k}`)
  const marked = [...marks, ...names]
  const padding = [...functions, ...parameters].map(() => 0)
  const monomials = monomialsUpTo(variables.length, d)
    .slice(1)
    .map((exponents) => Fast.fromTerms(names, [{ exponents: [...exponents, ...padding], coefficient: ONE }]))
  const images = monomials.map((m) => {
    charge(budget)
    const slopes = variables.map((name) => derivative(m, name))
    return fields.reduce(
      (total, components, k) =>
        slopes.reduce(
          (sum, slope, i) =>
            Fast.isZero(slope)
              ? sum
              : Fast.add(
                  sum,
                  multiply(
                    Fast.indeterminate(marks[k] as string, marked),
                    Fast.rename(multiply(slope, components[i] as Fast.Polynomial), marked),
                  ),
                ),
          total,
        ),
      Fast.constant(0, marked),
    )
  })
  const relations = linearRelations(images, marked.length - parameters.length, parameters, budget)
  return relations.map((relation) => normalSign(combination(relation, monomials))).sort((a, b) => weight(a) - weight(b))
}

/** Numbers for the parameters at which independence is tested. */
const testValues = (field: FieldFamily): ReadonlyMap<string, ReturnType<typeof rational>> =>
  new Map(field.parameters.map((name, i) => [name, rational(7919 * (i + 1) + 31 * i * i + 4)]))

/**
 * Finds all polynomials of degree ≤ `degree` conserved by every field: the kernel of c ↦ (⟨∇c, X_j⟩)_j on polynomials
 * without constants, by exact linear algebra (Marcotte, Gribonval and Peyré, arXiv 2307.00144). With parameters the kernel
 * is that over Q(parameters): laws for all values. Stops at the last finished degree where the budget is spent.
 *
 * @param options.preferred conserved polynomials to list rather than others, where they do as well
 */
export const polynomialLaws = (
  field: FieldFamily,
  degree: number,
  budget: Budget,
  { preferred = [] }: PolynomialLawOptions = {},
): PolynomialLaws => {
  const dimension = new Map<number, number>()
  const generators: Fast.Polynomial[] = []
  const values = testValues(field)
  const vectorOf = (p: Fast.Polynomial): ReadonlyMap<string, bigint> => {
    const plain = specialize(p, values)
    return new Map(Fast.terms(plain).map(({ exponents }, i) => [exponents.join(), Fast.numerator(plain, i)]))
  }
  let searched = 0
  try {
    // Products of generators found so far, by degree.
    let products: { readonly degree: number; readonly value: Fast.Polynomial; readonly last: number }[] = []
    for (let d = 1; d <= degree; d++) {
      const basis = conservedUpTo(field, d, budget)
      if (basis.length > 0) {
        const span = newSpan()
        for (const { degree: of, value } of products) if (of <= d) span.extend(vectorOf(value))
        const fresh: Fast.Polynomial[] = []
        const nicer = preferred.filter((p) => degreeInVariables(p, field) <= d)
        for (const law of [...nicer, ...basis]) {
          if (span.rank() >= basis.length) break
          if (span.extend(vectorOf(law))) fresh.push(law)
        }
        generators.push(...fresh)
      }
      dimension.set(d, basis.length)
      searched = d
      products = productsUpTo(generators, degree, field, budget)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
  }
  return { generators, dimension, searched }
}

/** All products of at least one generator of degree at most `degree`. */
const productsUpTo = (
  generators: readonly Fast.Polynomial[],
  degree: number,
  field: FieldFamily,
  budget: Budget,
): { degree: number; value: Fast.Polynomial; last: number }[] => {
  const degrees = generators.map((p) => degreeInVariables(p, field))
  const found = generators.map((value, last) => ({ degree: degrees[last] as number, value, last }))
  for (const { degree: of, value, last } of found)
    for (let k = last; k < generators.length; k++) {
      const total = of + (degrees[k] as number)
      if (total > degree) continue
      charge(budget)
      found.push({ degree: total, value: multiply(value, generators[k] as Fast.Polynomial), last: k })
    }
  return found
}
