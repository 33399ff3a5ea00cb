import type { Claim, PointJson } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm } from '../kernel/term.ts'
import {
  closedClaim,
  criticalClaims,
  definitenessMinors,
  type EquilibriumSubject,
  equilibriumAt,
  type NegativeConclusion,
  pointWords,
} from './equilibrium.ts'
import { canonical, commonTrust, extendsContext, groundsIn, type Trust, trustIn, weakest } from './hypothesis.ts'
import { writtenTerm } from './written.ts'

export type Extremum = 'minimum' | 'maximum'

const MOST_VARIABLES = 6

/** That ∇f(p) = 0 and that the Hessian is definite there, as claims; undefined where they cannot be stated. */
export const definiteHypotheses = (subject: EquilibriumSubject, extremum: Extremum): readonly Claim[] | undefined => {
  const equilibrium = equilibriumAt(subject)
  if (equilibrium === undefined || equilibrium.hessian.length > MOST_VARIABLES) return undefined
  const claims = [
    ...criticalClaims(subject.context, equilibrium),
    ...definitenessMinors(equilibrium, extremum).map((minor) =>
      closedClaim(subject.context, minor, '>', equilibrium.scope),
    ),
  ]
  return claims.every((claim) => claim !== undefined) ? (claims as Claim[]) : undefined
}

/** That p is an extremum, and the only critical point, of f in the ball of this radius, or everywhere where it is null. */
export interface IsolatedHypotheses {
  readonly extremum: Claim
  /** Without points: p has to be among those that are proved to be all. */
  readonly critical: Claim & { readonly claim: 'solution-set' }
}

const printed = (p: Polynomial, scope: Scope): string | undefined => {
  const term = writtenTerm(p, scope.variables)
  return term && printTerm(term)
}

/** |x − p|² < r² as a relation of the certificate grammar; none for the whole space. */
const ball = ({ context, point }: EquilibriumSubject, radius: string | null): readonly string[] | undefined => {
  if (radius === null) return []
  try {
    if (Q.sign(Q.parseRational(radius)) <= 0) return undefined
  } catch {
    return undefined
  }
  const squares = context.variables.map((name) => `(${name} - (${point[name] as string}))^2`)
  return [`(${radius})^2 - (${squares.join(' + ')}) > 0`]
}

/** The claims of the second way to the theorem, each exactly as the page requires it. */
export const isolatedHypotheses = (
  subject: EquilibriumSubject,
  extremum: Extremum,
  radius: string | null,
): IsolatedHypotheses | undefined => {
  const equilibrium = equilibriumAt(subject)
  if (equilibrium === undefined) return undefined
  const { context, f } = subject
  const { scope } = equilibrium
  const assume = ball(subject, radius)
  const equations = equilibrium.slope.map((entry) => printed(entry, scope))
  const value = printed(specialize(equilibrium.f, equilibrium.values), scope)
  if (assume === undefined || value === undefined || equations.includes(undefined)) return undefined
  const goal = extremum === 'minimum' ? `(${f}) - (${value}) >= 0` : `(${value}) - (${f}) >= 0`
  return {
    extremum: { claim: 'relation', context, assume, goal },
    critical: { claim: 'solution-set', context, assume, equations: equations as string[], points: [] },
  }
}

const isSamePoint = (a: PointJson, b: PointJson, scope: Scope): boolean =>
  scope.variables.every((name) => {
    const [left, right] = [a[name], b[name]]
    return (
      left !== undefined &&
      right !== undefined &&
      vanishes(subtract(lower(parseTerm(left), scope), lower(parseTerm(right), scope)))
    )
  })

/** Whose word it rests on that p is among finitely many critical points, which are all in the ball. */
const isolatedTrust = (
  { context, point }: EquilibriumSubject,
  critical: IsolatedHypotheses['critical'],
  checked: readonly unknown[],
): Trust | undefined =>
  groundsIn(checked).find(({ claim }) => {
    if (claim.claim !== 'solution-set' || !extendsContext(claim.context, context)) return false
    if (canonical(claim.equations) !== canonical(critical.equations)) return false
    if (canonical(claim.assume) !== canonical(critical.assume)) return false
    const { scope } = readContext(claim.context)
    return claim.points.some((other) => isSamePoint(point, other, scope))
  })?.trust

interface Way {
  readonly trust: Trust
  readonly why: string
}

const definiteWay = (subject: EquilibriumSubject, extremum: Extremum, checked: readonly unknown[]): Way | undefined => {
  const claims = definiteHypotheses(subject, extremum)
  const trust = claims && commonTrust(claims, checked)
  return (
    trust && {
      trust,
      why: `the gradient vanishes there and the Hessian is ${extremum === 'minimum' ? 'positive' : 'negative'} definite`,
    }
  )
}

const isolatedWay = (
  subject: EquilibriumSubject,
  extremum: Extremum,
  radius: string | null,
  checked: readonly unknown[],
): Way | undefined => {
  const claims = isolatedHypotheses(subject, extremum, radius)
  if (claims === undefined) return undefined
  const extreme = trustIn(claims.extremum, checked)
  const isolated = isolatedTrust(subject, claims.critical, checked)
  if (extreme === undefined || isolated === undefined) return undefined
  const where = radius === null ? 'everywhere' : `within distance ${radius}`
  return {
    trust: weakest([extreme, isolated]),
    why: `it is a ${extremum} of f ${where}, with finitely many critical points there`,
  }
}

/**
 * No continuous law on the basin of an isolated extremum [O]; spec I5, 12.6.
 *
 * Let f be analytic near p, and p an isolated critical point and a local minimum. Then p is a strict minimum, for a
 * second point near p with the same value would be a minimum and so critical; f − f(p) is a strict Lyapunov function of
 * x′ = −∇f(x), p is asymptotically stable, and its basin B is open. A quantity that is continuous on B, p included, and
 * constant along trajectories has at every point of B its value at p. For a maximum the same holds of x′ = ∇f(x), which
 * conserves the same quantities. Continuity at p is needed: x/y is conserved for x² + y².
 *
 * Two ways to the hypotheses: ∇f(p) = 0 with a definite Hessian; or f ≥ f(p) (≤ for a maximum) and finitely many
 * critical points, p among them, in a ball around p or everywhere. Returns undefined where neither is among `checked`.
 */
export const noContinuousLaw = (
  subject: EquilibriumSubject,
  extremum: Extremum,
  checked: readonly unknown[],
  radius: string | null = null,
): NegativeConclusion | undefined => {
  try {
    const way = definiteWay(subject, extremum, checked) ?? isolatedWay(subject, extremum, radius, checked)
    if (way === undefined) return undefined
    const { p, where } = pointWords(subject)
    const flow = extremum === 'minimum' ? "x' = -grad f(x)" : "x' = grad f(x)"
    return {
      kind: 'no-continuous-law',
      theorem: 'No continuous law on the basin of an isolated extremum',
      source: 'spec I5, 12.6 [O]',
      trust: way.trust,
      text:
        `Every quantity conserved by gradient flow that is continuous on the basin of ${p}, this point included, is ` +
        `constant on the basin, an open set: ${p} is asymptotically stable for ${flow}, because ${way.why}. Quantities ` +
        `that are not continuous at ${p}, such as x/y at 0 for x^2 + y^2, are not excluded.${where}`,
    }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
