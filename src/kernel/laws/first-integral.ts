import { derivative, inner } from '../derivative.ts'
import { domainConditions } from '../domain.ts'
import type { Json } from '../json.ts'
import { lower } from '../lower.ts'
import { type Obligation, offKinks, type ReadClaim, readPoint, sequentOf } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { fact, relationFacts } from '../sequent.ts'
import { readFlow, readLawTerm } from './flow.ts'
import { holdsNear } from './generic.ts'

/** X(quantity) = 0 for every field X of the flow, where both are defined and off their thin kinks. */
export const firstIntegralObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const flow = readFlow(claim)
  const quantity = readLawTerm(claim.fields.quantity, scope)
  const value = lower(quantity, scope)
  const slope = scope.variables.map((name) => derivative(value, name))
  return flow.fields().map((field, j) => {
    const terms = [...(flow.fieldTerms[j] ?? []), quantity]
    const goal = fact(inner(slope, field), '=')
    const sequent = sequentOf(context, terms, offKinks(claim, terms), goal)
    return { name: `field.${j + 1}`, sequent, refutable: true }
  })
}

/**
 * Refuses unless the law and the flow are defined together on some open set: at the point given, by sign. Only what is
 * defined everywhere needs no point (null).
 */
export const checkDefinedSomewhere = (claim: ReadClaim, json: Json | undefined): void => {
  const { scope, assume } = claim.context
  const terms = [...readFlow(claim).fieldTerms.flat(), readLawTerm(claim.fields.quantity, scope)]
  if (json === null) {
    if (domainConditions(terms, scope).length > 0) refuse('point', 'a point is needed where the law is defined')
    return
  }
  const point = readPoint(json, scope.variables, scope)
  if (!holdsNear([], terms, point, scope, relationFacts(assume, scope))) {
    refuse('point', 'the law or the flow need not be defined near the point')
  }
}
