import { nonnegativeSolution } from '../algebra/linear-program.ts'
import * as Q from '../kernel/rational.ts'
import type { Budget } from '../search/budget.ts'

type Vector = readonly Q.Rational[]

/** Where 0 lies with respect to the convex hull of finitely many vectors. */
export type ZeroPosition =
  /** Weights λ ≥ 0 with Σλ = 1 and Σ λ_i·v_i = 0. */
  | { readonly kind: 'inside'; readonly weights: readonly Q.Rational[] }
  /** A vector w with ⟨w, v_i⟩ > 0 for all i. */
  | { readonly kind: 'outside'; readonly separating: Vector }

/** Whether 0 lies in the convex hull, by an exact linear program: one of the two has an answer (Gordan). */
export const zeroPosition = (vectors: readonly Vector[], dimension: number, budget: Budget): ZeroPosition => {
  const rows = Array.from({ length: dimension }, (_, j) => vectors.map((v) => v[j] as Q.Rational))
  const ones = vectors.map(() => Q.ONE)
  const right = [...rows.map(() => Q.ZERO), Q.ONE]
  const outcome = nonnegativeSolution([...rows, ones], right, budget)
  if ('x' in outcome) return { kind: 'inside', weights: outcome.x }
  // y·A ≤ 0 and y·b > 0: with y = (u, s) this is ⟨u, v_i⟩ ≤ −s < 0.
  return { kind: 'outside', separating: outcome.farkas.slice(0, dimension).map(Q.negate) }
}

/** A direction d with ⟨g_i, d⟩ > 0 for all i, where there is one. */
export const strictDirection = (slopes: readonly Vector[], dimension: number, budget: Budget): Vector | undefined => {
  const position = zeroPosition(slopes, dimension, budget)
  return position.kind === 'outside' ? position.separating : undefined
}
