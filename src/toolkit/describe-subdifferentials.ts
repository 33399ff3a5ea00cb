import { zeroPosition } from '../dynamics/convex-position.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { derivative } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { add, type Polynomial, rationalValue, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, substitute, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import {
  type HullProposal,
  irregularDirection,
  squaredModulus,
  type ZeroInHull,
  zeroInHull,
} from '../theorems/generalized-gradient.ts'
import { vectorTexts } from '../theorems/gradient-limits.ts'
import { isRegularByRules } from '../theorems/regular-functions.ts'
import type { PiecewiseSmooth } from '../theorems/selections.ts'
import { type LimitVector, normalized, type Subdifferentials } from '../theorems/subdifferential.ts'

/** A limit of gradients or of directions, in the order of the variables. */
export interface LimitJson {
  readonly vector: readonly string[]
  /** `open`: a limit unless the cell that it would come from stays away from the point. */
  readonly status: 'proved' | 'open'
  /** The cell that it comes from. */
  readonly where: readonly string[]
  /** A curve from the point that runs through the cell for 0 < t < until. */
  readonly curve?: { readonly coordinates: { readonly [variable: string]: string }; readonly until: string }
}

/** What is known of the subdifferentials of f at a point. */
export interface SubdifferentialsJson {
  readonly value: string
  /** ∂ᴮf; `complete` where these are all its elements. */
  readonly bouligand: { readonly elements: readonly LimitJson[]; readonly complete: boolean }
  /** 0 ∈ ∂̄f = conv ∂ᴮf: Fermat's rule. */
  readonly clarke: {
    readonly hullOf: readonly (readonly string[])[]
    readonly complete: boolean
    readonly containsZero: ZeroInHull
  }
  /** ∇̂f of Definition 3.1. */
  readonly normalized: {
    readonly elements: readonly LimitJson[]
    readonly spheres: readonly { readonly of: readonly (readonly string[])[]; readonly why: string }[]
    readonly unknown: readonly { readonly where: readonly string[]; readonly why: string }[]
    readonly complete: boolean
    readonly zeroInHull: ZeroInHull
  }
  readonly lipschitz: { readonly modulus: string; readonly isExact: boolean } | null
  readonly regular: {
    readonly answer: 'yes' | 'no' | 'unknown'
    readonly why: string
    readonly direction?: readonly string[]
  }
}

/** Rational vectors, where all are. */
const rational = (limits: readonly LimitVector[]): readonly (readonly Q.Rational[])[] | undefined => {
  const vectors = limits.map(({ vector }) => vector.map(rationalValue))
  return vectors.every((v): v is Q.Rational[] => v.every((q) => q !== undefined)) ? vectors : undefined
}

/** Two opposite vectors among irrational ones, for which there is no linear program. */
const oppositePair = (limits: readonly LimitVector[]): HullProposal => {
  for (const [i, { vector: v }] of limits.entries()) {
    const j = limits.findIndex(({ vector }) => vector.every((entry, k) => vanishes(add(entry, v[k] as Polynomial))))
    if (j >= 0) {
      const share = Q.rational(1, i === j ? 1 : 2)
      return { weights: limits.map((_, k) => (k === i || k === j ? share : Q.ZERO)) }
    }
  }
  return {}
}

const proposeHull = (limits: readonly LimitVector[], dimension: number, budget: Budget): HullProposal => {
  const proved = limits.filter(({ status }) => status === 'proved')
  const sure = rational(proved)
  const all = rational(limits)
  if (sure === undefined || all === undefined) return oppositePair(proved)
  if (sure.length === 0) return {}
  try {
    const inside = zeroPosition(sure, dimension, budget)
    if (inside.kind === 'inside') return { weights: inside.weights }
    const outside = zeroPosition(all, dimension, budget)
    return outside.kind === 'outside' ? { separating: outside.separating } : {}
  } catch (error) {
    if (error instanceof BudgetSpent) return {}
    throw error
  }
}

