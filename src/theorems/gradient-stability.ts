import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { printTerm, substitute } from '../kernel/term.ts'
import { commonTrust, type Trust } from './hypothesis.ts'

/** A sample loss ℓ = weight·h²/2 near the point. */
export interface StabilitySample {
  readonly residual: string
  readonly weight: Q.Rational
  /** ∇h at the point. */
  readonly gradient: readonly Q.Rational[]
  /** r in h(x + s·v) = s·⟨∇h, v⟩ + s²·r, in the names of the subject. */
  readonly remainder: string
}

/** What the page is about: f = (1/N)·Σ ℓ_i, a common zero x of the h_i, and a step size η. */
export interface StabilitySubject {
  readonly variables: readonly string[]
  readonly f: string
  readonly samples: readonly StabilitySample[]
  readonly point: readonly Q.Rational[]
  readonly step: Q.Rational
  /** Names for s and for the coordinates of v. */
  readonly names: { readonly scale: string; readonly direction: readonly string[] }
}

/** Why an exponent is negative or positive. */
export type StabilityReason =
  /** η·Σ weight_i⟨∇h_i, v⟩²/N < 2|v|² for all v ≠ 0. */
  | { readonly kind: 'gd-stable' }
  /** The same with > for this v. */
  | { readonly kind: 'gd-unstable'; readonly along: readonly Q.Rational[] }
  /** All gradients are multiples of one: Π|1 − ηk_i| is less, or greater, than 1, with k_i = weight_i|∇h_i|². */
  | { readonly kind: 'sgd-parallel'; readonly sign: 'negative' | 'positive' }
  /** They are orthogonal, and every |1 − ηk_i| < 1; or this one is greater. */
  | { readonly kind: 'sgd-orthogonal'; readonly greater?: number }
  /** 0 < ηk_i < 2 for all i, whatever the angles. */
  | { readonly kind: 'sgd-small-steps' }
  /** Π|1 − ηk_i| > 1: the exponents have a positive sum. */
  | { readonly kind: 'sgd-determinant' }

const dot = (a: readonly Q.Rational[], b: readonly Q.Rational[]): Q.Rational =>
  a.reduce((s, q, j) => Q.add(s, Q.multiply(q, b[j] ?? Q.ZERO)), Q.ZERO)

/** k_i = weight_i·|∇h_i|², the largest eigenvalue of the Hessian of ℓ_i at the point. */
export const curvature = ({ weight, gradient }: StabilitySample): Q.Rational =>
  Q.multiply(weight, dot(gradient, gradient))

/** Which of the two closed forms applies; both for a single sample. */
export const arrangement = (samples: readonly StabilitySample[]): 'parallel' | 'orthogonal' | 'general' => {
  const pairs = samples.flatMap((a, i) => samples.slice(i + 1).map((b) => [a.gradient, b.gradient] as const))
  if (pairs.every(([a, b]) => Q.equal(Q.power(dot(a, b), 2), Q.multiply(dot(a, a), dot(b, b))))) return 'parallel'
  return pairs.every(([a, b]) => Q.isZero(dot(a, b))) ? 'orthogonal' : 'general'
}

const text = Q.formatRational
const bracketed = (q: Q.Rational): string => `(${text(q)})`

const contextOf = (variables: readonly string[]): ContextJson => ({
  variables,
  parameters: [],
  integers: [],
  assume: [],
  constants: {},
})

const relation = (variables: readonly string[], goal: string, assume: readonly string[] = []): Claim => ({
  claim: 'relation',
  context: contextOf(variables),
  assume,
  goal,
})

const linear = (gradient: readonly Q.Rational[], names: readonly string[]): string =>
  gradient.map((q, j) => `${bracketed(q)}*${names[j] ?? '0'}`).join(' + ')

/** f = (1/N)·Σ weight_i·h_i²/2, and h_i(x + s·v) = s·⟨∇h_i, v⟩ + s²·r_i. */
const settingClaims = ({ variables, f, samples, point, names }: StabilitySubject): Claim[] => {
  const average = samples
    .map(({ residual, weight }) => `${bracketed(Q.divide(weight, Q.rational(2 * samples.length)))}*(${residual})^2`)
    .join(' + ')
  const { scale, direction } = names
  const moved = new Map(
    variables.map((name, j) => [name, parseTerm(`${bracketed(point[j] ?? Q.ZERO)} + ${scale}*${direction[j] ?? '0'}`)]),
  )
  const tangents = samples.map(({ residual, gradient, remainder }) => {
    const along = printTerm(substitute(parseTerm(residual), moved))
    return relation(
      [scale, ...direction],
      `${along} = ${scale}*(${linear(gradient, direction)}) + ${scale}^2*(${remainder})`,
    )
  })
  return [relation(variables, `${f} = ${average}`), ...tangents]
}

