import type { Term } from '../kernel/term.ts'

/** What a method descends on: f, its gradient, and, where f = φ(|h|), the one residual h with its gradient. */
export interface Descended {
  readonly variables: readonly string[]
  readonly objective: Term
  readonly gradient: readonly Term[]
  /** Addends of f, of which a stochastic step takes one. */
  readonly samples?: readonly Term[]
  readonly residual?: { readonly value: Term; readonly gradient: readonly Term[] }
}
