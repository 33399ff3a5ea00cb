import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { power, multiply as productOf } from '../algebra/polynomial-product.ts'
import type { Json } from '../kernel/json.ts'
import type { Term } from '../kernel/term.ts'
import { product, raised } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { coneProof, UNIT } from './cone-certificate.ts'
import { idealOf, type Problem } from './problem.ts'

const opposite = (cofactors: readonly A.Polynomial[]): A.Polynomial[] => cofactors.map(A.negate)

/** The equations alone contradict each other: 1 lies in their ideal (Hilbert's Nullstellensatz). */
export const contradictoryEquations = (problem: Problem, budget: Budget): Json | undefined => {
  const ideal = idealOf(problem)
  if (ideal.length === 0) return undefined
  const one = A.constant(1, problem.indeterminates.names)
  const cofactors = idealMembership(one, ideal, budget)
  return cofactors && coneProof(problem, [{ square: UNIT }], opposite(cofactors))
}

/** A power of a product of two hypotheses that say "not zero" or "positive" lies in the ideal of the equations. */
export const vanishingProduct = (problem: Problem, budget: Budget, most = 2): Json | undefined => {
  const ideal = idealOf(problem)
  if (ideal.length === 0) return undefined
  const { names } = problem.indeterminates
  const candidates = [...problem.nonzero, ...problem.positive].filter((g) => g.term !== undefined)
  const single = candidates.filter((g) => A.constantValue(g.value) === undefined && A.degree(g.value) <= 6).slice(0, 8)
  const products = [...single.map((g) => [g]), ...single.flatMap((a, i) => single.slice(i + 1).map((b) => [a, b]))]
  for (const group of products) {
    for (let k = 1; k <= most; k++) {
      const value = group.reduce((p, g) => multiplied(p, power(g.value, 2 * k)), A.constant(1, names))
      if (A.degree(value) > 16) break
      const cofactors = idealMembership(value, ideal, budget)
      if (cofactors === undefined) continue
      const square = product(
        ...group.flatMap((g) => [raisedTo(g.term as Term, k), ...own(g.multiplier, k, g, problem)]),
      )
      return coneProof(problem, [{ square }], opposite(cofactors))
    }
  }
  return undefined
}

const raisedTo = (term: Term, k: number): Term => (k === 1 ? term : raised(term, k))

// value = term·multiplier for a disequality, term·multiplier² for an inequality.
const own = (multiplier: Term, k: number, g: Problem['nonzero'][number], problem: Problem): Term[] => {
  if (multiplier.op === 'number') return []
  return [raisedTo(multiplier, problem.nonzero.includes(g) ? k : 2 * k)]
}

const multiplied = (p: A.Polynomial, q: A.Polynomial): A.Polynomial =>
  p.numerators.length === 1 && A.constantValue(p)?.n === 1n ? q : productOf(p, q)

/** A hypothesis known to be positive is, modulo the equations, a number that is not, or minus a nonnegative number. */
export const constantModuloIdeal = (problem: Problem, budget: Budget): Json | undefined => {
  const ideal = idealOf(problem)
  if (ideal.length === 0) return undefined
  for (const g of problem.positive) {
    const cofactors = idealMembership(g.value, ideal, budget)
    if (cofactors !== undefined) {
      return coneProof(problem, [{ square: g.multiplier, times: [g.term as Term] }], opposite(cofactors))
    }
  }
  return undefined
}
