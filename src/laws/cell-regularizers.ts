import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import type { Objective } from '../dynamics/objective.ts'
import type { Piece } from '../expression/pieces.ts'
import { negated, number, product, type Relation, symbol, symbols, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { powerOf, reciprocal } from './regularizer-candidates.ts'
import { fractionOf, termOfVariables } from './variable-polynomial.ts'

/** Pieces of a regularizer, before they are looked at on M. */
export interface PiecewiseCandidate {
  readonly pieces: readonly Piece[]
  readonly idea: string
}

const positive = (left: Term): Relation => ({ left, op: '>', right: number(0) })
const negative = (s: Term): Relation => positive(negated(s))

/** Two pieces by the sign of a product of variables, c² on one side and c^{-2} on the other. */
export const turnedOver = (law: Term, variables: readonly string[]): readonly PiecewiseCandidate[] => {
  const used = variables.filter((name) => symbols(law).includes(name)).map(symbol)
  const products = used.flatMap((x, i) => [x, ...used.slice(i + 1).map((y) => product(x, y))])
  const above = powerOf(law, 2)
  const below = powerOf(reciprocal(law), 2)
  const idea = 'the square of the law, turned over where it would grow'
  return products.flatMap((s) => {
    const pieces = (left: Term, right: Term): PiecewiseCandidate => ({
      pieces: [
        { when: [positive(s)], value: left },
        { when: [negative(s)], value: right },
      ],
      idea,
    })
    return [pieces(above, below), pieces(below, above)]
  })
}

const MOST_POLES = 4

/**
 * The square of a law, or of its reciprocal, on one cell of the complement of its poles, g being infinite outside: a
 * smaller domain, at whose boundary g may be unbounded, for a law that fails on other cells. One candidate for each cell.
 */
export const onCells = (law: Term, objective: Omit<Objective, 'term'>, budget: Budget): readonly PiecewiseCandidate[] =>
  [law, reciprocal(law)].flatMap((c) => squareOnCells(c, objective, budget))

const squareOnCells = (
  law: Term,
  objective: Omit<Objective, 'term'>,
  budget: Budget,
): readonly PiecewiseCandidate[] => {
  const poles = polesOf(law, objective, budget)
  if (poles.length === 0 || poles.length > MOST_POLES) return []
  const value = powerOf(law, 2)
  return Array.from({ length: 1 << poles.length }, (_, code) => ({
    pieces: [{ when: poles.map((p, i) => ((code >> i) & 1 ? negative(p) : positive(p))), value }],
    idea: 'the square of the law on one side of its poles',
  }))
}

/** The irreducible factors of the denominator that change their sign as far as their form says. */
const polesOf = (law: Term, objective: Omit<Objective, 'term'>, budget: Budget): readonly Term[] => {
  try {
    const fraction = fractionOf(law, objective)
    if (fraction === undefined || A.constantValue(fraction.denominator) !== undefined) return []
    return factor(fraction.denominator, budget).factors.map(({ base }) => termOfVariables(base, objective))
  } catch (error) {
    if (error instanceof BudgetSpent) return []
    throw error
  }
}
