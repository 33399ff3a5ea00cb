import { type Budget, charge } from '../../kernel/budget.ts'
import { cholesky, type Dense, solveCholesky, symmetricEigen } from './dense-matrix.ts'
import { defects, type SemidefiniteSystem } from './linear-system.ts'

// Beyond this many multiplications a step takes seconds.
const LARGEST_STEP = 2e8

/**
 * Orthonormal vectors of the kernel of each G_i to (nearly) full precision of doubles, for a solution G near the given
 * one of the given ranks: Gauss–Newton on G = Y·Yᵀ. Undefined where that does not converge or would take long.
 */
export const polishedKernel = (
  system: SemidefiniteSystem,
  gram: readonly Dense[],
  ranks: readonly number[],
  budget: Budget,
): Float64Array[][] | undefined => {
  const { sizes, constraints } = system
  const count = constraints.length
  const offsets: number[] = []
  let width = 0
  sizes.forEach((n, i) => {
    offsets.push(width)
    width += n * (ranks[i] as number)
  })
  if (count * count * width > LARGEST_STEP) return undefined
  const y = new Float64Array(width)
  sizes.forEach((n, i) => {
    const { values, vectors } = symmetricEigen(gram[i] as Dense, n)
    for (let c = 0; c < (ranks[i] as number); c++) {
      const root = Math.sqrt(Math.max(0, values[n - 1 - c] as number))
      for (let r = 0; r < n; r++) y[(offsets[i] as number) + c * n + r] = root * (vectors[n - 1 - c]?.[r] as number)
    }
  })
  const product = (): Dense[] =>
    sizes.map((n, i) => {
      const out = new Float64Array(n * n)
      for (let c = 0; c < (ranks[i] as number); c++) {
        const at = (offsets[i] as number) + c * n
        for (let p = 0; p < n; p++)
          for (let q = 0; q < n; q++)
            out[p * n + q] = (out[p * n + q] as number) + (y[at + p] as number) * (y[at + q] as number)
      }
      return out
    })
  let before = Number.POSITIVE_INFINITY
  for (let step = 0; step < 20; step++) {
    charge(budget)
    const rest = defects(system, product())
    const size = rest.reduce((a, v) => Math.max(a, Math.abs(v)), 0)
    if (size < 1e-14 || (step > 2 && size > 0.5 * before)) break
    before = size
    // Row k of the Jacobian is 2·A_k·Y.
    const jacobian = constraints.map(({ entries }) => {
      const row = new Float64Array(width)
      for (const { block, row: p, column: q, value } of entries) {
        const n = sizes[block] as number
        for (let c = 0; c < (ranks[block] as number); c++) {
          const at = (offsets[block] as number) + c * n
          row[at + p] = (row[at + p] as number) + 2 * value * (y[at + q] as number)
          if (p !== q) row[at + q] = (row[at + q] as number) + 2 * value * (y[at + p] as number)
        }
      }
      return row
    })
    const normal = new Float64Array(count * count)
    jacobian.forEach((a, k) => {
      for (let l = 0; l <= k; l++) {
        const b = jacobian[l] as Float64Array
        let total = 0
        for (let j = 0; j < width; j++) total += (a[j] as number) * (b[j] as number)
        normal[k * count + l] = total
      }
    })
    const factor = cholesky(normal, count, 1e-11)
    if (factor === undefined) return undefined
    const weights = solveCholesky(factor, rest, count)
    jacobian.forEach((row, k) => {
      const w = weights[k] as number
      for (let j = 0; j < width; j++) y[j] = (y[j] as number) + w * (row[j] as number)
    })
  }
  const result = product()
  if (!defects(system, result).every((v) => Math.abs(v) < 1e-11)) return undefined
  return sizes.map((n, i) => symmetricEigen(result[i] as Dense, n).vectors.slice(0, n - (ranks[i] as number)))
}
