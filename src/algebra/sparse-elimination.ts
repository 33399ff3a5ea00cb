import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { echelonForm } from './dense-echelon.ts'
import { invertModulo, multiplyWide } from './prime-field.ts'

/** A row of residues: nonzero values at increasing columns. */
export interface ResidueRow {
  readonly columns: Int32Array
  readonly values: Int32Array
}

/** What an entry of a sparse row costs, in products of the dense kernel. */
const SPARSE_COST = 100
/** Where at most so many columns are left the rest is dense. */
const SMALL = 48
const MAX_ENTRIES = 5e7

/** row - f·pivot for f that cancels the pivot's first entry; the columns that come and go are reported. */
const cancelled = (
  row: ResidueRow,
  pivot: ResidueRow,
  factor: number,
  prime: number,
  changed: (column: number, by: 1 | -1) => void,
): ResidueRow => {
  const inverse = 1 / prime
  const limit = row.columns.length + pivot.columns.length
  const columns = new Int32Array(limit)
  const values = new Int32Array(limit)
  let count = 0
  let i = 0
  let j = 0
  while (i < row.columns.length || j < pivot.columns.length) {
    const a = i < row.columns.length ? (row.columns[i] as number) : Number.POSITIVE_INFINITY
    const b = j < pivot.columns.length ? (pivot.columns[j] as number) : Number.POSITIVE_INFINITY
    if (a < b) {
      columns[count] = a
      values[count++] = row.values[i++] as number
      continue
    }
    const product = multiplyWide(factor, pivot.values[j++] as number, prime, inverse)
    const rest = (a === b ? (row.values[i++] as number) : 0) - product
    if (rest !== 0) {
      columns[count] = b
      values[count++] = rest < 0 ? rest + prime : rest
      if (a !== b) changed(b, 1)
    } else changed(b, -1)
  }
  return { columns: columns.slice(0, count), values: values.slice(0, count) }
}

const valueAt = ({ columns, values }: ResidueRow, column: number): number => {
  let low = 0
  let high = columns.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const c = columns[middle] as number
    if (c === column) return values[middle] as number
    if (c < column) low = middle + 1
    else high = middle - 1
  }
  return 0
}

/** Rows and columns that are left, short rows first, with the pivots that were taken out. */
const newActiveMatrix = (initial: readonly ResidueRow[], columnCount: number, prime: number) => {
  const rows: (ResidueRow | undefined)[] = initial.map((row) => (row.columns.length === 0 ? undefined : row))
  const counts = new Int32Array(columnCount)
  const users = Array.from({ length: columnCount }, (): number[] => [])
  const byLength: number[][] = []
  const single: number[] = []
  const isGone = new Uint8Array(columnCount)
  let entries = 0
  const queue = (i: number): void => {
    const { length } = (rows[i] as ResidueRow).columns
    for (let k = byLength.length; k <= length; k++) byLength.push([])
    byLength[length]?.push(i)
  }
  rows.forEach((row, i) => {
    if (row === undefined) return
    queue(i)
    entries += row.columns.length
    for (const c of row.columns) {
      counts[c] = (counts[c] as number) + 1
      users[c]?.push(i)
    }
  })
  counts.forEach((count, c) => {
    if (count === 1) single.push(c)
  })
  const lose = (c: number): void => {
    counts[c] = (counts[c] as number) - 1
    if (counts[c] === 1) single.push(c)
  }
  const usersOf = (c: number): number[] => (users[c] as number[]).filter((i) => valueAt(rows[i] ?? EMPTY, c) !== 0)

  /** The next pivot: a column with one entry, else the rarest column of a shortest row. */
  const choose = (): { readonly row: number; readonly column: number; readonly cost: number } | undefined => {
    while (single.length > 0) {
      const column = single.pop() as number
      if (isGone[column] === 1 || counts[column] !== 1) continue
      const [row] = usersOf(column)
      if (row !== undefined) return { row, column, cost: 0 }
    }
    for (let length = 1; length < byLength.length; length++) {
      const bucket = byLength[length] as number[]
      while (bucket.length > 0) {
        const row = bucket.at(-1) as number
        const own = rows[row]
        if (own === undefined || own.columns.length !== length) {
          bucket.pop()
          continue
        }
        const column = own.columns.reduce((best, c) => ((counts[c] as number) < (counts[best] as number) ? c : best))
        return { row, column, cost: ((counts[column] as number) - 1) * length }
      }
    }
    return undefined
  }

  /** Takes a row out as a pivot row: the column is cancelled in all others. */
  const eliminate = (at: number, column: number): ResidueRow => {
    const own = rows[at] as ResidueRow
    rows[at] = undefined
    entries -= own.columns.length
    const scale = invertModulo(valueAt(own, column), prime)
    const pivot = { columns: own.columns, values: own.values.map((v) => multiplyWide(v, scale, prime, 1 / prime)) }
    for (const c of own.columns) lose(c)
    isGone[column] = 1
    for (const i of new Set(usersOf(column))) {
      const row = rows[i] as ResidueRow
      const next = cancelled(row, pivot, valueAt(row, column), prime, (c, by) => {
        if (by < 0) lose(c)
        else {
          counts[c] = (counts[c] as number) + 1
          users[c]?.push(i)
        }
      })
      entries += next.columns.length - row.columns.length
      rows[i] = next.columns.length === 0 ? undefined : next
      if (next.columns.length > 0) queue(i)
    }
    users[column] = []
    return pivot
  }

  return {
    choose,
    eliminate,
    size: (): number => entries,
    /** The rows that are left, and their columns. */
    rest: (): { rows: ResidueRow[]; columns: number[] } => {
      const left = rows.filter((row) => row !== undefined)
      const columns = [...counts.keys()].filter((c) => (counts[c] as number) > 0)
      return { rows: left, columns }
    },
  }
}

