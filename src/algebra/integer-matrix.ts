import type { SparseRow } from './modular-elimination.ts'
import { residue } from './prime-field.ts'

/**
 * A sparse matrix of integers by columns: the entries of column j are those from `start[j]` to `start[j + 1]`.
 * Values are doubles where all are safe integers.
 */
export interface IntegerMatrix {
  readonly rowCount: number
  readonly columnCount: number
  readonly start: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array | readonly bigint[]
}

/** The same modulo a prime, without entries that vanish; values are residues. */
export interface ResidueMatrix {
  readonly rowCount: number
  readonly columnCount: number
  readonly start: Int32Array
  readonly rows: Int32Array
  readonly values: Int32Array
}

/** The matrix with these rows. */
export const matrixOfRows = (rows: readonly SparseRow[], columnCount: number): IntegerMatrix => {
  const start = new Int32Array(columnCount + 1)
  for (const { columns } of rows) for (const c of columns) start[c + 1] = (start[c + 1] as number) + 1
  for (let c = 0; c < columnCount; c++) start[c + 1] = (start[c + 1] as number) + (start[c] as number)
  const next = start.slice()
  const entries = start[columnCount] as number
  const rowOf = new Int32Array(entries)
  const values = new Array<bigint>(entries)
  rows.forEach((row, i) => {
    row.columns.forEach((c, k) => {
      const at = next[c] as number
      next[c] = at + 1
      rowOf[at] = i
      values[at] = row.values[k] as bigint
    })
  })
  const isSafe = values.every((v) => v <= 9007199254740991n && v >= -9007199254740991n)
  return {
    rowCount: rows.length,
    columnCount,
    start,
    rows: rowOf,
    values: isSafe ? Float64Array.from(values, Number) : values,
  }
}

const residuesOf = (values: Float64Array | readonly bigint[], prime: number): Int32Array => {
  const found = new Int32Array(values.length)
  if (!(values instanceof Float64Array))
    values.forEach((value, k) => {
      found[k] = residue(value, prime)
    })
  else
    for (let k = 0; k < values.length; k++) {
      const r = (values[k] as number) % prime
      found[k] = r < 0 ? r + prime : r
    }
  return found
}

/** The matrix modulo a prime below 2^31. */
export const matrixModulo = (matrix: IntegerMatrix, prime: number): ResidueMatrix => {
  const { rowCount, columnCount } = matrix
  const start = new Int32Array(columnCount + 1)
  const rows = new Int32Array(matrix.rows.length)
  const values = new Int32Array(matrix.rows.length)
  const residues = residuesOf(matrix.values, prime)
  let count = 0
  for (let c = 0; c < columnCount; c++) {
    for (let k = matrix.start[c] as number; k < (matrix.start[c + 1] as number); k++) {
      if (residues[k] === 0) continue
      rows[count] = matrix.rows[k] as number
      values[count++] = residues[k] as number
    }
    start[c + 1] = count
  }
  return { rowCount, columnCount, start, rows: rows.subarray(0, count), values: values.subarray(0, count) }
}

/** The columns of a sparse vector, increasing, and its values there. */
export interface SparseVector<T> {
  readonly columns: readonly number[]
  readonly values: readonly T[]
}

/** True where A·v = 0 exactly. */
export const isInKernel = (matrix: IntegerMatrix, { columns, values }: SparseVector<bigint>): boolean => {
  const sums = new Map<number, bigint>()
  columns.forEach((c, i) => {
    const v = values[i] as bigint
    for (let k = matrix.start[c] as number; k < (matrix.start[c + 1] as number); k++) {
      const row = matrix.rows[k] as number
      sums.set(row, (sums.get(row) ?? 0n) + v * BigInt(matrix.values[k] as number | bigint))
    }
  })
  for (const sum of sums.values()) if (sum !== 0n) return false
  return true
}
