import type { Loss } from '../kernel/claim.ts'
import { bandOf, bandRemark } from './bands.ts'
import { cellRemarks, semistablePoints } from './cells.ts'
import type { Conclusion } from './check-result.ts'
import { constantWords } from './exact-points.ts'
import {
  commonTrust,
  type Hypothesis,
  type HypothesisId,
  hypothesesOf,
  provedForm,
  type Subject,
  type Trust,
  weakest,
} from './hypothesis.ts'
import { type FlatSet, limitSetOf } from './limit-set.ts'

const SHARED: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'critical-values',
  'regularity-of-g',
  'second-order',
  'coercive',
  'boundary',
]

/** The hypotheses of Theorem S for this subject; `flow` says whether g is conserved or only does not increase. */
export const theoremSHypotheses = (subject: Subject, flow: 'conserved' | 'lyapunov'): readonly Hypothesis[] => {
  const claims = hypothesesOf(subject)
  return [...SHARED, flow].map((id) => ({ id, claim: claims[id] }))
}

/** The square of the sharpness of t on M. */
const SHARPNESS: { readonly [loss in Loss]: string } = {
  single: '|∇h|²',
  l1: 'the largest |DFᵀs|² over s ∈ {−1, 1}^m',
  l2: 'the largest eigenvalue of DF·DFᵀ',
}

const flatSetWords = (set: FlatSet | undefined, loss: Loss): string => {
  if (set === undefined) return ''
  const least = ` On M, ${SHARPNESS[loss]} has its least value ${set.minimum} exactly where ${set.equations}`
  return set.equallyFlat === true
    ? `${least}; isometries that leave f as it is carry those of these points that are close into each other, so all of them are flat.`
    : `${least}; which of these points are flat is a matter of higher order.`
}

/**
 * Theorem S (our own statement; its proof is sketched in `docs/theory.md`).
 *
 * Let f = φ(t) ≥ 0 be locally Lipschitz and definable (on compacts), min f = 0, with t = |h|, |F|₂ or |F|₁ for smooth
 * F = (h_1, …, h_m) whose derivative has rank m on M = {F = 0}, and let v₁ bound its positive critical values (in the
 * sense of Clarke) from below. Let g: {f < v₁} → [0, ∞] be continuous, C² where 0 < g < ∞,
 * infinite at the boundary of its domain there, f + g coercive (or Σh_i² + g: f ≤ a < sup f bounds t), ⟨∇g, ∇f⟩ = 0 (variant P: ≥ 0), and
 * ∇²g(w, w) < 0 on M where 0 < g < ∞ for every w = DFᵀr, with r = 1 (m = 1), r ≠ 0 (|F|₂) or r ∈ {−1, 1}^m (|F|₁):
 * these are the limits of gradients at M up to length, because DF has full rank there (spec §1.1 [O]). Then for every compact K ⊂ {f < v₁} ∩ dom g and ε > 0 there is ᾱ > 0 such
 * that x₀ ∈ K, α_k ∈ (0, ᾱ], Σα_k² = ∞ imply lim sup d(x_k, M ∩ Z) ≤ ε, Z = {g = 0}; and d(x_k, M ∩ Z) → 0 if α_k → 0.
 *
 * For |F|₁ it is enough that DFᵀs ≠ 0 on M for s ∈ {−1, 1}^m; and g need not be infinite at a wall between cells that
 * no run crosses: then the limit set has the points of the walls in it (`docs/invariant-cells.md`, with proofs).
 *
 * Returns the conclusion where every hypothesis is among `checked` as a genuine proof by the kernel about this very
 * subject, or as a genuine statement of a solver, and then with `trust: 'solver'`; otherwise undefined.
 * [J], Theorem 3.32 has the corresponding (global) statement; it is cited, not used.
 */
export const theoremS = (subject: Subject, checked: readonly unknown[]): Conclusion | undefined => {
  const trustBy = (flow: 'conserved' | 'lyapunov'): Trust | undefined =>
    commonTrust(
      theoremSHypotheses(subject, flow).map(({ id }) => provedForm(id, subject, checked)),
      checked,
    )
  const conserved = trustBy('conserved')
  const trust = conserved ?? trustBy('lyapunov')
  if (trust === undefined) return undefined
  const isConserved = conserved !== undefined
  const hasWalls = (subject.walls ?? []).length > 0
  return attraction(subject, checked, {
    order: 2,
    theorem: `Theorem S${hasWalls ? ' on invariant cells' : ''}${isConserved ? '' : ', variant P with p = 2, n = 1'}`,
    paper: '[J], Theorem 3.32 [R+]',
    trust,
    steps: 'Σ α_k² = ∞',
  })
}

/** What differs between the variants of Theorem S. */
export interface Variant {
  readonly order: number
  readonly theorem: string
  readonly paper: string
  /** What the hypotheses rest on. */
  readonly trust: Trust
  /** The condition on the steps, in words. */
  readonly steps: string
  /** Where it is only known that there is a level below every positive critical value. */
  readonly level?: 'not computed'
}

/** The conclusion of a variant of Theorem S whose hypotheses were proved. */
export const attraction = (subject: Subject, checked: readonly unknown[], variant: Variant): Conclusion => {
  const limitSet = limitSetOf(subject, checked)
  const { order, theorem, paper, trust, steps } = variant
  const { points, flat, flatSet, cells, constants = {} } = limitSet
  const band = points === undefined ? bandOf(subject, checked) : undefined
  const equations = band?.equations ?? limitSet.equations
  const hasWalls = (subject.walls ?? []).length > 0
  const semistable = hasWalls && cells !== undefined ? semistablePoints(subject, cells) : []
  const remarks = hasWalls ? cellRemarks(subject, cells, semistable) : band === undefined ? [] : [bandRemark(band)]
  const isSomeLevel = variant.level === 'not computed'
  const isGlobal = subject.level === 'infinity' && !isSomeLevel
  const shown = points === undefined ? `{${equations}}` : `{${points.map((p) => `(${p.join(', ')})`).join(', ')}}`
  const where = isGlobal ? 'dom g' : `{f < ${isSomeLevel ? 'v' : subject.level}} ∩ dom g`
  return {
    verdict: band !== undefined ? 'band-certified' : isSomeLevel ? 'locally-certified' : 'certified',
    order,
    attractor: equations,
    ...(points === undefined ? {} : { points }),
    ...(flat === undefined ? {} : { flat }),
    ...(band === undefined || band.flat.length === 0 ? {} : { flat: band.flat }),
    ...(flatSet === undefined ? {} : { flatSet }),
    ...(semistable.length === 0 ? {} : { semistable: semistable.map(({ point }) => point) }),
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    scope: isSomeLevel ? 'local' : isGlobal ? 'sure' : 'sure-below',
    ...(isGlobal || isSomeLevel ? {} : { level: subject.level }),
    theorem,
    paper,
    trust: weakest([trust, limitSet.trust, ...(band === undefined ? [] : [band.trust])]),
    ...(remarks.length === 0 ? {} : { remarks }),
    text:
      `${isSomeLevel ? 'There is a level v > 0 (not computed) such that for' : 'For'} every compact K in ${where} and every ε > 0 there is ᾱ > 0 such that normalized gradient descent from any ` +
      `x₀ in K, with steps α_k in (0, ᾱ] and ${steps}, satisfies lim sup d(x_k, A) ≤ ε for A = ${shown}; ` +
      `and d(x_k, A) → 0 if moreover α_k → 0.${constantWords(constants)}${flatSetWords(flatSet, subject.loss)}${remarks.map((sentence) => ` ${sentence}`).join('')}`,
  }
}