const EMPTY: ResidueRow = { columns: new Int32Array(0), values: new Int32Array(0) }

const newRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 3
  }
}

/** The same row space with high probability in few rows: each row goes to some of the new ones with random factors. */
const mixed = (
  rows: readonly ResidueRow[],
  position: Int32Array,
  count: number,
  prime: number,
): ((words: Uint32Array, stride: number) => void) => {
  const inverse = 1 / prime
  const random = newRandom(1)
  return (words, stride) => {
    rows.forEach((row, i) => {
      for (let k = 0; k < 4; k++) {
        const target = (k === 0 ? i % count : random() % count) * stride
        const factor = 1 + (random() % (prime - 1))
        row.columns.forEach((c, e) => {
          const at = target + (position[c] as number)
          const sum = (words[at] as number) + multiplyWide(factor, row.values[e] as number, prime, inverse)
          words[at] = sum >= prime ? sum - prime : sum
        })
      }
    })
  }
}

interface Pivot {
  readonly column: number
  readonly row: ResidueRow
}

/** Computes the entries of a kernel vector at the pivots, the last one first, from those elsewhere. */
const completion = (columnCount: number, prime: number) => {
  const inverse = 1 / prime
  const scratch = new Int32Array(columnCount)
  return (pivots: readonly Pivot[], columns: ArrayLike<number>, values: ArrayLike<number>): ResidueRow => {
    scratch.fill(0)
    for (let k = 0; k < columns.length; k++) scratch[columns[k] as number] = values[k] as number
    for (let k = pivots.length - 1; k >= 0; k--) {
      const { column, row } = pivots[k] as Pivot
      let sum = 0
      for (let e = 0; e < row.columns.length; e++) {
        const entry = scratch[row.columns[e] as number] as number
        if (entry !== 0) sum += multiplyWide(entry, row.values[e] as number, prime, inverse)
      }
      sum %= prime
      if (sum !== 0) scratch[column] = prime - sum
    }
    const used: number[] = []
    for (let c = 0; c < columnCount; c++) if (scratch[c] !== 0) used.push(c)
    return { columns: Int32Array.from(used), values: Int32Array.from(used, (c) => scratch[c] as number) }
  }
}

/**
 * A basis of the kernel of a sparse matrix modulo a prime p = 2^30 - c, c < 2^13: pivots in rare columns of short rows
 * first (Markowitz), and the rest in dense blocks once that is cheaper.
 *
 * Where there are many more rows than columns, the dense part works on random combinations of them: the kernel then
 * contains the one asked for, and is larger with a probability of about 1/p only; the caller verifies.
 *
 * @throws BudgetSpent where the budget is spent, or the matrix is beyond a gigabyte
 */
