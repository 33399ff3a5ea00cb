import { rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { type GroebnerBasis, groebnerBasis, reducer } from './groebner.ts'
import { idealMembership } from './ideal-membership.ts'
import { solveSparse } from './linear-algebra.ts'
import { add, constant, fromTerms, integerGcd, isZero, type Polynomial, rename, scale, terms } from './polynomial.ts'
import { compose } from './polynomial-calculus.ts'
import { primitivePart } from './polynomial-division.ts'
import { multiply } from './polynomial-product.ts'

/** The exact linear combination of `columns` that equals `target`, if there is one. */
export const combinationOf = (
  target: Polynomial,
  columns: readonly Polynomial[],
  budget: Budget,
): { readonly numerators: readonly bigint[]; readonly denominator: bigint } | undefined => {
  const rowOf = new Map<string, number>()
  const rows: { columns: number[]; values: bigint[] }[] = []
  const rhs: bigint[] = []
  const rowAt = (e: readonly number[]): number => {
    const key = e.join()
    const at = rowOf.get(key) ?? rows.length
    if (at === rows.length) {
      rowOf.set(key, at)
      rows.push({ columns: [], values: [] })
      rhs.push(0n)
    }
    return at
  }
  const m = [target, ...columns].reduce((l, p) => (l / integerGcd(l, p.denominator)) * p.denominator, 1n)
  for (const t of terms(target)) rhs[rowAt(t.exponents)] = t.coefficient.n * (m / t.coefficient.d)
  columns.forEach((p, c) => {
    for (const t of terms(p)) {
      const row = rows[rowAt(t.exponents)]
      row?.columns.push(c)
      row?.values.push(t.coefficient.n * (m / t.coefficient.d))
    }
  })
  return solveSparse(rows, columns.length, rhs, budget)
}

/** The normal forms of 1, u, u², ... until one is a combination of those before it: the minimal polynomial in `t`. */
export const minimalPolynomialModulo = (
  u: Polynomial,
  basis: GroebnerBasis,
  budget: Budget,
  mostDegree = 64,
  t = 't',
): Polynomial | undefined => {
  const normal = reducer(basis, budget)
  const base = normal(rename(u, basis.names))
  const powers = [normal(constant(1, basis.names))]
  if (isZero(powers[0] as Polynomial)) return constant(1, [t])
  for (let d = 1; d <= mostDegree; d++) {
    charge(budget)
    const next = normal(multiply(powers[d - 1] as Polynomial, base))
    const found = combinationOf(next, powers, budget)
    if (found !== undefined) {
      const low = found.numerators.map((c, e) => ({ exponents: [e], coefficient: rational(-c, found.denominator) }))
      return primitivePart(fromTerms([t], [...low, { exponents: [d], coefficient: rational(1) }]))
    }
    powers.push(next)
  }
  return undefined
}

/**
 * The univariate polynomial q in `t` of least degree with q(u) in the ideal of the generators, and cofactors with
 * q(u) = Σ cofactors[i]·generators[i]; undefined where no q of degree at most `mostDegree` exists. Throws BudgetSpent.
 */
export const eliminant = (
  generators: readonly Polynomial[],
  u: Polynomial,
  budget: Budget,
  mostDegree = 64,
  t = 't',
): { readonly polynomial: Polynomial; readonly cofactors: readonly Polynomial[] } | undefined => {
  const names = [...new Set([...generators.flatMap((g) => g.names), ...u.names])]
  const basis = groebnerBasis(generators, budget, { kind: 'grevlex' }, names)
  const polynomial = minimalPolynomialModulo(u, basis, budget, mostDegree, t)
  if (polynomial === undefined) return undefined
  const cofactors = idealMembership(substituteInto(polynomial, rename(u, names)), generators, budget)
  return cofactors === undefined ? undefined : { polynomial, cofactors }
}

/** q(u) for a univariate polynomial q. */
export const substituteInto = (q: Polynomial, u: Polynomial): Polynomial => {
  const list = terms(q)
  const top = list.reduce((d, s) => Math.max(d, s.exponents[0] ?? 0), 0)
  const coefficients = Array.from({ length: top + 1 }, () => rational(0))
  for (const s of list) coefficients[s.exponents[0] ?? 0] = s.coefficient
  return add(compose(coefficients, u), scale(u, 0))
}
