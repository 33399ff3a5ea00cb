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
  inverseModulo(a, m) ?? refuse('count', `${a} is not invertible modulo ${m}`)

/** The residue of a rational number; refuses a denominator that is not invertible. */
export const residueOf = ({ n, d }: Q.Rational, m: number): number => {
  const residue = (k: bigint): number => Number(((k % BigInt(m)) + BigInt(m)) % BigInt(m))
  return d === 1n ? residue(n) : reduced(residue(n) * requireInverse(residue(d), m), m)
}

/** A row of a matrix modulo m: distinct columns with their entries. */
export type SparseRow = readonly (readonly [column: number, entry: number])[]

interface Pivot {
  readonly column: number
  readonly at: Int32Array
  readonly entries: Float64Array
}

/**
 * How many of the rows are independent, counted until `enough`, by plain elimination: each row is reduced by the pivots
 * found before it, in their order, and what is left has one of its columns for a pivot. The rows with pivots form, with
 * these columns, a triangular matrix whose diagonal is invertible modulo m; so a minor of that size is not 0.
 */
export const rankAtLeast = (rows: Iterable<SparseRow>, columns: number, m: number, enough: number): number => {
  const pivots: Pivot[] = []
  const work = new Float64Array(columns)
  const isTouched = new Uint8Array(columns)
  for (const row of rows) {
    if (pivots.length >= enough) break
    const touched: number[] = []
    const enter = (column: number, value: number): void => {
      work[column] = value
      if (isTouched[column] === 0) touched.push(column)
      isTouched[column] = 1
    }
    for (const [column, entry] of row) enter(column, entry)
    spend(1 + pivots.length / 1000)
    for (const { column, at, entries } of pivots) {
      const value = work[column] as number
      if (value === 0) continue
      spend(1 + at.length / 100)
      // No earlier pivot's column occurs in a later pivot's row, so this column stays 0.
      for (const [i, other] of at.entries()) {
        enter(other, reduced((work[other] as number) + (m - value) * (entries[i] as number), m))
      }
    }
    const left = Int32Array.from(touched.filter((column) => work[column] !== 0)).sort()
    const entries = Float64Array.from(left, (column) => work[column] as number)
    for (const column of touched) work[column] = isTouched[column] = 0
    const [first] = left
    if (first === undefined) continue
    const scale = requireInverse(entries[0] as number, m)
    pivots.push({ column: first, at: left, entries: entries.map((entry) => reduced(entry * scale, m)) })
  }
  return pivots.length
}
