import type { Claim, Loss } from '../kernel/claim.ts'
import { derivative, determinant, gradient } from '../kernel/derivative.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, type Polynomial } from '../kernel/polynomial.ts'
import { specialize } from '../kernel/specialize.ts'
import { negated, printTerm, substitute, type Term } from '../kernel/term.ts'
import { commonTrust, type Trust } from './hypothesis.ts'
import { areAnalytic, type PiecewiseSmooth, type PointSubject, type Selection } from './selections.ts'
import { writtenText } from './written.ts'

/** ±(f_σ − f_σ(x̄)) = φ(t), t = |h| or |F|₂, as somebody proposes it. */
export interface Composite {
  /** 1 where f_σ increases with t, −1 where it decreases. */
  readonly orientation: 1 | -1
  readonly residuals: readonly string[]
  readonly loss: Loss
  readonly phi: string
}

/** f_σ − f_σ(x̄) = h^k·p with k ≥ 2, as somebody proposes it. */
export interface PowerForm {
  readonly residual: string
  readonly exponent: number
  readonly cofactor: string
}

/** The limits of ∇f/|∇f| inside one cell at whose points f is the selection. */
export type DirectionLimits =
  /** The only one: v/|v|. */
  | { readonly kind: 'vector'; readonly vector: readonly Polynomial[]; readonly trust: Trust }
  /** f is constant on the cell. */
  | { readonly kind: 'constant' }
  /** v/|v| where h > 0 on the cell, and −v/|v| where h < 0; both where there are both. */
  | { readonly kind: 'by-sign'; readonly residual: Term; readonly vector: readonly Polynomial[]; readonly trust: Trust }
  /** The whole unit sphere of the span of these vectors, for a cell that is a neighbourhood. */
  | {
      readonly kind: 'sphere'
      readonly spanning: readonly (readonly Polynomial[])[]
      readonly why: string
      readonly trust: Trust
    }
  | { readonly kind: 'unknown'; readonly why: string }

/** ∇f_σ at the point. */
export const slopeAt = (term: Term, { scope, values }: PiecewiseSmooth): readonly Polynomial[] =>
  gradient(lower(term, scope), scope.variables).map((entry) => specialize(entry, values))

/**
 * What has to be proved for a composite form: that it is one on the whole space, that the point is a zero of all
 * residuals, and that their gradients are independent there.
 */
export const compositeClaims = (
  { context, point }: PointSubject,
  near: PiecewiseSmooth,
  { term }: Selection,
  { orientation, residuals, loss, phi }: Composite,
): readonly Claim[] => {
  const there = printTerm(substitute(term, near.point))
  const own = printTerm(orientation === 1 ? term : negated(term))
  const f = orientation === 1 ? `${own} - (${there})` : `${own} + (${there})`
  return [
    { claim: 'structure', context, f, residuals, loss, phi },
    ...residuals.map(
      (h): Claim => ({
        claim: 'relation',
        context,
        assume: [],
        goal: `${printTerm(substitute(parseTerm(h), near.point))} = 0`,
      }),
    ),
    { claim: 'independent', context, quantities: residuals, point },
  ]
}

/** That f_σ − f_σ(x̄) = h^k·p, that h is 0 at the point, and that its gradient is not. */
export const powerClaims = (
  { context, point }: PointSubject,
  near: PiecewiseSmooth,
  { term }: Selection,
  { residual, exponent, cofactor }: PowerForm,
): readonly Claim[] => {
  const relation = (goal: string): Claim => ({ claim: 'relation', context, assume: [], goal })
  return [
    relation(
      `${printTerm(term)} - (${printTerm(substitute(term, near.point))}) = (${residual})^${exponent}*(${cofactor})`,
    ),
    relation(`${printTerm(substitute(parseTerm(residual), near.point))} = 0`),
    { claim: 'independent', context, quantities: [residual], point },
  ]
}

/** The limits for f_σ − f_σ(x̄) = h^k·p with p(x̄) ≠ 0; undefined where something of it is not proved. */
const limitsOfPower = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  selection: Selection,
  form: PowerForm,
  checked: readonly unknown[],
): DirectionLimits | undefined => {
  const { exponent } = form
  const [residual, cofactor] = [parseTerm(form.residual), parseTerm(form.cofactor)]
  const trust = commonTrust(powerClaims(subject, near, selection, form), checked)
  const isForm = Number.isInteger(exponent) && exponent >= 2 && areAnalytic([residual, cofactor], near)
  if (trust === undefined || !isForm) return undefined
  const sign = closedSign(lower(substitute(cofactor, near.point), near.scope))
  if (sign !== 1 && sign !== -1) return undefined
  const slope = slopeAt(residual, near)
  const vector = sign === 1 ? slope : slope.map(negate)
  return exponent % 2 === 0 ? { kind: 'by-sign', residual, vector, trust } : { kind: 'vector', vector, trust }
}

