import { type Budget, charge } from '../search/budget.ts'
import { echelonForm } from './dense-echelon.ts'
import type { ResidueMatrix } from './integer-matrix.ts'
import { invertModulo, multiplyWide } from './prime-field.ts'
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

/** Marks the columns that vanish in the kernel because some row has no other column left, until there is no such row. */
const forcedZeros = ({ rowCount, columnCount, start, rows }: ResidueMatrix): Uint8Array => {
  const isZero = new Uint8Array(columnCount)
  // How many columns a row has left, and the sum of their numbers: the number of the last one.
  const left = new Int32Array(rowCount)
  const sum = new Float64Array(rowCount)
  for (let c = 0; c < columnCount; c++)
    for (let k = start[c] as number; k < (start[c + 1] as number); k++) {
      const row = rows[k] as number
      left[row] = (left[row] as number) + 1
      sum[row] = (sum[row] as number) + c
    }
  const queue: number[] = []
  for (let row = 0; row < rowCount; row++) if (left[row] === 1) queue.push(row)
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    if (left[row] !== 1) continue
    const c = sum[row] as number
    isZero[c] = 1
    for (let k = start[c] as number; k < (start[c + 1] as number); k++) {
      const other = rows[k] as number
      left[other] = (left[other] as number) - 1
      sum[other] = (sum[other] as number) - c
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

const components = (matrix: ResidueMatrix, isZero: Uint8Array): Component[] => {
  const { rowCount, columnCount, start } = matrix
  const parent = Int32Array.from({ length: columnCount }, (_, c) => c)
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
  // Of each row its first column, and how many it has.
  const first = new Int32Array(rowCount).fill(-1)
  const size = new Int32Array(rowCount)
  for (let c = 0; c < columnCount; c++) {
    if (isZero[c] === 1) continue
    for (let k = start[c] as number; k < (start[c + 1] as number); k++) {
      const row = matrix.rows[k] as number
      size[row] = (size[row] as number) + 1
      if (first[row] === -1) first[row] = c
      else parent[find(c)] = find(first[row] as number)
    }
  }
  const found = new Map<number, Component>()
  const local = new Map<number, { readonly row: ResidueRow; filled: number }>()
  for (let c = 0; c < columnCount; c++) {
    if (isZero[c] === 1) continue
    const root = find(c)
    let component = found.get(root)
    if (component === undefined) {
      component = { columns: [], rows: [] }
      found.set(root, component)
    }
    for (let k = start[c] as number; k < (start[c + 1] as number); k++) {
      const row = matrix.rows[k] as number
      let own = local.get(row)
      if (own === undefined) {
        const length = size[row] as number
        own = { row: { columns: new Int32Array(length), values: new Int32Array(length) }, filled: 0 }
        local.set(row, own)
        component.rows.push(own.row)
      }
      own.row.columns[own.filled] = component.columns.length
      own.row.values[own.filled++] = matrix.values[k] as number
    }
    component.columns.push(c)
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
  const [only] = vectors
  if (only !== undefined && vectors.length === 1) {
    const scale = invertModulo(only.values[0] as number, prime)
    const values = only.values.map((value) => multiplyWide(value, scale, prime, 1 / prime))
    return [{ lead: only.columns[0] as number, vector: { columns: only.columns, values } }]
  }
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
  charge(budget, matrix.rows.length / 20)
  const basis = components(matrix, forcedZeros(matrix)).flatMap(({ columns, rows }) => {
    charge(budget, columns.length / 10)
    const vectors = sparseKernel(rows, columns.length, prime, budget)
    if (vectors.length === 0) return []
    return reducedBasis(vectors, columns.length, prime, budget).map(({ lead, vector }) => ({
      lead: columns[lead] as number,
      vector: { columns: vector.columns.map((c) => columns[c] as number), values: vector.values },
    }))
  })
  basis.sort((a, b) => a.lead - b.lead)
  return { prime, leads: basis.map(({ lead }) => lead), vectors: basis.map(({ vector }) => vector) }
}
