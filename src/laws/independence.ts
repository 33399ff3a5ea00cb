import { invertModulo, largePrime, multiplyModulo, residue } from '../algebra/prime-field.ts'
import * as Q from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { newEchelon } from './brackets/echelon.ts'

/** Rows that are independent: the minor in these rows and columns is not zero. */
export interface Minor {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** The first rows that are independent of those before them, and a minor of full size in them. */
export const independentRows = (matrix: readonly (readonly Q.Rational[])[], budget?: Budget): Minor => {
  const reduced: { readonly pivot: number; readonly row: readonly Q.Rational[] }[] = []
  const rows: number[] = []
  matrix.forEach((row, i) => {
    let rest = row
    for (const { pivot, row: basis } of reduced) {
      if (budget !== undefined) charge(budget)
      const factor = rest[pivot] as Q.Rational
      if (!Q.isZero(factor)) rest = rest.map((q, k) => Q.subtract(q, Q.multiply(factor, basis[k] as Q.Rational)))
    }
    const pivot = rest.findIndex((q) => !Q.isZero(q))
    if (pivot < 0) return
    const lead = rest[pivot] as Q.Rational
    reduced.push({ pivot, row: rest.map((q) => Q.divide(q, lead)) })
    rows.push(i)
  })
  const columns = reduced.map(({ pivot }) => pivot).sort((a, b) => a - b)
  return { rows, columns }
}

const PRIME = largePrime(0)

/**
 * The first rows that are independent of those before them modulo a large prime: these are independent; that the others
 * are not is almost certain. Rows with the prime in a denominator are left out.
 */
export const rowsModuloPrime = (matrix: readonly (readonly Q.Rational[])[]): number[] => {
  const echelon = newEchelon(PRIME)
  return matrix.flatMap((row, i) => {
    const below = row.map(({ d }) => residue(d, PRIME))
    if (below.includes(0)) return []
    const values = row.map(({ n }, k) =>
      multiplyModulo(residue(n, PRIME), invertModulo(below[k] as number, PRIME), PRIME, 1 / PRIME),
    )
    return echelon.extend(Float64Array.from(values)) ? [i] : []
  })
}
