import { checkCoercive, coerciveObligations } from './check-coercive.ts'
import { checkProof } from './check-proof.ts'
import { checkCurveRefutation, checkPointRefutation } from './check-refutation.ts'
import { CLAIM_FIELDS, type Claim, type ClaimForm } from './claim.ts'
import { readContext } from './context.ts'
import { describedSetObligations } from './described-set-obligations.ts'
import { domainConditions } from './domain.ts'
import { withEffort } from './effort.ts'
import {
  constantSharpnessObligations,
  flatMinimaObligations,
  flatSetObligations,
  noFlatMinimumObligations,
} from './flatness-obligations.ts'
import { type Json, readMap, readObject, readText } from './json.ts'
import { checkCount, countObligations } from './laws/count.ts'
import { checkDefinedSomewhere, firstIntegralObligations } from './laws/first-integral.ts'
import { lower } from './lower.ts'
import {
  criticalValueObligations,
  fullRankObligations,
  minimumZeroObligations,
  relationObligations,
  structureObligations,
  tameObligations,
} from './objective-obligations.ts'
import { decreaseObligations, subregularityObligations } from './order-obligations.ts'
import {
  independentObligations,
  projectionObligations,
  solutionSetObligations,
  strictMinimumObligations,
} from './point-obligations.ts'
import {
  type Obligation,
  type ReadClaim,
  readPlainTerm,
  readPoint,
  requireDefined,
  sequentAt,
  sequentOf,
} from './reading.ts'
import { Refusal, type RefusalReason, refuse } from './refusal.ts'
import {
  boundaryObligations,
  derivativeAlongFlow,
  regularityObligations,
  secondOrderObligations,
} from './regularizer-obligations.ts'
import { fact, relationFacts } from './sequent.ts'
import { number, type RelationOperator, type Term } from './term.ts'
import { invariantWallObligations, nonzeroDirectionObligations } from './wall-obligations.ts'

const OBLIGATIONS: { readonly [form in ClaimForm]: (claim: ReadClaim) => Obligation[] } = {
  relation: relationObligations,
  structure: structureObligations,
  tame: tameObligations,
  'minimum-zero': minimumZeroObligations,
  'full-rank': fullRankObligations,
  'critical-values': criticalValueObligations,
  conserved: (claim) => derivativeAlongFlow(claim, '='),
  lyapunov: (claim) => derivativeAlongFlow(claim, '>='),
  coercive: coerciveObligations,
  'regularity-of-g': regularityObligations,
  'second-order': secondOrderObligations,
  boundary: (claim) => boundaryObligations(claim),
  'nonzero-directions': nonzeroDirectionObligations,
  'invariant-walls': invariantWallObligations,
  'solution-set': solutionSetObligations,
  'flat-minima': flatMinimaObligations,
  'described-set': describedSetObligations,
  'flat-set': flatSetObligations,
  independent: independentObligations,
  'constant-sharpness': constantSharpnessObligations,
  'no-flat-minimum': noFlatMinimumObligations,
  'strict-minimum': strictMinimumObligations,
  subregularity: subregularityObligations,
  decrease: decreaseObligations,
  'projection-formula': projectionObligations,
  'first-integral': firstIntegralObligations,
  'law-bound': countObligations,
  'local-laws': countObligations,
  'polynomial-laws-bound': countObligations,
  'linearly-independent': countObligations,
}

const isForm = (text: string): text is ClaimForm => Object.hasOwn(CLAIM_FIELDS, text)

const readClaim = (json: unknown): ReadClaim & { form: ClaimForm } => {
  const form = readText(readMap(json).get('claim'))
  if (!isForm(form)) return refuse('format', `unknown form of claim "${form}"`)
  const fields = readObject(json, ['claim', 'context', ...Object.keys(CLAIM_FIELDS[form])])
  return { form, fields, context: readContext(fields.context) }
}

/**
 * What has to be shown for a claim, derived from the claim alone (`proofs/FORMAT.md` §5).
 * Provers work on exactly these sequents. Throws a {@link Refusal} for a malformed claim.
 */
export const obligationsOf = (claim: Claim): readonly Obligation[] => {
  const read = readClaim(claim)
  return OBLIGATIONS[read.form](read)
}

/** Existence of a zero of f, at a point or between a sign change of a residual. */
const checkAttained = (claim: ReadClaim, json: Json | undefined): void => {
  const { context } = claim
  const { scope } = context
  const f = readPlainTerm(claim, 'f')
  const isZero = { left: f, op: '=' as RelationOperator, right: number(0) }
  const readAt = (point: Json | undefined): ReadonlyMap<string, Term> => readPoint(point, scope.variables, scope)
  if (readMap(json).has('point')) {
    const fields = readObject(json, ['point', 'proof'])
    return checkProof(fields.proof as Json, sequentAt(context, isZero, readAt(fields.point)))
  }
  const fields = readObject(json, ['segment', 'zero', 'below', 'above'])
  const { from, to } = readObject(fields.segment, ['from', 'to'])
  if (claim.fields.residual === null) return refuse('obligation', 'a segment needs a residual')
  const h = readPlainTerm(claim, 'residual')
  // h is continuous on the whole segment because it is on the whole space.
  if (domainConditions([h], scope).length > 0) refuse('obligation', 'the residual must be defined everywhere')
  const onSet = fact(lower(h, scope), '=')
  requireDefined([f], scope, [...relationFacts(context.assume, scope), onSet])
  checkProof(fields.zero as Json, sequentOf(context, [], [onSet], fact(lower(f, scope), '=')))
  checkProof(fields.below as Json, sequentAt(context, { left: number(0), op: '>', right: h }, readAt(from)))
  checkProof(fields.above as Json, sequentAt(context, { left: h, op: '>', right: number(0) }, readAt(to)))
}

