import { type Budget, charge } from '../../kernel/budget.ts'
import { absolute, add, compare, multiply, negate, ONE, type Rational, ZERO } from '../../kernel/rational.ts'
import { deepestPoint } from '../semidefinite/deepest-point.ts'
import type { Dense } from '../semidefinite/dense-matrix.ts'
import { weightedSquares } from './exact-factorization.ts'
import { cutToFace } from './face.ts'
import {
  type AffineSolution,
  type GramBlock,
  type GramEntry,
  type GramSystem,
  gramSystem,
  solveAffine,
  withoutForcedZeros,
} from './gram-system.ts'
import type { IdealSpan } from './ideal-span.ts'
import { roundTo } from './rational-approximation.ts'
import { accumulate, type MonomialTable, type Poly } from './sparse-polynomial.ts'

/** weight·square²·(multiplier of the block with this tag), weight > 0. */
export interface WeightedSquare {
  readonly weight: Rational
  readonly square: Poly
  readonly tag: number
}

const DENOMINATORS = [1, 2, 12, 60, 2 ** 8, 2 ** 12, 2 ** 17, 2 ** 23, 2 ** 30, 2 ** 38]
const COARSE = DENOMINATORS.slice(0, 4)

const toNumber = (q: Rational): number => {
  const shift = Math.max(q.n.toString(2).length, q.d.toString(2).length) - 1000
  if (shift <= 0) return Number(q.n) / Number(q.d)
  return Number(q.n >> BigInt(shift)) / Number(q.d >> BigInt(shift))
}

/** Squares read off exact Gram matrices, or undefined where one of them is not positive semidefinite. */
const squaresOf = (system: GramSystem, values: readonly Rational[]): WeightedSquare[] | undefined => {
  const grams = system.blocks.map((b) => b.basis.map(() => b.basis.map(() => ZERO)))
  system.entries.forEach(({ block, row, column }, id) => {
    ;(grams[block]?.[row] as Rational[])[column] = values[id] as Rational
    ;(grams[block]?.[column] as Rational[])[row] = values[id] as Rational
  })
  const out: WeightedSquare[] = []
  for (const [b, block] of system.blocks.entries()) {
    const squares = weightedSquares(grams[b] as Rational[][])
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

const rounded = (
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
    const squares = squaresOf(system, values)
    if (squares !== undefined) return squares
  }
  return undefined
}

/**
 * Exact squares with Σ weight·square²·multiplier = target modulo the span, or undefined where the search finds none.
 * Semidefinite program, rounding to rationals, exact LDLᵀ; where solutions have no interior, the bases are cut down to
 * the face that the dual solution exposes, and the search starts again. Throws BudgetSpent.
 * Sources: Peyrl and Parrilo (2008); Permenter and Parrilo (2014).
 */
export const searchGram = (
  table: MonomialTable,
  blocks: readonly GramBlock[],
  target: Poly,
  span: IdealSpan,
  budget: Budget,
): WeightedSquare[] | undefined => {
  let current = blocks
  for (let round = 0; round < 12; round++) {
    const full = gramSystem(
      table,
      current.filter((b) => b.basis.length > 0),
      target,
      span,
      budget,
    )
    const system = withoutForcedZeros(full)
    if (system === undefined) return undefined
    const solution = solveAffine(system.equations, system.entries.length, budget)
    if (solution === undefined) return undefined
    if (solution.free.length === 0) return rounded(system, solution, [], 1, [1], budget)
    let largest = ZERO
    for (const { value } of solution.independent) if (compare(absolute(value), largest) > 0) largest = absolute(value)
    if (largest.n === 0n) largest = ONE
    const scale = toNumber(largest)
    const constraints = solution.independent.map(({ coefficients, value }) => {
      const numbers = [...coefficients].map(([id, c]) => ({ id, c: toNumber(c) }))
      const norm = Math.hypot(...numbers.map(({ c }) => c))
      return {
        entries: numbers.map(({ id, c }) => {
          const { block, row, column } = system.entries[id] as GramEntry
          return { block, row, column, value: (row === column ? c : c / 2) / norm }
        }),
        value: toNumber(value) / scale / norm,
      }
    })
    const sizes = system.blocks.map((b) => b.basis.length)
    const order = sizes.reduce((a, b) => a + b, 0)
    const point = deepestPoint({ sizes, constraints }, 1000 * order, budget)
    if (debug.on) debug.log({ round, sizes, rows: constraints.length, depth: point.depth, residual: point.residual })
    if (point.depth < -1e-4) return undefined
    const denominators = point.depth > 1e-7 ? DENOMINATORS : COARSE
    const squares = rounded(system, solution, point.gram, scale, denominators, budget)
    if (squares !== undefined) return squares
    const face = cutToFace(system.blocks, point.exposing, 1e-4)
    if (face === undefined) return undefined
    current = face
  }
  return undefined
}
export const debug = { on: false, log: (x: unknown) => console.log(x) }
