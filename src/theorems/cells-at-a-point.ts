import type { Claim, PointJson } from '../kernel/claim.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomsOf, fromAtom, isClosed, subtract } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isDeclared } from '../kernel/scope.ts'
import { number, printTerm, substitute, type Term } from '../kernel/term.ts'
import { commonTrust, type Trust } from './hypothesis.ts'
import { isPositiveRational } from './positive-rational.ts'
import type { PiecewiseSmooth, PointSubject } from './selections.ts'

/** A curve t ↦ x(t) with x(0) the point, its coordinates polynomials in `name`, looked at for 0 < t < `until`. */
export interface Curve {
  readonly name: string
  readonly coordinates: PointJson
  readonly until: string
}

/** How it is shown that a cell reaches the point, or stays away from it. */
export type CellProof =
  | { readonly kind: 'curve'; readonly curve: Curve }
  | { readonly kind: 'away'; readonly radius: string }

/** Whether points of the cell {w > 0 for all w} lie arbitrarily near the point. */
export interface CellStatus {
  readonly status: 'occurs' | 'empty' | 'open'
  readonly trust: Trust
}

/** True where the coordinates are polynomials in the parameter of the curve, and it starts at the point. */
const startsAtPoint = ({ name, coordinates, until }: Curve, { scope, values }: PiecewiseSmooth): boolean => {
  if (isDeclared(name, scope) || !isPositiveRational(until)) return false
  const inner = { ...scope, variables: [name] }
  const start = new Map([[name, number(0)]])
  return scope.variables.every((variable) => {
    const text = coordinates[variable]
    const value = values.get(variable)
    if (text === undefined || value === undefined) return false
    const term = parseTerm(text)
    const polynomial = lower(term, inner)
    const isPolynomial = [...atomsOf(polynomial)].every(
      (atom) => isClosed(fromAtom(atom)) || (atom.kind === 'variable' && atom.name === name),
    )
    return isPolynomial && vanishes(subtract(lower(substitute(term, start), inner), value))
  })
}

const claimsOf = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  cell: readonly Term[],
  proof: CellProof,
): readonly Claim[] => {
  const { context } = subject
  if (proof.kind === 'away') {
    const distance = context.variables.map((name) => `(${name} - (${subject.point[name]}))^2`).join(' + ')
    const assume = [...cell.map((w) => `${printTerm(w)} > 0`), `(${proof.radius})^2 - (${distance}) > 0`]
    return isPositiveRational(proof.radius) ? [{ claim: 'relation', context, assume, goal: 'false' }] : []
  }
  const { curve } = proof
  if (!startsAtPoint(curve, near)) return []
  const along = new Map(context.variables.map((name) => [name, parseTerm(curve.coordinates[name] as string)]))
  const own = { ...context, variables: [curve.name] }
  const assume = [`${curve.name} > 0`, `${curve.until} - ${curve.name} > 0`]
  return cell.map((w) => ({ claim: 'relation', context: own, assume, goal: `${printTerm(substitute(w, along))} > 0` }))
}

/** What has to be proved for the status that the proof is meant to show; none where it cannot show any. */
export const cellClaims = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  cell: readonly Term[],
  proof: CellProof,
): readonly Claim[] => {
  try {
    return claimsOf(subject, near, cell, proof)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/**
 * Whether a cell {w > 0 for all w}, the w analytic near the point, has points arbitrarily near it.
 *
 * It has some where every w is positive along a curve that starts at the point (the claims, for 0 < t < ε; near the point
 * the w are defined); it has none where it does not meet a ball around the point. A cell without conditions always
 * occurs. Anything that was not proved leaves it open.
 */
export const cellStatus = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  cell: readonly Term[],
  proof: CellProof | undefined,
  checked: readonly unknown[],
): CellStatus => {
  if (cell.length === 0) return { status: 'occurs', trust: 'kernel' }
  const claims = proof === undefined ? [] : cellClaims(subject, near, cell, proof)
  const trust = claims.length === 0 ? undefined : commonTrust(claims, checked)
  if (proof === undefined || trust === undefined) return { status: 'open', trust: 'kernel' }
  return { status: proof.kind === 'curve' ? 'occurs' : 'empty', trust }
}