const limitJson = (limit: LimitVector, vector: readonly string[]): LimitJson => ({
  vector,
  status: limit.status,
  where: limit.where,
  ...(limit.proof?.kind === 'curve'
    ? { curve: { coordinates: limit.proof.curve.coordinates, until: limit.proof.curve.until } }
    : {}),
})

/** γ′(0) of the curve that shows a limit. */
const tangents = (limits: readonly LimitVector[], near: PiecewiseSmooth) =>
  new Map(
    limits.flatMap((limit) => {
      if (limit.proof?.kind !== 'curve') return []
      const { name, coordinates } = limit.proof.curve
      const scope = { ...near.scope, variables: [name] }
      const velocity = near.scope.variables.map((v) =>
        specialize(derivative(lower(parseTerm(coordinates[v] as string), scope), name), new Map([[name, zero]])),
      )
      return [[limit, velocity] as const]
    }),
  )

/** Each direction once, those that are proved first. */
const uniqueDirections = (directions: readonly LimitVector[], near: PiecewiseSmooth): readonly LimitVector[] => {
  const sorted = [...directions].sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'))
  const texts = sorted.map(({ vector }) => normalized(vector, near).join())
  return sorted.filter((_, i) => texts.indexOf(texts[i] as string) === i)
}

const regularity = (found: Subdifferentials, near: PiecewiseSmooth, f: Term): SubdifferentialsJson['regular'] => {
  const { gradients } = found
  if (gradients.length === 1 && gradients[0]?.status === 'proved') {
    return { answer: 'yes', why: 'f is strictly differentiable at the point: all gradients near it tend to one vector' }
  }
  if (isRegularByRules(f, near)) {
    return {
      answer: 'yes',
      why: 'sums, maxima and increasing functions of smooth functions and of |u| with smooth u are regular',
    }
  }
  const d = irregularDirection(gradients, tangents(gradients, near))
  if (d === undefined)
    return { answer: 'unknown', why: 'no rule applies, and no direction was found that shows the contrary' }
  return {
    answer: 'no',
    why: 'in this direction the derivative of f is less than the largest of its limits of gradients nearby',
    direction: vectorTexts(d),
  }
}

/** All that was found at a point, for printing, with what follows from it: Fermat's rule, modulus and regularity. */
export const describeSubdifferentials = (
  f: Term,
  near: PiecewiseSmooth,
  found: Subdifferentials,
  budget: Budget,
): SubdifferentialsJson => {
  const { gradients, spheres, unknown } = found
  const directions = uniqueDirections(found.directions, near)
  const dimension = near.scope.variables.length
  const modulus = squaredModulus(gradients)
  const isKnown = gradients.every(({ status }) => status === 'proved')
  const hasAllDirections = unknown.length === 0 && spheres.length === 0
  const elements = directions.map((limit) => limitJson(limit, normalized(limit.vector, near)))
  const value = lower(substitute(f, near.point), near.scope)
  const root = modulus && lower(parseTerm(`sqrt(${printTerm(termOfPolynomial(modulus.value, []))})`), near.scope)
  return {
    value: printTerm(termOfPolynomial(value, [])),
    bouligand: { elements: gradients.map((l) => limitJson(l, vectorTexts(l.vector))), complete: isKnown },
    clarke: {
      hullOf: gradients.map(({ vector }) => vectorTexts(vector)),
      complete: isKnown,
      containsZero: zeroInHull(gradients, true, proposeHull(gradients, dimension, budget)),
    },
    normalized: {
      elements,
      spheres: spheres.map(({ spanning, why }) => ({ of: spanning.map(vectorTexts), why })),
      unknown,
      complete: unknown.length === 0 && directions.every(({ status }) => status === 'proved'),
      zeroInHull:
        spheres.length > 0
          ? { answer: 'yes', weights: [], trust: 'kernel' }
          : zeroInHull(directions, hasAllDirections, proposeHull(directions, dimension, budget)),
    },
    lipschitz:
      root === undefined || modulus === undefined
        ? null
        : { modulus: printTerm(termOfPolynomial(root, [])), isExact: modulus.isExact },
    regular: regularity(found, near, f),
  }
}