/** The field of a certificate besides `outcome` and `proofs`, for claims whose obligations are not the whole. */
export const EXTRA_FIELD: { readonly [form in ClaimForm]?: 'attained' | 'arguments' | 'point' | 'count' } = {
  'minimum-zero': 'attained',
  coercive: 'arguments',
  'first-integral': 'point',
  'law-bound': 'count',
  'local-laws': 'count',
  'polynomial-laws-bound': 'count',
  'linearly-independent': 'count',
}

const checkProved = (claim: ReadClaim & { form: ClaimForm }, certificate: Json): void => {
  const extra = EXTRA_FIELD[claim.form]
  const fields = readObject(certificate, ['outcome', 'proofs', ...(extra === undefined ? [] : [extra])])
  const proofs = readMap(fields.proofs)
  const obligations = OBLIGATIONS[claim.form](claim)
  const surplus = [...proofs.keys()].find((name) => !obligations.some((o) => o.name === name))
  if (surplus !== undefined) refuse('obligation', `this claim has no obligation "${surplus}"`)
  for (const { name, sequent } of obligations) {
    const proof = proofs.get(name)
    if (proof === undefined) return refuse('obligation', `the proof of "${name}" is missing`)
    checkProof(proof, sequent)
  }
  if (extra === 'attained') checkAttained(claim, fields.attained)
  if (extra === 'arguments') checkCoercive(claim, fields.arguments as Json)
  if (extra === 'point') checkDefinedSomewhere(claim, fields.point)
  if (extra === 'count') checkCount(claim, fields.count)
}

const checkRefuted = (claim: ReadClaim & { form: ClaimForm }, certificate: Json): void =>
  claim.form === 'coercive' && readMap(certificate).has('curve')
    ? checkCurveRefutation(certificate, claim)
    : checkPointRefutation(certificate, OBLIGATIONS[claim.form](claim))

const seal = Symbol('checked by the kernel')
let isGenuine: (value: unknown) => boolean

/** A claim that the kernel proved or refuted. Only {@link verify} can make one: no cast, copy or JSON round trip can. */
class CheckedClaim {
  // Held here and not looked up on the class, where it could be replaced.
  static {
    isGenuine = (value) => typeof value === 'object' && value !== null && #sealed in value
    Object.freeze(CheckedClaim)
    Object.freeze(CheckedClaim.prototype)
  }

  readonly #sealed = true
  readonly claim: Claim
  readonly outcome: 'proved' | 'refuted'
  readonly certificate: Json

  constructor(key: symbol, claim: Claim, outcome: 'proved' | 'refuted', certificate: Json) {
    if (key !== seal) throw new TypeError('a CheckedClaim comes from the kernel alone: call verify(claim, certificate)')
    this.claim = claim
    this.outcome = outcome
    this.certificate = certificate
    Object.freeze(this)
  }

  /** For the eyes alone: anybody can print this, only {@link isCheckedClaim} knows a seal. */
  toString(): string {
    return `${this.outcome} by the kernel: ${JSON.stringify(this.claim)}`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

export type { CheckedClaim }

/** True for claims that came out of {@link verify} and nothing else. */
export const isCheckedClaim = (value: unknown): value is CheckedClaim => isGenuine(value)

export interface Rejection {
  readonly rejected: true
  readonly reason: RefusalReason
  readonly detail: string
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) frozen(inner)
    Object.freeze(value)
  }
  return value
}

/** The value as JSON text would carry it, frozen; refuses what is no JSON, such as a circle. */
const copied = (value: unknown): Json => {
  try {
    return frozen(JSON.parse(JSON.stringify(value)))
  } catch {
    return refuse('format', 'this is no JSON')
  }
}

/** The work one check may do: some seconds of arithmetic; honest certificates take a hundredth of it. */
const EFFORT = 5_000_000

const check = (claim: unknown, certificate: Json): 'proved' | 'refuted' => {
  const read = readClaim(claim)
  const outcome = readText(readMap(certificate).get('outcome'))
  if (outcome === 'proved') checkProved(read, certificate)
  else if (outcome === 'refuted') checkRefuted(read, certificate)
  else return refuse('format', `unknown outcome "${outcome}"`)
  return outcome
}

/**
 * Checks a certificate against a claim, exactly, and seals the result.
 *
 * The claim alone fixes what has to be shown; the certificate only gives the reasons (`proofs/FORMAT.md`).
 * Both are copied first, so that nothing can change under the seal. Returns a {@link CheckedClaim} or the reason why
 * not; does not throw for bad input.
 *
 * @example verify({ claim: 'relation' }, { outcome: 'proved', proofs: {} }).reason // 'format'
 */
export const verify = (claim: unknown, certificate: unknown): CheckedClaim | Rejection => {
  try {
    const ownClaim = copied(claim)
    const own = copied(certificate)
    return new CheckedClaim(
      seal,
      ownClaim as unknown as Claim,
      withEffort(EFFORT, () => check(ownClaim, own)),
      own,
    )
  } catch (error) {
    if (error instanceof Refusal) {
      return { rejected: true, reason: error.reason, detail: error.message.slice(error.reason.length + 2) }
    }
    // The stack is too small for a deeply nested term, or a number too long for a BigInt.
    if (error instanceof RangeError) return { rejected: true, reason: 'term', detail: `too large: ${error.message}` }
    throw error
  }
}
