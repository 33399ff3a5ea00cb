import { eliminant } from '../algebra/eliminant.ts'
import * as A from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import type { Objective } from '../dynamics/objective.ts'
import { type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Piece } from '../expression/pieces.ts'
import { type Budget, BudgetSpent } from '../kernel/budget.ts'
import { lower } from '../kernel/lower.ts'
import * as Q from '../kernel/rational.ts'
import { call, difference, negated, number, raised, sum, type Term } from '../kernel/term.ts'
import type { Law } from './find-laws.ts'

/** A polynomial term in the coordinates of its variables; undefined where it has other atoms. */
const plain = (term: Term, objective: Objective): A.Polynomial | undefined => {
  const { polynomial, atoms } = coordinatesOf(lower(term, scopeOf(objective)))
  if ([...atoms.values()].some(({ kind }) => kind !== 'variable')) return undefined
  const named = polynomial.names.map((key) => {
    const atom = atoms.get(key)
    return atom?.kind === 'variable' ? atom.name : key
  })
  return A.fromTerms(named, A.terms(polynomial))
}

const total = (ps: readonly A.Polynomial[]): A.Polynomial => ps.reduce(A.add, A.constant(0))

const sign = (j: number): A.Polynomial => A.indeterminate(` s${j}`)

/** ∂²c(w, w) for w = Σ s_j ∂h_j. */
const bend = (c: A.Polynomial, residuals: readonly A.Polynomial[], variables: readonly string[]): A.Polynomial => {
  const w = variables.map((x) => total(residuals.map((h, j) => multiply(sign(j), derivative(h, x)))))
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
  const signs = residuals.map((_, j) => A.subtract(multiply(sign(j), sign(j)), A.constant(1)))
  const found = eliminant([...residuals, ...signs, bend(c, residuals, variables)], c, budget, 4)
  const roots = found === undefined ? [] : simpleRoots(found.polynomial)
  return roots.length === 0 ? [number(0)] : roots
}

const MOST = 4

/**
 * Candidates for g where there are several residuals: Σ (c − κ_c)² over the independent polynomial laws, centred for
 * |F|₁ where the second-order condition asks for it. Proposals only. Nothing where there are no such laws.
 */
export const regularizersForSeveral = (
  objective: Objective,
  { residuals, loss }: Structure,
  laws: readonly Law[],
  budget: Budget,
): readonly (readonly Piece[])[] => {
  const usable = laws.filter(
    ({ kind, independent, verdict }) => kind === 'polynomial' && independent && verdict.status === 'proved',
  )
  const maps = residuals.map((h) => plain(h, objective))
  let sums: (readonly Term[])[] = usable.length === 0 ? [] : [[]]
  for (const { term } of usable) {
    const c = plain(term, objective)
    const known = loss === 'l1' && c !== undefined && maps.every((h) => h !== undefined)
    const middle = known ? inTime(() => centres(c, maps as A.Polynomial[], objective.variables, budget)) : undefined
    const options = middle ?? [number(0)]
    sums = sums.flatMap((parts) => options.map((k) => [...parts, raised(centred(term, k), 2)])).slice(0, MOST)
  }
  return sums.map((parts) => [{ when: [], value: sum(...parts) }])
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
