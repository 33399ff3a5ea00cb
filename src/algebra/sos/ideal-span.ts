import { invert, multiply, negate, ONE, type Rational } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import { accumulate, degreeOf, type MonomialTable, monomialsUpTo, type Poly, shifted } from './sparse-polynomial.ts'

/** The span over ℚ of all x^α·e_i of degree at most some bound, in reduced echelon form (greatest monomials leading). */
export interface IdealSpan {
  /** p minus the element of the span that clears all leading monomials from it. */
  readonly reduce: (p: Poly) => Poly
  /** λ with p - reduce(p) = Σ λ_i·e_i. */
  readonly express: (p: Poly) => Poly[]
  /** True for a monomial that `reduce` replaces. */
  readonly leads: (monomial: number) => boolean
  readonly isEmpty: boolean
}

interface Row {
  readonly poly: Map<number, Rational>
  readonly multiples: Map<number, Rational>[]
}

/** Builds the span for degree `degree`. Throws BudgetSpent. */
export const idealSpan = (
  table: MonomialTable,
  equalities: readonly Poly[],
  degree: number,
  budget: Budget,
): IdealSpan => {
  const rows = new Map<number, Row>()
  /** The finished rows where a monomial was seen in the tail; it may be gone from there since. */
  const seenIn = new Map<number, Row[]>()
  const see = (row: Row, monomials: Iterable<number>): void => {
    for (const m of monomials) {
      const list = seenIn.get(m)
      if (list === undefined) seenIn.set(m, [row])
      else if (list.at(-1) !== row) list.push(row)
    }
  }
  const subtractRow = (from: Row, row: Row, c: Rational): void => {
    const factor = negate(c)
    accumulate(from.poly, row.poly, factor)
    row.multiples.forEach((m, i) => {
      accumulate(from.multiples[i] as Map<number, Rational>, m, factor)
    })
  }
  const clear = (row: Row): void => {
    // Tails hold no leading monomial, so that one pass is enough.
    for (const [m, c] of [...row.poly]) {
      const known = rows.get(m)
      if (known !== undefined) subtractRow(row, known, c)
    }
  }
  const products: { i: number; m: number; degree: number }[] = []
  equalities.forEach((e, i) => {
    const own = degreeOf(table, e)
    if (e.size === 0 || own > degree) return
    for (const m of monomialsUpTo(table, degree - own)) products.push({ i, m, degree: own + table.degree(m) })
  })
  products.sort((a, b) => a.degree - b.degree)
  for (const { i, m } of products) {
    charge(budget)
    const row: Row = {
      poly: new Map(shifted(table, equalities[i] as Poly, m)),
      multiples: equalities.map((_, j) => (i === j ? new Map([[m, ONE]]) : new Map())),
    }
    clear(row)
    let lead = -1
    for (const n of row.poly.keys()) if (lead < 0 || table.compare(n, lead) > 0) lead = n
    if (lead < 0) continue
    const scale = invert(row.poly.get(lead) as Rational)
    for (const part of [row.poly, ...row.multiples]) for (const [n, c] of part) part.set(n, multiply(c, scale))
    const tail = [...row.poly.keys()].filter((n) => n !== lead)
    for (const other of seenIn.get(lead) ?? []) {
      const c = other.poly.get(lead)
      if (c === undefined) continue
      subtractRow(other, row, c)
      see(other, tail)
    }
    seenIn.delete(lead)
    see(row, tail)
    rows.set(lead, row)
  }
  return {
    isEmpty: rows.size === 0,
    leads: (m) => rows.has(m),
    reduce: (p) => {
      if (rows.size === 0) return p
      const out = new Map(p)
      for (const [m, c] of p) {
        const row = rows.get(m)
        if (row !== undefined) accumulate(out, row.poly, negate(c))
      }
      return out
    },
    express: (p) => {
      const out: Map<number, Rational>[] = equalities.map(() => new Map())
      for (const [m, c] of p)
        rows.get(m)?.multiples.forEach((part, i) => {
          accumulate(out[i] as Map<number, Rational>, part, c)
        })
      return out
    },
  }
}
