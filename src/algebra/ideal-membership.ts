import { rational } from '../kernel/rational.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { buchberger } from './buchberger.ts'
import { namesOf } from './groebner.ts'
import { solveSparse } from './linear-algebra.ts'
import type { SparseRow } from './modular-elimination.ts'
import { type TracedPolynomial, tracedArithmetic } from './modular-groebner.ts'
import { GREVLEX, monomialKeys } from './monomial-order.ts'
import {
  add,
  constant,
  degree,
  equal,
  fromTerms,
  isZero,
  type Polynomial,
  type PolynomialTerm,
  rename,
  scale,
  terms,
  usedNames,
} from './polynomial.ts'
import { primitive } from './polynomial-division.ts'
import { multiply, power } from './polynomial-product.ts'
import { largePrime, residue } from './prime-field.ts'

/** The monomials that the cofactor of each generator may have. */
type Supports = readonly (readonly (readonly number[])[])[]

const SMALL_SYSTEM = 1200
const LARGE_SYSTEM = 8000

/** Cofactors with given monomials, by an exact linear system: one equation a monomial of the products. */
const solveCofactors = (
  p: Polynomial,
  generators: readonly Polynomial[],
  supports: Supports,
  budget: Budget,
): Polynomial[] | undefined => {
  const names = p.names
  const rowOf = new Map<string, number>()
  const rows: { columns: number[]; values: bigint[] }[] = []
  const rhs: bigint[] = []
  const rowAt = (exponents: readonly number[]): number => {
    const key = exponents.join()
    const known = rowOf.get(key)
    if (known !== undefined) return known
    rowOf.set(key, rows.length)
    rows.push({ columns: [], values: [] })
    rhs.push(0n)
    return rows.length - 1
  }
  const { content, primitive: target } = primitive(p)
  for (const t of terms(target)) rhs[rowAt(t.exponents)] = t.coefficient.n
  const columns: { readonly generator: number; readonly exponents: readonly number[] }[] = []
  const contents = generators.map((g) => primitive(g).content)
  generators.forEach((g, i) => {
    const list = terms(primitive(g).primitive)
    for (const m of supports[i] ?? []) {
      for (const t of list) {
        const row = rows[rowAt(t.exponents.map((e, k) => e + (m[k] as number)))]
        row?.columns.push(columns.length)
        row?.values.push(t.coefficient.n)
      }
      columns.push({ generator: i, exponents: m })
    }
  })
  const x = solveSparse(rows as SparseRow[], columns.length, rhs, budget)
  if (x === undefined) return undefined
  const parts = generators.map((): PolynomialTerm[] => [])
  columns.forEach(({ generator, exponents }, c) => {
    parts[generator]?.push({ exponents, coefficient: rational(x.numerators[c] as bigint, x.denominator) })
  })
  return parts.map((list, i) => {
    const c = contents[i] as typeof content
    return scale(fromTerms(names, list), rational(content.n * c.d, content.d * c.n))
  })
}

/** All exponent vectors of total degree at most d, by degree. */
export const monomialsUpTo = (n: number, d: number): number[][] => {
  const found: number[][] = [new Array<number>(n).fill(0)]
  for (let i = 0, at = 0; i < d; i++) {
    const end = found.length
    for (; at < end; at++) {
      const e = found[at] as number[]
      const last = Math.max(
        0,
        e.findLastIndex((x) => x > 0),
      )
      for (let k = last; k < n; k++) found.push(e.map((x, j) => (j === k ? x + 1 : x)))
    }
  }
  return found
}

const binomial = (n: number, k: number): number => {
  let b = 1
  for (let i = 1; i <= k; i++) b = (b * (n - k + i)) / i
  return b
}

