import { negate, ONE, type Rational } from '../../kernel/rational.ts'
import { type Dense, symmetricEigen } from '../semidefinite/dense-matrix.ts'
import type { GramBlock } from './gram-system.ts'
import { simplestNear } from './rational-approximation.ts'
import { accumulate, type Poly } from './sparse-polynomial.ts'

/** Reduced echelon form of the span of some vectors, pivots last where possible; undefined where badly conditioned. */
const echelon = (vectors: readonly Float64Array[], n: number): { pivot: number; row: Float64Array }[] => {
  const rows: Float64Array[] = vectors.map((v) => Float64Array.from(v))
  const out: { pivot: number; row: Float64Array }[] = []
  for (let column = n - 1; column >= 0 && out.length < vectors.length; column--) {
    let best = -1
    for (let r = out.length; r < rows.length; r++)
      if (best < 0 || Math.abs(rows[r]?.[column] as number) > Math.abs(rows[best]?.[column] as number)) best = r
    const pivotRow = rows[best]
    if (pivotRow === undefined || Math.abs(pivotRow[column] as number) < 1e-3) continue
    rows[best] = rows[out.length] as Float64Array
    rows[out.length] = pivotRow
    const lead = pivotRow[column] as number
    for (let j = 0; j < n; j++) pivotRow[j] = (pivotRow[j] as number) / lead
    rows.forEach((row) => {
      if (row === pivotRow) return
      const c = row[column] as number
      if (c !== 0) for (let j = 0; j < n; j++) row[j] = (row[j] as number) - c * (pivotRow[j] as number)
    })
    out.push({ pivot: column, row: pivotRow })
  }
  return out
}

/**
 * The blocks cut down to the face {G : G·Z = 0}: the range of each numerical Z is rounded to a rational subspace and
 * the basis is replaced by a basis of its orthogonal complement. Undefined where nothing is cut or the range does not
 * look rational. The rounding is a guess: a wrong one can only make the smaller system unsolvable.
 */
export const cutToFace = (
  blocks: readonly GramBlock[],
  exposing: readonly Dense[],
  threshold: number,
): GramBlock[] | undefined => {
  let cut = false
  const out: GramBlock[] = []
  for (const [b, block] of blocks.entries()) {
    const n = block.basis.length
    const { values, vectors } = symmetricEigen(exposing[b] as Dense, n)
    const range = vectors.filter((_, i) => (values[i] as number) > threshold)
    if (range.length === 0) {
      out.push(block)
      continue
    }
    const rows = echelon(range, n)
    if (rows.length < range.length) return undefined
    const pivots = new Set(rows.map((r) => r.pivot))
    const basis: Poly[] = []
    for (let j = 0; j < n; j++) {
      if (pivots.has(j)) continue
      const q = new Map<number, Rational>()
      accumulate(q, block.basis[j] as Poly, ONE)
      for (const { pivot, row } of rows) {
        const c = simplestNear(row[j] as number, 2e-4, 60)
        if (c === undefined) return undefined
        accumulate(q, block.basis[pivot] as Poly, negate(c))
      }
      basis.push(q)
    }
    cut = true
    out.push({ ...block, basis })
  }
  return cut ? out : undefined
}
