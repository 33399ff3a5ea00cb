import { type Budget, charge } from '../kernel/budget.ts'
import { echelonForm } from './dense-echelon.ts'
import type { ResidueMatrix } from './integer-matrix.ts'
import { type ResidueRow, sparseKernel } from './sparse-elimination.ts'

/**
 * The kernel of a matrix modulo a prime by its reduced basis: vector i is 1 at `leads[i]`, its first column, where the
 * others are 0. The vectors are ordered by their leads.
 */
export interface ModularKernel {
  readonly prime: number
  readonly leads: readonly number[]
  readonly vectors: readonly ResidueRow[]
}

/** The entries by rows: those of row i are from `start[i]` to `start[i + 1]`, in increasing columns. */
const byRows = (matrix: ResidueMatrix): { start: Int32Array; columns: Int32Array; values: Int32Array } => {
  const start = new Int32Array(matrix.rowCount + 1)
  for (const row of matrix.rows) start[row + 1] = (start[row + 1] as number) + 1
  for (let i = 0; i < matrix.rowCount; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number)
  const next = start.slice()
  const columns = new Int32Array(matrix.rows.length)
  const values = new Int32Array(matrix.rows.length)
  for (let c = 0; c < matrix.columnCount; c++)
    for (let k = matrix.start[c] as number; k < (matrix.start[c + 1] as number); k++) {
      const row = matrix.rows[k] as number
      const at = next[row] as number
      next[row] = at + 1
      columns[at] = c
      values[at] = matrix.values[k] as number
    }
  return { start, columns, values }
}

type RowForm = ReturnType<typeof byRows>

/** Marks the columns that vanish in the kernel because some row has no other column left, until there is no such row. */
const forcedZeros = (matrix: ResidueMatrix, rows: RowForm): Uint8Array => {
  const isZero = new Uint8Array(matrix.columnCount)
  const left = new Int32Array(matrix.rowCount)
  const queue: number[] = []
  for (let i = 0; i < matrix.rowCount; i++) {
    left[i] = (rows.start[i + 1] as number) - (rows.start[i] as number)
    if (left[i] === 1) queue.push(i)
  }
  for (let row = queue.pop(); row !== undefined; row = queue.pop())
    for (let k = rows.start[row] as number; k < (rows.start[row + 1] as number); k++) {
      const c = rows.columns[k] as number
      if (isZero[c] === 1) continue
      isZero[c] = 1
      for (let e = matrix.start[c] as number; e < (matrix.start[c + 1] as number); e++) {
        const other = matrix.rows[e] as number
        left[other] = (left[other] as number) - 1
        if (left[other] === 1) queue.push(other)
      }
    }
  return isZero
}

/** Columns that share rows, directly or by others between them, and these rows. */
interface Component {
  readonly columns: number[]
  readonly rows: ResidueRow[]
}

const components = (matrix: ResidueMatrix, rows: RowForm, isZero: Uint8Array): Component[] => {
  const parent = Int32Array.from({ length: matrix.columnCount }, (_, c) => c)
  const find = (c: number): number => {
    let root = c
    while (parent[root] !== root) root = parent[root] as number
    for (let at = c; at !== root; ) {
      const up = parent[at] as number
      parent[at] = root
      at = up
    }
    return root
  }
  const eachLive = (row: number, visit: (column: number, value: number) => void): void => {
    for (let k = rows.start[row] as number; k < (rows.start[row + 1] as number); k++)
      if (isZero[rows.columns[k] as number] === 0) visit(rows.columns[k] as number, rows.values[k] as number)
  }
  for (let row = 0; row < matrix.rowCount; row++) {
    let first = -1
    eachLive(row, (c) => {
      if (first < 0) first = find(c)
      else parent[find(c)] = first
    })
  }
  const found = new Map<number, Component>()
  const position = new Int32Array(matrix.columnCount)
  for (let c = 0; c < matrix.columnCount; c++) {
    if (isZero[c] === 1) continue
    const root = find(c)
    const component = found.get(root) ?? { columns: [], rows: [] }
    position[c] = component.columns.length
    component.columns.push(c)
    found.set(root, component)
  }
  for (let row = 0; row < matrix.rowCount; row++) {
    const columns: number[] = []
    const values: number[] = []
    eachLive(row, (c, value) => {
      columns.push(c)
      values.push(value)
    })
    if (columns.length === 0) continue
    const local = { columns: Int32Array.from(columns, (c) => position[c] as number), values: Int32Array.from(values) }
    found.get(find(columns[0] as number))?.rows.push(local)
  }
  return [...found.values()]
}

/** The reduced basis of the span of independent vectors over so many columns. */
const reducedBasis = (
  vectors: readonly ResidueRow[],
  columnCount: number,
  prime: number,
  budget: Budget,
): { readonly lead: number; readonly vector: ResidueRow }[] => {
  const used = new Uint8Array(columnCount)
  for (const { columns } of vectors) for (const c of columns) used[c] = 1
  const columns = [...used.keys()].filter((c) => used[c] === 1)
  const position = new Int32Array(columnCount)
  columns.forEach((c, k) => {
    position[c] = k
  })
  const { pivots, free, rest } = echelonForm(
    vectors.length,
    columns.length,
    (words, stride) =>
      vectors.forEach((v, i) => {
        v.columns.forEach((c, k) => {
          words[i * stride + (position[c] as number)] = v.values[k] as number
        })
      }),
    prime,
    budget,
  )
  return pivots.map((pivot, i) => {
    const row = rest.subarray(i * free.length, (i + 1) * free.length)
    const size = 1 + row.reduce((count, value) => (value === 0 ? count : count + 1), 0)
    const vector = { columns: new Int32Array(size), values: new Int32Array(size) }
    let at = 0
    const push = (c: number, value: number): void => {
      vector.columns[at] = columns[c] as number
      vector.values[at++] = value
    }
    // The pivot comes first: columns before it vanish.
    push(pivot, 1)
    free.forEach((f, j) => {
      if (row[j] !== 0) push(f, row[j] as number)
    })
    return { lead: columns[pivot] as number, vector }
  })
}

/**
 * The kernel of a matrix modulo a prime p = 2^30 - c, c < 2^13, component by component.
 *
 * Over Q the kernel has at most this dimension, whatever the elimination took for random: the rows that it combined are
 * combinations of rows of the matrix.
 *
 * @throws BudgetSpent where the budget is spent, or a component is beyond a gigabyte
 */
export const modularKernel = (matrix: ResidueMatrix, prime: number, budget: Budget): ModularKernel => {
  const rows = byRows(matrix)
  const isZero = forcedZeros(matrix, rows)
  const basis = components(matrix, rows, isZero).flatMap((component) => {
    charge(budget, component.columns.length / 10)
    const { columns } = component
    const vectors = sparseKernel(component.rows, columns.length, prime, budget)
    if (vectors.length === 0) return []
    return reducedBasis(vectors, columns.length, prime, budget).map(({ lead, vector }) => ({
      lead: columns[lead] as number,
      vector: { columns: vector.columns.map((c) => columns[c] as number), values: vector.values },
    }))
  })
  basis.sort((a, b) => a.lead - b.lead)
  return { prime, leads: basis.map(({ lead }) => lead), vectors: basis.map(({ vector }) => vector) }
}
