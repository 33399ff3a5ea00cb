import { eliminant } from '../algebra/eliminant.ts'
import * as A from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import type { Objective } from '../dynamics/objective.ts'
import type { Structure } from '../dynamics/structure.ts'
import * as Q from '../kernel/rational.ts'
import { call, difference, negated, number, raised, sum, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { Candidate } from './regularizer-candidates.ts'
import { polynomialOf } from './variable-polynomial.ts'

const total = (ps: readonly A.Polynomial[]): A.Polynomial => ps.reduce(A.add, A.constant(0))

const sign = (j: number): A.Polynomial => A.indeterminate(` s${j}`)

/** s ↦ ∂²c(w, w) for w = Σ s_j ∂h_j. */
export const bendAlong =
  (c: A.Polynomial, residuals: readonly A.Polynomial[], variables: readonly string[]) =>
  (signs: readonly A.Polynomial[]): A.Polynomial => {
    const w = variables.map((x) => total(residuals.map((h, j) => multiply(signs[j] as A.Polynomial, derivative(h, x)))))
    return total(
      variables.flatMap((x, i) =>
        variables.map((y, k) =>
          multiply(derivative(derivative(c, x), y), multiply(w[i] as A.Polynomial, w[k] as A.Polynomial)),
        ),
      ),
    )
  }

/** The real roots of a polynomial of degree 1, or of t² − q: as terms. */
const simpleRoots = (p: A.Polynomial): readonly Term[] => {
  const at = (e: number): Q.Rational =>
    A.terms(p).find(({ exponents }) => (exponents[0] ?? 0) === e)?.coefficient ?? Q.ZERO
  if (A.degree(p) === 1) return [number(Q.negate(Q.divide(at(0), at(1))))]
  const square = Q.negate(Q.divide(at(0), at(2)))
  if (A.degree(p) !== 2 || Q.sign(at(1)) !== 0 || Q.sign(square) < 0) return []
  const root = call('sqrt', number(square))
  return [root, negated(root)]
}

/**
 * The values κ of a law c on M where ∂²c(w, w) may change its sign for a direction w of |F|₁: only with such a κ can
 * ∂²(c − κ)²(w, w) = 2(c − κ)·∂²c(w, w) be negative wherever c ≠ κ.
 */
const centres = (
  c: A.Polynomial,
  residuals: readonly A.Polynomial[],
  variables: readonly string[],
  budget: Budget,
): readonly Term[] => {
  const signs = residuals.map((_, j) => sign(j))
  const squares = signs.map((s) => A.subtract(multiply(s, s), A.constant(1)))
  const found = eliminant([...residuals, ...squares, bendAlong(c, residuals, variables)(signs)], c, budget, 4)
  const roots = found === undefined ? [] : simpleRoots(found.polynomial)
  return roots.length === 0 ? [number(0)] : roots
}

const MOST = 4

/**
 * Σ (c − κ_c)² over polynomial laws for |F|₁, with the κ_c that the second-order condition asks for: a few candidates,
 * none where every centre is 0.
 */
export const centredForModuli = (
  laws: readonly Term[],
  objective: Objective,
  { residuals, loss }: Structure,
  budget: Budget,
): readonly Candidate[] => {
  const maps = residuals.map((h) => polynomialOf(h, objective))
  if (loss !== 'l1' || laws.length === 0 || maps.includes(undefined)) return []
  const choices = laws.map((law) => {
    const c = polynomialOf(law, objective)
    const found = c && inTime(() => centres(c, maps as A.Polynomial[], objective.variables, budget))
    return found ?? [number(0)]
  })
  const isShifted = choices.some((values) => values.some((k) => k.op !== 'number' || !Q.isZero(k.value)))
  if (!isShifted) return []
  const sums = laws.reduce<(readonly Term[])[]>(
    (all, law, i) =>
      all
        .flatMap((parts) => (choices[i] as readonly Term[]).map((k) => [...parts, raised(centred(law, k), 2)]))
        .slice(0, MOST),
    [[]],
  )
  const idea = 'squares of the laws minus the values where the second-order term changes its sign'
  return sums.map((parts) => ({ term: sum(...parts), idea }))
}

const centred = (c: Term, k: Term): Term => {
  if (k.op === 'negate') return sum(c, k.arg)
  return k.op === 'number' && Q.isZero(k.value) ? c : difference(c, k)
}

const inTime = <T>(search: () => T): T | undefined => {
  try {
    return search()
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined
    throw error
  }
}
