import { negate, ONE, type Rational } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { coneBlocks, coneProducts, powerProducts } from './cone.ts'
import {
  type ConeTerm,
  closingMultiples,
  coneTerms,
  type EqualityMultiple,
  hypothesesOf,
  openTerms,
  spansOf,
} from './cone-certificate.ts'
import { searchGram } from './gram-search.ts'
import { signClasses } from './sign-symmetry.ts'
import { accumulate, enter, monomial, monomialTable, type SparsePolynomial } from './sparse-polynomial.ts'
import { variableScales } from './variable-scales.ts'

/** Bound `quantity` by a polynomial with nonnegative coefficients in the generators, where the hypotheses hold. */
export interface GrowthProblem {
  readonly variables: readonly string[]
  readonly quantity: SparsePolynomial
  readonly generators: readonly SparsePolynomial[]
  readonly equalities: readonly SparsePolynomial[]
  readonly nonnegative: readonly SparsePolynomial[]
}

/** Σ weight·Π generator^exponent = quantity + Σ weight·square²·Π factors + Σ by·e_index identically, weights > 0. */
export interface GrowthCertificate {
  readonly bound: readonly { readonly weight: Rational; readonly exponents: readonly number[] }[]
  readonly terms: readonly ConeTerm[]
  readonly multiples: readonly EqualityMultiple[]
}

/**
 * Searches for B with nonnegative coefficients such that B(generators) - quantity lies in the cone of the hypotheses,
 * with all summands of degree at most `degree`, in rising degree. Undefined where none is found; every certificate
 * has been expanded and compared. Throws BudgetSpent.
 */
export const growthBound = (
  problem: GrowthProblem,
  options: { readonly degree: number; readonly budget: Budget; readonly products?: number },
): GrowthCertificate | undefined => {
  const { budget } = options
  const table = monomialTable(
    problem.variables,
    variableScales(problem.variables, [...problem.generators, ...problem.equalities, ...problem.nonnegative]),
  )
  const quantity = enter(table, problem.quantity)
  const generators = problem.generators.map((p) => enter(table, p))
  const equalities = problem.equalities.map((p) => enter(table, p))
  const spanOf = spansOf(table, equalities, budget)
  const hypotheses = hypothesesOf(table, 'nonnegative', problem.nonnegative, spanOf)
  const classOf = signClasses(table, [quantity, ...generators, ...hypotheses.map((h) => h.reduced)], equalities)
  const goal = new Map<number, Rational>()
  accumulate(goal, quantity, negate(ONE))
  const least = Math.max(0, ...[...quantity.keys()].map(table.degree))
  for (let step = Math.max(2, 2 * Math.ceil(least / 2)); ; step += 2) {
    const degree = Math.min(step, options.degree)
    const span = spanOf(degree)
    const powers = powerProducts(table, generators, degree).map(({ exponents, value }) => {
      const multiplier = new Map<number, Rational>()
      accumulate(multiplier, value, negate(ONE))
      return { exponents, multiplier }
    })
    const most = options.products ?? 2
    for (let size = 0; size <= Math.min(most, hypotheses.length); size++) {
      const products = coneProducts({ table, degree, spanOf }, hypotheses, size)
      const blocks = [
        ...coneBlocks(table, products, degree, false, spanOf, classOf),
        ...powers.map(({ multiplier }, i) => ({
          multiplier,
          basis: [monomial(0)],
          tag: products.length + i,
        })),
      ]
      const squares = searchGram(table, blocks, goal, span, budget)
      if (squares === undefined) continue
      const bound = squares.flatMap(({ weight, square, tag }) => {
        const power = powers[tag - products.length]
        const c = square.get(0)
        return power === undefined || c === undefined ? [] : [{ weight, power }]
      })
      const start = new Map(quantity)
      for (const { weight, power } of bound) accumulate(start, power.multiplier, weight)
      const terms = openTerms(
        table,
        squares.filter((s) => s.tag < products.length),
        products,
      )
      const multiples = closingMultiples(table, start, terms, equalities, degree, spanOf)
      if (multiples !== undefined)
        return {
          bound: bound.map(({ weight, power }) => ({ weight, exponents: power.exponents })),
          terms: coneTerms(table, terms),
          multiples,
        }
    }
    if (degree === options.degree) return undefined
  }
}
