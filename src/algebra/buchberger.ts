import { type Budget, charge } from '../search/budget.ts'

/** What Buchberger's algorithm must know of a nonzero polynomial. */
export interface Leading {
  readonly leading: readonly number[]
  /** The degree it would have had, had the generators been homogenized (Giovini et al. 1991). */
  readonly sugar: number
}

/** The arithmetic under Buchberger's algorithm. */
export interface BuchbergerArithmetic<P extends Leading> {
  /** Undefined where the S-polynomial is zero. */
  readonly sPolynomial: (f: P, g: P, sugar: number) => P | undefined
  /** The remainder of f by reducers, leading terms first; undefined where it is zero. */
  readonly reduce: (f: P, reducers: readonly P[]) => P | undefined
}

interface Pair<P> {
  readonly f: P
  readonly g: P
  readonly lcm: readonly number[]
  readonly sugar: number
}

const sum = (e: readonly number[]): number => e.reduce((s, x) => s + x, 0)
const lcmOf = (a: readonly number[], b: readonly number[]): number[] => a.map((x, k) => Math.max(x, b[k] as number))
const same = (a: readonly number[], b: readonly number[]): boolean => a.every((x, k) => x === b[k])
const coprime = (a: readonly number[], b: readonly number[]): boolean => a.every((x, k) => x === 0 || b[k] === 0)

/** True where the monomial with exponents a divides that with exponents b. */
export const dividesMonomial = (a: readonly number[], b: readonly number[]): boolean => {
  for (let k = 0; k < a.length; k++) if ((a[k] as number) > (b[k] as number)) return false
  return true
}

const pairOf = <P extends Leading>(f: P, g: P): Pair<P> => {
  const lcm = lcmOf(f.leading, g.leading)
  const d = sum(lcm)
  return { f, g, lcm, sugar: Math.max(f.sugar - sum(f.leading), g.sugar - sum(g.leading)) + d }
}

/** The pairs that remain to be treated once h has joined the basis (the criteria of Gebauer and Möller 1988). */
const update = <P extends Leading>(pairs: readonly Pair<P>[], basis: readonly P[], h: P): Pair<P>[] => {
  const candidates = basis.map((g) => pairOf(g, h)).sort((a, b) => sum(a.lcm) - sum(b.lcm))
  const kept: Pair<P>[] = []
  candidates.forEach((pair, i) => {
    const free = coprime(pair.f.leading, h.leading)
    const covered = (other: Pair<P>): boolean => dividesMonomial(other.lcm, pair.lcm)
    if (free || !(kept.some(covered) || candidates.slice(i + 1).some(covered))) kept.push(pair)
  })
  const old = pairs.filter(
    ({ f, g, lcm }) =>
      !dividesMonomial(h.leading, lcm) ||
      same(lcmOf(f.leading, h.leading), lcm) ||
      same(lcmOf(g.leading, h.leading), lcm),
  )
  return [...old, ...kept.filter((pair) => !coprime(pair.f.leading, h.leading))]
}

/**
 * A minimal Gröbner basis of the ideal of the generators by Buchberger's algorithm with sugar and the criteria of
 * Gebauer and Möller. Elements whose leading monomial another one divides are left out; tails are as `reduce` left them.
 * Throws BudgetSpent where the budget is spent.
 */
export const buchberger = <P extends Leading>(
  generators: readonly P[],
  { sPolynomial, reduce }: BuchbergerArithmetic<P>,
  budget: Budget,
): P[] => {
  let basis: P[] = []
  let pairs: Pair<P>[] = []
  const join = (h: P): void => {
    pairs = update(pairs, basis, h)
    basis = [...basis.filter((g) => !dividesMonomial(h.leading, g.leading)), h]
  }
  for (const g of [...generators].sort((a, b) => sum(a.leading) - sum(b.leading))) {
    charge(budget)
    const h = reduce(g, basis)
    if (h !== undefined) join(h)
  }
  while (pairs.length > 0) {
    charge(budget, 150)
    let best = 0
    pairs.forEach((pair, i) => {
      const other = pairs[best] as Pair<P>
      const d = pair.sugar - other.sugar || sum(pair.lcm) - sum(other.lcm)
      if (d < 0) best = i
    })
    const { f, g, sugar } = pairs[best] as Pair<P>
    pairs.splice(best, 1)
    const s = sPolynomial(f, g, sugar)
    const h = s === undefined ? undefined : reduce(s, basis)
    if (h !== undefined) join(h)
  }
  return basis
}
