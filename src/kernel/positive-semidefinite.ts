import { spend } from './effort.ts'
import * as Q from './rational.ts'

/** True where the square matrix of rationals is symmetric and positive semidefinite, by exact LDLᵀ elimination. */
export const isPositiveSemidefinite = (matrix: readonly (readonly Q.Rational[])[]): boolean => {
  const n = matrix.length
  const a = matrix.map((row) => [...row])
  const at = (i: number, j: number): Q.Rational => (a[i] as Q.Rational[])[j] as Q.Rational
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (!Q.equal(at(i, j), at(j, i))) return false
  for (let k = 0; k < n; k++) {
    const pivot = at(k, k)
    if (Q.sign(pivot) < 0) return false
    if (Q.isZero(pivot)) {
      // A zero on the diagonal of a semidefinite matrix forces a zero row.
      for (let j = k + 1; j < n; j++) if (!Q.isZero(at(k, j))) return false
      continue
    }
    for (let i = k + 1; i < n; i++) {
      const factor = Q.divide(at(i, k), pivot)
      if (Q.isZero(factor)) continue
      spend(n - k)
      for (let j = k + 1; j < n; j++) {
        ;(a[i] as Q.Rational[])[j] = Q.subtract(at(i, j), Q.multiply(factor, at(k, j)))
      }
    }
  }
  return true
}
