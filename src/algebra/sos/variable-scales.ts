import type { Rational } from '../../kernel/rational.ts'
import { cholesky, solveCholesky } from '../semidefinite/dense-matrix.ts'
import type { SparsePolynomial } from './sparse-polynomial.ts'

/** log2 |q| for q ≠ 0, of any size. */
export const log2 = (q: Rational): number => {
  const size = (n: bigint): number => {
    const digits = (n < 0n ? -n : n).toString(16)
    return 4 * (digits.length - 1) + Math.log2(Number.parseInt(digits.slice(0, 12).padEnd(12, '0'), 16) / 16 ** 11)
  }
  return size(q.n) - size(q.d)
}

/**
 * Whole numbers s such that the coefficients of each polynomial in x_i/2^(s_i) are of similar size, by least squares
 * on their logarithms; all zero where the polynomials are well scaled as they are.
 */
export const variableScales = (
  variables: readonly string[],
  polynomials: readonly SparsePolynomial[],
): readonly number[] => {
  const n = variables.length
  const normal = new Float64Array(n * n)
  const right = new Float64Array(n)
  for (let i = 0; i < n; i++) normal[i * n + i] = 0.01
  for (const p of polynomials) {
    const places = p.variables.map((name) => variables.indexOf(name))
    const rows = p.terms
      .filter((t) => t.coefficient.n !== 0n)
      .map(({ exponents, coefficient }) => {
        const row = new Float64Array(n)
        exponents.forEach((e, i) => {
          row[places[i] as number] = e
        })
        return { row, log: log2(coefficient) }
      })
    if (rows.length < 2) continue
    const mean = new Float64Array(n).map((_, i) => rows.reduce((t, r) => t + (r.row[i] as number), 0) / rows.length)
    const log = rows.reduce((t, r) => t + r.log, 0) / rows.length
    for (const r of rows)
      for (let i = 0; i < n; i++) {
        const a = (r.row[i] as number) - (mean[i] as number)
        right[i] = (right[i] as number) - a * (r.log - log)
        for (let j = 0; j < n; j++)
          normal[i * n + j] = (normal[i * n + j] as number) + a * ((r.row[j] as number) - (mean[j] as number))
      }
  }
  const factor = cholesky(normal, n)
  const scales = factor === undefined ? [] : [...solveCholesky(factor, right, n)].map(Math.round)
  return scales.some((s) => Math.abs(s) > 2) ? scales : variables.map(() => 0)
}
