import { type Structure, scopeOf } from '../dynamics/structure.ts'
import type { Piece } from '../expression/pieces.ts'
import type { PiecesJson, TameClass } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { uses } from '../kernel/domain.ts'
import { printRelation, printTerm, type Term } from '../kernel/term.ts'
import type { Law } from '../laws/find-laws.ts'
import type { Hints, Search } from '../provers/attempt.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { CheckOptions } from './check-options.ts'
import type { Checklist } from './checklist.ts'
import type { Problem } from './problem.ts'

/** What one check is about, and with what time and means. */
export interface Setting {
  readonly problem: Problem
  readonly context: ContextJson
  /** f − min f. */
  readonly f: Term
  readonly structure: Structure | undefined
  readonly budget: Budget
  readonly hints: Hints
  readonly options: CheckOptions
  /** The laws of f that were found. */
  readonly laws: readonly Law[]
  /** The flat minima, where they were looked for before any regularizer was tried. */
  readonly flat?: Checklist
}

/** The smallest class of tame functions that f is seen to belong to. */
export const tameClassOf = (f: Term, problem: Pick<Problem, 'objective'>): TameClass => {
  const scope = scopeOf(problem.objective)
  if (uses(f, new Set(['sin', 'cos']), scope)) return 'analytic'
  return uses(f, new Set(['exp', 'log', 'tanh', 'power']), scope) ? 'exponential' : 'semialgebraic'
}

/** The pieces as texts of claims. */
export const piecesOf = (g: readonly Piece[]): PiecesJson =>
  g.map(({ when, value }) => ({ when: when.map(printRelation), value: printTerm(value) }))

/** The pieces on the part of their cells that lies in the domain looked at. */
export const restricted = (g: readonly Piece[], { domain = [] }: Problem): readonly Piece[] =>
  g.map((piece) => ({ ...piece, when: [...domain, ...piece.when] }))

/** A search for points: a third of the time that is left, at most five seconds. */
export const searchOf = ({ budget, hints }: Setting): Search => ({
  budget: partOf(budget, Math.min(millisecondsLeft(budget) / 3, 5000)),
  hints,
})
