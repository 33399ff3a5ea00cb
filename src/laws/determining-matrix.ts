import type { IntegerMatrix } from '../algebra/integer-matrix.ts'
import * as Fast from '../algebra/polynomial.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import type { FieldFamily } from './field-family.ts'
import { type Monomial, monomialKeys, monomialOf } from './monomial-keys.ts'

const MAX_ENTRIES = 2e7
const MAX_ROWS = 4e6

/** A term of a component of a field. */
interface FieldTerm {
  readonly field: number
  readonly monomial: Monomial
  /** The place of its coefficient in the table. */
  readonly index: number
}

/** The product of two monomials without one factor i of the first. */
const productWithout = (a: Monomial, i: number, b: Monomial, into: number[]): void => {
  into.length = 0
  let j = 0
  let isSkipped = false
  for (const k of a) {
    if (k === i && !isSkipped) {
      isSkipped = true
      continue
    }
    while (j < b.length && (b[j] as number) <= k) into.push(b[j++] as number)
    into.push(k)
  }
  while (j < b.length) into.push(b[j++] as number)
}

/** Arithmetic on doubles where all sums stay safe integers, else on bigints. */
const newValues = (coefficients: readonly bigint[], degree: number) => {
  const bound = coefficients.reduce((b, c) => (c * c > b * b ? c : b), 0n)
  if ((bound < 0n ? -bound : bound) * BigInt(degree) * BigInt(coefficients.length + 1) <= 9007199254740991n) {
    const small = Float64Array.from(coefficients, Number)
    const sums: number[] = []
    return {
      add: (at: number, index: number, times: number): void => {
        sums[at] = (sums[at] ?? 0) + times * (small[index] as number)
      },
      values: (): Float64Array => Float64Array.from(sums),
    }
  }
  const sums: bigint[] = []
  return {
    add: (at: number, index: number, times: number): void => {
      sums[at] = (sums[at] ?? 0n) + BigInt(times) * (coefficients[index] as bigint)
    },
    values: (): readonly bigint[] => sums,
  }
}

/**
 * The matrix of c ↦ (X_j c)_j on the span of the given monomials, for fields without parameters: columns belong to the
 * monomials, rows to pairs of a field and a monomial of its image. Each field is multiplied by its common denominator.
 *
 * @throws BudgetSpent where the budget is spent or the matrix has too many entries
 */
export const determiningMatrix = (
  { variables, functions, fields }: FieldFamily,
  monomials: readonly Monomial[],
  budget: Budget,
): IntegerMatrix => {
  const coefficients: bigint[] = []
  let fieldDegree = 0
  // The terms of all components by each variable.
  const termsBy = variables.map((): FieldTerm[] => [])
  fields.forEach((components, field) => {
    const common = components.reduce((m, p) => (m / Fast.integerGcd(m, p.denominator)) * p.denominator, 1n)
    components.forEach((p, i) => {
      const width = p.names.length
      for (let k = 0; k < Fast.termCount(p); k++) {
        const monomial = monomialOf(p.exponents, k * width, width)
        fieldDegree = Math.max(fieldDegree, monomial.length)
        termsBy[i]?.push({ field, monomial, index: coefficients.length })
        coefficients.push(Fast.numerator(p, k) * (common / p.denominator))
      }
    })
  })
  const degree = Math.max(1, ...monomials.map((m) => m.length))
  const keyOf = monomialKeys(variables.length + functions.length, degree - 1 + fieldDegree)
  const rowOf = fields.map(() => new Map<number | string, number>())
  const values = newValues(coefficients, degree)
  const start = new Int32Array(monomials.length + 1)
  const rows: number[] = []
  // Where the entry of a row lies, for entries of the column at work.
  const place: number[] = []
  const product: number[] = []
  let rowCount = 0
  monomials.forEach((monomial, column) => {
    charge(budget, 2)
    const first = rows.length
    for (let k = 0; k < monomial.length; ) {
      const i = monomial[k] as number
      let times = 0
      while (monomial[k] === i) {
        k++
        times++
      }
      for (const { field, monomial: factor, index } of termsBy[i] as readonly FieldTerm[]) {
        productWithout(monomial, i, factor, product)
        const key = keyOf(product)
        const map = rowOf[field] as Map<number | string, number>
        let row = map.get(key)
        if (row === undefined) {
          row = rowCount++
          map.set(key, row)
        }
        let at = place[row] ?? -1
        if (at < first) {
          at = rows.length
          rows.push(row)
          place[row] = at
        }
        values.add(at, index, times)
      }
    }
    if (rows.length > MAX_ENTRIES || rowCount > MAX_ROWS)
      throw new BudgetSpent('the linear system of this degree is too large')
    start[column + 1] = rows.length
  })
  return {
    rowCount,
    columnCount: monomials.length,
    start,
    rows: Int32Array.from(rows),
    values: values.values(),
  }
}
