import type { Claim } from '../kernel/claim.ts'
import type { Verdict } from '../search/verdict.ts'
import type { NegativeConclusion } from '../theorems/equilibrium.ts'
import type { NumberOfLaws } from '../theorems/number-of-laws.ts'

/** A quantity with what the kernel says of it. */
export interface ReportedLaw {
  readonly expression: string
  readonly latex: string
  readonly kind: string
  readonly domain: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

/** A claim about a number of laws. */
export interface ReportedCount {
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

export interface ReportedDimension {
  readonly status: Verdict['status']
  readonly dimension: number
  readonly atMost: ReportedCount
  readonly atLeast?: ReportedCount
  readonly cells?: readonly ReportedCount[]
}

export interface ReportedSymmetry {
  readonly field: { readonly [variable: string]: string }
  readonly type: 'symmetric' | 'antisymmetric' | 'general'
  readonly part?: { readonly index: number; readonly name: string }
}

/** What a report needs of the answer of `laws`: an answer of `gradlaw laws --json` is one. */
export interface ReportedLaws {
  readonly objective: string
  readonly objectiveLatex: string
  readonly map?: string
  readonly network?: string
  readonly components?: string
  readonly method: string
  readonly metric?: string
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly laws: readonly ReportedLaw[]
  readonly matrixLaws: readonly {
    readonly expression: string
    readonly latex: string
    readonly kind: string
    readonly entries: readonly string[]
  }[]
  readonly polynomialDimension: { readonly [degree: string]: number }
  readonly polynomialDimensionVerdict: { readonly [degree: string]: ReportedDimension }
  readonly independent: {
    readonly statement: string
    readonly verdict: Verdict
    readonly kernelClaim?: Claim
    readonly bound?: ReportedCount
    readonly localLaws?: ReportedCount & { readonly count: number }
    readonly conclusion?: NumberOfLaws
  }
  readonly generators?: { readonly count: number; readonly independent: number }
  readonly symmetries: readonly ReportedSymmetry[]
  readonly negative: readonly (NegativeConclusion & {
    readonly claims: readonly { readonly statement: string; readonly verdict: Verdict }[]
  })[]
  readonly notSearched: readonly string[]
}
