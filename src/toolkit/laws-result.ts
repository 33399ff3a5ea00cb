import type { Method } from '../dynamics/law-question.ts'
import type { Claim } from '../kernel/claim.ts'
import type { LawKind } from '../laws/law.ts'
import type { SymmetryText } from '../laws/symmetry-text.ts'
import type { Verdict } from '../search/verdict.ts'
import type { NumberOfLaws } from '../theorems/number-of-laws.ts'
import type { NegativeAnswer } from './negative-answers.ts'

/** A law, or a supplied candidate, with where it holds and its verdict. */
export interface LawEntry {
  readonly expression: string
  readonly latex: string
  readonly kind: LawKind
  /** Where the law is differentiable and conserved. */
  readonly domain: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
  /** Whether it is functionally independent of the laws before it. */
  readonly independent: boolean
}

/** A verdict with the claim that it is about. */
export interface CountVerdict {
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

/** That the conserved polynomials up to a degree form a space of exactly this dimension, from both sides. */
export interface DimensionEntry {
  readonly status: Verdict['status']
  readonly dimension: number
  readonly atMost: CountVerdict
  readonly atLeast?: CountVerdict
  /** Of an objective with kinks: what it is on some cells, whose flows `atMost` is about. */
  readonly cells?: readonly CountVerdict[]
}

/** A matrix whose entries are conserved. */
export interface MatrixLawEntry {
  readonly expression: string
  readonly latex: string
  readonly kind: string
  /** The laws it stands for. */
  readonly entries: readonly string[]
}

/** How many functionally independent laws there are, from both sides. */
export interface IndependentLawsEntry {
  readonly found: number
  /** A bound of the number of independent local laws at generic points; proved where `bound` is. */
  readonly upperBound: number
  /** True where as many laws as the bound allows are found and both sides are proved: there are exactly so many. */
  readonly complete: boolean
  /** That the laws found are independent: their gradients are, at a rational point. */
  readonly verdict: Verdict
  readonly kernelClaim?: Claim
  /** That there are no more. */
  readonly bound?: CountVerdict
  /** How many local laws exist, where that is known without writing them down. */
  readonly localLaws?: CountVerdict & { readonly count: number }
  /** How many there are in words. */
  readonly statement: string
  /** What follows by the theorem from the claims that are proved; `exact` where both bounds meet. */
  readonly conclusion?: NumberOfLaws
}

/** What `laws` answers, and prints as JSON. */
export interface LawsResult {
  /** The objective; for a map or a network, in words that every loss of it is meant. */
  readonly objective: string
  readonly objectiveLatex: string
  readonly map?: string
  readonly network?: string
  /** What the components of the map are. */
  readonly components?: string
  readonly method: Method
  readonly metric?: string
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly laws: readonly LawEntry[]
  readonly matrixLaws: readonly MatrixLawEntry[]
  /** Degree d to the dimension of all conserved polynomials of degree at most d, without constants. */
  readonly polynomialDimension: { readonly [degree: string]: number }
  /** For each of these degrees, what is proved of the dimension. */
  readonly polynomialDimensionVerdict: { readonly [degree: string]: DimensionEntry }
  readonly independent: IndependentLawsEntry
  /** Where generators were asked for: how many there are, and how many of them are functionally independent. */
  readonly generators?: { readonly count: number; readonly independent: number }
  readonly symmetries: readonly (Omit<SymmetryText, 'law'> & { readonly law?: string })[]
  /** What is proved not to exist. */
  readonly negative: readonly NegativeAnswer[]
  readonly notSearched: readonly string[]
  readonly elapsedMs: number
}
