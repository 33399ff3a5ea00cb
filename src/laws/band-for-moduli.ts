import { encloseAlgebraic, evaluateAlgebraic, minimalPolynomialOf } from '../algebra/algebraic-number.ts'
import * as A from '../algebra/polynomial.ts'
import { type RealSolution, zeroSet } from '../algebra/zero-dimensional.ts'
import type { Objective } from '../dynamics/objective.ts'
import type { Structure } from '../dynamics/structure.ts'
import * as Q from '../kernel/rational.ts'
import { call, difference, negated, number, raised, sum, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { bendAlong } from './centres-for-moduli.ts'
import type { Candidate } from './regularizer-candidates.ts'
import { polynomialOf } from './variable-polynomial.ts'

const MOST_RESIDUALS = 6
const WIDTH = Q.rational(1n, 1n << 40n)

/** An end of the band: exact, and a number near it. */
interface End {
  readonly value: Term
  readonly near: Q.Rational
}

/** The value of c at a point where it is rational or ±√q. */
const endAt = (c: A.Polynomial, { field, coordinates }: RealSolution): End | undefined => {
  const value = evaluateAlgebraic(field, c, coordinates)
  const near = encloseAlgebraic(field, value, WIDTH).lower
  const [a = 0n, b = 0n, d, more] = minimalPolynomialOf(field, value)
  if (more !== undefined) return undefined
  if (d === undefined) return { value: number(Q.rational(-a, b)), near }
  if (b !== 0n) return undefined
  const root = call('sqrt', number(Q.rational(-a, d)))
  return { value: Q.sign(near) < 0 ? negated(root) : root, near }
}

/** The choices of signs for m residuals; s and −s bend alike. */
const signChoices = (m: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** (m - 1) }, (_, code) => Array.from({ length: m }, (_, i) => ((code >> i) & 1 ? -1 : 1)))

/** The least and the greatest value of c at the points of M where ∇²c(w, w) = 0 for w = DFᵀs with some signs s. */
const endsOf = (
  c: A.Polynomial,
  residuals: readonly A.Polynomial[],
  variables: readonly string[],
  budget: Budget,
): readonly [End, End] | undefined => {
  const bend = bendAlong(c, residuals, variables)
  const ends: End[] = []
  const seen: A.Polynomial[] = []
  for (const signs of signChoices(residuals.length)) {
    const own = bend(signs.map((s) => A.constant(s)))
    if (A.isZero(own) || seen.some((p) => A.equal(p, own))) continue
    seen.push(own)
    const set = zeroSet([...residuals, own], budget, variables)
    if (set === undefined) return undefined
    for (const solution of set.solutions) {
      const end = endAt(c, solution)
      if (end === undefined) return undefined
      ends.push(end)
    }
  }
  const sorted = ends.sort((a, b) => Q.compare(a.near, b.near))
  const [least] = sorted
  const greatest = sorted.at(-1)
  return least === undefined || greatest === undefined ? undefined : [least, greatest]
}

/** max(e, 0)², e = c − κ or κ − c. */
const beyond = (e: Term): Term => raised(call('max', e, number(0)), 2)

/**
 * The distance max(c − c₊, 0)² + max(c₋ − c, 0)² of a law c to a band of its values, for |F|₁ and a curve M: outside of
 * the least and greatest value at which ∇²c(w, w) = 0 for one of the directions w = DFᵀs, its sign is the same for all.
 * None where these are one number: then (c − κ)² will do.
 */
export const bandForModuli = (
  law: Term,
  objective: Objective,
  { residuals, loss }: Pick<Structure, 'residuals' | 'loss'>,
  budget: Budget,
): readonly Candidate[] => {
  const maps = residuals.map((h) => polynomialOf(h, objective))
  const c = polynomialOf(law, objective)
  if (loss !== 'l1' || c === undefined || maps.includes(undefined) || maps.length > MOST_RESIDUALS) return []
  if (objective.parameters.length > 0) return []
  try {
    const ends = endsOf(c, maps as A.Polynomial[], objective.variables, budget)
    if (ends === undefined || Q.compare(Q.subtract(ends[1].near, ends[0].near), Q.rational(1n, 1000n)) < 0) return []
    const [low, high] = ends
    return [
      {
        term: sum(beyond(difference(law, high.value)), beyond(difference(low.value, law))),
        idea: 'the distance of the law to the values between which the second-order term changes its sign',
      },
    ]
  } catch (error) {
    if (error instanceof BudgetSpent) return []
    throw error
  }
}
