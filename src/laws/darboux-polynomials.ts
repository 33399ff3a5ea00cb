import * as Fast from '../algebra/polynomial.ts'
import { divideExact, primitivePart } from '../algebra/polynomial-division.ts'
import { squareFree } from '../algebra/square-free.ts'
import { factorUnivariate } from '../algebra/univariate-factorization.ts'
import { atMostMilliseconds, type Budget, BudgetSpent, charge } from '../kernel/budget.ts'
import { extacticCandidates } from './extactic.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { degreeInVariables, normalSign } from './polynomial-laws.ts'

/** A polynomial p with Xp = cofactor·p: the set p = 0 is invariant under the flow. */
export interface DarbouxPolynomial {
  readonly polynomial: Fast.Polynomial
  readonly cofactor: Fast.Polynomial
}

export interface DarbouxSearch {
  readonly found: readonly DarbouxPolynomial[]
  /** What was not searched, in words; empty where all irreducible ones of that degree without a family were found. */
  readonly open: readonly string[]
}

/** The extactic determinant of one degree gets this long; what it is not done with then is reported as not searched. */
const EXTACTIC_MILLISECONDS = 1500

/** x_i, x_i ± x_j, and the factors of the components. */
const plainCandidates = (field: GradientField, budget: Budget): Fast.Polynomial[] => {
  const names = namesOf(field)
  const coordinates = field.variables.map((name) => Fast.indeterminate(name, names))
  const pairs = coordinates.flatMap((x, i) =>
    coordinates.slice(i + 1).flatMap((y) => [Fast.subtract(x, y), Fast.add(x, y)]),
  )
  const factors = field.components
    .filter((p) => !Fast.isZero(p))
    .flatMap((p) =>
      squareFree(p, budget).factors.flatMap(({ base }) =>
        Fast.usedNames(base).length === 1
          ? factorUnivariate(base, budget).factors.map((f) => Fast.rename(f.base, names))
          : [base],
      ),
    )
  const shifted = field.functions.flatMap(({ name }) => {
    const value = Fast.indeterminate(name, names)
    return [1, -1].map((c) => Fast.add(value, Fast.constant(c, names)))
  })
  return [...coordinates, ...shifted, ...(coordinates.length <= 6 ? pairs : []), ...factors]
}

/**
 * Finds Darboux polynomials of degree ≤ `degree`, over Q, each not divisible by one listed before it.
 *
 * Coordinates, their sums and differences and the factors of the components are tried for every field; without
 * parameters, the extactic determinant then gives the others. Keeps what it has where the budget is spent.
 */
export const darbouxPolynomials = (field: GradientField, degree: number, budget: Budget): DarbouxSearch => {
  const found: DarbouxPolynomial[] = []
  const open: string[] = []
  const tried = new Set<string>()
  const consider = (candidate: Fast.Polynomial): void => {
    charge(budget)
    let rest = candidate
    for (const { polynomial } of found)
      for (;;) {
        const quotient = divideExact(rest, polynomial)
        if (quotient === undefined || Fast.isZero(quotient)) break
        rest = quotient
      }
    if (degreeInVariables(rest, field) < 1) return
    const polynomial = normalSign(primitivePart(rest))
    const key = Fast.terms(polynomial)
      .map(({ exponents, coefficient }) => `${coefficient.n}/${coefficient.d}*${exponents.join()}`)
      .join()
    if (tried.has(key)) return
    tried.add(key)
    const cofactor = divideExact(alongField(field, polynomial), polynomial)
    // A cofactor 0 makes a polynomial law: those are found by linear algebra.
    if (cofactor !== undefined && !Fast.isZero(cofactor)) found.push({ polynomial, cofactor })
  }
  try {
    for (const candidate of plainCandidates(field, budget)) consider(candidate)
    if (field.parameters.length > 0) {
      open.push(
        'Darboux polynomials other than coordinates, their sums and factors of the field (there are parameters)',
      )
      return { found, open }
    }
    if (field.functions.length > 0) {
      open.push('Darboux polynomials in functions of the variables, other than these plus constants')
      return { found, open }
    }
    for (let d = 1; d <= degree; d++) {
      const candidates = extacticCandidates(
        field,
        d,
        found.map(({ polynomial }) => polynomial),
        atMostMilliseconds(budget, EXTACTIC_MILLISECONDS),
      )
      if (candidates === undefined) {
        open.push(`Darboux polynomials of degree ${d} (the iterated derivatives grow too large)`)
        break
      }
      for (const candidate of candidates) consider(candidate)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push(`Darboux polynomials of degree ${degree} (time)`)
  }
  return { found, open }
}
