import type { PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { type Trust, weakest } from './hypothesis.ts'
import { flowStatement } from './law-statement.ts'
import {
  areMeromorphic,
  type FlowSubject,
  forGenericParameters,
  groundsOf,
  isAbout,
  isDefinedNear,
  pointWords,
  trustInLaws,
} from './laws-of-flow.ts'

/** How many independent laws a flow has, as far as it is proved. */
export interface NumberOfLaws {
  /** No more than so many C¹ laws have independent differentials at any point. */
  readonly atMost?: number
  /** At least so many exist near some points: those known, or those that exist without being known. */
  readonly atLeast: number
  /** Laws that are proved to be conserved, and independent at `point`. */
  readonly known: readonly string[]
  readonly point?: PointJson
  /** Whether those known are independent on a dense open set, not only near `point`. */
  readonly isDense: boolean
  /** Whether the number is only one of laws near `point`. */
  readonly isLocal: boolean
  /** How many there are, where both bounds meet. */
  readonly exact?: number
  /** The weakest word that any of this rests on. */
  readonly trust: Trust
  readonly source: string
  readonly text: string
}

interface Known {
  readonly context: ContextJson
  readonly laws: readonly string[]
  readonly point: PointJson
  readonly trust: Trust
}

const NO_TRUST: readonly Trust[] = []

/** The largest set of laws that are proved to be conserved by this flow and independent at a point. */
const knownLaws = (subject: FlowSubject, checked: readonly unknown[]): Known | undefined => {
  const found = groundsOf('independent', subject, checked).flatMap(({ claim, trust }): Known[] => {
    const conserved = trustInLaws(subject, claim.quantities, checked)
    return conserved === undefined || !isDefinedNear(subject, claim.context, claim.point)
      ? []
      : [{ context: claim.context, laws: claim.quantities, point: claim.point, trust: weakest([trust, conserved]) }]
  })
  return found.sort((a, b) => b.laws.length - a.laws.length)[0]
}

const laws = (k: number): string => (k === 1 ? '1 independent law' : `${k} independent laws`)
const are = (k: number): string => (k === 1 ? 'is' : 'are')

/**
 * How many independent laws a flow has [MGP, Theorem 3.3]; spec 12.2.
 *
 * From above: the differentials of C¹ laws vanish on all brackets of the fields, so where these have rank n − k on a dense
 * open set (claim `law-bound`), no k + 1 laws are independent at any point. From below: laws that are proved to be
 * conserved by this very flow (`first-integral`; `conserved` for the gradient flow of one objective; polynomials in such
 * laws) and independent at a point (`independent`) near which the flow is defined, so near it, and if they are meromorphic
 * then on a dense open set; or laws that exist near generic points by Frobenius' theorem (`local-laws`), also
 * where nobody can write them down.
 * Where the bounds meet the number is exact; else the gap is reported.
 *
 * Only proved claims among `checked` count, about exactly this flow and context. Undefined where nothing is proved.
 */
export const numberOfLaws = (subject: FlowSubject, checked: readonly unknown[]): NumberOfLaws | undefined => {
  const bounds = groundsOf('law-bound', subject, checked).filter(({ claim }) => isAbout(subject, claim))
  const upper = bounds.sort((a, b) => a.claim.atMost - b.claim.atMost)[0]
  const existing = groundsOf('local-laws', subject, checked).filter(({ claim }) => isAbout(subject, claim))
  const local = existing.sort((a, b) => b.claim.atLeast - a.claim.atLeast)[0]
  const known = knownLaws(subject, checked)
  if (upper === undefined && local === undefined && known === undefined) return undefined
  const { context, flow } = subject
  const found = known?.laws.length ?? 0
  const exists = local?.claim.atLeast ?? 0
  const atLeast = Math.max(found, exists)
  const atMost = upper?.claim.atMost
  const isExact = atMost === atLeast
  const isDense = known !== undefined && areMeromorphic(known.laws, known.context)
  const where =
    known === undefined
      ? ''
      : `${known.laws.join(', ')} ${found === 1 ? 'is conserved, with a differential that is not 0' : 'are conserved, with independent differentials'} at ` +
        `${pointWords(context, known.point)}${isDense ? ', hence on a dense open set' : ' and near it'}. `
  const unknownLaws =
    exists > found
      ? `Near each point of a dense open set there ${are(exists)} ${laws(exists)}${found === 0 ? '' : `, of which ${found} ${are(found)} known in closed form`}. `
      : ''
  const bound =
    atMost === undefined
      ? ''
      : atMost === 0
        ? 'Every law is locally constant: at no point has one a differential that is not 0.'
        : `No ${atMost + 1} laws of class C^1 have independent differentials at any point.`
  const count = isExact
    ? `exactly ${laws(atLeast)}`
    : atMost === undefined
      ? `at least ${laws(atLeast)}`
      : `between ${atLeast} and ${laws(atMost)}`
  // Functions such as x*exp(y) with a domain of their own are laws only there.
  const isLocal = known !== undefined && !isDense && exists < found
  const headline = `${isLocal ? 'Near the point below there' : 'There'} ${are(atMost === undefined || isExact ? atLeast : 2)} ${count} of ${flowStatement(flow).text}.`
  // The laws that are known are so for all parameters.
  const generic = upper === undefined && local === undefined ? '' : forGenericParameters(context)
  return {
    ...(atMost === undefined ? {} : { atMost }),
    atLeast,
    known: known?.laws ?? [],
    ...(known === undefined ? {} : { point: known.point }),
    isDense,
    isLocal,
    ...(isExact ? { exact: atLeast } : {}),
    trust: weakest([
      ...(upper === undefined ? NO_TRUST : [upper.trust]),
      ...(local === undefined ? NO_TRUST : [local.trust]),
      ...(known === undefined ? NO_TRUST : [known.trust]),
    ]),
    source: '[MGP], Theorem 3.3 (arXiv 2307.00144)',
    text: `${headline} ${where}${unknownLaws}${bound}${generic}`,
  }
}

/** The dimension of the space of polynomial laws up to a degree, constants left out, as far as it is proved. */
export interface DimensionOfLaws {
  readonly degree: number
  readonly atMost?: number
  readonly atLeast: number
  readonly exact?: number
  readonly trust: Trust
  readonly text: string
}

/**
 * The dimension of the space of all conserved polynomials of degree at most d without constant term; spec 12.6.
 *
 * From above by the rank of the equations for the coefficients (claim `polynomial-laws-bound`); from below by conserved
 * polynomials that are linearly independent, also modulo constants (`linearly-independent`), each of them proved to be
 * conserved by this very flow or a polynomial in proved laws. Undefined where nothing is proved.
 */
export const dimensionOfLaws = (
  subject: FlowSubject,
  degree: number,
  checked: readonly unknown[],
): DimensionOfLaws | undefined => {
  const bounds = groundsOf('polynomial-laws-bound', subject, checked).filter(
    ({ claim }) => isAbout(subject, claim) && claim.degree === degree,
  )
  const upper = bounds.sort((a, b) => a.claim.atMost - b.claim.atMost)[0]
  const found = groundsOf('linearly-independent', subject, checked).flatMap(({ claim, trust }) => {
    const conserved = claim.degree > degree ? undefined : trustInLaws(subject, claim.quantities, checked)
    return conserved === undefined ? [] : [{ count: claim.quantities.length, trust: weakest([trust, conserved]) }]
  })
  const lower = found.sort((a, b) => b.count - a.count)[0]
  if (upper === undefined && lower === undefined) return undefined
  const atLeast = lower?.count ?? 0
  const atMost = upper?.claim.atMost
  const isExact = atMost === atLeast
  const range = isExact
    ? `exactly ${atLeast}`
    : atMost === undefined
      ? `at least ${atLeast}`
      : `${atLeast} to ${atMost}`
  return {
    degree,
    ...(atMost === undefined ? {} : { atMost }),
    atLeast,
    ...(isExact ? { exact: atLeast } : {}),
    trust: weakest([
      ...(upper === undefined ? NO_TRUST : [upper.trust]),
      ...(lower === undefined ? NO_TRUST : [lower.trust]),
    ]),
    text:
      `The polynomials of degree at most ${degree} without constant term that are conserved by ` +
      `${flowStatement(subject.flow).text}, form a space of dimension ${range}.${forGenericParameters(subject.context)}`,
  }
}
