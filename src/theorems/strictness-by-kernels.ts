import type { Claim, Loss, PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { printTerm, substitute } from '../kernel/term.ts'
import { areDefinedAt } from './exact-points.ts'
import { canonical, commonTrust, extendsContext, groundsIn, type Trust } from './hypothesis.ts'
import { isPositiveRational } from './positive-rational.ts'

/** f, equations of M near a point of it, and laws whose gradients at the point are to complete those of the equations. */
export interface StrictnessSubject {
  readonly context: ContextJson
  readonly f: string
  readonly point: PointJson
  /** Near the point, f = f(x̄) only where all of these are 0. */
  readonly equations: readonly string[]
  readonly laws: readonly string[]
  /**
   * f = φ(t) with the equations as residuals, in the context `known` where the point has constants of its own; or a ball
   * in which f is never less than f(x̄) = 0, and 0 only on M.
   */
  readonly levelSet:
    | { readonly loss: Loss; readonly phi: string; readonly known?: ContextJson }
    | { readonly radius: string }
}

const at = (text: string, point: PointJson): string => {
  const values = new Map(Object.entries(point).map(([name, value]) => [name, parseTerm(value)]))
  return printTerm(substitute(parseTerm(text), values))
}

const valueIs = (equation: string, point: PointJson): string => `${at(equation, point)} = 0`

/** What has to be proved, for one way of choosing as many of the equations and laws as there are variables. */
export const strictnessClaims = (
  { context, f, point, equations, laws, levelSet }: StrictnessSubject,
  independent: readonly string[],
): readonly Claim[] => {
  const relation = (goal: string, assume: readonly string[] = []): Claim => ({
    claim: 'relation',
    context,
    assume,
    goal,
  })
  const known = new Set([...equations, ...laws])
  const isChoice = independent.length === context.variables.length && independent.every((text) => known.has(text))
  if (!isChoice || !areDefinedAt([f, ...equations].map(parseTerm), point, readContext(context))) return []
  const rank: Claim = { claim: 'independent', context, quantities: independent, point }
  if ('phi' in levelSet) {
    const { loss, phi, known = context } = levelSet
    if (!extendsContext(context, known)) return []
    const structure: Claim = { claim: 'structure', context: known, f, residuals: equations, loss, phi }
    return [structure, ...equations.map((e) => relation(valueIs(e, point))), rank]
  }
  if (!isPositiveRational(levelSet.radius)) return []
  const distance = context.variables.map((name) => `(${name} - (${point[name]}))^2`).join(' + ')
  const ball = `(${levelSet.radius})^2 - (${distance}) > 0`
  return [
    relation(`${at(f, point)} = 0`),
    relation(`${f} >= 0`, [ball]),
    ...equations.map((e) => relation(`${e} = 0`, [ball, `${f} = 0`])),
    rank,
  ]
}

/** {@link strictnessClaims} without those that say that the point is on M, where a proved solution set has it. */
export const openStrictnessClaims = (
  subject: StrictnessSubject,
  independent: readonly string[],
  checked: readonly unknown[],
): readonly Claim[] => {
  const { point, equations, context } = subject
  const sets = groundsIn(checked).flatMap(({ claim, trust }) =>
    trust === 'kernel' &&
    claim.claim === 'solution-set' &&
    canonical(claim.context) === canonical(context) &&
    claim.points.some((one) => canonical(one) === canonical(point))
      ? [claim.equations]
      : [],
  )
  const known = equations.filter((e) => sets.some((list) => list.includes(e))).map((e) => valueIs(e, point))
  const isKnown = (claim: Claim): boolean =>
    'phi' in subject.levelSet && claim.claim === 'relation' && known.includes(claim.goal)
  return strictnessClaims(subject, independent).filter((claim) => !isKnown(claim))
}

/**
 * Strictness by kernels ([J], Proposition 3.34 [R+]; the condition on the level set is [O]).
 *
 * Let f ≥ 0 = f(x̄) near x̄, [f = 0] ⊂ {E = 0} near x̄, and let c be differentiable at x̄ with
 * Ker E′(x̄) ∩ Ker c′(x̄) = {0}. Then x̄ is a strict local minimum of f + |c − c(x̄)|: where that is 0, E = 0 = E(x̄) and
 * c = c(x̄); and (E, c) takes its value at x̄ nowhere else near x̄, for |(E, c)(x) − (E, c)(x̄)| ≥ κ|x − x̄| − o(|x − x̄|) with
 * κ > 0 by the rank. [J] has {v : v ⊥ ∇̂f(x̄)} in the place of Ker E′(x̄); the two agree where DF has full rank. Without the
 * condition on the level set it is false: f = (xy)² with M = {0} and any constant c.
 *
 * Returns whose word it rests on, or undefined where a claim is missing.
 */
export const strictByKernels = (
  subject: StrictnessSubject,
  independent: readonly string[],
  checked: readonly unknown[],
): Trust | undefined => {
  const claims = openStrictnessClaims(subject, independent, checked)
  // The rank is never known otherwise: no claims means that nothing was stated.
  return claims.length === 0 ? undefined : commonTrust(claims, checked)
}
