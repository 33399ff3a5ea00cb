import type { Budget } from '../../search/budget.ts'
import type { Hypothesis } from './cone.ts'
import {
  type ConeTerm,
  closingMultiples,
  coneTerms,
  type EqualityMultiple,
  hypothesesOf,
  merged,
  type OpenTerm,
  spansOf,
} from './cone-certificate.ts'
import type { IdealSpan } from './ideal-span.ts'
import { signClasses } from './sign-symmetry.ts'
import {
  degreeOf,
  enter,
  homogeneousDegree,
  isEvidentlyNonnegative,
  type MonomialTable,
  monomialTable,
  type Poly,
  type SparsePolynomial,
} from './sparse-polynomial.ts'
import { variableScales } from './variable-scales.ts'

export type { ConeTerm, EqualityMultiple }

/** The system e = 0, g ≥ 0, k > 0, n ≠ 0 for all e, g, k, n in the four lists: the thing to refute. */
export interface PositivstellensatzProblem {
  readonly variables: readonly string[]
  readonly equalities: readonly SparsePolynomial[]
  readonly nonnegative: readonly SparsePolynomial[]
  readonly positive: readonly SparsePolynomial[]
  readonly nonzero: readonly SparsePolynomial[]
}

/**
 * Σ weight·square²·Π factors + Σ by·e_index = 0 identically. In the term number `strictTerm` all factors are strict
 * and the square is a nonzero constant or a product of the `nonzero` polynomials: so the system has no solution.
 */
export interface PositivstellensatzCertificate {
  readonly terms: readonly ConeTerm[]
  readonly multiples: readonly EqualityMultiple[]
  readonly strictTerm: number
  /** Exponents of the `nonzero` polynomials whose product is the square in the strict term. */
  readonly strictPowers: readonly number[]
}

/** A problem read into a table, with what its searches share. */
export interface ConicSystem {
  readonly table: MonomialTable
  readonly equalities: readonly Poly[]
  readonly nonzero: readonly Poly[]
  readonly positive: readonly Hypothesis[]
  /** The inequalities that are not evident sums of squares: those are denominators, and add nothing to a cone. */
  readonly factors: readonly Hypothesis[]
  readonly denominators: readonly Hypothesis[]
  readonly spanOf: (degree: number) => IdealSpan
  readonly classOf: (monomial: number) => string
  readonly isHomogeneous: boolean
  /** The least and the largest degree of an equality or inequality that is not constant. */
  readonly degrees: readonly [least: number, largest: number]
  /** The certificate with these terms, the strict one first, or undefined where they do not add up to zero. */
  readonly finish: (
    strict: OpenTerm,
    strictPowers: readonly number[],
    others: readonly OpenTerm[],
    degree: number,
  ) => PositivstellensatzCertificate | undefined
}

/** Reads a problem into a table of its own. */
export const conicSystem = (problem: PositivstellensatzProblem, budget: Budget): ConicSystem => {
  const table = monomialTable(
    problem.variables,
    variableScales(problem.variables, [...problem.equalities, ...problem.nonnegative, ...problem.positive]),
  )
  const equalities = problem.equalities.map((p) => enter(table, p))
  const nonzero = problem.nonzero.map((p) => enter(table, p))
  const spanOf = spansOf(table, equalities, budget)
  const positive = hypothesesOf(table, 'positive', problem.positive, spanOf)
  const hypotheses = [...hypothesesOf(table, 'nonnegative', problem.nonnegative, spanOf), ...positive]
  const isEvident = ({ value }: Hypothesis): boolean => isEvidentlyNonnegative(table, value)
  const values = hypotheses.map((h) => h.reduced)
  const degrees = [...equalities, ...values].map((p) => degreeOf(table, p)).filter((d) => d > 0)
  return {
    table,
    equalities,
    nonzero,
    positive,
    factors: hypotheses.filter((h) => !isEvident(h)),
    denominators: positive.filter(isEvident),
    spanOf,
    classOf: signClasses(table, values, [...equalities, ...nonzero]),
    isHomogeneous: [...equalities, ...nonzero, ...values].every((p) => homogeneousDegree(table, p) !== undefined),
    degrees: [Math.min(...degrees), Math.max(0, ...degrees)],
    finish: (strict, strictPowers, others, degree) => {
      const terms = merged([strict, ...others])
      const multiples = closingMultiples(table, new Map(), terms, equalities, degree, spanOf)
      return multiples && { terms: coneTerms(table, terms), multiples, strictTerm: 0, strictPowers }
    },
  }
}
