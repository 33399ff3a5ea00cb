import { divide, isZero, multiply, type Rational, sign, subtract, ZERO } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'

/**
 * A = Σ_k weight_k·row_kᵀ·row_k with weights > 0, for a symmetric positive semidefinite matrix of rationals;
 * undefined where A is not positive semidefinite. Exact LDLᵀ, largest pivot first. Throws BudgetSpent.
 */
export const weightedSquares = (
  matrix: readonly (readonly Rational[])[],
  budget: Budget,
): { readonly weight: Rational; readonly row: readonly Rational[] }[] | undefined => {
  const n = matrix.length
  const a = matrix.map((row) => [...row])
  const open = new Set(a.keys())
  const out: { weight: Rational; row: Rational[] }[] = []
  const at = (i: number, j: number): Rational => a[i]?.[j] as Rational
  while (open.size > 0) {
    charge(budget, 5 * open.size ** 2)
    let pivot = -1
    let best = 0
    for (const i of open) {
      const s = sign(at(i, i))
      if (s < 0) return undefined
      const size = Number(at(i, i).n) / Number(at(i, i).d)
      if (s > 0 && (pivot < 0 || size > best)) {
        pivot = i
        best = size
      }
    }
    if (pivot < 0) {
      for (const i of open) for (const j of open) if (!isZero(at(i, j))) return undefined
      return out
    }
    const d = at(pivot, pivot)
    const row: Rational[] = Array.from({ length: n }, () => ZERO)
    for (const j of open) row[j] = divide(at(pivot, j), d)
    out.push({ weight: d, row })
    open.delete(pivot)
    for (const i of open) {
      const c = at(i, pivot)
      if (isZero(c)) continue
      for (const j of open) {
        if (j > i) continue
        const value = subtract(at(i, j), multiply(c, row[j] as Rational))
        ;(a[i] as Rational[])[j] = value
        ;(a[j] as Rational[])[i] = value
      }
    }
  }
  return out
}
