import type { Claim, PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions, kinks, uses } from '../kernel/domain.ts'
import type { FlowJson } from '../kernel/laws/flow.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { requireDefined } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { printRelation, type Relation, sides, substitute, symbols } from '../kernel/term.ts'
import { strictAt } from './exact-points.ts'
import { canonical, commonTrust, groundsIn, type Trust, weakest } from './hypothesis.ts'

/** An open cell of f: strict relations, a point where they hold, and an analytic term that equals f on it. */
export interface KinkCell {
  readonly where: readonly string[]
  readonly point: PointJson
  readonly potential: string
}

/** An objective without parameters, and some of the cells between its kinks. */
export interface KinkedSubject {
  readonly context: ContextJson
  readonly f: string
  readonly cells: readonly KinkCell[]
}

/** The flow of the gradients of all potentials. */
export const cellsFlow = ({ cells }: KinkedSubject): FlowJson => ({
  kind: 'gradient',
  potentials: cells.map(({ potential }) => potential),
  metric: null,
})

/** For each cell: f equals its potential there; and the relations hold at its point. */
export const kinkHypotheses = ({ context, f, cells }: KinkedSubject): readonly Claim[] =>
  cells.flatMap(({ where, point, potential }): Claim[] => {
    const values = new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)]))
    const there = where.map(parseRelation).map(({ left, op, right }) => ({
      left: substitute(left, values),
      op,
      right: substitute(right, values),
    }))
    return [
      { claim: 'relation', context, assume: where, goal: `(${f}) - (${potential}) = 0` },
      ...there.map((relation): Claim => ({ claim: 'relation', context, assume: [], goal: printRelation(relation) })),
    ]
  })

const SGN: ReadonlySet<string> = new Set(['sgn'])

/**
 * Strict relations that are defined everywhere, points for exactly the variables, near which f is defined, and potentials
 * that are analytic on the whole space. A claim about a term is vacuous where the term is not defined.
 */
const isSound = ({ context, f, cells }: KinkedSubject): boolean => {
  const { scope } = readContext(context)
  const whole = parseTerm(f)
  const hold = (conditions: readonly Relation[]): boolean => conditionsHold(conditions, [], scope)
  return (
    context.parameters.length === 0 &&
    cells.length > 0 &&
    !uses(whole, SGN, scope) &&
    cells.every(({ where, point, potential }) => {
      if (canonical(Object.keys(point).sort()) !== canonical([...context.variables].sort())) return false
      const values = new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)]))
      const term = parseTerm(potential)
      const relations = where.map(parseRelation)
      const conditions = strictAt(domainConditions([whole], scope), values)
      requireDefined([...values.values(), ...sides(conditions)], scope, [])
      return (
        [...values.values()].every((value) => symbols(value).every((name) => scope.constants.has(name))) &&
        ![term, ...sides(relations)].some((t) => uses(t, SGN, scope)) &&
        hold([...domainConditions([term], scope), ...kinks([term], scope)]) &&
        relations.every(({ op }) => op === '>') &&
        domainConditions(sides(relations), scope).length === 0 &&
        hold(conditions)
      )
    })
  )
}

const isSoundOrRefused = (subject: KinkedSubject): boolean => {
  try {
    return isSound(subject)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** A bound of the polynomial laws of an objective with kinks. */
export interface KinkedDimension {
  readonly degree: number
  readonly atMost: number
  readonly trust: Trust
  readonly source: string
  readonly text: string
}

/**
 * Polynomial laws across kinks [O].
 *
 * Let f equal the term f_k, analytic on ℝⁿ, on a nonempty open set U_k, for k = 1, …, m. A polynomial c with
 * ⟨∇c, ∇f⟩ = 0 wherever f is differentiable satisfies ⟨∇c, ∇f_k⟩ = 0 on U_k, hence on ℝⁿ, both sides being analytic. So
 * it is conserved by the gradient flow of every f_k, and where the conserved polynomials of degree ≤ d of all these flows
 * form a space of dimension at most b (claim `polynomial-laws-bound`), those of f do.
 *
 * The sets U_k are given by strict relations between terms that are continuous on ℝⁿ, so they are open; a point shows
 * that they are not empty. Undefined where a claim is missing.
 */
export const dimensionAcrossKinks = (
  subject: KinkedSubject,
  degree: number,
  checked: readonly unknown[],
): KinkedDimension | undefined => {
  if (!isSoundOrRefused(subject)) return undefined
  const trust = commonTrust(kinkHypotheses(subject), checked)
  const flow = canonical(cellsFlow(subject))
  const context = canonical(subject.context)
  const bounds = groundsIn(checked).flatMap(({ claim, trust: own }) =>
    claim.claim === 'polynomial-laws-bound' &&
    claim.degree === degree &&
    canonical(claim.flow) === flow &&
    canonical(claim.context) === context
      ? [{ atMost: claim.atMost, own }]
      : [],
  )
  const best = bounds.sort((a, b) => a.atMost - b.atMost)[0]
  if (trust === undefined || best === undefined) return undefined
  return {
    degree,
    atMost: best.atMost,
    trust: weakest([trust, best.own]),
    source: 'docs/laws-across-kinks.md [O]',
    text:
      `The polynomials of degree at most ${degree} without constant term that are conserved by the gradient flow of ` +
      `f = ${subject.f} wherever f is differentiable form a space of dimension at most ${best.atMost}: on each of ` +
      `${subject.cells.length} open cells f is analytic, and they are conserved by what f is there.`,
  }
}
