import type { Block, Inline } from '../../report/document.ts'
import type { ProblemText } from '../../toolkit/problem.ts'
import type { Analysis } from '../analysis.ts'

// What the page and its workers say to each other: plain JSON, certificates and all.

/** Of what, and under which flow, laws are asked for, where that is not the gradient flow of the objective. */
export interface AskedLaws {
  /** What the text of the objective is instead: a map, or the name of a network. */
  readonly subject?: 'map' | 'network'
  readonly method?: 'heavy-ball'
  readonly friction?: string
  readonly metric?: string
  /** Quantities to check as well. */
  readonly candidates?: readonly string[]
}

/** The problem as typed. */
export interface AskedProblem
  extends Pick<ProblemText, 'objective' | 'regularizer' | 'variables' | 'parameters' | 'assume'> {
  readonly laws?: AskedLaws
}

/** Where in which field a text could not be read. */
export interface ReadingError {
  /** `objective`, `regularizer.0.value`, …; empty where it is about the whole. */
  readonly field: string
  readonly what: string
  readonly expected?: string
  readonly advice?: string
  /** In UTF-16 units of the field's text. */
  readonly offset?: number
  readonly length?: number
}

/** A problem as it was read. */
export interface Reading {
  readonly objectiveLatex: string
  readonly regularizerLatex: string
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
}

export type Status = 'proved' | 'refuted' | 'unknown'

/** A verdict for the page: the words of the contract, and the certificate as text. */
export interface VerdictView {
  readonly status: Status
  /** Where something was proved or refuted: on whose word. */
  readonly trust?: 'kernel' | 'solver'
  /** How it was proved, the witness, or why it is unknown. */
  readonly ground: readonly Inline[]
  /** The claim and its certificate as JSON. */
  readonly certificate?: string
}

export interface LawView {
  readonly text: string
  readonly latex: string
  readonly kind: string
  /** Where it is conserved; empty for everywhere. */
  readonly domain: string
  readonly independent: boolean
  readonly verdict: VerdictView
  /** The proof as far as it can be read. */
  readonly words: readonly Block[]
}

export interface LawsView {
  readonly laws: readonly LawView[]
  /** How many laws are found beyond those that are listed. */
  readonly more: number
  readonly matrices: readonly { readonly latex: string; readonly text: string; readonly kind: string }[]
  /** How many independent ones there are, in words. */
  readonly count: string
  readonly countVerdict?: VerdictView
  /** What is proved not to exist. */
  readonly negative: readonly { readonly theorem: string; readonly text: string }[]
  readonly notSearched: readonly string[]
  readonly isFinal: boolean
  /** To be pasted, when all is found. */
  readonly report?: string
}

export interface ClaimView {
  readonly id: string
  readonly title: string
  readonly needed: boolean
  /** The claim as the kernel read it. */
  readonly statement: Inline
  readonly source: string
  readonly verdict: VerdictView
  readonly words: readonly Block[]
}

/** A regularizer that the tool proposed, and what became of it. */
export interface ProposalView {
  readonly regularizer: readonly { readonly when: string; readonly value: string }[]
  readonly latex: string
  readonly from: string
  readonly verdict: string
}

export interface CheckView {
  readonly regularizer: ProposalView['regularizer']
  readonly regularizerLatex: string
  /** Whether the tool proposed it. */
  readonly isProposed: boolean
  readonly claims: readonly ClaimView[]
  readonly conclusion: {
    readonly verdict: string
    readonly trust?: 'kernel' | 'solver'
    readonly words: readonly Block[]
  }
  readonly proposals: readonly ProposalView[]
  readonly theorems: readonly { readonly status: string; readonly title: string; readonly citation: string }[]
  readonly cases: readonly Block[]
  readonly evidence: readonly Block[]
  readonly report: string
  /** Every certificate, as the file that `gradlaw recheck` reads. */
  readonly proofFile: string
  readonly seconds: number
}

/** What is asked of a search: each question is answered with parts, then `done`, `refused` or `failed`. */
export type Question =
  | { readonly kind: 'laws'; readonly problem: AskedProblem; readonly timeout: number; readonly seed: number }
  /** Without a regularizer, one is proposed. */
  | { readonly kind: 'check'; readonly problem: AskedProblem; readonly timeout: number; readonly seed: number }

export type Request =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'cancel'; readonly id: number }

export type Part =
  /** The toolkit is loaded. */
  | { readonly kind: 'started' }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'laws'; readonly laws: LawsView; readonly analysis: Partial<Analysis> }
  | { readonly kind: 'claim'; readonly claim: ClaimView }
  | { readonly kind: 'check'; readonly check: CheckView; readonly analysis: Partial<Analysis> }
  | { readonly kind: 'done'; readonly isInterrupted: boolean }
  /** The problem could not be read. */
  | { readonly kind: 'refused'; readonly error: ReadingError }
  /** A defect of ours. */
  | { readonly kind: 'failed'; readonly message: string }

export interface Reply {
  readonly id: number
  readonly part: Part
}

/** What the worker that reads is asked, and answers. */
export interface ReadRequest {
  readonly id: number
  readonly problem: AskedProblem
}
export interface ReadReply {
  readonly id: number
  readonly result: Reading | { readonly error: ReadingError }
}
