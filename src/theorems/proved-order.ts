import type { Claim } from '../kernel/claim.ts'
import { canonical, energyOf, extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'

/** What was proved of the order: p = beta + gamma/tau with tau = 1/exponent. */
export interface ProvedOrder {
  readonly order: number
  readonly beta: number
  readonly gamma: number
  readonly exponent: number
  readonly trust: Trust
  /** The two claims it rests on. */
  readonly claims: { readonly decrease: Claim; readonly subregularity: Claim }
}

type ClaimOf<Form extends Claim['claim']> = Claim & { readonly claim: Form }

/**
 * The smallest order p for which g was proved to be (p, 2)-d-Lyapunov near the points of M where 0 < g < ∞ ([J],
 * Proposition 3.27 [R+], uniform on compacts): by a claim `decrease` about g with some beta and gamma and a claim
 * `subregularity` along M = {F = 0} with some exponent, p = beta + gamma·exponent, both about f or both about |F|²
 * ([J], Lemma 3.14 [T]). For t = |h| or |F|₂; for |F|₁ the directions are others. Undefined where one is missing.
 *
 * It is used together with `structure` and `full-rank` for the same residuals: without them, and without |F| in the
 * claim of subregularity, f = max(|x| − 1, 0)² and g = y² would do.
 */
export const provedOrder = (subject: Subject, checked: readonly unknown[]): ProvedOrder | undefined => {
  if (subject.loss === 'l1') return undefined
  const grounds = groundsIn(checked).filter(({ claim }) => extendsContext(claim.context, subject.context))
  // Both have the same normalized subdifferential.
  const objectives = [subject.f, energyOf(subject.residuals)]
  const found = objectives.flatMap((f) => {
    const steep = grounds.filter(
      (ground): ground is { claim: ClaimOf<'subregularity'>; trust: Trust } =>
        ground.claim.claim === 'subregularity' &&
        ground.claim.f === f &&
        canonical(ground.claim.residuals) === canonical(subject.residuals),
    )
    const falling = grounds.filter(
      (ground): ground is { claim: ClaimOf<'decrease'>; trust: Trust } =>
        ground.claim.claim === 'decrease' && ground.claim.f === f && canonical(ground.claim.g) === canonical(subject.g),
    )
    return falling.flatMap(({ claim: decrease, trust }) =>
      steep.map(({ claim: subregularity, trust: other }): ProvedOrder => {
        const { beta, gamma } = decrease
        const { exponent } = subregularity
        const claims = { decrease, subregularity }
        return { order: beta + gamma * exponent, beta, gamma, exponent, trust: weakest([trust, other]), claims }
      }),
    )
  })
  return found.reduce<ProvedOrder | undefined>(
    (best, one) => (best === undefined || one.order < best.order ? one : best),
    undefined,
  )
}

/** The condition on the steps under which the decrease adds up, in words: with β = 1 any steps will do. */
export const stepWords = ({ order, beta }: ProvedOrder): string =>
  beta === 1
    ? `Σ α_k^${order} = ∞`
    : `Σ min(α_k, α_{k+1})^${order} = ∞ (for steps that do not increase: Σ α_k^${order} = ∞)`

/** The exponents as a conclusion shows them. */
export const exponentsOf = ({ beta, gamma, exponent }: ProvedOrder) => ({
  beta,
  gamma,
  tau: exponent === 1 ? '1' : `1/${exponent}`,
})
