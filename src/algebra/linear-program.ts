import { type Rational, rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { integerRow } from './linear-algebra.ts'

/**
 * The outcome of: minimize c·x subject to A·x = b, x ≥ 0.
 * - optimal: x, its value c·x, and a dual y with y·A ≤ c and y·b = c·x;
 * - infeasible: a Farkas vector y with y·A ≤ 0 and y·b > 0;
 * - unbounded: a feasible x and a ray r ≥ 0 with A·r = 0 and c·r < 0.
 */
export type LinearProgramOutcome =
  | { readonly status: 'optimal'; readonly x: Rational[]; readonly value: Rational; readonly dual: Rational[] }
  | { readonly status: 'infeasible'; readonly farkas: Rational[] }
  | { readonly status: 'unbounded'; readonly x: Rational[]; readonly ray: Rational[] }

/** Degenerate steps after which Bland's rule takes over, so that the method cannot cycle. */
const PATIENCE = 8

/** A tableau of integers over one common denominator, which is the last pivot (Edmonds' integer pivoting). */
interface Tableau {
  readonly rows: bigint[][]
  objective: bigint[]
  denominator: bigint
  readonly basis: number[]
}

const pivot = (t: Tableau, r: number, s: number): void => {
  const row = t.rows[r] as bigint[]
  const p = row[s] as bigint
  const eliminated = (other: bigint[]): bigint[] => {
    const f = other[s] as bigint
    return other.map((v, j) => {
      const w = row[j] as bigint
      return f === 0n || w === 0n ? (v * p) / t.denominator : (v * p - f * w) / t.denominator
    })
  }
  t.rows.forEach((other, i) => {
    if (i !== r) t.rows[i] = eliminated(other)
  })
  t.objective = eliminated(t.objective)
  t.denominator = p
  if (p < 0n) {
    t.denominator = -p
    t.rows.forEach((other, i) => {
      t.rows[i] = other.map((v) => -v)
    })
    t.objective = t.objective.map((v) => -v)
  }
  t.basis[r] = s
}

/** Simplex steps until no column below `columns` improves; the column of an unbounded ray where there is one. */
const improve = (t: Tableau, columns: number, budget: Budget): number | undefined => {
  const last = t.objective.length - 1
  for (let degenerate = 0; ; ) {
    charge(budget)
    let s = -1
    for (let j = 0; j < columns; j++) {
      const c = t.objective[j] as bigint
      if (c >= 0n || (s >= 0 && (degenerate > PATIENCE || c >= (t.objective[s] as bigint)))) continue
      s = j
    }
    if (s < 0) return undefined
    let r = -1
    t.rows.forEach((row, i) => {
      const a = row[s] as bigint
      if (a <= 0n) return
      const best = t.rows[r]
      if (best === undefined) {
        r = i
        return
      }
      const d = (row[last] as bigint) * (best[s] as bigint) - (best[last] as bigint) * a
      if (d < 0n || (d === 0n && (t.basis[i] as number) < (t.basis[r] as number))) r = i
    })
    if (r < 0) return s
    degenerate = t.rows[r]?.[last] === 0n ? degenerate + 1 : 0
    pivot(t, r, s)
  }
}

/**
 * Solves a small linear program exactly by the two-phase simplex method, with Bland's rule against cycling. Every outcome
 * carries the vector that proves it. Throws BudgetSpent where the budget is spent.
 */
export const minimize = (
  c: readonly Rational[],
  a: readonly (readonly Rational[])[],
  b: readonly Rational[],
  budget: Budget,
): LinearProgramOutcome => {
  const n = c.length
  const m = a.length
  const factors: bigint[] = []
  const rows = a.map((row, i) => {
    const { row: sparse, factor } = integerRow([...row, b[i] as Rational])
    const dense = new Array<bigint>(n + m + 1).fill(0n)
    sparse.columns.forEach((j, k) => {
      dense[j === n ? n + m : j] = sparse.values[k] as bigint
    })
    const s = (dense[n + m] as bigint) < 0n ? -1n : 1n
    factors.push(s * factor)
    const signed = s === 1n ? dense : dense.map((v) => -v)
    signed[n + i] = 1n
    return signed
  })
  const objective = rows.reduce(
    (sum, row) => sum.map((v, j) => (j >= n && j < n + m ? v : v - (row[j] as bigint))),
    new Array<bigint>(n + m + 1).fill(0n),
  )
  const t: Tableau = { rows, objective, denominator: 1n, basis: rows.map((_, i) => n + i) }
  improve(t, n, budget)
  const solution = (): Rational[] => {
    const x = new Array<Rational>(n).fill(rational(0))
    t.basis.forEach((j, i) => {
      if (j < n) x[j] = rational(t.rows[i]?.[n + m] as bigint, t.denominator)
    })
    return x
  }
  if ((t.objective[n + m] as bigint) < 0n)
    return {
      status: 'infeasible',
      farkas: factors.map((f, i) => rational((t.denominator - (t.objective[n + i] as bigint)) * f, t.denominator)),
    }
  // An artificial column that is left in the basis at level 0 leaves it, or its row is redundant.
  t.basis.forEach((j, i) => {
    if (j < n) return
    const s = t.rows[i]?.findIndex((v, k) => k < n && v !== 0n) ?? -1
    if (s >= 0) pivot(t, i, s)
  })
  const { row: cost, factor } = integerRow(c)
  const phase2 = new Array<bigint>(n + m + 1).fill(0n)
  cost.columns.forEach((j, k) => {
    phase2[j] = (cost.values[k] as bigint) * t.denominator
  })
  t.objective = t.basis.reduce((z, j, i) => {
    const at = cost.columns.indexOf(j)
    const f = at < 0 ? 0n : (cost.values[at] as bigint)
    return f === 0n ? z : z.map((v, k) => v - f * (t.rows[i]?.[k] as bigint))
  }, phase2)
  const entering = improve(t, n, budget)
  const x = solution()
  if (entering !== undefined) {
    const ray = new Array<Rational>(n).fill(rational(0))
    ray[entering] = rational(1)
    t.basis.forEach((j, i) => {
      if (j < n) ray[j] = rational(-(t.rows[i]?.[entering] as bigint), t.denominator)
    })
    return { status: 'unbounded', x, ray }
  }
  const scale = t.denominator * factor
  return {
    status: 'optimal',
    x,
    value: rational(-(t.objective[n + m] as bigint), scale),
    dual: factors.map((f, i) => rational(-(t.objective[n + i] as bigint) * f, scale)),
  }
}

/** Some x ≥ 0 with A·x = b, or a Farkas vector y with y·A ≤ 0 and y·b > 0 that shows there is none. */
export const nonnegativeSolution = (
  a: readonly (readonly Rational[])[],
  b: readonly Rational[],
  budget: Budget,
): { readonly x: Rational[] } | { readonly farkas: Rational[] } => {
  const outcome = minimize(new Array<Rational>(a[0]?.length ?? 0).fill(rational(0)), a, b, budget)
  return outcome.status === 'infeasible' ? { farkas: outcome.farkas } : { x: outcome.x }
}
