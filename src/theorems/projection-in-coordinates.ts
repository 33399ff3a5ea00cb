import type { Claim, PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { canonical, commonTrust, groundsIn, type Trust, weakest } from './hypothesis.ts'

/** f, and variables of which M = {f = 0} is to be the zero set. */
export interface CoordinateSubject {
  readonly context: ContextJson
  readonly f: string
}

/** Where the projection formula was proved: at a point of M = {x_i = 0, i ∈ normal}. */
export interface ProvedProjection {
  readonly normal: readonly string[]
  readonly point: PointJson
  readonly radius: string
  readonly constant: string
  readonly trust: Trust
  readonly claim: Claim
}

/** Whether the kernel described a zero set as that of these variables alone. */
const isCoordinate = (description: readonly string[], { variables }: ContextJson): boolean =>
  description.length > 0 && description.every((text) => variables.includes(text))

/**
 * The variables x_i with {E = 0} = {x_i = 0 for all of them}, where a claim `described-set` says so: E is f itself, or
 * residuals of which f = φ(|F|) was proved to be a function.
 */
export const normalVariables = (
  { context }: CoordinateSubject,
  equations: readonly string[],
  checked: readonly unknown[],
): { readonly normal: readonly string[]; readonly trust: Trust; readonly witness?: PointJson } | undefined => {
  const found = groundsIn(checked).find(
    ({ claim }) =>
      claim.claim === 'described-set' &&
      canonical(claim.context) === canonical(context) &&
      claim.assume.length === 0 &&
      canonical(claim.equations) === canonical(equations) &&
      isCoordinate(claim.description, context),
  )
  if (found?.claim.claim !== 'described-set') return undefined
  const { description, witness } = found.claim
  return { normal: description, trust: found.trust, ...('point' in witness ? { witness: witness.point } : {}) }
}

/**
 * The normalized perturbed projection formula by Lemma 3.28 of [J] [R+], for M = {x_i = 0, i ∈ normal}.
 *
 * Let f be C¹ in a ball around x̄ ∈ M, with Σ(∂_j f)² over the other variables x_j at most C·d(x, M)²·|∇f|² there. The
 * projection of x to M changes the coordinates x_i only, so it stays in the ball, and T_yM is spanned by the x_j at every
 * y ∈ M. Hence |P_{T_yM}(v)| ≤ √C·d(x, M) ≤ √C·|x − y| for v = ∇f(x)/|∇f(x)|, x near x̄ and y ∈ M, and by continuity for
 * all limits of such v, which are all of ∇̂f(x) where f is constant on no open set near x̄; else 0 is one too, for which it is true.
 *
 * Returns the formulas of `projection-formula` claims about this f and a set that was proved to be M.
 */
export const projectionInCoordinates = (
  subject: CoordinateSubject,
  equations: readonly string[],
  shared: readonly Claim[],
  checked: readonly unknown[],
): readonly ProvedProjection[] => {
  const set = normalVariables(subject, equations, checked)
  const trust = commonTrust(shared, checked)
  if (set === undefined || trust === undefined) return []
  return groundsIn(checked).flatMap(({ claim, trust: own }): readonly ProvedProjection[] => {
    if (claim.claim !== 'projection-formula' || claim.f !== subject.f) return []
    if (canonical(claim.context) !== canonical(subject.context)) return []
    const isThis = canonical([...claim.normal].sort()) === canonical([...set.normal].sort())
    const { normal, point, radius, constant } = claim
    return isThis ? [{ normal, point, radius, constant, trust: weakest([trust, set.trust, own]), claim }] : []
  })
}
