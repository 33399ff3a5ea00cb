import { add, multiply, negate, type Rational, ZERO } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import type { Dense } from '../semidefinite/dense-matrix.ts'
import { weightedSquares } from './exact-factorization.ts'
import type { AffineSolution, GramEntry, GramSystem } from './gram-system.ts'
import { roundTo } from './rational-approximation.ts'
import { accumulate, type Poly } from './sparse-polynomial.ts'

/** weight·square²·(multiplier of the block with this tag), weight > 0. */
export interface WeightedSquare {
  readonly weight: Rational
  readonly square: Poly
  readonly tag: number
}

/** Squares read off exact Gram matrices, or undefined where one of them is not positive semidefinite. */
const squaresOf = (system: GramSystem, values: readonly Rational[], budget: Budget): WeightedSquare[] | undefined => {
  const grams = system.blocks.map((b) => b.basis.map(() => b.basis.map(() => ZERO)))
  system.entries.forEach(({ block, row, column }, id) => {
    ;(grams[block]?.[row] as Rational[])[column] = values[id] as Rational
    ;(grams[block]?.[column] as Rational[])[row] = values[id] as Rational
  })
  const out: WeightedSquare[] = []
  for (const [b, block] of system.blocks.entries()) {
    const squares = weightedSquares(grams[b] as Rational[][], budget)
    if (squares === undefined) return undefined
    for (const { weight, row } of squares) {
      const square = new Map<number, Rational>()
      row.forEach((c, j) => {
        accumulate(square, block.basis[j] as Poly, c)
      })
      out.push({ weight, square, tag: block.tag })
    }
  }
  return out
}

/**
 * Rounds the free unknowns of a numerical solution (times `scale`) to multiples of 1/denominator, one denominator after
 * the other, computes the others exactly, and returns the squares of the first positive semidefinite result.
 */
export const roundedSquares = (
  system: GramSystem,
  solution: AffineSolution,
  gram: readonly Dense[],
  scale: number,
  denominators: readonly number[],
  budget: Budget,
): WeightedSquare[] | undefined => {
  for (const denominator of denominators) {
    charge(budget)
    const values: Rational[] = system.entries.map(() => ZERO)
    for (const id of solution.free) {
      const { block, row, column } = system.entries[id] as GramEntry
      const n = system.blocks[block]?.basis.length as number
      const x = (gram[block]?.[row * n + column] as number) * scale
      if (!Number.isFinite(x)) return undefined
      values[id] = roundTo(x, denominator)
    }
    for (const [id, { coefficients, value }] of solution.pivots) {
      let total = value
      for (const [free, c] of coefficients) total = add(total, negate(multiply(c, values[free] as Rational)))
      values[id] = total
    }
    const squares = squaresOf(system, values, budget)
    if (squares !== undefined) return squares
  }
  return undefined
}
