import type { Context } from './context.ts'
import { multiply } from './normal-form.ts'
import { add, atomOf, fromAtom, type Polynomial, zero } from './polynomial.ts'
import { refuse } from './refusal.ts'
import { isDeclared, type Scope, withVariables } from './scope.ts'

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
