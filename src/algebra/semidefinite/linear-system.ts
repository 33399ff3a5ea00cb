import { cholesky, type Dense, solveCholesky } from './dense-matrix.ts'
import type { BlockEntry } from './interior-point.ts'

/** Find G = diag(G_1, …) positive semidefinite with ⟨A_k, G⟩ = b_k; the A_k linearly independent. */
export interface SemidefiniteSystem {
  readonly sizes: readonly number[]
  readonly constraints: readonly { readonly entries: readonly BlockEntry[]; readonly value: number }[]
}

/** b_k - ⟨A_k, G⟩ for all k. */
export const defects = (system: SemidefiniteSystem, gram: readonly Dense[]): Float64Array =>
  Float64Array.from(system.constraints, ({ entries, value }) =>
    entries.reduce((rest, { block, row, column, value: v }) => {
      const n = system.sizes[block] as number
      return rest - (row === column ? v : 2 * v) * (gram[block]?.[row * n + column] as number)
    }, value),
  )

/** G plus the smallest symmetric change that makes ⟨A_k, G⟩ = b_k. */
export const projected = (system: SemidefiniteSystem, gram: readonly Dense[]): Dense[] => {
  const { sizes, constraints } = system
  const count = constraints.length
  const byEntry = new Map<string, { k: number; v: number }[]>()
  constraints.forEach(({ entries }, k) => {
    for (const { block, row, column, value } of entries) {
      const key = `${block} ${row} ${column}`
      const item = { k, v: row === column ? value : Math.SQRT2 * value }
      const list = byEntry.get(key)
      if (list === undefined) byEntry.set(key, [item])
      else list.push(item)
    }
  })
  const normal = new Float64Array(count * count)
  for (const list of byEntry.values())
    for (const a of list)
      for (const b of list)
        if (b.k <= a.k) normal[a.k * count + b.k] = (normal[a.k * count + b.k] as number) + a.v * b.v
  const out = gram.map((m) => Float64Array.from(m))
  const factor = cholesky(normal, count, 1e-13)
  if (factor === undefined) return out
  const weights = solveCholesky(factor, defects(system, gram), count)
  constraints.forEach(({ entries }, k) => {
    for (const { block, row, column, value } of entries) {
      const n = sizes[block] as number
      const m = out[block] as Dense
      const change = value * (weights[k] as number)
      m[row * n + column] = (m[row * n + column] as number) + change
      if (row !== column) m[column * n + row] = (m[column * n + row] as number) + change
    }
  })
  return out
}
