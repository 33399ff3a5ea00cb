import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { invertModulo, multiplyWide } from './prime-field.ts'
import { BLOCK, LANES, plainRows, type ResidueRows, residueRows } from './residue-rows.ts'

/** The reduced echelon form of a matrix modulo p: the identity in the pivot columns, `rest` in the others. */
export interface EchelonForm {
  /** The column of each row's 1. */
  readonly pivots: readonly number[]
  /** The rows of the matrix that gave them, increasing: each is independent of those before it. */
  readonly sources: readonly number[]
  /** The columns without one, increasing. */
  readonly free: readonly number[]
  /** The entries of row i in the free columns are `rest[i·free.length + j]`. */
  readonly rest: Uint32Array
}

/** Products of residues in a microsecond of a nominal machine. */
const PRODUCTS = 3000

/** Below so many products an elimination takes less time than calling compiled code. */
const SMALL = 20_000

const padded = (n: number): number => Math.ceil(n / LANES) * LANES

const MAX_WORDS = 2 ** 28

/**
 * Gauss–Jordan elimination modulo a prime p = 2^30 - c, c < 2^13, in blocks of pivots.
 *
 * @param fill writes the residues of row i from `words[i·stride]` on; what it leaves is 0
 * @returns the echelon form of the matrix; of dependent rows the later ones are dropped, and a row's pivot is its first
 * nonzero column once the rows before it are taken off
 * @throws BudgetSpent where the budget is spent, or the matrix is beyond a gigabyte
 */
export const echelonForm = (
  rowCount: number,
  columnCount: number,
  fill: (words: Uint32Array, stride: number) => void,
  prime: number,
  budget: Budget,
  room: (size: number, prime: number) => ResidueRows = rowCount * columnCount * Math.min(rowCount, columnCount) < SMALL
    ? plainRows
    : residueRows,
): EchelonForm => {
  const size = (rowCount + BLOCK) * padded(columnCount) + BLOCK
  if (size > MAX_WORDS) throw new BudgetSpent('a dense block is beyond a gigabyte')
  const rows = room(size, prime)
  try {
    fill(rows.words, padded(columnCount))
    const { pivots, pivotRows } = forward(rows, rowCount, columnCount, prime, budget)
    const isPivot = new Set(pivots)
    const free = Array.from({ length: columnCount }, (_, c) => c).filter((c) => !isPivot.has(c))
    const width = padded(free.length)
    const results = room((Math.ceil(pivots.length / BLOCK) * BLOCK + 1) * width + BLOCK, prime)
    try {
      const sources = pivotRows.map((row) => row / padded(columnCount))
      return { pivots, sources, free, rest: backward(results, rows.words, pivots, pivotRows, free, prime, budget) }
    } finally {
      results.release()
    }
  } finally {
    rows.release()
  }
}

