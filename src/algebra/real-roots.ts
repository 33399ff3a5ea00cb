import { add, compare, multiply, type Rational, rational, subtract } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import type { Polynomial } from './polynomial.ts'
import { isZero } from './polynomial.ts'
import { signAt, squareFreeUnivariate, trimmed, type Univariate, univariate } from './univariate.ts'

/**
 * A closed interval with exactly one root of a square-free polynomial: `lower` = `upper` is the root itself, otherwise
 * the root is irrational and the polynomial has opposite signs at the ends.
 */
export interface RootInterval {
  readonly lower: Rational
  readonly upper: Rational
}

/** p(x + 1). */
const shifted = (p: Univariate): Univariate => {
  const c = [...p]
  for (let i = 0; i < c.length - 1; i++)
    for (let j = c.length - 2; j >= i; j--) c[j] = (c[j] as bigint) + (c[j + 1] as bigint)
  return c
}

const variations = (p: Univariate): number => {
  let last = 0n
  let count = 0
  for (const c of p) {
    if (c === 0n) continue
    if (last !== 0n && last > 0n !== c > 0n) count++
    last = c
  }
  return count
}

/** Intervals (a, b), or points, in units of the bound, one for each root of p in (0, 1) (Collins and Akritas 1976). */
const inUnit = (p: Univariate, from: Rational, width: Rational, budget: Budget | undefined): RootInterval[] => {
  if (budget !== undefined) charge(budget)
  const count = variations(shifted([...p].reverse()))
  if (count === 0) return []
  if (count === 1) return [{ lower: from, upper: add(from, width) }]
  const n = BigInt(p.length - 1)
  const half = p.map((c, e) => c << (n - BigInt(e)))
  const upper = shifted(half)
  const w = multiply(width, rational(1, 2))
  const middle = add(from, w)
  // upper(0) = 0 exactly where the middle is a root.
  const atMiddle = upper[0] === 0n
  const right = atMiddle ? upper.slice(1) : upper
  return [
    ...inUnit(half, from, w, budget),
    ...(atMiddle ? [{ lower: middle, upper: middle }] : []),
    ...inUnit(right, middle, w, budget),
  ]
}

const positiveRoots = (p: Univariate, budget: Budget | undefined): RootInterval[] => {
  const lead = p.at(-1) as bigint
  let bits = 1n
  const size = (c: bigint): bigint => (c < 0n ? -c : c)
  const most = p.reduce((m, c) => m + size(c), 0n)
  while (size(lead) << bits <= most + size(lead)) bits++
  const scaled = p.map((c, e) => c << (bits * BigInt(e)))
  const bound = rational(1n << bits)
  return inUnit(scaled, rational(0), rational(1), budget).map(({ lower, upper }) => ({
    lower: multiply(lower, bound),
    upper: multiply(upper, bound),
  }))
}

/**
 * The interval halved until it is at most `width` wide. Precondition: an isolating interval of the square-free p.
 */
export const refineRoot = (p: Univariate, root: RootInterval, width: Rational, budget?: Budget): RootInterval => {
  let { lower, upper } = root
  const at = signAt(p, lower)
  if (compare(lower, upper) === 0 || at === 0) return { lower, upper: at === 0 ? lower : upper }
  while (compare(subtract(upper, lower), width) > 0) {
    if (budget !== undefined) charge(budget)
    const middle = multiply(add(lower, upper), rational(1, 2))
    const s = signAt(p, middle)
    if (s === 0) return { lower: middle, upper: middle }
    if (s === at) lower = middle
    else upper = middle
  }
  return { lower, upper }
}

/** Ends that are no roots, and the root itself where it is rational. */
const settled = (p: Univariate, root: RootInterval, budget: Budget | undefined): RootInterval => {
  let { lower, upper } = root
  const half = rational(1, 2)
  if (compare(lower, upper) === 0) return root
  // A neighbouring root may sit on an end: move the end inwards until the sign change shows.
  for (
    let w = multiply(subtract(upper, lower), half);
    signAt(p, lower) * signAt(p, upper) >= 0;
    w = multiply(w, half)
  ) {
    if (budget !== undefined) charge(budget)
    const inner = { lower: add(lower, w), upper: subtract(upper, w) }
    for (const x of [inner.lower, inner.upper])
      if (signAt(p, x) === 0 && compare(x, lower) > 0 && compare(x, upper) < 0) return { lower: x, upper: x }
    const a = signAt(p, lower) === 0 ? inner.lower : lower
    const b = signAt(p, upper) === 0 ? inner.upper : upper
    if (compare(a, b) < 0 && signAt(p, a) * signAt(p, b) < 0) {
      lower = a
      upper = b
    }
  }
  const lead = p.at(-1) as bigint
  const size = lead < 0n ? -lead : lead
  const narrow = refineRoot(p, { lower, upper }, rational(1n, 2n * size), budget)
  // A rational root has a denominator that divides the leading coefficient.
  const top = narrow.upper.n * size
  const floor = top >= 0n ? top / narrow.upper.d : -((-top + narrow.upper.d - 1n) / narrow.upper.d)
  const candidate = rational(floor, size)
  return signAt(p, candidate) === 0 && compare(candidate, narrow.lower) >= 0
    ? { lower: candidate, upper: candidate }
    : { lower: narrow.lower, upper: narrow.upper }
}

/** Isolating intervals of all real roots of a square-free integer polynomial, increasing and disjoint. */
export const isolateRoots = (p: Univariate, budget?: Budget): RootInterval[] => {
  if (p.length === 0) throw new RangeError('expected a nonzero polynomial, found 0')
  const zero = p[0] === 0n
  const f = zero ? trimmed(p.slice(1)) : p
  if (f.length <= 1) return zero ? [{ lower: rational(0), upper: rational(0) }] : []
  const mirrored = f.map((c, e) => (e % 2 === 0 ? c : -c))
  const negative = positiveRoots(mirrored, budget)
    .reverse()
    .map(({ lower, upper }) => ({ lower: { n: -upper.n, d: upper.d }, upper: { n: -lower.n, d: lower.d } }))
  const roots = [
    ...negative,
    ...(zero ? [{ lower: rational(0), upper: rational(0) }] : []),
    ...positiveRoots(f, budget),
  ]
  const found = roots.map((r) => settled(p, r, budget))
  for (let i = 0; i + 1 < found.length; i++) {
    let [a, b] = [found[i] as RootInterval, found[i + 1] as RootInterval]
    while (compare(a.upper, b.lower) >= 0) {
      const half = (r: RootInterval): RootInterval =>
        refineRoot(p, r, multiply(subtract(r.upper, r.lower), rational(1, 2)), budget)
      ;[a, b] = [half(a), half(b)]
    }
    found[i] = a
    found[i + 1] = b
  }
  return found
}

/** The square-free part of a univariate polynomial over Q and isolating intervals of its real roots, increasing. */
export const realRoots = (
  p: Polynomial,
  budget?: Budget,
): { readonly squareFree: Univariate; readonly roots: RootInterval[] } => {
  if (isZero(p)) throw new RangeError('expected a nonzero polynomial, found 0')
  const squareFree = squareFreeUnivariate(univariate(p))
  return { squareFree, roots: isolateRoots(squareFree, budget) }
}
