import { flowOf, type LawQuestion, onlyPotential, questionContext } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { domainConditions, kinks } from '../kernel/domain.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { difference, printTerm, type Relation, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { flowSteps } from './brackets/flow-steps.ts'
import { generator, type LieRank, lieRank } from './brackets/lie-rank.ts'
import { integerPoints } from './independent-laws.ts'
import { parameterValues } from './parameter-values.ts'

/** A claim with the kernel's verdict on it. */
export interface Judged {
  readonly claim: Claim
  readonly verdict: Verdict
}

/** A bound of the number of laws with where it was seen: values for the variables and the parameters. */
interface PlacedBound extends Judged {
  readonly point: { readonly [name: string]: string }
}

/** How many independent laws there can be at most. */
export interface LawBound extends PlacedBound {
  readonly atMost: number
  /** True where brackets of random combinations show no more rank: the bound is then almost certainly sharp. */
  readonly isClosed: boolean
}

/** The kernel's verdict on a claim with this certificate. */
export const judged = (claim: Claim, certificate: Json, method: string): Judged => {
  const checked = verify(claim, certificate)
  return {
    claim,
    verdict:
      'rejected' in checked
        ? { status: 'unknown', reason: 'unsupported', tried: [`${method}: ${checked.detail}`] }
        : { status: 'proved', trust: 'kernel', method, certificate, checked },
  }
}

const certificateOf = ({ prime, point, brackets }: LieRank): Json => ({
  outcome: 'proved',
  proofs: {},
  count: { kind: 'lie-rank', prime, point, brackets: brackets as Json },
})

/**
 * A bound of the number of independent laws by the rank of Lie brackets of the fields at an integer point, with the
 * kernel's verdict on it; undefined where the fields are not made by rational operations.
 * Source: Marcotte, Gribonval and Peyré, arXiv 2307.00144, Theorem 3.3.
 */
export const lawBound = (
  question: LawQuestion,
  {
    budget,
    seed,
    onPhase,
  }: { readonly budget: Budget; readonly seed: number; readonly onPhase?: (phase: string) => void },
): LawBound | undefined => {
  const steps = flowSteps(question)
  if (steps === undefined) return undefined
  const onDepth = (depth: number, rank: number): void => onPhase?.(`Lie brackets of depth ${depth}, rank ${rank}`)
  const parameters = parameterValues(question, generator(seed))
  const found = lieRank(steps, { budget, seed, parameters, onDepth })
  if (found === undefined) return undefined
  const atMost = question.variables.length - found.brackets.length
  const claim: Claim = { claim: 'law-bound', context: questionContext(question), flow: flowOf(question), atMost }
  return {
    ...judged(claim, certificateOf(found), 'lie-rank'),
    atMost,
    point: Object.fromEntries(Object.entries(found.point).map(([name, value]) => [name, String(value)])),
    isClosed: found.ended === 'closed' || found.ended === 'full',
  }
}

/**
 * True where a term is certainly analytic on its domain and this is convex: its kinks are excluded by sign, and its
 * domain conditions hold everywhere or are affine inequalities. Then a gradient that is not zero at one point is not zero
 * on a dense open set; max(x, 0) and x + exp(log(x^2)/2) are constant on one side.
 */
const isAnalyticOnConvexSet = (term: Term, question: LawQuestion): boolean => {
  const scope = scopeOf(question)
  try {
    const known = relationFacts(question.assume, scope)
    const open = domainConditions([term], scope).filter((condition) => !conditionsHold([condition], known, scope))
    const isAffine = ({ left, right }: Relation): boolean => {
      const entries = [...lower(difference(left, right), scope).values()]
      return entries.every(({ monomial: [factor, ...more] }) => {
        const isConstant = factor === undefined || factor[0].kind === 'parameter' || factor[0].kind === 'theta'
        return more.length === 0 && (isConstant || (factor[0].kind === 'variable' && factor[1] === 1))
      })
    }
    if (!open.every((condition) => condition.op !== '!=' && isAffine(condition))) return false
    const inside = open.map(({ left, right }): Relation => ({ left, op: '>', right }))
    return conditionsHold(kinks([term], scope), [...known, ...relationFacts(inside, scope)], scope)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/**
 * That the gradient of an only potential is not zero at some point, so that at most n − 1 laws have independent
 * gradients near it: for potentials whose fields are made by more than rational operations. Undefined where it is not
 * seen at a few points, or the potential may be constant elsewhere.
 */
export const gradientBound = (question: LawQuestion): PlacedBound | undefined => {
  const { variables, parameters, motion } = question
  const potential = onlyPotential(question)
  if (potential === undefined || motion !== undefined || !isAnalyticOnConvexSet(potential, question)) return undefined
  const context = questionContext(question)
  for (const point of integerPoints(variables, parameters)) {
    const claim = {
      claim: 'independent' as const,
      context,
      quantities: [printTerm(potential)],
      point: Object.fromEntries(variables.map((name) => [name, Q.formatRational(point.get(name) as Q.Rational)])),
    }
    const found = judged(claim, { outcome: 'proved', proofs: { rank: { kind: 'enclosure', bits: 128 } } }, 'enclosure')
    if (found.verdict.status !== 'proved') continue
    const values = [...parameterValues(question, generator(1))].map(([name, value]) => [name, String(value)] as const)
    return { ...found, point: { ...claim.point, ...Object.fromEntries(values) } }
  }
  return undefined
}

/**
 * That near generic points as many independent laws exist as there are variables less one: for a single field, by
 * straightening it out (Frobenius). Undefined for several fields.
 *
 * @param near a point where the flow is defined, with values of the parameters
 */
export const localLaws = (question: LawQuestion, near: { readonly [name: string]: string }): Judged | undefined => {
  const { variables, potentials, motion, source } = question
  if (motion === undefined ? potentials.length > 1 : source !== 'objective') return undefined
  const span = (combination: string): Json => ({ times: '1', combination: [combination] })
  const count = { kind: 'involutive', point: null, basis: [0], fields: [span('1')], brackets: [[span('0')]] }
  const atLeast: Claim = {
    claim: 'local-laws',
    context: questionContext(question),
    flow: flowOf(question),
    atLeast: variables.length - 1,
  }
  return judged(atLeast, { outcome: 'proved', proofs: {}, count: { ...count, point: near } }, 'involutive')
}
