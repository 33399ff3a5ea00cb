import type { VectorFunction } from './compile.ts'

const ITERATIONS = 100
const SMALLEST_DAMPING = 2 ** -16
const SMALL = 1e-13

/** The solution of a symmetric positive definite system, undefined where it is singular to rounding. */
const solved = (matrix: readonly number[][], rhs: readonly number[]): number[] | undefined => {
  const rows = matrix.map((row, i) => [...row, rhs[i] as number])
  const size = Math.max(...matrix.map((row, i) => Math.abs(row[i] as number)))
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows[k] as number[]
    const lead = pivot[k] as number
    if (!(Math.abs(lead) > SMALL * size)) return undefined
    for (const [i, row] of rows.entries()) {
      if (i === k) continue
      const factor = (row[k] as number) / lead
      for (let j = k; j < row.length; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number)
    }
  }
  return rows.map((row, i) => (row[rows.length] as number) / (row[i] as number))
}

/**
 * A zero of F near `start` by damped Gauss-Newton steps x⁺ = x − λ·DFᵀ(DF·DFᵀ)⁻¹F; `jacobian` gives the m·n entries of
 * DF row by row. Undefined where DF loses rank or the steps do not reach |F| ≤ 1e-12·(1 + |x|)·(1 + |DF|).
 */
export const projectToZeros = (
  map: VectorFunction,
  jacobian: VectorFunction,
  count: number,
  start: readonly number[],
): number[] | undefined => {
  const n = start.length
  let x = [...start]
  const values = new Float64Array(count)
  const entries = new Float64Array(count * n)
  const sizeAt = (point: readonly number[]): number => {
    map(point, values)
    return Math.hypot(...values)
  }
  let size = sizeAt(x)
  for (let k = 0; k < ITERATIONS; k++) {
    jacobian(x, entries)
    if (!Number.isFinite(size)) return undefined
    const reached = size <= 1e-12 * (1 + Math.hypot(...x)) * (1 + Math.hypot(...entries))
    const rows = values.map((_, i) => i)
    const entry = (i: number, j: number): number => entries[i * n + j] as number
    const gram = Array.from(rows, (i) =>
      Array.from(rows, (l) => x.reduce((s, _, j) => s + entry(i, j) * entry(l, j), 0)),
    )
    const weights = solved(gram, Array.from(values))
    if (weights === undefined) return undefined
    const step = x.map((_, j) => weights.reduce((s, w, i) => s + w * entry(i, j), 0))
    let damping = 1
    let next = x
    let nextSize = size
    while (damping >= SMALLEST_DAMPING) {
      next = x.map((c, j) => c - damping * (step[j] as number))
      nextSize = sizeAt(next)
      if (nextSize < size) break
      damping /= 2
    }
    if (!(nextSize < size)) return reached ? x : undefined
    x = next
    size = nextSize
    if (size === 0) return x
  }
  return undefined
}
