import type { Claim, Loss } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import type { Verdict } from '../search/verdict.ts'
import type { HypothesisId } from './hypothesis.ts'
import type { TheoremEntry } from './theorem-page.ts'

/** The claims of the checklist: hypotheses of theorems, and what is said of the points beside them. */
export type ClaimId =
  | HypothesisId
  | 'solution-set'
  | 'flat-minima'
  | 'strict-minimum'
  | 'strictness'
  | 'subregularity'
  | 'decrease'
  | 'projection-formula'
  | 'short-steps'
  | 'symmetry'
  | 'change-of-variables'

/** One line of the checklist. Only `needed` claims count for the exit status. */
export interface ClaimEntry {
  readonly id: ClaimId
  readonly needed: boolean
  /** The claim as the kernel read it. */
  readonly statement: string
  readonly latex: string
  /** Where the hypothesis stands in the papers, with its certainty tag. */
  readonly source: string
  readonly verdict: Verdict
  /** The claim itself, for saving it with its certificate; absent where it could not even be stated. */
  readonly kernelClaim?: Claim
}

/** The verdicts of a conclusion; docs/theory.md says what each one means. */
export type ConclusionVerdict =
  | 'certified'
  | 'locally-certified'
  | 'band-certified'
  | 'sufficient-condition-fails'
  | 'refuted'
  | 'no-regularization'
  | 'no-flat-minimum'
  | 'degenerate'
  | 'undecided'

/** What follows from the checked claims, by which theorem, and what is open or fails. */
export interface Conclusion {
  readonly verdict: ConclusionVerdict
  /** p of "asymptotic p-attractor", where one is concluded. */
  readonly order?: number
  /** Where p = beta + gamma/tau was proved by the decrease of g and the subregularity of the gradient of f. */
  readonly exponents?: { readonly beta: number; readonly gamma: number; readonly tau: string }
  /** M ∩ Z by its equations. */
  readonly attractor?: string
  /** The points of M ∩ Z where it is finite and was proved complete, as exact expressions in the order of the variables. */
  readonly points?: readonly (readonly string[])[]
  /** Which of the points were proved flat: minimizers of the sharpness on M, or the only one that is least by higher order. */
  readonly flat?: readonly (readonly string[])[]
  /** Which of the points lie on a wall between cells and attract the runs of some of these cells only. */
  readonly semistable?: readonly (readonly string[])[]
  /** The points of M with the least |∇h|², as those where these equations hold, where that was proved; flat if `equallyFlat`. */
  readonly flatSet?: { readonly equations: string; readonly minimum: string; readonly equallyFlat?: true }
  /** What the names of algebraic constants in the points mean: the only root of the polynomial in the interval. */
  readonly constants?: ContextJson['constants']
  readonly scope?: 'sure' | 'sure-below' | 'almost-sure-in-paper' | 'local'
  readonly level?: string
  /** The theorem the conclusion is proved by. */
  readonly theorem?: string
  /** The paper's own statement, cited beside it. */
  readonly paper?: string
  readonly trust?: 'kernel' | 'solver'
  /** Sentences of the text that are special to this conclusion: cells and walls, bands. */
  readonly remarks?: readonly string[]
  readonly text: string
}

/** A regularizer that the tool proposed itself, and what became of it. */
export interface ProposalOutcome {
  readonly regularizer: readonly { readonly when: readonly string[]; readonly value: string }[]
  readonly latex: string
  /** How it is made of the laws, and what a look at some points of M in doubles suggested: no verdict. */
  readonly from: string
  /** The verdict of the conclusion with this g. */
  readonly verdict: ConclusionVerdict | 'not-tried'
  readonly why: string
}

/** A numerical table beside the verdicts: measured, never a verdict. */
export type EvidenceJson = { readonly [field: string]: unknown }

/** The same check for each case of the parameters' signs. */
export interface ParameterCases {
  /** The expressions whose signs tell the cases apart. */
  readonly on: readonly string[]
  readonly cases: readonly {
    /** The case in words, such as `a > b > 0`. */
    readonly when: string
    readonly latex: string
    /** Values of the parameters that lie in it, where some were found. */
    readonly sample?: Readonly<Record<string, string>>
    readonly problem: CheckResult['problem']
    readonly claims: readonly ClaimEntry[]
    readonly conclusion: Conclusion
    readonly theorems?: readonly TheoremEntry[]
  }[]
  /** The remaining choices of signs: the kernel proved that no parameters have them. */
  readonly impossible: readonly {
    readonly when: string
    readonly statement: string
    readonly verdict: Verdict
    readonly kernelClaim: Claim
  }[]
}

/** What `check` answers, and prints as JSON. */
export interface CheckResult {
  readonly problem: {
    readonly title?: string
    readonly source?: string
    readonly objective: string
    readonly objectiveLatex: string
    /** f, and g where it is one expression, in the entries of matrices: what the claims are stated in. */
    readonly inEntries?: { readonly objective?: string; readonly regularizer?: string }
    readonly regularizer: readonly { readonly when: readonly string[]; readonly value: string }[]
    readonly regularizerLatex: string
    /** Whether the tool proposed the regularizer itself. */
    readonly proposed: boolean
    readonly variables: readonly string[]
    readonly parameters: readonly string[]
    readonly assume: readonly string[]
    /** min f where it is not 0: the tool works on f − shift and says so. */
    readonly shift?: string
    /** h_1, …, h_m, and the t of f = φ(t): |h|, |F|₂ or |F|₁. */
    readonly residuals?: readonly string[]
    readonly residualsLatex?: readonly string[]
    readonly loss?: Loss
    /** h where there is one residual only. */
    readonly residual?: string
    readonly residualLatex?: string
    readonly phi?: string
    /** Where the claims are about f in other variables ([J], Proposition 3.37): what these are, and f and g in them. */
    readonly change?: {
      readonly variables: readonly string[]
      /** Each of them in the variables of the problem. */
      readonly coordinates: readonly string[]
      /** T of x = Tz by rows. */
      readonly matrix: readonly (readonly string[])[]
      readonly objective: string
      readonly regularizer: readonly { readonly when: readonly string[]; readonly value: string }[]
    }
    readonly laws: readonly { readonly expression: string; readonly latex: string; readonly kind: string }[]
  }
  readonly claims: readonly ClaimEntry[]
  readonly conclusion: Conclusion
  /** Each theorem that the software knows for such an f and g: whether it applies, is open, or fails, and why. */
  readonly theorems?: readonly TheoremEntry[]
  /** Where no regularizer was given: those that were tried, the best first, and some that were set aside. */
  readonly proposals?: readonly ProposalOutcome[]
  /** Where there is no answer for all parameters at once. */
  readonly parameterCases?: ParameterCases
  readonly evidence?: EvidenceJson
  readonly elapsedMs: number
}
