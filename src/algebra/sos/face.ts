import { negate, ONE, type Rational, rational } from '../../kernel/rational.ts'
import { type Dense, symmetricEigen } from '../semidefinite/dense-matrix.ts'
import type { GramBlock } from './gram-system.ts'
import { simplestNear } from './rational-approximation.ts'
import { integerRelations } from './relation-lattice.ts'
import { accumulate, type Poly } from './sparse-polynomial.ts'

interface EchelonRow {
  readonly pivot: number
  readonly row: Float64Array
}

/** Reduced echelon form of the span of some orthonormal vectors, pivots at the end where possible. */
const echelon = (vectors: readonly Float64Array[], n: number): EchelonRow[] => {
  const rows: Float64Array[] = vectors.map((v) => Float64Array.from(v))
  const out: EchelonRow[] = []
  for (let column = n - 1; column >= 0 && out.length < vectors.length; column--) {
    let best = out.length
    for (let r = best + 1; r < rows.length; r++)
      if (Math.abs(rows[r]?.[column] as number) > Math.abs(rows[best]?.[column] as number)) best = r
    const pivotRow = rows[best] as Float64Array
    const lead = pivotRow[column] as number
    if (Math.abs(lead) < 1e-3) continue
    rows[best] = rows[out.length] as Float64Array
    rows[out.length] = pivotRow
    for (let j = 0; j < n; j++) pivotRow[j] = (pivotRow[j] as number) / lead
    for (const row of rows) {
      const c = row[column] as number
      if (row !== pivotRow && c !== 0)
        for (let j = 0; j < n; j++) row[j] = (row[j] as number) - c * (pivotRow[j] as number)
    }
    out.push({ pivot: column, row: pivotRow })
  }
  return out
}

/** A basis of the complement of the rounded range: b_j - Σ row_j·b_pivot for every j that is no pivot. */
const rationalComplement = (
  basis: readonly Poly[],
  rows: readonly EchelonRow[],
  tolerance: number,
  largest: number,
): Poly[] | undefined => {
  const pivots = new Set(rows.map((r) => r.pivot))
  const out: Poly[] = []
  for (const [j, own] of basis.entries()) {
    if (pivots.has(j)) continue
    const q = new Map<number, Rational>()
    accumulate(q, own, ONE)
    for (const { pivot, row } of rows) {
      const c = simplestNear(row[j] as number, tolerance, largest)
      if (c === undefined) return undefined
      accumulate(q, basis[pivot] as Poly, negate(c))
    }
    out.push(q)
  }
  return out
}

/** The range does not look rational: keep the small integer vectors orthogonal to it. */
const integerComplement = (basis: readonly Poly[], range: readonly Float64Array[], scale: number): Poly[] =>
  integerRelations(range, basis.length, scale).map((relation) => {
    const q = new Map<number, Rational>()
    relation.forEach((c, j) => {
      accumulate(q, basis[j] as Poly, rational(c))
    })
    return q
  })

/** Per block, the eigenvectors of Z with eigenvalues above `threshold`: G·v = 0 for all solutions G. */
export const rangesOf = (sizes: readonly number[], exposing: readonly Dense[], threshold: number): Float64Array[][] =>
  sizes.map((n, b) => {
    const { values, vectors } = symmetricEigen(exposing[b] as Dense, n)
    return vectors.filter((_, i) => (values[i] as number) > threshold)
  })

/** How far to trust entries of a kernel: [tolerance, largest denominator], to be tried in this order. */
export type Trust = readonly (readonly [tolerance: number, largest: number])[]
export const ROUGH: Trust = [
  [2e-4, 30],
  [1e-6, 300],
  [1e-8, 3000],
]
export const PRECISE: Trust = [
  [1e-8, 1000],
  [1e-10, 30000],
]

/**
 * The blocks cut down to the face {G : G·v = 0 for all v in `kernels`}: each kernel is rounded to a rational subspace,
 * and the basis is replaced by one of its orthogonal complement. Several guesses, best first, none where nothing is
 * cut. A wrong guess can only make the smaller system unsolvable.
 */
export const facesExposed = function* (
  blocks: readonly GramBlock[],
  kernels: readonly (readonly Float64Array[])[],
  trust: Trust,
): Generator<GramBlock[]> {
  if (kernels.every((r) => r.length === 0)) return
  const rows = kernels.map((kernel, b) => echelon(kernel, blocks[b]?.basis.length as number))
  if (rows.every((r, b) => r.length === kernels[b]?.length))
    for (const [tolerance, largest] of trust) {
      const cut = blocks.map((block, b) => {
        const basis = rationalComplement(block.basis, rows[b] as EchelonRow[], tolerance, largest)
        return basis && { ...block, basis }
      })
      if (cut.every((block) => block !== undefined)) yield cut
    }
}

/**
 * As {@link facesExposed}, for kernels that are not rational: keeps the small integer vectors orthogonal to them up
 * to about 1/scale.
 */
export const integerFace = (
  blocks: readonly GramBlock[],
  kernels: readonly (readonly Float64Array[])[],
  scale: number,
): GramBlock[] | undefined => {
  if (kernels.every((r) => r.length === 0) || blocks.some(({ basis }) => basis.length > 20)) return undefined
  return blocks.map((block, b) =>
    kernels[b]?.length === 0
      ? block
      : { ...block, basis: integerComplement(block.basis, kernels[b] as readonly Float64Array[], scale) },
  )
}
