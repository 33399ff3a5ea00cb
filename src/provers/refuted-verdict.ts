import { isCheckedClaim, obligationsOf, verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { withConstants } from '../kernel/context.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import type { ExactNumber, ExactValue, Verdict } from '../search/verdict.ts'
import { closedEnclosure } from './closed-enclosure.ts'

interface PointFields {
  readonly obligation: string
  readonly point: { readonly [name: string]: string }
  readonly constants?: {
    readonly [name: string]: { readonly polynomial: string; readonly interval: readonly [string, string] }
  }
}

const exactNumber = (text: string, constants: PointFields['constants'] = {}): ExactNumber => {
  const [name, constant] = Object.entries(constants)[0] ?? []
  if (name === undefined || constant === undefined || text !== name) return text
  return { root: { poly: constant.polynomial, interval: constant.interval } }
}

/** The goal's quantity at the point of a certificate that the kernel accepted. */
const goalAt = (claim: Claim, { obligation, point, constants }: PointFields): Polynomial | undefined => {
  const sequent = obligationsOf(claim).find(({ name }) => name === obligation)?.sequent
  if (sequent === undefined || sequent.goal === 'false') return undefined
  const scope: Scope = withConstants(
    { ...sequent.scope, variables: [], parameters: new Set() },
    (constants ?? {}) as Json,
  )
  const values = new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
  return specialize(sequent.goal.polynomial, values)
}

/** The value of what the claim is about: of ∂²g(w, w), not of the goal's −∂²g(w, w), for the claim second-order. */
const valueAt = (claim: Claim, fields: PointFields): ExactValue | undefined => {
  const goal = goalAt(claim, fields)
  if (goal === undefined) return undefined
  const value = claim.claim === 'second-order' ? negate(goal) : goal
  const exact = rationalValue(value)
  if (exact !== undefined) return Q.formatRational(exact)
  const enclosed = closedEnclosure(value)
  return enclosed && { interval: [Q.formatRational(enclosed.low), Q.formatRational(enclosed.high)] }
}

/**
 * The verdict of a certificate of refutation, at a point or along a curve, if the kernel accepts it. Witness, direction
 * and value are read off the accepted certificate, whoever proposed it.
 */
export const refutedVerdict = (claim: Claim, certificate: Json): Verdict | undefined => {
  const checked = verify(claim, certificate)
  if (!isCheckedClaim(checked) || checked.outcome !== 'refuted') return undefined
  const accepted = checked.certificate as unknown as Partial<PointFields> & {
    readonly curve?: { readonly [name: string]: string }
  }
  const base = { status: 'refuted', trust: 'kernel', certificate: checked.certificate, checked } as const
  if (accepted.curve !== undefined) return { ...base, witness: {}, curve: accepted.curve }
  const fields = accepted as PointFields
  const isDirection = (name: string): boolean => /^[rs]\[\d+\]$/.test(name) && !claim.context.variables.includes(name)
  const entries = Object.entries(fields.point).map(
    ([name, text]) => [name, exactNumber(text, fields.constants)] as const,
  )
  const direction = entries.filter(([name]) => isDirection(name))
  const value = valueAt(claim, fields)
  return {
    ...base,
    witness: Object.fromEntries(entries.filter(([name]) => !isDirection(name))),
    ...(direction.length > 0 ? { direction: Object.fromEntries(direction) } : {}),
    ...(value === undefined ? {} : { value }),
  }
}
