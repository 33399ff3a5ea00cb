import type { Context } from './context.ts'
import { gradient } from './derivative.ts'
import { lower } from './lower.ts'
import { multiply, power } from './normal-form.ts'
import { add, atomOf, fromAtom, integer, type Polynomial, subtract, zero } from './polynomial.ts'
import { refuse } from './refusal.ts'
import { isDeclared, type Scope, withVariables } from './scope.ts'
import { fact } from './sequent.ts'
import type { Fact } from './sign.ts'
import type { Term } from './term.ts'

/** Σ_j weights_j·rows_j: for the gradients ∂h_j as rows, DFᵀ·weights. */
export const combination = (
  weights: readonly Polynomial[],
  rows: readonly (readonly Polynomial[])[],
  length: number,
): Polynomial[] =>
  Array.from({ length }, (_, k) =>
    rows.reduce<Polynomial>((s, row, j) => add(s, multiply(weights[j] as Polynomial, row[k] as Polynomial)), zero),
  )

/** Variables of the claim's own, `r[1]`, …, `r[m]` (l2) or `s[1]`, …, `s[m]` (l1): refused as names of the context. */
export const freshWeights = (
  context: Context,
  loss: 'l2' | 'l1',
  count: number,
): { readonly scope: Scope; readonly weights: readonly Polynomial[] } => {
  const names = Array.from({ length: count }, (_, j) => `${loss === 'l2' ? 'r' : 's'}[${j + 1}]`)
  const taken = names.find((name) => isDeclared(name, context.scope))
  if (taken !== undefined) refuse('context', `the name ${taken} is reserved for directions`)
  const weights = names.map((name) => fromAtom(atomOf({ kind: 'variable', name })))
  return { scope: withVariables(context.scope, names), weights }
}

/**
 * The directions of the normalized subdifferential on M up to length, and what is known of their weights:
 * w = ∂h (`single`); w = Σ r_j ∂h_j with Σ r_j² > 0 (`l2`); w = Σ s_j ∂h_j with s_j² = 1 (`l1`).
 */
export const limitDirections = (context: Context, residuals: readonly Term[], loss: 'single' | 'l2' | 'l1') => {
  const weightless: readonly Fact[] = []
  const { variables } = context.scope
  const slopes = residuals.map((h) => gradient(lower(h, context.scope), variables))
  if (loss === 'single') return { scope: context.scope, direction: slopes[0] ?? [], weights: weightless }
  const { scope, weights } = freshWeights(context, loss, residuals.length)
  const squares = weights.map((w) => power(w, 2))
  const known =
    loss === 'l2' ? [fact(squares.reduce(add), '>')] : squares.map((w) => fact(subtract(w, integer(1)), '='))
  return { scope, direction: combination(weights, slopes, variables.length), weights: known }
}
