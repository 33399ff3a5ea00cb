import { factor } from '../algebra/multivariate-factorization.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact, primitivePart } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { extacticCandidates } from './extactic.ts'
import { otherSquares, reduced } from './function-coordinates.ts'
import { alongField, combinedField, type GradientField, namesOf } from './gradient-field.ts'
import { linearDarboux } from './linear-darboux.ts'
import { invariantMembers, modularInvariants } from './modular-extactic.ts'
import { inflections, symmetryDeterminants } from './planar-candidates.ts'
import { degreeInVariables, normalSign } from './polynomial-laws.ts'
import { type QuadraticSplitting, quadraticSplitting } from './quadratic-splitting.ts'
import { stageBudget } from './stage-budget.ts'

/** A polynomial p with X_j p = cofactor_j·p for all fields: the set p = 0 is invariant under the flow. */
export interface DarbouxPolynomial {
  readonly polynomial: Fast.Polynomial
  /** One for each field. */
  readonly cofactors: readonly Fast.Polynomial[]
}

/** Darboux polynomials a ± b·√radicand over a quadratic field, whose product up to a constant is the norm. */
export interface ConjugatePair extends QuadraticSplitting {
  readonly norm: Fast.Polynomial
  /** For each field the polynomial X_j(√radicand·log((a + b·√radicand)/(a − b·√radicand))). */
  readonly slopes: readonly Fast.Polynomial[]
}

export interface DarbouxSearch {
  readonly found: readonly DarbouxPolynomial[]
  /** What was not searched, in words; empty where all irreducible ones of that degree without a family were found. */
  readonly open: readonly string[]
}

/** The extactic determinant of one degree gets this long; what it is not done with then is reported as not searched. */
const EXTACTIC_MILLISECONDS = 1500
/** Conics of fields of higher degree are looked for modulo primes, as cubics are. */
const SYMBOLIC_DEGREE = 5
/** What is tried for every field gets this long for each idea. */
const CANDIDATE_MILLISECONDS = 500

/** The irreducible factors of p over Q, as far as they are found in time. */
const factorsOf = (p: Fast.Polynomial, names: readonly string[], budget: Budget): Fast.Polynomial[] =>
  Fast.isZero(p)
    ? []
    : factor(p, stageBudget(budget, CANDIDATE_MILLISECONDS)).factors.map(({ base }) => Fast.rename(base, names))

/** x_i, x_i ± x_j, and functions ± 1. */
const plainCandidates = (field: GradientField): Fast.Polynomial[] => {
  const names = namesOf(field)
  const coordinates = field.variables.map((name) => Fast.indeterminate(name, names))
  const pairs = coordinates.flatMap((x, i) =>
    coordinates.slice(i + 1).flatMap((y) => [Fast.subtract(x, y), Fast.add(x, y)]),
  )
  const shifted = field.functions.flatMap(({ name }) => {
    const value = Fast.indeterminate(name, names)
    return [1, -1].map((c) => Fast.add(value, Fast.constant(c, names)))
  })
  return [...coordinates, ...shifted, ...(coordinates.length <= 6 ? pairs : [])]
}

/** Polynomials with invariant factors, for fields with parameters too, from the cheapest to the dearest. */
function* sources(field: GradientField, budget: Budget): Generator<readonly Fast.Polynomial[]> {
  yield plainCandidates(field)
  const names = namesOf(field)
  const factors = (polynomials: readonly Fast.Polynomial[]): Fast.Polynomial[] =>
    polynomials.flatMap((p) => {
      charge(budget)
      return factorsOf(p, names, budget)
    })
  yield factors(field.components)
  yield factors(linearDarboux(field, budget)?.candidates ?? [])
  if (field.functions.length === 0) {
    yield factors(symmetryDeterminants(field, stageBudget(budget, CANDIDATE_MILLISECONDS)))
    yield factors(inflections(field))
  }
}

/** K with Xp = K·p, modulo sin² + cos² = 1, or undefined where none is found. */
export const cofactorOf = (field: GradientField, p: Fast.Polynomial): Fast.Polynomial | undefined => {
  const image = alongField(field, p)
  const plain = divideExact(image, p)
  if (plain !== undefined) return plain
  const other = divideExact(otherSquares(field, image), otherSquares(field, p))
  return other === undefined ? undefined : reduced(field, other)
}