/** M is a manifold near the point: the ∇h_i are independent there, or all h_i are multiples of the first. */
const manifoldClaims = ({ variables, samples, point }: StabilitySubject): Claim[] => {
  const [first, ...others] = samples
  if (first === undefined) return []
  const factor = (gradient: readonly Q.Rational[]): Q.Rational =>
    Q.divide(dot(gradient, first.gradient), dot(first.gradient, first.gradient))
  if (others.length > 0 && arrangement(samples) === 'parallel') {
    return others.map(({ residual, gradient }) =>
      relation(variables, `${residual} = ${bracketed(factor(gradient))}*(${first.residual})`),
    )
  }
  const at = Object.fromEntries(variables.map((name, j) => [name, text(point[j] ?? Q.ZERO)]))
  const quantities = samples.map(({ residual }) => residual)
  return [{ claim: 'independent', context: contextOf(variables), quantities, point: at }]
}

const reasonClaims = ({ samples, step, names: { direction } }: StabilitySubject, reason: StabilityReason): Claim[] => {
  const part = Q.divide(step, Q.rational(samples.length))
  const factors = samples.map((sample) => `abs(1 - ${bracketed(Q.multiply(step, curvature(sample)))})`)
  const product = factors.join('*')
  switch (reason.kind) {
    case 'gd-stable': {
      const size = direction.map((name) => `${name}^2`).join(' + ')
      const bend = samples
        .map(({ weight, gradient }) => `${bracketed(Q.multiply(part, weight))}*(${linear(gradient, direction)})^2`)
        .join(' + ')
      return [relation(direction, `2*(${size}) > ${bend}`, [`${size} > 0`])]
    }
    case 'gd-unstable': {
      const bend = samples.map(({ weight, gradient }) => {
        const slope = bracketed(dot(gradient, reason.along))
        return `${bracketed(Q.multiply(part, weight))}*${slope}^2`
      })
      return [relation([], `${bend.join(' + ')} > 2*${bracketed(dot(reason.along, reason.along))}`)]
    }
    case 'sgd-parallel':
      return [relation([], reason.sign === 'negative' ? `1 > ${product}` : `${product} > 1`)]
    case 'sgd-orthogonal':
      return reason.greater === undefined
        ? factors.map((factor) => relation([], `1 > ${factor}`))
        : [relation([], `${factors[reason.greater] ?? '0'} > 1`)]
    case 'sgd-small-steps':
      return samples.map((sample) => relation([], `2 > ${bracketed(Q.multiply(step, curvature(sample)))}`))
    case 'sgd-determinant':
      return [relation([], `${product} > 1`)]
  }
}

/** Whether a minimum is regular [R], and what shows it. */
export type Regularity =
  /** Samples as pairs whose gradients are not orthogonal, which connect all of them. */
  | { readonly kind: 'regular'; readonly tree: readonly (readonly [number, number])[] }
  /** η·k_i = 1: the factor of this sample is no bijection. */
  | { readonly kind: 'singular-factor'; readonly sample: number }
  /** Groups of samples whose gradients are orthogonal to those of all other groups. */
  | { readonly kind: 'splitting'; readonly groups: readonly (readonly number[])[] }

/**
 * Regularity of a minimum in the sense of [CE] [R]: no factor I − ηℓ_i″ is singular on its gradient, ηk_i ≠ 1, and the
 * gradients do not split into groups that are mutually orthogonal. Exact, by rational arithmetic.
 */
export const regularityOf = ({ samples, step }: StabilitySubject): Regularity => {
  const singular = samples.findIndex((sample) => Q.equal(Q.multiply(step, curvature(sample)), Q.ONE))
  if (singular >= 0) return { kind: 'singular-factor', sample: singular }
  const group = samples.map((_, i) => i)
  const tree: (readonly [number, number])[] = []
  for (const [i, a] of samples.entries()) {
    for (const [j, b] of samples.slice(0, i).entries()) {
      const [from, to] = [group[i] as number, group[j] as number]
      if (from === to || Q.isZero(dot(a.gradient, b.gradient))) continue
      tree.push([j, i])
      for (const k of group.keys()) if (group[k] === from) group[k] = to
    }
  }
  const names = [...new Set(group)]
  if (names.length === 1) return { kind: 'regular', tree }
  return { kind: 'splitting', groups: names.map((name) => [...group.keys()].filter((k) => group[k] === name)) }
}

/** That the point is regular, as claims about the gradients at it. */
const regularityClaims = (
  { samples, step }: StabilitySubject,
  { tree }: Extract<Regularity, { kind: 'regular' }>,
): Claim[] => [
  ...samples.map((sample) => relation([], `(1 - ${bracketed(Q.multiply(step, curvature(sample)))})^2 > 0`)),
  ...tree.map(([i, j]) => {
    const product = dot(samples[i]?.gradient ?? [], samples[j]?.gradient ?? [])
    return relation([], `${bracketed(product)}^2 > 0`)
  }),
]

