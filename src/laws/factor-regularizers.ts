import { nullspace } from '../algebra/linear-algebra.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import type { Objective } from '../dynamics/objective.ts'
import * as Q from '../kernel/rational.ts'
import { number, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { Candidate } from './regularizer-candidates.ts'
import { fractionOf, termOfVariables } from './variable-polynomial.ts'

/** A polynomial with its weight: ∏ p_i^{e_i} is conserved for all exponents with Σ e_i·weight_i = 0. */
interface Weighted {
  readonly base: A.Polynomial
  readonly weight: readonly bigint[]
}

const MOST_FACTORS = 12

/** The irreducible factors of the laws that are rational functions, and their exponents in each law. */
const factored = (
  laws: readonly Term[],
  objective: Omit<Objective, 'term'>,
  budget: Budget,
): { readonly bases: A.Polynomial[]; readonly exponents: Q.Rational[][] } => {
  const bases: A.Polynomial[] = []
  const sparse = laws.map((law) => {
    const fraction = fractionOf(law, objective)
    const exponents = new Map<number, number>()
    const note = (p: A.Polynomial, times: 1 | -1): void => {
      for (const { base, multiplicity } of factor(p, budget).factors) {
        const known = bases.findIndex((other) => A.equal(other, base))
        const i = known < 0 ? bases.push(base) - 1 : known
        exponents.set(i, (exponents.get(i) ?? 0) + times * multiplicity)
      }
    }
    if (fraction !== undefined) {
      note(fraction.numerator, 1)
      note(fraction.denominator, -1)
    }
    return exponents
  })
  return {
    bases,
    exponents: sparse.map((entries) => bases.map((_, i) => Q.rational(BigInt(entries.get(i) ?? 0)))),
  }
}

/** ρ with u = ρ·v, for v ≠ 0. */
const ratio = (u: readonly bigint[], v: readonly bigint[]): Q.Rational | undefined => {
  const at = v.findIndex((entry) => entry !== 0n)
  const rho = Q.rational(u[at] as bigint, v[at] as bigint)
  return u.every((entry, i) => entry * rho.d === rho.n * (v[i] as bigint)) ? rho : undefined
}

const isZero = (weight: readonly bigint[]): boolean => weight.every((entry) => entry === 0n)

const power = (base: Term, k: bigint): Term => (k === 1n ? base : raised(base, number(Q.rational(k))))

/**
 * One candidate for each group B of factors with the same weight: Σ p^{2a}·s^b over the other factors p whose weight is
 * a multiple of theirs, with s = Σ_{q ∈ B} q² and the exponents for which each summand is conserved.
 *
 * For f = (Σ a_i z_i² − 1)² the factors are the z_i with weights a_i, and B are those with the least positive a_i at the
 * flat minima ([J], Example 4.5); which B that is, is seen on M. Nothing where the laws share no factors in this way.
 */
export const factorRegularizers = (
  laws: readonly Term[],
  objective: Omit<Objective, 'term'>,
  budget: Budget,
): readonly Candidate[] => {
  try {
    const { bases, exponents } = factored(laws, objective, budget)
    if (bases.length < 2 || bases.length > MOST_FACTORS) return []
    const weights = nullspace(exponents, bases.length, budget)
    const all = bases.map((base, i): Weighted => ({ base, weight: weights.map((row) => row[i] as bigint) }))
    const groups = all.filter(
      ({ weight }, i) =>
        !isZero(weight) && all.findIndex((other) => other.weight.every((entry, k) => entry === weight[k])) === i,
    )
    return groups.flatMap(({ weight }) => {
      const inGroup = (one: Weighted): boolean => one.weight.every((entry, k) => entry === weight[k])
      const group = all.filter(inGroup)
      const others = all.filter((one) => !inGroup(one))
      const [only, ...more] = group.map(({ base }) => termOfVariables(base, objective))
      const summands = others.map((one) => {
        const rho = ratio(one.weight, weight)
        if (rho === undefined) return undefined
        const above = power(termOfVariables(one.base, objective), 2n * rho.d)
        // p^{2d}·s^{−n} for the weight n/d, s = q² or a sum of squares.
        const k = -rho.n
        const s = (size: bigint): Term =>
          more.length === 0
            ? power(only as Term, 2n * size)
            : power(sum(...[only as Term, ...more].map((q) => raised(q, 2))), size)
        return k === 0n ? above : k > 0n ? product(above, s(k)) : quotient(above, s(-k))
      })
      if (summands.length === 0 || summands.includes(undefined)) return []
      const idea = 'powers of the factors of the laws, each against the same factor'
      return [{ term: sum(...(summands as Term[])), idea }]
    })
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof RangeError) return []
    throw error
  }
}
