import { solveSparse } from '../algebra/linear-algebra.ts'
import type { SparseRow } from '../algebra/modular-elimination.ts'
import * as Fast from '../algebra/polynomial.ts'
import { atMostMilliseconds, type Budget, BudgetSpent } from '../search/budget.ts'

const MOST_PRODUCTS = 300
const MOST_MONOMIALS = 20_000
const MILLISECONDS = 1000

/** True where p is a combination of the given polynomials over Q, by exact linear algebra; false also where it is long. */
export const isCombination = (p: Fast.Polynomial, others: readonly Fast.Polynomial[], budget: Budget): boolean => {
  if (others.length === 0 || others.length > MOST_PRODUCTS) return false
  const rows = new Map<string, { columns: number[]; values: bigint[]; right: bigint }>()
  const entry = (key: string) => {
    const row = rows.get(key) ?? { columns: [], values: [], right: 0n }
    rows.set(key, row)
    return row
  }
  others.forEach((q, j) => {
    Fast.terms(q).forEach(({ exponents }, i) => {
      const row = entry(exponents.join())
      row.columns.push(j)
      row.values.push(Fast.numerator(q, i))
    })
  })
  Fast.terms(p).forEach(({ exponents }, i) => {
    entry(exponents.join()).right = Fast.numerator(p, i)
  })
  if (rows.size > MOST_MONOMIALS) return false
  const list = [...rows.values()]
  const left: SparseRow[] = list.map(({ columns, values }) => ({ columns, values }))
  const right = list.map((row) => row.right)
  try {
    return solveSparse(left, others.length, right, atMostMilliseconds(budget, MILLISECONDS)) !== undefined
  } catch (error) {
    if (error instanceof BudgetSpent) return false
    throw error
  }
}
