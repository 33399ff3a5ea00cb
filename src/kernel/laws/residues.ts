import { spend } from '../effort.ts'
import { type Json, readInteger } from '../json.ts'
import type * as Q from '../rational.ts'
import { refuse } from '../refusal.ts'

// Residues modulo m < 2^26 are doubles: a product of two is below 2^52, hence exact, and so is floor(x/m), because the
// quotient is below 2^26 and at least 1/m > 2^-26 away from the next integer where it is none. m need not be prime:
// only invertible residues are ever divided by.

export const LARGEST_MODULUS = 2 ** 26 - 1

export const readModulus = (json: Json | undefined): number => readInteger(json, 2, LARGEST_MODULUS)

/** x modulo m, for 0 <= x < 2^52. */
export const reduced = (x: number, m: number): number => x - Math.floor(x / m) * m

/** 1/a modulo m; undefined where a is not invertible. */
export const inverseModulo = (a: number, m: number): number | undefined => {
  let [r, s, x, y] = [m, a, 0, 1]
  while (s !== 0) {
    const q = Math.floor(r / s)
    ;[r, s, x, y] = [s, r - q * s, y, x - q * y]
  }
  return r === 1 ? (x < 0 ? x + m : x) : undefined
}

export const requireInverse = (a: number, m: number): number =>
  inverseModulo(a, m) ?? refuse('count', `a denominator is not invertible modulo ${m}`)

/** The residue of a rational number; refuses a denominator that is not invertible. */
export const residueOf = ({ n, d }: Q.Rational, m: number): number => {
  const residue = (k: bigint): number => Number(((k % BigInt(m)) + BigInt(m)) % BigInt(m))
  return d === 1n ? residue(n) : reduced(residue(n) * requireInverse(residue(d), m), m)
}

/** A row of a matrix modulo m: distinct columns with their entries. */
export type SparseRow = readonly (readonly [column: number, entry: number])[]

/** The columns still to be looked at, the smallest first. */
const columnQueue = () => {
  const heap: number[] = []
  const push = (column: number): void => {
    let at = heap.push(column) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((heap[above] as number) <= column) break
      heap[at] = heap[above] as number
      at = above
    }
    heap[at] = column
  }
  const pop = (): number | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below++
      if ((heap[below] as number) >= last) break
      heap[at] = heap[below] as number
      at = below
    }
    heap[at] = last
    return first
  }
  return { push, pop }
}

/**
 * How many of the rows are independent, counted until `enough`: plain elimination, each row reduced by the earlier ones
 * until its first column has no pivot yet. The rows that got pivots form, with these columns, a triangular matrix whose
 * diagonal is invertible modulo m; so a minor of that size is not 0. Refuses (`count`) a pivot that is not invertible.
 */
export const rankAtLeast = (rows: Iterable<SparseRow>, columns: number, m: number, enough: number): number => {
  const pivots = new Map<number, { readonly at: Int32Array; readonly entries: Float64Array }>()
  const work = new Float64Array(columns)
  const isPending = new Uint8Array(columns)
  for (const row of rows) {
    if (pivots.size >= enough) break
    const queue = columnQueue()
    const enter = (column: number, value: number): void => {
      work[column] = value
      if (isPending[column] === 1) return
      isPending[column] = 1
      queue.push(column)
    }
    for (const [column, entry] of row) enter(column, entry)
    const kept: number[] = []
    for (let column = queue.pop(); column !== undefined; column = queue.pop()) {
      const value = work[column] as number
      const pivot = kept.length === 0 ? pivots.get(column) : undefined
      isPending[column] = 0
      if (value === 0) continue
      if (pivot === undefined) {
        kept.push(column)
        continue
      }
      const { at, entries } = pivot
      spend(1 + at.length / 50)
      for (let i = 1; i < at.length; i++) {
        const other = at[i] as number
        enter(other, reduced((work[other] as number) + (m - value) * (entries[i] as number), m))
      }
      work[column] = 0
    }
    const [first] = kept
    if (first === undefined) continue
    const scale = inverseModulo(work[first] as number, m)
    if (scale === undefined) return refuse('count', `a pivot is not invertible modulo ${m}`)
    pivots.set(first, {
      at: Int32Array.from(kept),
      entries: Float64Array.from(kept, (column) => reduced((work[column] as number) * scale, m)),
    })
    for (const column of kept) work[column] = 0
  }
  return pivots.size
}