/** The monomials of each cofactor in a computation modulo a prime; undefined where p is not in the ideal modulo it. */
const tracedSupports = (
  p: Polynomial,
  generators: readonly Polynomial[],
  prime: number,
  budget: Budget,
): Supports | undefined => {
  const names = p.names
  const k = generators.length
  const monomials = monomialKeys(names.length, GREVLEX, k + 1)
  const floor = k * monomials.range
  const traced = (f: Polynomial, component: number | undefined): TracedPolynomial => {
    const list = terms(primitive(f).primitive)
      .map((t) => ({ key: floor + monomials.encode(t.exponents), c: residue(t.coefficient.n, prime), e: t.exponents }))
      .filter((t) => t.c !== 0)
      .sort((s, t) => t.key - s.key)
    const d = degree(f)
    if (d > monomials.degreeLimit) throw new BudgetSpent(`degree ${d} is beyond the packed monomials`)
    const tail = component === undefined ? [] : [component * monomials.range]
    return {
      keys: Float64Array.from([...list.map((t) => t.key), ...tail]),
      coefficients: Float64Array.from([...list.map((t) => t.c), ...tail.map(() => 1)]),
      degree: d,
      sugar: d,
      leading: list[0]?.e ?? [],
    }
  }
  const arithmetic = tracedArithmetic(prime, monomials, floor, budget)
  const start = generators.map((g, i) => traced(g, k - 1 - i)).filter((g) => g.leading.length > 0)
  const basis = buchberger(start, arithmetic, budget)
  const rest = arithmetic.normalForm(traced(p, undefined), basis)
  const supports = generators.map((): number[][] => [])
  for (const key of rest.keys) {
    if (key >= floor) return undefined
    const component = Math.floor(key / monomials.range)
    supports[k - 1 - component]?.push(monomials.decode(key - component * monomials.range))
  }
  return supports.map((list) => list.reverse())
}

const isMemberWith = (p: Polynomial, generators: readonly Polynomial[], cofactors: readonly Polynomial[]): boolean =>
  equal(
    p,
    generators.reduce((s, g, i) => add(s, multiply(g, cofactors[i] as Polynomial)), constant(0, p.names)),
  )

/**
 * Cofactors with p = Σ cofactors[i]·generators[i], or undefined where p is not in the ideal (modulo two large primes).
 * Cofactors of low degree are tried first by linear algebra; else a Gröbner basis modulo a prime with its trace tells
 * which monomials occur, and their rational coefficients follow by linear algebra. What is returned was multiplied out.
 * Throws BudgetSpent where the budget is spent before either is known.
 */
export const idealMembership = (
  p: Polynomial,
  generators: readonly Polynomial[],
  budget: Budget,
): Polynomial[] | undefined => {
  const everything = namesOf([p, ...generators])
  const occurring = new Set([p, ...generators].flatMap(usedNames))
  const names = everything.filter((s) => occurring.has(s))
  const target = rename(p, names)
  const all = generators.map((g) => rename(g, names))
  const nonzero = all.flatMap((g, i) => (isZero(g) ? [] : [i]))
  const gs = nonzero.map((i) => all[i] as Polynomial)
  const finish = (found: readonly Polynomial[]): Polynomial[] | undefined => {
    if (!isMemberWith(target, gs, found)) return undefined
    return all.map((_, i) => rename(found[nonzero.indexOf(i)] ?? constant(0, names), everything))
  }
  if (isZero(target)) return all.map(() => constant(0, everything))
  if (gs.length === 0) return undefined
  const n = names.length
  const ds = gs.map(degree)
  const columnsAt = (d: number): number => ds.reduce((s, e) => s + (d < e ? 0 : binomial(n + d - e, n)), 0)
  const boundedAt = (d: number): Polynomial[] | undefined => {
    const found = solveCofactors(
      target,
      gs,
      ds.map((e) => (d < e ? [] : monomialsUpTo(n, d - e))),
      budget,
    )
    return found === undefined ? undefined : finish(found)
  }
  const lowest = degree(target)
  if (columnsAt(lowest) <= SMALL_SYSTEM) {
    const found = boundedAt(lowest)
    if (found !== undefined) return found
  }
  let refused = 0
  for (let k = 0; k < 4 && refused < 2; k++) {
    const supports = tracedSupports(target, gs, largePrime(k), budget)
    if (supports === undefined) {
      refused++
      continue
    }
    for (let d = lowest + 1; columnsAt(d) <= SMALL_SYSTEM; d++) {
      charge(budget)
      const found = boundedAt(d)
      if (found !== undefined) return found
    }
    if (supports.reduce((s, list) => s + list.length, 0) > LARGE_SYSTEM) break
    const found = solveCofactors(target, gs, supports, budget)
    const checked = found === undefined ? undefined : finish(found)
    if (checked !== undefined) return checked
  }
  if (refused >= 2) return undefined
  throw new BudgetSpent('the cofactors are too large')
}

/** The least exponent k ≤ most with p^k in the ideal, and cofactors of p^k; undefined where there is none. */
export const radicalMembership = (
  p: Polynomial,
  generators: readonly Polynomial[],
  most: number,
  budget: Budget,
): { readonly exponent: number; readonly cofactors: readonly Polynomial[] } | undefined => {
  for (let exponent = 1; exponent <= most; exponent++) {
    const cofactors = idealMembership(power(p, exponent), generators, budget)
    if (cofactors !== undefined) return { exponent, cofactors }
  }
  return undefined
}
