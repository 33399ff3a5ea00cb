import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { multiply as multiplyBoth } from '../algebra/polynomial-product.ts'
import { lower } from '../kernel/lower.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { printTerm, product, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { Lemma } from './lemma-proofs.ts'
import { idealOf, multiplesFor, problemOf } from './problem.ts'

/** The lemmas x ≠ 0 for variables that the equations keep from zero, or that divide something nonzero. */
export const nonzeroLemmas = (sequent: Sequent, budget: Budget): Lemma[] => {
  const problem = problemOf({ ...sequent, goal: 'false' })
  const { indeterminates } = problem
  const { names } = indeterminates
  const lemmas: Lemma[] = []
  const ideal = idealOf(problem)
  const known = [...problem.nonzero, ...problem.positive]
  for (const name of names) {
    const x = A.indeterminate(name, names)
    if (known.some((g) => A.equal(g.value, x) || A.equal(g.value, A.negate(x)))) continue
    const term = indeterminates.termOf(x)
    const text = printTerm(term)
    const make = (square: string, times: string[], byX: A.Polynomial, rest: readonly A.Polynomial[]): void => {
      const proof = {
        kind: 'positivstellensatz',
        terms: [{ weight: '1', square, times }],
        multiples: [{ of: text, by: printTerm(indeterminates.termOf(byX)) }, ...multiplesFor(problem, rest)],
      }
      lemmas.push({ fact: { polynomial: lower(term, sequent.scope), op: '!=' }, text: `${text} != 0`, proof })
    }
    const none = ideal.map(() => A.constant(0, names))
    const host = known.find((g) => A.constantValue(g.value) === undefined && divideExact(g.value, x) !== undefined)
    if (host !== undefined) {
      const isSign = problem.positive.includes(host)
      const quotient = divideExact(host.value, x) as A.Polynomial
      if (isSign) {
        make(printTerm(host.multiplier), [printTerm(host.term as Term)], A.negate(quotient), none)
      } else {
        const by = A.negate(multiplyBoth(quotient, host.value))
        make(printTerm(product(host.term as Term, host.multiplier)), [], by, none)
      }
      continue
    }
    if (ideal.length === 0 || !ideal.some((e) => A.usedNames(e).includes(name))) continue
    try {
      const cofactors = idealMembership(A.constant(1, names), [x, ...ideal], budget)
      if (cofactors === undefined) continue
      make('1', [], A.negate(cofactors[0] as A.Polynomial), cofactors.slice(1).map(A.negate))
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error
      return lemmas
    }
  }
  return lemmas
}