/** Makes the rows an echelon form: each pivot row is 1 at its pivot and 0 at those before it. */
const forward = (
  { words, update }: ResidueRows,
  rowCount: number,
  columnCount: number,
  prime: number,
  budget: Budget,
): { readonly pivots: number[]; readonly pivotRows: number[] } => {
  const stride = padded(columnCount)
  const inverse = 1 / prime
  const block = rowCount * stride
  const factors = block + BLOCK * stride

  const interleave = (row: number, slot: number, groups: number): void => {
    for (let g = 0; g < groups; g++)
      for (let i = 0; i < LANES; i++)
        words[block + (g * BLOCK + slot) * LANES + i] = words[row + g * LANES + i] as number
  }
  const inBlock = (slot: number, column: number): number =>
    words[block + ((column >> 2) * BLOCK + slot) * LANES + (column & 3)] as number
  const times = (a: number, b: number): number => multiplyWide(a, b, prime, inverse)

  const pivots: number[] = []
  const pivotRows: number[] = []
  const isPivot = new Uint8Array(columnCount)
  let open: number[] = []
  // Columns before it vanish in all rows that remain.
  let from = 0
  const takeOff = (row: number): void => {
    const group = from >> 2
    update(row + group * LANES, block + group * BLOCK * LANES, factors, stride / LANES - group)
  }
  /** Takes the rows of the block that is still open off a row: substitution gives the factors. */
  const takeOffOpen = (row: number): void => {
    open.forEach((column, k) => {
      let f = words[row + column] as number
      for (let i = 0; i < k; i++) {
        f += times(words[factors + i] as number, inBlock(i, column))
        if (f >= prime) f -= prime
      }
      words[factors + k] = f === 0 ? 0 : prime - f
    })
    for (let k = open.length; k < BLOCK; k++) words[factors + k] = 0
    takeOff(row)
  }
  /** Takes the rows of a full block, from slot `first` on, off a row: they vanish in each other's pivot columns. */
  const takeOffFull = (row: number, first = 0): void => {
    for (let k = 0; k < BLOCK; k++) {
      const f = k < first ? 0 : (words[row + (open[k] as number)] as number)
      words[factors + k] = f === 0 ? 0 : prime - f
    }
    takeOff(row)
  }
  for (let i = 0; i < rowCount; i++) {
    const row = i * stride
    charge(budget, (BLOCK * stride) / PRODUCTS)
    if (open.length > 0) takeOffOpen(row)
    let pivot = from
    while (pivot < columnCount && words[row + pivot] === 0) pivot++
    if (pivot === columnCount) continue
    const scale = invertModulo(words[row + pivot] as number, prime)
    for (let c = pivot; c < columnCount; c++) words[row + c] = times(words[row + c] as number, scale)
    interleave(row, open.length, stride / LANES)
    open.push(pivot)
    pivots.push(pivot)
    pivotRows.push(row)
    isPivot[pivot] = 1
    if (open.length < BLOCK) continue
    for (let k = BLOCK - 2; k >= 0; k--) {
      const above = pivotRows[pivotRows.length - BLOCK + k] as number
      takeOffFull(above, k + 1)
      interleave(above, k, stride / LANES)
    }
    for (let later = i + 1; later < rowCount; later++) takeOffFull(later * stride)
    charge(budget, ((rowCount - i) * BLOCK * stride) / PRODUCTS)
    open = []
    const vanishes = (column: number): boolean => {
      for (let later = i + 1; later < rowCount; later++) if (words[later * stride + column] !== 0) return false
      return true
    }
    while (from < columnCount && (isPivot[from] === 1 || vanishes(from))) from++
  }

  return { pivots, pivotRows }
}

/** The last pivot rows first, those after a row are taken off it, in the free columns alone. */
const backward = (
  { words, update }: ResidueRows,
  rows: Uint32Array,
  pivots: readonly number[],
  pivotRows: readonly number[],
  free: readonly number[],
  prime: number,
  budget: Budget,
): Uint32Array => {
  const rank = pivots.length
  const width = padded(free.length)
  const blocks = Math.ceil(rank / BLOCK)
  const target = blocks * BLOCK * width
  const factors = target + width
  const rest = new Uint32Array(rank * free.length)
  if (free.length === 0) return rest
  for (let i = rank - 1; i >= 0; i--) {
    charge(budget, ((rank - i) * width) / PRODUCTS)
    const row = pivotRows[i] as number
    for (let j = 0; j < free.length; j++) words[target + j] = rows[row + (free[j] as number)] as number
    // Row k lies in slot (rank - 1 - k) of the blocks, counted through.
    const done = rank - 1 - i
    for (let b = 0; b * BLOCK < done; b++) {
      for (let s = 0; s < BLOCK; s++) {
        const k = rank - 1 - (b * BLOCK + s)
        const f = k > i ? (rows[row + (pivots[k] as number)] as number) : 0
        words[factors + s] = f === 0 ? 0 : prime - f
      }
      update(target, b * BLOCK * width, factors, width / LANES)
    }
    const at = Math.floor(done / BLOCK) * BLOCK * width
    const slot = done % BLOCK
    for (let j = 0; j < width; j++) {
      const entry = words[target + j] as number
      words[at + ((j >> 2) * BLOCK + slot) * LANES + (j & 3)] = entry
      if (j < free.length) rest[i * free.length + j] = entry
    }
  }
  return rest
}
