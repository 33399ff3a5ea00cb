import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import {
  integerSquareRoot,
  invertModulo,
  multiplyModulo,
  rationalReconstruction,
  residue,
} from '../algebra/prime-field.ts'
import * as Q from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'

/** A solution of A·x = b modulo p, unique; undefined where there is none or more than one. */
const solveModulo = (
  columns: readonly (readonly number[])[],
  b: readonly number[],
  prime: number,
): number[] | undefined => {
  const inverse = 1 / prime
  const width = columns.length
  const rows = b.map((value, r) => [...columns.map((column) => column[r] as number), value])
  let top = 0
  for (let c = 0; c < width; c++) {
    const at = rows.findIndex((row, r) => r >= top && row[c] !== 0)
    if (at < 0) return undefined
    ;[rows[at], rows[top]] = [rows[top] as number[], rows[at] as number[]]
    const pivot = rows[top] as number[]
    const scale = invertModulo(pivot[c] as number, prime)
    for (let k = c; k <= width; k++) pivot[k] = multiplyModulo(pivot[k] as number, scale, prime, inverse)
    for (const [r, row] of rows.entries()) {
      if (r === top || row[c] === 0) continue
      const factor = prime - (row[c] as number)
      for (let k = c; k <= width; k++) {
        const sum = (row[k] as number) + multiplyModulo(factor, pivot[k] as number, prime, inverse)
        row[k] = sum >= prime ? sum - prime : sum
      }
    }
    top++
  }
  if (rows.slice(top).some((row) => row[width] !== 0)) return undefined
  return rows.slice(0, width).map((row) => row[width] as number)
}

/** Σ c_k·m_k. */
const combined = (coefficients: readonly bigint[], monomials: readonly Fast.Polynomial[], names: readonly string[]) =>
  monomials.reduce(
    (sum, m, k) => (coefficients[k] === 0n ? sum : Fast.add(sum, Fast.scale(m, coefficients[k] as bigint))),
    Fast.constant(0, names),
  )

/** Σ c_k·m_k for the fractions c_k that are residues modulo a number, or undefined where some is none. */
export const reconstructed = (
  residues: readonly bigint[],
  modulus: bigint,
  monomials: readonly (readonly number[])[],
  names: readonly string[],
): Fast.Polynomial | undefined => {
  const bound = integerSquareRoot(modulus / 2n)
  const terms: Fast.PolynomialTerm[] = []
  for (const [i, c] of residues.entries()) {
    const value = rationalReconstruction(c, modulus, bound)
    if (value === undefined) return undefined
    terms.push({ exponents: monomials[i] as readonly number[] as number[], coefficient: Q.rational(value.n, value.d) })
  }
  return Fast.fromTerms(
    names,
    terms.filter(({ coefficient }) => !Q.isZero(coefficient)),
  )
}

/**
 * A curve of degree d that is invariant modulo a prime, lifted to one over Q: Newton's method for Xp = K·p with one
 * coefficient of p fixed, and rational reconstruction. Undefined where there is none, or where it is not isolated.
 */
export const liftInvariant = (
  field: GradientField,
  d: number,
  start: readonly number[],
  prime: number,
  highestPower: number,
  budget: Budget,
): Fast.Polynomial | undefined => {
  const names = namesOf(field)
  const monomials = (degree: number): Fast.Polynomial[] =>
    monomialsUpTo(2, degree).map((exponents) => Fast.fromTerms(names, [{ exponents, coefficient: Q.ONE }]))
  const top = Math.max(...field.components.map(Fast.degree))
  const [unknowns, cofactors] = [monomials(d), monomials(top - 1)]
  const rowOf = new Map(monomialsUpTo(2, d + top - 1).map((exponents, r) => [exponents.join(), r]))
  const valuesOf = (p: Fast.Polynomial, divisor: bigint): number[] => {
    const out = new Array<number>(rowOf.size).fill(0)
    Fast.terms(p).forEach(({ exponents, coefficient }) => {
      out[rowOf.get(exponents.join()) as number] = residue(coefficient.n / divisor, prime)
    })
    return out
  }
  const fixed = start.findIndex((c) => c !== 0)
  const scale = invertModulo(start[fixed] as number, prime)
  let p = start.map((c) => BigInt(multiplyModulo(c, scale, prime, 1 / prime)))
  const first = combined(p, unknowns, names)
  const products = cofactors.map((m) => valuesOf(multiply(first, m), 1n))
  const startCofactor = solveModulo(products, valuesOf(alongField(field, first), 1n), prime)
  if (startCofactor === undefined) return undefined
  let k = startCofactor.map(BigInt)
  const cofactor = combined(k, cofactors, names)
  const columns = [
    ...unknowns.flatMap((m, i) =>
      i === fixed ? [] : [valuesOf(Fast.subtract(alongField(field, m), multiply(cofactor, m)), 1n)],
    ),
    ...products.map((column) => column.map((c) => (c === 0 ? 0 : prime - c))),
  ]
  let modulus = BigInt(prime)
  for (let power = 1; power <= highestPower; power++) {
    charge(budget, 500)
    if ((power & (power - 1)) === 0) {
      const rational = reconstructed(p, modulus, monomialsUpTo(2, d), names)
      if (rational !== undefined && divideExact(alongField(field, rational), rational) !== undefined) return rational
    }
    const curve = combined(p, unknowns, names)
    const defect = Fast.subtract(alongField(field, curve), multiply(combined(k, cofactors, names), curve))
    const step = solveModulo(
      columns,
      valuesOf(defect, modulus).map((c) => (c === 0 ? 0 : prime - c)),
      prime,
    )
    if (step === undefined) return undefined
    const changes = [...step.slice(0, fixed), 0, ...step.slice(fixed)]
    p = p.map((c, i) => c + modulus * BigInt(changes[i] as number))
    k = k.map((c, i) => c + modulus * BigInt(changes[unknowns.length + i] as number))
    modulus *= BigInt(prime)
  }
  return undefined
}
