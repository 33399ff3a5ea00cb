import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import { negated, printTerm, type Term } from '../kernel/term.ts'
import { type CellProof, type CellStatus, cellStatus } from './cells-at-a-point.ts'
import { type Composite, directionLimits, type PowerForm, slopeAt, vectorTexts } from './gradient-limits.ts'
import { type Trust, weakest } from './hypothesis.ts'
import { joined, type PiecewiseSmooth, type PointSubject, type Selection } from './selections.ts'

/** What is brought to one selection: where its cell is, a composite or power form, and where h > 0 and h < 0 in the cell. */
export interface SelectionEvidence {
  readonly cell?: CellProof
  readonly composite?: Composite
  readonly power?: PowerForm
  readonly above?: CellProof
  readonly below?: CellProof
}

/** A limit of gradients: certainly one, or one unless its cell stays away from the point. */
export interface LimitVector {
  readonly vector: readonly Polynomial[]
  readonly status: 'proved' | 'open'
  readonly trust: Trust
  /** The relations that hold on the cell it comes from. */
  readonly where: readonly string[]
  /** The curve that runs into the cell, by its coordinates. */
  readonly proof?: CellProof
}

/** The subdifferentials of f at a point, as far as they are known. */
export interface Subdifferentials {
  /** ∂ᴮf: each vector once. */
  readonly gradients: readonly LimitVector[]
  /** ∇̂f: vectors of any length for their directions, and 0 where f is constant near points that tend to the point. */
  readonly directions: readonly LimitVector[]
  /** Whole unit spheres of the spans of these vectors, which belong to ∇̂f. */
  readonly spheres: readonly {
    readonly spanning: readonly (readonly Polynomial[])[]
    readonly why: string
    readonly trust: Trust
  }[]
  /** Cells in which the limits of directions are not known. */
  readonly unknown: readonly { readonly where: readonly string[]; readonly why: string }[]
}

const same = (a: readonly Polynomial[], b: readonly Polynomial[]): boolean =>
  a.every((entry, i) => vanishes(subtract(entry, b[i] as Polynomial)))

/** Each vector once, those that are proved first. */
const distinct = (limits: readonly LimitVector[]): readonly LimitVector[] => {
  const sorted = [...limits.filter((l) => l.status === 'proved'), ...limits.filter((l) => l.status === 'open')]
  return sorted.filter((limit, i) => sorted.findIndex((other) => same(other.vector, limit.vector)) === i)
}

/** The part of a cell where ±h > 0; undefined where the conditions contradict each other. */
export const sideOf = (
  cell: readonly Term[],
  h: Term,
  side: 1 | -1,
  near: PiecewiseSmooth,
): readonly Term[] | undefined => joined(cell, [side === 1 ? h : negated(h)], near.scope)

const limitOf = (
  vector: readonly Polynomial[],
  cell: readonly Term[],
  { status, trust }: CellStatus,
  proof: CellProof | undefined,
  others: readonly Trust[] = [],
): readonly LimitVector[] =>
  status === 'empty'
    ? []
    : [
        {
          vector,
          status: status === 'occurs' ? 'proved' : 'open',
          trust: weakest([trust, ...others]),
          where: cell.map((w) => `${printTerm(w)} > 0`),
          ...(proof === undefined || status !== 'occurs' ? {} : { proof }),
        },
      ]

/** Which sides of h = 0 there are in a cell. A neighbourhood has both, because ∇h ≠ 0. */
const bySides = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  { cell }: Selection,
  limits: { readonly residual: Term; readonly vector: readonly Polynomial[]; readonly trust: Trust },
  evidence: SelectionEvidence,
  checked: readonly unknown[],
): readonly LimitVector[] =>
  ([1, -1] as const).flatMap((side) => {
    const own = sideOf(cell, limits.residual, side, near)
    if (own === undefined) return []
    // Where the sign of h is a condition of the cell, the side is the cell.
    const proof = own.length === cell.length ? evidence.cell : side === 1 ? evidence.above : evidence.below
    const status: CellStatus =
      cell.length === 0 ? { status: 'occurs', trust: 'kernel' } : cellStatus(subject, near, own, proof, checked)
    const vector = side === 1 ? limits.vector : limits.vector.map(negate)
    return limitOf(vector, own, status, proof, [limits.trust])
  })

/**
 * The Bouligand subdifferential ∂ᴮf(x̄) (limits of gradients) and the normalized one, ∇̂f(x̄) ([J], Definition 3.1 [R+]).
 *
 * f is locally Lipschitz near x̄ and there, off a set without interior, one of the selections. ∇f_σ(x̄) ∈ ∂ᴮf(x̄) if the
 * cell of σ has points arbitrarily near x̄; and these are all: at a point where f is differentiable but no cell ends, its
 * directional derivatives are linear and each is that of some selection whose cell comes near, so that finitely many
 * subspaces cover all directions, and one of them is everything. ∇̂f(x̄) is the union of what `directionLimits` says of
 * the cells that come near. `evidence` is one entry for each selection; what it does not prove stays open.
 */
export const subdifferentialsAt = (
  subject: PointSubject,
  near: PiecewiseSmooth,
  evidence: readonly SelectionEvidence[],
  checked: readonly unknown[],
): Subdifferentials => {
  const gradients: LimitVector[] = []
  const directions: LimitVector[] = []
  const spheres: Subdifferentials['spheres'][number][] = []
  const unknown: Subdifferentials['unknown'][number][] = []
  near.selections.forEach((selection, i) => {
    const own = evidence[i] ?? {}
    const { cell } = selection
    const status = cellStatus(subject, near, cell, own.cell, checked)
    if (status.status === 'empty') return
    const slope = slopeAt(selection.term, near)
    gradients.push(...limitOf(slope, cell, status, own.cell))
    const limits = directionLimits(subject, near, selection, own, checked)
    const where = cell.map((w) => `${printTerm(w)} > 0`)
    if (limits.kind === 'vector') directions.push(...limitOf(limits.vector, cell, status, own.cell))
    if (limits.kind === 'constant') directions.push(...limitOf(slope, cell, status, own.cell))
    if (limits.kind === 'by-sign') directions.push(...bySides(subject, near, selection, limits, own, checked))
    if (limits.kind === 'sphere') spheres.push(limits)
    if (limits.kind === 'unknown') unknown.push({ where, why: limits.why })
  })
  return { gradients: distinct(gradients), directions, spheres, unknown }
}

/** The vector divided by its length, as texts; 0 stays 0. */
export const normalized = (vector: readonly Polynomial[], near: PiecewiseSmooth): readonly string[] => {
  if (vector.every(vanishes)) return vector.map(() => '0')
  const texts = vectorTexts(vector)
  if (vector.filter((entry) => !vanishes(entry)).length === 1) return vector.map((entry) => `${closedSign(entry) ?? 0}`)
  const size = `sqrt(${texts.map((entry) => `(${entry})^2`).join(' + ')})`
  const { scope } = near
  return vectorTexts(texts.map((entry) => lower(parseTerm(`(${entry})/${size}`), { ...scope, variables: [] })))
}
