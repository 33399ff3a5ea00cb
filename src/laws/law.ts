import type { Relation, Term } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'
import type { SlopeAt } from './independent-laws.ts'
import type { LawBound } from './law-bounds.ts'
import type { MatrixLaw } from './matrix-laws.ts'
import type { SymmetryText } from './symmetry-text.ts'

/** How a law was found; `supplied` for a candidate of the user. */
export type LawKind = 'polynomial' | 'rational' | 'darboux' | 'symmetry' | 'supplied'

/** A conserved quantity, or a supplied candidate for one. */
export interface Law {
  readonly term: Term
  readonly kind: LawKind
  /** Where it is differentiable and conserved: `R^n`, or what must not vanish. */
  readonly domain: string
  /** The open cell on which it is conserved, where it is not conserved everywhere. */
  readonly when?: readonly Relation[]
  /** Whether it is functionally independent of the laws before it; false for a candidate where that is not known. */
  readonly independent: boolean
  /** The kernel's verdict; for a candidate that is not conserved by identity it is `unknown` here. */
  readonly verdict: Verdict
}

/** A law that was found, with its gradient. */
export interface FoundLaw {
  readonly law: Omit<Law, 'independent'>
  readonly slope: SlopeAt
}

/** What a search brought so far. */
export interface FoundLaws {
  readonly entries: readonly FoundLaw[]
  /** Degree d to the dimension of all conserved polynomials of degree ≤ d without constants. */
  readonly dimension: { readonly [degree: string]: number }
  readonly symmetries: readonly SymmetryText[]
  /** Matrices of laws, where there are matrices. */
  readonly matrixLaws?: readonly MatrixLaw[]
  /** What was not searched, and why, in words. */
  readonly open: readonly string[]
}

/** How many functionally independent laws there are. */
export interface Independent {
  readonly found: number
  /**
   * The number of variables less the rank of the fields that was seen: gradients of laws are orthogonal to all fields.
   * For one field, n − 1.
   */
  readonly upperBound: number
  readonly complete: boolean
  /** The bound by Lie brackets, where there is one. */
  readonly bound?: LawBound
  /** Independent laws and a point where their gradients, all defined there, are linearly independent. */
  readonly minor?: {
    readonly laws: readonly string[]
    readonly point: { readonly [variable: string]: string }
  }
}

export interface LawSearch {
  readonly laws: readonly Law[]
  /** Degree d to the dimension of all conserved polynomials of degree ≤ d without constants. */
  readonly polynomialDimension: { readonly [degree: string]: number }
  readonly independent: Independent
  readonly symmetries: readonly SymmetryText[]
  /** Matrices whose entries are laws. */
  readonly matrixLaws: readonly MatrixLaw[]
  /** What was not searched, and why, in words. */
  readonly notSearched: readonly string[]
}
