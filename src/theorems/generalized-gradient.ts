import { inner } from '../kernel/derivative.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { power, vanishes } from '../kernel/normal-form.ts'
import { add, constant, type Polynomial, scale, subtract, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { type Trust, weakest } from './hypothesis.ts'
import type { LimitVector } from './subdifferential.ts'

/** Where 0 lies with respect to a convex hull, as somebody proposes it. */
export interface HullProposal {
  /** For vectors that are proved, in their order: weights ≥ 0 with sum 1 whose combination is 0. */
  readonly weights?: readonly Q.Rational[]
  /** A vector with a positive scalar product with every vector, also with those that are open. */
  readonly separating?: readonly Q.Rational[]
}

/** Whether 0 belongs to a convex hull; what it is shown by is exact. */
export type ZeroInHull =
  | { readonly answer: 'yes'; readonly weights: readonly string[]; readonly trust: Trust }
  | { readonly answer: 'no'; readonly separating: readonly string[]; readonly trust: Trust }
  | { readonly answer: 'unknown' }

const proved = (limits: readonly LimitVector[]): readonly LimitVector[] => limits.filter((l) => l.status === 'proved')

/**
 * Fermat's rule: whether 0 lies in the convex hull of these limits, of which `isAll` says that no others are missing.
 * A weight or a separating vector is only a proposal and is tested here, exactly.
 */
export const zeroInHull = (limits: readonly LimitVector[], isAll: boolean, proposal: HullProposal): ZeroInHull => {
  const sure = proved(limits)
  const { weights, separating } = proposal
  if (weights !== undefined && weights.length === sure.length && weights.every((q) => Q.sign(q) >= 0)) {
    const total = weights.reduce(Q.add, Q.ZERO)
    const dimension = sure[0]?.vector.length ?? 0
    const combination = Array.from({ length: dimension }, (_, j) =>
      sure.reduce<Polynomial>(
        (s, { vector }, i) => add(s, scale(vector[j] as Polynomial, weights[i] as Q.Rational)),
        zero,
      ),
    )
    if (Q.equal(total, Q.ONE) && combination.every(vanishes)) {
      const used = sure.filter((_, i) => Q.sign(weights[i] as Q.Rational) > 0)
      return { answer: 'yes', weights: weights.map(Q.formatRational), trust: weakest(used.map(({ trust }) => trust)) }
    }
  }
  if (separating !== undefined && isAll && limits.length > 0) {
    const w = separating.map(constant)
    const isOutside = limits.every(({ vector }) => vector.length === w.length && closedSign(inner(w, vector)) === 1)
    const trust = weakest(limits.map((l) => l.trust))
    if (isOutside) return { answer: 'no', separating: separating.map(Q.formatRational), trust }
  }
  return { answer: 'unknown' }
}

/** The square of lip f(x̄), the largest |v|² over ∂ᴮf(x̄), where all of it is known; at least that of those proved. */
export const squaredModulus = (
  gradients: readonly LimitVector[],
): { readonly value: Polynomial; readonly isExact: boolean } | undefined => {
  const sizes = gradients.map((limit) => ({
    limit,
    size: limit.vector.reduce<Polynomial>((s, entry) => add(s, power(entry, 2)), zero),
  }))
  const sure = sizes.filter(({ limit }) => limit.status === 'proved')
  const isLargest = ({ size }: (typeof sizes)[number], among: typeof sizes): boolean =>
    among.every((other) => (closedSign(subtract(size, other.size)) ?? -1) >= 0)
  const largest = sure.find((one) => isLargest(one, sure))
  return largest && { value: largest.size, isExact: isLargest(largest, sizes) }
}

/**
 * A direction d with f′(x̄; d) < max {⟨v, d⟩ : v ∈ ∂f(x̄)}, which shows that f is not (Clarke) regular at x̄.
 *
 * Along a curve γ in the cell of a selection with γ′(0) = d, f is that selection, and f is locally Lipschitz: therefore
 * f′(x̄; d) = ⟨∇f_σ(x̄), d⟩. `tangents` gives γ′(0) for each limit that is proved by a curve.
 */
export const irregularDirection = (
  gradients: readonly LimitVector[],
  tangents: ReadonlyMap<LimitVector, readonly Polynomial[]>,
): readonly Polynomial[] | undefined => {
  const sure = proved(gradients)
  for (const [limit, d] of tangents) {
    if (limit.status !== 'proved') continue
    const slope = inner(limit.vector, d)
    if (sure.some(({ vector }) => closedSign(subtract(inner(vector, d), slope)) === 1)) return d
  }
  return undefined
}