export const sparseKernel = (
  initial: readonly ResidueRow[],
  columnCount: number,
  prime: number,
  budget: Budget,
): ResidueRow[] => {
  const active = newActiveMatrix(initial, columnCount, prime)
  const pivots: Pivot[] = []
  let columnsLeft = columnCount
  for (;;) {
    const next = active.choose()
    if (next === undefined) break
    const isCheap = next.cost * SPARSE_COST <= columnsLeft * columnsLeft
    if (next.cost > 0 && (!isCheap || columnsLeft <= SMALL)) break
    if (active.size() > MAX_ENTRIES) throw new BudgetSpent('the matrix fills up beyond a gigabyte')
    charge(budget, 1 + next.cost / 30)
    pivots.push({ column: next.column, row: active.eliminate(next.row, next.column) })
    columnsLeft--
  }

  const rest = active.rest()
  const isTall = rest.rows.length > 2 * rest.columns.length + 40
  const vectors = kernelWithRest(pivots, rest, columnCount, isTall, prime, budget)
  if (!isTall || isKernel(initial, vectors, columnCount, prime)) return vectors
  return kernelWithRest(pivots, rest, columnCount, false, prime, budget)
}

/** True, but for a probability of 1/p where it is not, where the rows vanish on the vectors. */
const isKernel = (
  rows: readonly ResidueRow[],
  vectors: readonly ResidueRow[],
  columnCount: number,
  prime: number,
): boolean => {
  const inverse = 1 / prime
  const random = newRandom(7)
  const sum = new Int32Array(columnCount)
  for (const { columns, values } of vectors) {
    const factor = 1 + (random() % (prime - 1))
    columns.forEach((c, k) => {
      const s = (sum[c] as number) + multiplyWide(factor, values[k] as number, prime, inverse)
      sum[c] = s >= prime ? s - prime : s
    })
  }
  return rows.every(({ columns, values }) => {
    let total = 0
    columns.forEach((c, k) => {
      total += multiplyWide(sum[c] as number, values[k] as number, prime, inverse)
    })
    return total % prime === 0
  })
}

/** The kernel from the pivots taken out and the rest of the matrix. */
const kernelWithRest = (
  pivots: readonly Pivot[],
  { rows, columns }: { readonly rows: readonly ResidueRow[]; readonly columns: readonly number[] },
  columnCount: number,
  isMixed: boolean,
  prime: number,
  budget: Budget,
): ResidueRow[] => {
  const completed = completion(columnCount, prime)
  const position = new Int32Array(columnCount).fill(-1)
  columns.forEach((c, k) => {
    position[c] = k
  })
  const rowCount = isMixed ? Math.ceil(1.125 * columns.length) + 20 : rows.length
  const fill = (words: Uint32Array, stride: number): void =>
    rows.forEach((row, i) => {
      row.columns.forEach((c, k) => {
        words[i * stride + (position[c] as number)] = row.values[k] as number
      })
    })
  const filled = isMixed ? mixed(rows, position, rowCount, prime) : fill
  const dense = echelonForm(rowCount, columns.length, filled, prime, budget)
  const taken = new Uint8Array(columnCount)
  for (const { column } of pivots) taken[column] = 1
  // Columns that vanished from all rows are free, and those of the dense part without a pivot.
  const vectors: ResidueRow[] = []
  const effort = 1 + (columnCount + pivots.reduce((sum, { row }) => sum + row.columns.length, 0)) / 300
  for (let c = 0; c < columnCount; c++) {
    if (taken[c] === 1 || position[c] !== -1) continue
    charge(budget, effort)
    vectors.push(completed(pivots, Int32Array.of(c), Int32Array.of(1)))
  }
  dense.free.forEach((f, j) => {
    charge(budget, effort)
    const own = [columns[f] as number, ...dense.pivots.map((c) => columns[c] as number)]
    const entry = (i: number): number => dense.rest[i * dense.free.length + j] as number
    const values = [1, ...dense.pivots.map((_, i) => (entry(i) === 0 ? 0 : prime - entry(i)))]
    vectors.push(completed(pivots, own, values))
  })
  return vectors
}
