import { sign, ZERO } from '../../kernel/rational.ts'
import type { MonomialTable, Poly } from './sparse-polynomial.ts'

/**
 * The monomials that can occur in a square of Σ square² = p: b is left out where its square has no positive
 * coefficient in p and is no product of two other monomials left, again and again. Nothing outside half of Newton's
 * polytope stays: a vertex of the hull of the doubled monomials is no such product.
 * Source: Reznick (1978); Löfberg (2009), diagonal inconsistency.
 */
export const halfNewtonPolytope = (table: MonomialTable, p: Poly, candidates: readonly number[]): number[] => {
  const support = [...p.keys()].map(table.exponents)
  const within = bounds(table.variables.length, support)
  let left = candidates.filter((m) => within(table.exponents(m)))
  for (;;) {
    const products = new Set<string>()
    const rows = left.map(table.exponents)
    const squares = rows.map((row) => row.map((e) => 2 * e).join())
    const wanted = new Set(
      squares.filter((_, i) => sign(p.get(table.times(left[i] as number, left[i] as number)) ?? ZERO) <= 0),
    )
    if (wanted.size === 0) return left
    for (let i = 0; i < rows.length && products.size < wanted.size; i++)
      for (let j = 0; j < i; j++) {
        const a = rows[i] as readonly number[]
        const b = rows[j] as readonly number[]
        if (!a.every((e, k) => (e + (b[k] as number)) % 2 === 0)) continue
        const key = a.map((e, k) => e + (b[k] as number)).join()
        if (wanted.has(key)) products.add(key)
      }
    const next = left.filter((_, i) => !wanted.has(squares[i] as string) || products.has(squares[i] as string))
    if (next.length === left.length) return left
    left = next
  }
}

/** A test that twice a monomial lies within the support, seen along each variable, all pairs, and all together. */
const bounds = (n: number, support: readonly (readonly number[])[]): ((exponents: readonly number[]) => boolean) => {
  const directions: number[][] = [Array.from({ length: n }, () => 1)]
  const unit = (...entries: readonly (readonly [number, number])[]): void => {
    const row = Array.from({ length: n }, () => 0)
    for (const [i, c] of entries) row[i] = c
    directions.push(row)
  }
  for (let i = 0; i < n; i++) {
    unit([i, 1])
    for (let j = 0; j < i; j++) {
      unit([i, 1], [j, 1])
      unit([i, 1], [j, -1])
    }
  }
  const along = (d: readonly number[], e: readonly number[]): number =>
    e.reduce((total, v, i) => total + v * (d[i] as number), 0)
  const limits = directions.map((d) => {
    const values = support.map((e) => along(d, e))
    return { d, low: Math.min(...values), high: Math.max(...values) }
  })
  return (e) => limits.every(({ d, low, high }) => 2 * along(d, e) >= low && 2 * along(d, e) <= high)
}
