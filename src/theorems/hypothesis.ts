import { isCheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim, Loss, PiecesJson, TameClass, WallJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { printTerm, raised, sum } from '../kernel/term.ts'
import { isSolverStatement } from './solver-statement.ts'

/** What a theorem page is about: this f, these residuals, this g, these names. */
export interface Subject {
  readonly context: ContextJson
  readonly f: string
  /** h_1, …, h_m of f = φ(t) in this order, with t = |h| (`single`, m = 1), |F|₂ (`l2`) or |F|₁ (`l1`). */
  readonly residuals: readonly string[]
  readonly loss: Loss
  readonly phi: string
  readonly tameClass: TameClass
  readonly g: PiecesJson
  /** A lower bound of the positive critical values of f, or "infinity". */
  readonly level: string
  /**
   * Whose sublevel sets, cut with those of g, are bounded: f's where absent, or those of Σh_i². As f = φ(t) with φ
   * increasing and t = |h|, |F|₂ or |F|₁, below every value that f takes the latter is the same or weaker.
   */
  readonly sublevels?: 'residuals'
  /** Conditions of the pieces at which g need not tend to infinity, because no run crosses them. */
  readonly walls?: readonly WallJson[]
}

/** Σh_i², bounded exactly where t is: f itself may be bounded, as t²/(1 + t²) is. */
export const energyOf = (residuals: readonly string[]): string =>
  printTerm(sum(...residuals.map((h) => raised(parseTerm(h), 2))))

/** The claims of the checklist that are hypotheses of some page. */
export type HypothesisId =
  | 'structure'
  | 'tame'
  | 'minimum-zero'
  | 'full-rank'
  | 'critical-values'
  | 'conserved'
  | 'lyapunov'
  | 'regularity-of-g'
  | 'second-order'
  | 'coercive'
  | 'boundary'

/** A hypothesis of a theorem, as the claim that has to be proved. */
export interface Hypothesis {
  readonly id: HypothesisId
  readonly claim: Claim
}

/** The claims of the checklist for a subject, each exactly as the pages require it. */
export const hypothesesOf = (subject: Subject): { readonly [id in HypothesisId]: Claim } => {
  const { context, f, residuals, loss, phi, g, level, sublevels } = subject
  // Where one residual changes its sign, f = φ(|h|) has a zero in between; with several only a point will do.
  const residual = loss === 'single' ? (residuals[0] ?? null) : null
  return {
    structure: { claim: 'structure', context, f, residuals, loss, phi },
    tame: { claim: 'tame', context, f, class: subject.tameClass },
    'minimum-zero': { claim: 'minimum-zero', context, f, residual },
    'full-rank': { claim: 'full-rank', context, residuals },
    'critical-values': { claim: 'critical-values', context, f, residuals, loss, level },
    conserved: { claim: 'conserved', context, f, g },
    lyapunov: { claim: 'lyapunov', context, f, g },
    'regularity-of-g': { claim: 'regularity-of-g', context, g },
    'second-order': { claim: 'second-order', context, residuals, loss, g },
    coercive: { claim: 'coercive', context, f: sublevels === 'residuals' ? energyOf(residuals) : f, g },
    boundary: { claim: 'boundary', context, f, g, level },
  }
}

/**
 * Claims that Theorem S takes in the place of a hypothesis (`docs/invariant-cells.md`): for |F|₁, DFᵀs ≠ 0 for all
 * signs instead of full rank; where walls are given, that no run crosses them instead of g → ∞ at them.
 */
export const substitutesOf = (subject: Subject): { readonly [id in HypothesisId]?: Claim } => {
  const { context, f, residuals, loss, g, level, walls = [] } = subject
  return {
    ...(loss === 'l1' ? { 'full-rank': { claim: 'nonzero-directions', context, residuals } } : {}),
    ...(walls.length === 0
      ? {}
      : { boundary: { claim: 'invariant-walls', context, f, residuals, loss, g, level, walls } }),
  }
}

/** The claim of the checklist for a hypothesis of Theorem S, or what was proved in its place. */
export const provedForm = (id: HypothesisId, subject: Subject, checked: readonly unknown[]): Claim => {
  const claim = hypothesesOf(subject)[id]
  const substitute = substitutesOf(subject)[id]
  return substitute === undefined || trustIn(claim, checked) !== undefined ? claim : substitute
}

/** The same text for the same claim or context: object keys are sorted. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`)
    .join(',')}}`
}

/** Whether every name of the subject means the same in a claim's context, which may add constants of its own. */
export const extendsContext = (claim: ContextJson, subject: ContextJson): boolean =>
  canonical({ ...claim, constants: {} }) === canonical({ ...subject, constants: {} }) &&
  Object.entries(subject.constants).every(
    ([name, value]) => Object.hasOwn(claim.constants, name) && canonical(claim.constants[name]) === canonical(value),
  )

/** Whose word something rests on: the kernel's, or that of an outside solver, which nobody re-checked. */
export type Trust = 'kernel' | 'solver'

/** The weakest of them. */
export const weakest = (trusts: readonly Trust[]): Trust => (trusts.includes('solver') ? 'solver' : 'kernel')

/** A proved claim, and whose word it rests on. */
export interface Ground {
  readonly claim: Claim
  readonly trust: Trust
}

/** The proved claims among the given things: those sealed by the kernel first, then what a solver says. */
export const groundsIn = (checked: readonly unknown[]): readonly Ground[] => [
  ...checked
    .filter(isCheckedClaim)
    .flatMap(({ outcome, claim }) => (outcome === 'proved' ? [{ claim, trust: 'kernel' as const }] : [])),
  ...checked.filter(isSolverStatement).map(({ claim }) => ({ claim, trust: 'solver' as const })),
]

/**
 * Whose word exactly this claim rests on among the given things, or undefined where it was not proved.
 * Anything that is not genuinely sealed, was refuted, or speaks of another f, g, F, level or context does not count.
 */
export const trustIn = (claim: Claim, checked: readonly unknown[]): Trust | undefined =>
  groundsIn(checked).find((ground) => canonical(ground.claim) === canonical(claim))?.trust

/** The weakest word that all these claims rest on together, or undefined where one of them was not proved. */
export const commonTrust = (claims: readonly Claim[], checked: readonly unknown[]): Trust | undefined => {
  const trusts = claims.map((claim) => trustIn(claim, checked))
  const known = trusts.filter((trust) => trust !== undefined)
  return known.length === trusts.length ? weakest(known) : undefined
}
