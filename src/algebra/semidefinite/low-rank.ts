import { type Budget, charge } from '../../search/budget.ts'
import { cholesky, type Dense, solveCholesky, symmetricEigen } from './dense-matrix.ts'
import { defects, type SemidefiniteSystem } from './linear-system.ts'

// More unknowns than this make a step slow.
const MOST_UNKNOWNS = 320

/**
 * Orthonormal vectors of the kernel of each G_i to (nearly) the full precision of doubles, for a singular solution G of
 * the given ranks near `gram`, with Z = -Σ y_k·A_k ≠ 0, Z·G = 0 and y near `multipliers`: Newton's method (damped least
 * squares) on ⟨A_k, Y·Yᵀ⟩ = b_k, Z·Y = 0, tr Z = 1. Undefined where that does not converge or would take long.
 */
export const polishedKernel = (
  system: SemidefiniteSystem,
  gram: readonly Dense[],
  ranks: readonly number[],
  multipliers: Float64Array,
  budget: Budget,
): Float64Array[][] | undefined => {
  const { sizes, constraints } = system
  const offsets: number[] = []
  let width = 0
  sizes.forEach((n, i) => {
    offsets.push(width)
    width += n * (ranks[i] as number)
  })
  const count = constraints.length
  const unknowns = width + count
  if (unknowns > MOST_UNKNOWNS) return undefined
  const y = new Float64Array(width)
  const weights = Float64Array.from(multipliers)
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
  // Rows: the equations, then Z·Y entry by entry, then the trace.
  const rows = count + width + 1
  const residual = new Float64Array(rows)
  let size = Number.POSITIVE_INFINITY
  for (let step = 0; step < 12; step++) {
    charge(budget, (rows * unknowns * unknowns) / 500)
    const jacobian = new Float64Array(rows * unknowns)
    const put = (row: number, column: number, v: number): void => {
      jacobian[row * unknowns + column] = (jacobian[row * unknowns + column] as number) + v
    }
    residual.fill(0)
    residual.set(defects(system, product()).map((v) => -v))
    residual[rows - 1] = -1
    constraints.forEach(({ entries }, k) => {
      const w = weights[k] as number
      for (const { block, row: p, column: q, value } of entries) {
        const n = sizes[block] as number
        if (p === q) {
          residual[rows - 1] = (residual[rows - 1] as number) - w * value
          put(rows - 1, width + k, -value)
        }
        for (let c = 0; c < (ranks[block] as number); c++) {
          const at = (offsets[block] as number) + c * n
          for (const [a, b] of p === q ? [[p, q] as const] : [[p, q] as const, [q, p] as const]) {
            const yb = y[at + b] as number
            put(k, at + a, 2 * value * yb)
            put(count + at + a, at + b, -w * value)
            put(count + at + a, width + k, -value * yb)
            residual[count + at + a] = (residual[count + at + a] as number) - w * value * yb
          }
        }
      }
    })
    const now = residual.reduce((a, v) => Math.max(a, Math.abs(v)), 0)
    if (now < 1e-15 || (step > 4 && now > 0.5 * size)) {
      size = Math.min(now, size)
      break
    }
    size = now
    const normal = new Float64Array(unknowns * unknowns)
    const right = new Float64Array(unknowns)
    for (let r = 0; r < rows; r++)
      for (let i = 0; i < unknowns; i++) {
        const v = jacobian[r * unknowns + i] as number
        if (v === 0) continue
        right[i] = (right[i] as number) - v * (residual[r] as number)
        for (let j = 0; j <= i; j++)
          normal[i * unknowns + j] = (normal[i * unknowns + j] as number) + v * (jacobian[r * unknowns + j] as number)
      }
    for (let i = 0; i < unknowns; i++) normal[i * unknowns + i] = (normal[i * unknowns + i] as number) + 1e-10
    const factor = cholesky(normal, unknowns)
    if (factor === undefined) return undefined
    const change = solveCholesky(factor, right, unknowns)
    for (let i = 0; i < width; i++) y[i] = (y[i] as number) + (change[i] as number)
    for (let k = 0; k < count; k++) weights[k] = (weights[k] as number) + (change[width + k] as number)
  }
  if (!(size < 1e-10)) return undefined
  return product().map((g, i) => {
    const n = sizes[i] as number
    return symmetricEigen(g, n).vectors.slice(0, n - (ranks[i] as number))
  })
}
