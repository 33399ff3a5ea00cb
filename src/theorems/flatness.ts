import type { Claim } from '../kernel/claim.ts'
import type { Conclusion } from './check-result.ts'
import { equalFlatness } from './equal-flatness.ts'
import { exactPoint } from './exact-points.ts'
import { onlyFlatMinimum } from './flatter-by-order.ts'
import { commonTrust, extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'

/** What a conclusion about the minima of f alone needs of a subject. */
export type Objective = Pick<Subject, 'context' | 'f' | 'residuals' | 'loss' | 'phi'>

/** M is not empty: f has a zero, or the residuals have one at which some further equations hold. */
const attained = ({ context, f, residuals, loss }: Objective, checked: readonly unknown[]): Trust | undefined => {
  const residual = loss === 'single' ? (residuals[0] ?? null) : null
  const known = commonTrust([{ claim: 'minimum-zero', context, f, residual }], checked)
  const some = groundsIn(checked).find(
    ({ claim }) =>
      claim.claim === 'solution-set' &&
      claim.points.length > 0 &&
      residuals.every((h) => claim.equations.includes(h)) &&
      extendsContext(claim.context, context),
  )
  return known === 'kernel' ? known : (some?.trust ?? known)
}

/** f = φ(t) with φ(0) = 0 and φ increasing, hence f ≥ 0; F = 0 somewhere, with residuals independent there. */
const ground = (objective: Objective, checked: readonly unknown[]): Trust | undefined => {
  const { context, f, residuals, loss, phi } = objective
  const claims: readonly Claim[] = [
    { claim: 'structure', context, f, residuals, loss, phi },
    { claim: 'full-rank', context, residuals },
  ]
  const trust = commonTrust(claims, checked)
  const nonempty = attained(objective, checked)
  return trust === undefined || nonempty === undefined ? undefined : weakest([trust, nonempty])
}

/**
 * What f alone decides, whatever g is ([J], Definition 3.31 and Proposition 3.37 [R+]).
 *
 * `no-regularization`: all minima that are close to each other are equally flat, because isometries that leave f as it
 * is carry one into the other; that f is equally sharp on M is not enough. `no-flat-minimum`: on M = {h = 0} the part of
 * ∇|∇h|² along M vanishes nowhere, so next to each minimum x there is one, y, with |∇h(y)| < |∇h(x)|, hence
 * f̊(y, r) < f̊(x, r) for small r by f̊(x, r) = φ(|∇h(x)|·r + o(r)). Undefined where neither was proved.
 */
export const flatnessConclusion = (objective: Objective, checked: readonly unknown[]): Conclusion | undefined => {
  const trust = ground(objective, checked)
  if (trust === undefined) return undefined
  const equal = equalFlatness(objective, checked)
  if (equal !== undefined) {
    const isDiscrete = objective.residuals.length === objective.context.variables.length
    return {
      verdict: 'no-regularization',
      trust: weakest([trust, equal]),
      paper: isDiscrete ? '[J], Definition 3.31 [R+]' : '[J], Proposition 3.37 [R+]',
      text: isDiscrete
        ? 'Every minimum is isolated, and so flat: there is no flatter minimum near it to prefer.'
        : 'Every minimum is equally flat as all others near it: rotations or translations that leave f as it is carry ' +
          'one into the other. Normalized gradient descent has no flatter minimum to prefer.',
    }
  }
  const none = groundsIn(checked).find(
    ({ claim }) =>
      claim.claim === 'no-flat-minimum' &&
      objective.loss === 'single' &&
      claim.residuals.join('\n') === objective.residuals.join('\n') &&
      extendsContext(claim.context, objective.context),
  )
  if (none === undefined) return undefined
  return {
    verdict: 'no-flat-minimum',
    trust: weakest([trust, none.trust]),
    flat: [],
    paper: '[J], Definition 3.31 and Corollary 3.19 [R+]',
    text: 'There is no flat minimum: next to each minimum there is another one with a smaller |∇h|.',
  }
}

/** What is known of flat minima where no theorem about g applies, as a sentence; empty where nothing is. */
export const flatnessWords = (objective: Objective, checked: readonly unknown[]): string => {
  const only = onlyFlatMinimum(objective, checked)
  if (only !== undefined) {
    return ` The only flat minimum is (${exactPoint(only.context, only.point).texts.join(', ')}): by higher order it is flatter than all others.`
  }
  const isConstant = groundsIn(checked).some(
    ({ claim }) =>
      claim.claim === 'constant-sharpness' &&
      claim.loss === objective.loss &&
      claim.residuals.join('\n') === objective.residuals.join('\n') &&
      extendsContext(claim.context, objective.context),
  )
  return isConstant
    ? ' f is equally sharp at all minima: which of them are flat is a matter of higher order and was not decided.'
    : ''
}