const isNegative = (reason: StabilityReason): boolean =>
  reason.kind === 'gd-stable' ||
  reason.kind === 'sgd-small-steps' ||
  (reason.kind === 'sgd-parallel' && reason.sign === 'negative') ||
  (reason.kind === 'sgd-orthogonal' && reason.greater === undefined)

/** Whether a reason is about samples that lie as these do. */
const applies = ({ samples }: StabilitySubject, { kind }: StabilityReason): boolean => {
  const isNondegenerate = samples.every((sample) => Q.sign(curvature(sample)) > 0 && Q.sign(sample.weight) > 0)
  const lie = arrangement(samples)
  if (kind === 'sgd-parallel') return isNondegenerate && lie === 'parallel'
  if (kind === 'sgd-orthogonal') return isNondegenerate && (lie === 'orthogonal' || samples.length === 1)
  // A determinant is one of all exponents only where there are as many as samples.
  if (kind === 'sgd-determinant') return isNondegenerate && lie !== 'parallel'
  return isNondegenerate
}

/** The hypotheses for one reason, each exactly as it has to be proved. */
export const stabilityClaims = (subject: StabilitySubject, reason: StabilityReason): readonly Claim[] => [
  ...settingClaims(subject),
  ...manifoldClaims(subject),
  ...reasonClaims(subject, reason),
]

/**
 * The sign of a Lyapunov exponent at a common minimum of all samples ([CE], Theorems A and B [T], definitions [R+]).
 *
 * Let f = (1/N)·Σ ℓ_i with ℓ_i = weight_i·h_i²/2, x a common zero of the h_i near which M = {h = 0} is a manifold. The
 * Hessian of ℓ_i at x is weight_i·∇h_i∇h_iᵀ, with the eigenvalue k_i. For gradient descent with step η the exponent
 * μ = log‖I − η∇²f‖ on the normal space is negative exactly where every eigenvalue of ∇²f there is below 2/η. For
 * stochastic gradient descent (one sample, drawn uniformly, in each step) the exponent λ of the products of
 * I − η∇²ℓ_i on the normal space is (1/N)·Σ log|1 − ηk_i| where the gradients are parallel, and the largest of
 * (1/N)·log|1 − ηk_i| where they are orthogonal; ηk_i < 2 for all i makes it negative, and Π|1 − ηk_i| > 1 positive,
 * because the sum of all exponents is (1/N)·Σ log|1 − ηk_i| [O].
 *
 * Returns whose word the sign rests on, or undefined where a hypothesis is missing among `checked`.
 */
export const stabilityTrust = (
  subject: StabilitySubject,
  reason: StabilityReason,
  checked: readonly unknown[],
): Trust | undefined => (applies(subject, reason) ? commonTrust(stabilityClaims(subject, reason), checked) : undefined)

/** What the theorems say of the point: whether it belongs to the support of the limit. */
export interface SupportConclusion {
  readonly support: 'inside' | 'outside'
  readonly theorem: '[CE], Theorem A [T]' | '[CE], Theorem B [T]; regular [R]'
  readonly trust: Trust
}

/** The claims that a conclusion on the support rests on; undefined where the theorem says nothing. */
export const supportClaims = (subject: StabilitySubject, reason: StabilityReason): readonly Claim[] | undefined => {
  const own = stabilityClaims(subject, reason)
  if (isNegative(reason) || reason.kind === 'gd-unstable') return own
  const regularity = regularityOf(subject)
  return regularity.kind === 'regular' ? [...own, ...regularityClaims(subject, regularity)] : undefined
}

/**
 * Whether the point belongs to the support of the limit, for every initial law with full support: with a negative
 * exponent it does, with a positive one it does not; for stochastic gradient descent the latter only where the point is
 * regular. Source: [CE], Theorem A (gradient descent) and Theorem B (its stochastic form) [T].
 *
 * Undefined where a hypothesis is missing among `checked`.
 */
export const supportConclusion = (
  subject: StabilitySubject,
  reason: StabilityReason,
  checked: readonly unknown[],
): SupportConclusion | undefined => {
  const claims = supportClaims(subject, reason)
  const trust = claims === undefined || !applies(subject, reason) ? undefined : commonTrust(claims, checked)
  if (trust === undefined) return undefined
  const isStochastic = reason.kind !== 'gd-stable' && reason.kind !== 'gd-unstable'
  return {
    support: isNegative(reason) ? 'inside' : 'outside',
    theorem: isStochastic ? '[CE], Theorem B [T]; regular [R]' : '[CE], Theorem A [T]',
    trust,
  }
}
