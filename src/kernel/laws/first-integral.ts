import { derivative, inner } from '../derivative.ts'
import { domainConditions } from '../domain.ts'
import type { Json } from '../json.ts'
import { lower } from '../lower.ts'
import { type Obligation, offKinks, type ReadClaim, readPoint, requireDefined, sequentOf } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { fact, relationFacts } from '../sequent.ts'
import { conditionsHold } from '../sign.ts'
import { substitute } from '../term.ts'
import { readFlow, readLawTerm, symbolicFields } from './flow.ts'

/** X(quantity) = 0 for every field X of the flow, where both are defined and off their thin kinks. */
export const firstIntegralObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const flow = readFlow(claim)
  const quantity = readLawTerm(claim.fields.quantity, scope)
  const value = lower(quantity, scope)
  const slope = scope.variables.map((name) => derivative(value, name))
  return symbolicFields(flow, scope).map((field, j) => {
    const terms = [...(flow.fieldTerms[j] ?? []), quantity]
    const goal = fact(inner(slope, field), '=')
    const sequent = sequentOf(context, terms, offKinks(claim, terms), goal)
    return { name: `field.${j + 1}`, sequent, refutable: true }
  })
}

/**
 * Refuses unless the law and the flow are defined on some open set: at the point given their domain conditions hold by
 * sign, `v >= 0` as `v > 0`. Only what is defined everywhere needs no point (null).
 */
export const checkDefinedSomewhere = (claim: ReadClaim, json: Json | undefined): void => {
  const { scope, assume } = claim.context
  const terms = [...readFlow(claim).fieldTerms.flat(), readLawTerm(claim.fields.quantity, scope)]
  const conditions = domainConditions(terms, scope)
  if (json === null) {
    if (conditions.length > 0) refuse('point', 'a point is needed where the law and the flow are defined')
    return
  }
  const known = relationFacts(assume, scope)
  const point = readPoint(json, scope.variables, scope)
  requireDefined([...point.values()], scope, known)
  const there = conditions.map(({ left, op, right }) => ({
    left: substitute(left, point),
    op: op === '>=' ? ('>' as const) : op,
    right: substitute(right, point),
  }))
  // A condition may only be asked where its own terms are defined.
  requireDefined(
    there.flatMap(({ left, right }) => [left, right]),
    scope,
    known,
  )
  if (!conditionsHold(there, known, scope)) refuse('point', 'the law or the flow need not be defined near the point')
}
