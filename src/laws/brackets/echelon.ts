import { invertModulo, multiplyModulo } from '../../algebra/prime-field.ts'

/** Rows of residues in echelon form modulo a prime, to which more are added. */
export interface Echelon {
  readonly rank: () => number
  /** Adds a row; false where it depends on those that are there. */
  readonly extend: (row: Float64Array) => boolean
  /** The same rows, to be added to apart. */
  readonly copy: () => Echelon
}

interface PivotRow {
  readonly pivot: number
  /** 1 at the pivot. */
  readonly row: Float64Array
}

/** No rows yet, or those given. */
export const newEchelon = (prime: number, given: readonly PivotRow[] = []): Echelon => {
  const rows = [...given]
  const inverse = 1 / prime
  return {
    rank: () => rows.length,
    copy: () => newEchelon(prime, rows),
    extend: (added) => {
      const rest = Float64Array.from(added)
      for (const { pivot, row } of rows) {
        const factor = rest[pivot] as number
        if (factor === 0) continue
        for (let k = pivot; k < rest.length; k++) {
          const value = row[k] as number
          if (value === 0) continue
          const left = (rest[k] as number) - multiplyModulo(factor, value, prime, inverse)
          rest[k] = left < 0 ? left + prime : left
        }
      }
      const pivot = rest.findIndex((value) => value !== 0)
      if (pivot < 0) return false
      const scale = invertModulo(rest[pivot] as number, prime)
      rows.push({ pivot, row: rest.map((value) => multiplyModulo(value, scale, prime, inverse)) })
      return true
    },
  }
}