const isSurelyNonzero = (p: Polynomial): boolean => (closedSign(p) ?? 0) !== 0

/** Whether the Hessian of the selection at the point is certainly nonsingular. */
const isNondegenerate = (term: Term, { scope, values }: PiecewiseSmooth): boolean => {
  const { variables } = scope
  if (variables.length > 6) return false
  const slope = gradient(lower(term, scope), variables)
  return isSurelyNonzero(
    determinant(slope.map((entry) => variables.map((name) => specialize(derivative(entry, name), values)))),
  )
}

const unitVectors = (near: PiecewiseSmooth): readonly (readonly Polynomial[])[] =>
  near.scope.variables.map((name) => gradient(lower({ op: 'symbol', name }, near.scope), near.scope.variables))

/**
 * The limits of normalized gradients inside the cell of a selection (spec §1.1).
 *
 * If ∇f_σ(x̄) = v ≠ 0, then v/|v| is the only one. If f_σ is constant, 0 is. If f_σ = f_σ(x̄) ± φ(t) with φ increasing and
 * smooth residuals that vanish at x̄ and whose gradients are independent there, then near x̄ the gradient is off {F = 0} a
 * multiple, of the sign ±, of sgn(h)·∇h, or of DFᵀF, and on {F = 0} zero or not defined: the limits are ±∇h/|∇h|
 * according to the signs that h has on the cell, and for |F|₂ on a whole neighbourhood the unit sphere of Im DFᵀ, because
 * F is open there. If f_σ − f_σ(x̄) = h^k·p with k ≥ 2, h(x̄) = 0, ∇h(x̄) ≠ 0 and p(x̄) ≠ 0, then
 * ∇f_σ = h^(k−1)·(k·p∇h + h∇p), and the limits are sgn(h^(k−1)·p)·∇h/|∇h|. If x̄ is a critical point with nonsingular Hessian H, ∇f_σ(x) = H(x − x̄) + o(|x − x̄|), and all unit
 * vectors are limits on a neighbourhood. In every other case they are unknown: (xy)² at 0 has a whole circle of them.
 */
export const directionLimits = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  selection: Selection,
  { composite, power }: { readonly composite?: Composite; readonly power?: PowerForm },
  checked: readonly unknown[],
): DirectionLimits => {
  const { term, cell } = selection
  const { scope } = near
  const slope = gradient(lower(term, scope), scope.variables)
  if (slope.every(vanishes)) return { kind: 'constant' }
  const there = slopeAt(term, near)
  const signs = there.map(closedSign)
  if (signs.some((s) => s === 1 || s === -1)) return { kind: 'vector', vector: there, trust: 'kernel' }
  if (signs.includes(undefined)) return { kind: 'unknown', why: 'it could not be decided whether the gradient is 0' }
  const isNeighbourhood = cell.length === 0
  const trust = composite && commonTrust(compositeClaims(subject, near, selection, composite), checked)
  if (composite !== undefined && trust !== undefined) {
    const residuals = composite.residuals.map(parseTerm)
    const rows = residuals.map((h) => slopeAt(h, near))
    const [residual] = residuals as [Term]
    if (composite.loss === 'single') {
      const along = composite.orientation === 1 ? (rows[0] as readonly Polynomial[]) : (rows[0] ?? []).map(negate)
      return { kind: 'by-sign', residual, vector: along, trust }
    }
    if (composite.loss === 'l2' && isNeighbourhood) {
      return { kind: 'sphere', spanning: rows, why: 'f is a function of |F| with DF of full rank', trust }
    }
  }
  const ofPower = power && limitsOfPower(subject, near, selection, power, checked)
  if (ofPower !== undefined) return ofPower
  if (isNeighbourhood && isNondegenerate(term, near)) {
    return {
      kind: 'sphere',
      spanning: unitVectors(near),
      why: 'a critical point with nonsingular Hessian',
      trust: 'kernel',
    }
  }
  return {
    kind: 'unknown',
    why: isNeighbourhood
      ? 'the gradient is 0 there, and no formula for the limits of its direction applies (rank-deficient DF)'
      : 'the gradient of this piece is 0 there, and no formula for the limits of its direction in this cell applies',
  }
}

/** Closed quantities as texts of the certificate grammar. */
export const vectorTexts = (vector: readonly Polynomial[]): readonly string[] =>
  vector.map((entry) => writtenText(entry))
