import { groebnerBasis, reduce } from '../algebra/groebner.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { sumOfSquares } from '../algebra/sos/sum-of-squares.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { atMostMilliseconds } from './budgets.ts'

const MOST_ROUNDS = 4
const MOST_SQUARES_DEGREE = 8

const isConstant = (p: A.Polynomial): boolean => A.constantValue(p) !== undefined

/** The squares of a sum of squares that p is, up to its sign. */
const squaresOf = (p: A.Polynomial, budget: Budget): A.Polynomial[] => {
  const d = A.degree(p)
  if (d % 2 === 1 || d > MOST_SQUARES_DEGREE) return []
  const used = A.usedNames(p)
  for (const sign of [1, -1]) {
    const cut = A.rename(A.scale(p, sign), used)
    try {
      const squares = sumOfSquares(
        { variables: used, terms: A.terms(cut) },
        { budget: atMostMilliseconds(budget, 300) },
      )
      if (squares !== undefined && squares.length > 1) {
        return squares.map(({ square }) => A.rename(A.fromTerms(square.variables, square.terms), p.names))
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error
    }
  }
  return []
}

/**
 * What vanishes where p does: the product of its different factors that may vanish, and where one of them is a sum of
 * squares, each of the squares times the others.
 */
const consequences = (p: A.Polynomial, budget: Budget, isNonzero: (q: A.Polynomial) => boolean): A.Polynomial[] => {
  const bases = factor(p, budget)
    .factors.map(({ base }) => A.rename(base, p.names))
    .filter((base) => !isNonzero(base))
  const productOf = (list: readonly A.Polynomial[]): A.Polynomial => list.reduce(multiply, A.constant(1, p.names))
  const finer = bases.flatMap((base) => {
    const others = productOf(bases.filter((other) => other !== base))
    return squaresOf(base, budget).map((square) => multiply(square, others))
  })
  return finer.length > 0 ? finer : [productOf(bases)]
}

/**
 * Polynomials with the same real zeros as the given ones, closer to the real radical: for the elements of a Gröbner
 * basis the product of their factors that may vanish, each once, and the squares of what is a sum of squares, until
 * nothing new comes. `isNonzero` says which factors certainly do not vanish. Throws BudgetSpent.
 */
export const realClosure = (
  ideal: readonly A.Polynomial[],
  names: readonly string[],
  budget: Budget,
  isNonzero: (p: A.Polynomial) => boolean,
): readonly A.Polynomial[] => {
  const basisOf = (generators: readonly A.Polynomial[]) => groebnerBasis(generators, budget, { kind: 'grevlex' }, names)
  let basis = basisOf(ideal)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // A sum of squares among the given polynomials need not be one modulo the others.
    const seen = round === 0 ? [...ideal, ...basis.elements] : basis.elements
    const found = seen.flatMap((e) => (isConstant(e) ? [] : consequences(e, budget, isNonzero)))
    const fresh = found.filter((p) => !A.isZero(reduce(p, basis, budget)))
    if (fresh.length === 0) break
    basis = basisOf([...basis.elements, ...fresh])
  }
  return basis.elements
}

/** Those elements that do not follow from `given` and the elements kept before them; simple ones are kept first. */
export const independentElements = (
  elements: readonly A.Polynomial[],
  given: readonly A.Polynomial[],
  names: readonly string[],
  budget: Budget,
): readonly A.Polynomial[] => {
  const inOrder = [...elements].sort((p, q) => A.degree(p) - A.degree(q) || A.termCount(p) - A.termCount(q))
  const kept: A.Polynomial[] = []
  for (const e of inOrder) {
    const rest = reduce(e, groebnerBasis([...given, ...kept], budget, { kind: 'grevlex' }, names), budget)
    // What the equation says beyond the others may be simpler than the equation.
    if (!A.isZero(rest)) kept.push(A.termCount(rest) < A.termCount(e) ? rest : e)
  }
  return kept
}
