import type { Display } from '../expression/print-matrix.ts'
import type { ContextJson } from '../kernel/context.ts'
import { printRelation, type Relation, type Term } from '../kernel/term.ts'

/** An objective f on ℝⁿ with its names and what is assumed of its parameters. */
export interface Objective {
  readonly term: Term
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  /** The parameters that are integers. */
  readonly integers: readonly string[]
  readonly assume: readonly Relation[]
  /** The term with its matrices, where it was written with any: for headings, never for statements. */
  readonly display?: Display
}

/** The objective with another term; what is displayed goes with the old one. */
export const withTerm = (objective: Objective, term: Term): Objective => {
  if (term === objective.term) return objective
  const { display: _, ...rest } = objective
  return { ...rest, term }
}

/** The context every claim about this objective is stated in. */
export const contextOf = (objective: Omit<Objective, 'term' | 'display'>): ContextJson => ({
  variables: objective.variables,
  parameters: objective.parameters,
  integers: objective.integers,
  assume: objective.assume.map(printRelation),
  constants: {},
})
