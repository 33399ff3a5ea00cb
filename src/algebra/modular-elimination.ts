import { type Budget, charge } from '../search/budget.ts'
import { invertModulo, residue } from './prime-field.ts'

/** A row of an integer matrix: its nonzero values at increasing columns. */
export interface SparseRow {
  readonly columns: readonly number[]
  readonly values: readonly bigint[]
}

interface PivotRow {
  /** The row of the matrix it came from. */
  readonly source: number
  /** Columns and values, the first being the pivot, with value 1. */
  readonly columns: Int32Array
  readonly values: Float64Array
  /** Multiples of earlier pivot rows that were taken off, and what the rest was then multiplied by. */
  readonly used: Int32Array
  readonly factors: Float64Array
  readonly scale: number
}

/** A row that is a combination of pivot rows modulo p. */
interface DependentRow {
  readonly source: number
  readonly used: Int32Array
  readonly factors: Float64Array
}

/** A matrix modulo a prime in echelon form, with the steps that led there. */
export interface Elimination {
  readonly prime: number
  readonly columnCount: number
  readonly pivots: readonly PivotRow[]
  readonly dependent: readonly DependentRow[]
  /** The pivot columns, increasing. */
  readonly pivotColumns: readonly number[]
}

/** Gaussian elimination modulo a prime below 2^26, short rows first, each pivot at the first column it can be. */
export const eliminate = (
  rows: readonly SparseRow[],
  columnCount: number,
  prime: number,
  budget?: Budget,
): Elimination => {
  const inverse = 1 / prime
  const scratch = new Float64Array(columnCount)
  const pivotAt = new Int32Array(columnCount).fill(-1)
  const pivots: PivotRow[] = []
  const dependent: DependentRow[] = []
  const order = rows.map((_, i) => i).sort((i, j) => (rows[i]?.columns.length ?? 0) - (rows[j]?.columns.length ?? 0))
  for (const source of order) {
    if (budget !== undefined) charge(budget)
    const row = rows[source] as SparseRow
    let first = columnCount
    row.columns.forEach((c, k) => {
      const r = residue(row.values[k] as bigint, prime)
      scratch[c] = r
      if (r !== 0 && c < first) first = c
    })
    const used: number[] = []
    const factors: number[] = []
    let pivot = -1
    for (let c = first; c < columnCount; c++) {
      const f = scratch[c] as number
      if (f === 0) continue
      const at = pivotAt[c] as number
      if (at < 0) {
        if (pivot < 0) pivot = c
        continue
      }
      used.push(at)
      factors.push(f)
      const { columns, values } = pivots[at] as PivotRow
      const negative = prime - f
      for (let k = 0; k < columns.length; k++) {
        const j = columns[k] as number
        const x = (scratch[j] as number) + negative * (values[k] as number)
        let r = x - Math.floor(x * inverse) * prime
        if (r >= prime) r -= prime
        else if (r < 0) r += prime
        scratch[j] = r
      }
    }
    const shared = { source, used: Int32Array.from(used), factors: Float64Array.from(factors) }
    if (pivot < 0) {
      dependent.push(shared)
      scratch.fill(0)
      continue
    }
    const scale = invertModulo(scratch[pivot] as number, prime)
    const columns: number[] = []
    const values: number[] = []
    for (let c = pivot; c < columnCount; c++) {
      const x = scratch[c] as number
      if (x === 0) continue
      const y = x * scale
      columns.push(c)
      values.push(y - Math.floor(y / prime) * prime)
      scratch[c] = 0
    }
    pivotAt[pivot] = pivots.length
    pivots.push({ ...shared, columns: Int32Array.from(columns), values: Float64Array.from(values), scale })
  }
  const pivotColumns = pivots.map((p) => p.columns[0] as number).sort((i, j) => i - j)
  return { prime, columnCount, pivots, dependent, pivotColumns }
}

/** The solution modulo p with zeros off the pivot columns, for right-hand sides that are residues; undefined if none. */
export const solveModulo = (e: Elimination, rhs: Float64Array, consistent = true): Float64Array | undefined => {
  const p = e.prime
  const inverse = 1 / p
  const reduce = (x: number): number => {
    const r = x - Math.floor(x * inverse) * p
    return r >= p ? r - p : r < 0 ? r + p : r
  }
  const y = new Float64Array(e.pivots.length)
  const forward = (row: DependentRow): number => {
    let x = rhs[row.source] as number
    for (let k = 0; k < row.used.length; k++)
      x = reduce(x + (p - (row.factors[k] as number)) * (y[row.used[k] as number] as number))
    return x
  }
  e.pivots.forEach((row, k) => {
    y[k] = reduce(forward(row) * row.scale)
  })
  if (consistent && e.dependent.some((row) => forward(row) !== 0)) return undefined
  const x = new Float64Array(e.columnCount)
  const order = e.pivots
    .map((_, k) => k)
    .sort((i, j) => (e.pivots[j]?.columns[0] ?? 0) - (e.pivots[i]?.columns[0] ?? 0))
  for (const k of order) {
    const { columns, values } = e.pivots[k] as PivotRow
    let v = y[k] as number
    for (let i = 1; i < columns.length; i++)
      v = reduce(v + (p - (values[i] as number)) * (x[columns[i] as number] as number))
    x[columns[0] as number] = v
  }
  return x
}
