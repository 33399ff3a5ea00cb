import { absolute, compare, multiply, ONE, type Rational, rational, ZERO } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { deepestPoint, leastTrace } from '../semidefinite/deepest-point.ts'
import type { Dense } from '../semidefinite/dense-matrix.ts'
import type { SemidefiniteSystem } from '../semidefinite/linear-system.ts'
import { polishedKernel } from '../semidefinite/low-rank.ts'
import { facesExposed, integerFace, PRECISE, ROUGH, rangesOf } from './face.ts'
import { roundedSquares, type WeightedSquare } from './gram-rounding.ts'
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
import { accumulate, type MonomialTable, type Poly } from './sparse-polynomial.ts'
import { log2 } from './variable-scales.ts'

const DENOMINATORS = [1, 2, 12, 60, 2 ** 8, 2 ** 12, 2 ** 17, 2 ** 23, 2 ** 30, 2 ** 38]

// One step of the interior point method is cubic in this number, and cannot be interrupted.
const MOST_EQUATIONS = 2000

/** The nearest double, also for huge numerators and denominators. */
const toNumber = (q: Rational): number => {
  const shift = Math.max(q.n.toString(16).length, q.d.toString(16).length) * 4 - 1000
  if (shift <= 0) return Number(q.n) / Number(q.d)
  return Number(q.n >> BigInt(shift)) / Number(q.d >> BigInt(shift))
}

/** The independent equations in doubles, rows of norm 1, right sides divided by `scale`. */
const numerical = (system: GramSystem, solution: AffineSolution): { system: SemidefiniteSystem; scale: number } => {
  let largest = ZERO
  for (const { value } of solution.independent) if (compare(absolute(value), largest) > 0) largest = absolute(value)
  const scale = toNumber(largest.n === 0n ? ONE : largest)
  const constraints = solution.independent.map(({ coefficients, value }) => {
    const numbers = [...coefficients].map(([id, c]) => ({ at: system.entries[id] as GramEntry, c: toNumber(c) }))
    const norm = Math.hypot(...numbers.map(({ c }) => c))
    return {
      entries: numbers.map(({ at, c }) => ({ ...at, value: (at.row === at.column ? c : c / 2) / norm })),
      value: toNumber(value) / scale / norm,
    }
  })
  return { system: { sizes: system.blocks.map((b) => b.basis.length), constraints }, scale }
}

/**
 * Exact squares with Σ weight·square²·multiplier = target modulo the span, or undefined where the search finds none.
 * Semidefinite program, rounding to rationals, exact LDLᵀ; where solutions have no interior, the bases are cut down to
 * the face that the dual solution exposes, and the search starts again there. Where they have, the face of least trace
 * is tried first, for a shorter answer, unless it is not to be tidy. Throws BudgetSpent.
 * Sources: Peyrl and Parrilo (2008); Permenter and Parrilo (2014).
 */
export const searchGram = (
  table: MonomialTable,
  blocks: readonly GramBlock[],
  target: Poly,
  span: IdealSpan,
  budget: Budget,
  { isTidy = true }: { readonly isTidy?: boolean } = {},
): WeightedSquare[] | undefined => {
  const search = (current: readonly GramBlock[], cuts: number, tidy: boolean): WeightedSquare[] | undefined => {
    const open = current.filter((b) => b.basis.length > 0)
    const system = withoutForcedZeros(gramSystem(table, open, target, span, budget))
    if (system === undefined) return undefined
    const solution = solveAffine(system.equations, system.entries.length, budget)
    if (solution === undefined) return undefined
    const round = (gram: readonly Dense[], factor: number, denominators: readonly number[]) =>
      roundedSquares(system, solution, gram, factor, denominators, budget)
    if (solution.free.length === 0) return round([], 1, [1])
    if (solution.independent.length > MOST_EQUATIONS) return undefined
    const { system: doubles, scale } = numerical(system, solution)
    const order = doubles.sizes.reduce((a, b) => a + b, 0)
    let point = deepestPoint(doubles, 1e3 * order, budget)
    if (point.capped && point.depth < 1e-5 && point.depth > -1e-2) point = deepestPoint(doubles, 1e6 * order, budget)
    if (point.bound < -1e-7 || point.depth < (point.capped ? 1e-7 : -1e-4) || !(point.residual < 1e-6)) return undefined
    const first = (faces: Iterable<readonly GramBlock[] | undefined>, again: boolean): WeightedSquare[] | undefined => {
      if (cuts === 0) return undefined
      for (const face of faces) {
        const squares = face && search(face, cuts - 1, again)
        if (squares !== undefined) return squares
      }
      return undefined
    }
    if (point.depth > 1e-5) {
      if (tidy && order <= 120) {
        const { point: least, interior } = leastTrace(doubles, point.gram, budget)
        const kernels = rangesOf(doubles.sizes, least.dual, 1e-4)
        const squares =
          first(facesExposed(system.blocks, kernels, ROUGH), false) ??
          (interior && round(interior, scale, DENOMINATORS))
        if (squares !== undefined) return squares
      }
      return round(point.gram, scale, DENOMINATORS)
    }
    const guesses = function* () {
      let tried = -1
      // Without strict complementarity some eigenvalues of Z are small but not zero: then only the large ones are sure.
      for (const threshold of [1e-4, 1e-2]) {
        const kernels = rangesOf(doubles.sizes, point.exposing, threshold)
        const dimension = kernels.reduce((total, k) => total + k.length, 0)
        if (dimension === tried) return
        tried = dimension
        yield* facesExposed(system.blocks, kernels, ROUGH)
        const ranks = kernels.map((k, b) => (doubles.sizes[b] as number) - k.length)
        const polished = polishedKernel(doubles, point.gram, ranks, point.multipliers, budget)
        if (polished !== undefined) yield* facesExposed(system.blocks, polished, PRECISE)
        yield integerFace(system.blocks, kernels, 1e4)
        if (polished !== undefined) yield integerFace(system.blocks, polished, 1e9)
      }
    }
    return first(guesses(), tidy) ?? round(point.gram, scale, DENOMINATORS)
  }
  // Multipliers of similar size keep the numbers of the program similar; the weights take the factor back.
  const factors = blocks.map(({ multiplier }) => {
    const bits = multiplier.size === 0 ? 0 : Math.round(Math.max(...[...multiplier.values()].map(log2)))
    return bits >= 0 ? rational(1n, 1n << BigInt(bits)) : rational(1n << BigInt(-bits))
  })
  const scaled = blocks.map((block, i) => {
    const multiplier = new Map<number, Rational>()
    accumulate(multiplier, block.multiplier, factors[i] as Rational)
    return { ...block, multiplier, tag: i }
  })
  return search(scaled, 10, isTidy)?.map(({ weight, square, tag }) => ({
    weight: multiply(weight, factors[tag] as Rational),
    square,
    tag: blocks[tag]?.tag as number,
  }))
}