/**
 * Finds polynomials of degree ≤ `degree` and some of higher degree that are Darboux polynomials of all fields, over Q,
 * each not divisible by one listed before it.
 *
 * Coordinates, their sums and differences, the factors of the components, eigenvectors, and in the plane the factors of
 * det(X, S) for affine symmetries S and of the curve of inflections are tried for every field; without parameters, the
 * extactic determinant then gives the others up to the degree. Keeps what it has where the budget is spent.
 *
 * @param before what was found for all lower degrees: then only this degree is searched
 */
export const darbouxPolynomials = (
  fields: readonly GradientField[],
  degree: number,
  budget: Budget,
  before?: readonly DarbouxPolynomial[],
): DarbouxSearch => {
  const found: DarbouxPolynomial[] = [...(before ?? [])]
  const open: string[] = []
  const tried = new Set<string>()
  const field = combinedField(fields)
  const left = linearDarboux(field, budget)?.left ?? 0
  if (left > 0) open.push(`eigenvectors with ${left} eigenvalues of degree above 2 over the rational numbers`)
  const consider = (candidate: Fast.Polynomial): void => {
    charge(budget)
    let rest = candidate
    for (const { polynomial } of found)
      for (;;) {
        charge(budget, 2)
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
    const cofactors = fields.map((x) => {
      charge(budget)
      return cofactorOf(x, polynomial)
    })
    if (cofactors.some((k) => k === undefined)) return
    // Cofactors 0 make a polynomial law: those are found by linear algebra.
    if (cofactors.every((k) => Fast.isZero(k as Fast.Polynomial))) return
    found.push({ polynomial, cofactors: cofactors as Fast.Polynomial[] })
  }
  const attempt = (search: () => void): void => {
    try {
      search()
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error
      charge(budget)
    }
  }
  try {
    const all = fields.length > 1 ? [field, ...fields] : fields
    for (const each of before === undefined ? all : []) {
      attempt(() => {
        for (const candidates of sources(each, budget)) for (const candidate of candidates) consider(candidate)
      })
    }
    if (field.parameters.length > 0) {
      open.push(
        'Darboux polynomials that are no factors of the field, of its symmetries or of its inflections (there are parameters)',
      )
      return { found, open }
    }
    if (field.functions.length > 0) {
      open.push('Darboux polynomials in functions of the variables, other than these plus constants')
      return { found, open }
    }
    for (let d = before === undefined ? 1 : degree; d <= degree; d++) {
      const share = stageBudget(budget, EXTACTIC_MILLISECONDS)
      const known = found.map(({ polynomial }) => polynomial)
      const isModular = field.variables.length === 2 && (d > 2 || (d === 2 && degreeOf(field) > SYMBOLIC_DEGREE))
      const candidates = isModular ? planarInvariants(field, d, share) : extacticCandidates(field, d, known, share)
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

const degreeOf = ({ components }: GradientField): number => Math.max(...components.map(Fast.degree))

/** Invariant curves of one degree in the plane, or members of families of them; undefined where that is too much. */
const planarInvariants = (field: GradientField, d: number, budget: Budget): Fast.Polynomial[] | undefined => {
  const found = modularInvariants(field, d, budget)
  if (found === 'too large') return undefined
  return found === 'families' ? invariantMembers(field, d, budget) : found
}

/** The Darboux polynomials over quadratic fields that are seen in those over Q. */
export const conjugatePairs = (
  fields: readonly GradientField[],
  darboux: readonly DarbouxPolynomial[],
  budget: Budget,
): ConjugatePair[] =>
  darboux.flatMap(({ polynomial }): ConjugatePair[] => {
    const [field] = fields
    if (field === undefined || field.functions.some(({ atom }) => atom.kind === 'cos')) return []
    const split = quadraticSplitting(polynomial, field.variables, budget)
    if (split === undefined) return []
    const { radicand, rational: a, surd: b } = split
    const norm = Fast.subtract(multiply(a, a), multiply(radicand, multiply(b, b)))
    const slopes = fields.map((x) => {
      const wronskian = Fast.subtract(multiply(a, alongField(x, b)), multiply(b, alongField(x, a)))
      return divideExact(Fast.scale(multiply(radicand, wronskian), 2), norm)
    })
    if (slopes.some((p) => p === undefined)) return []
    return [{ ...split, norm: polynomial, slopes: slopes as Fast.Polynomial[] }]
  })
