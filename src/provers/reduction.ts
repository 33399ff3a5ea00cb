import type { Json } from '../kernel/json.ts'
import type { Sequent } from '../kernel/sequent.ts'

/** A way to prove a sequent by proving others: `close` makes its proof from theirs, in the same order. */
export interface Reduction {
  readonly name: string
  readonly goals: readonly Sequent[]
  readonly close: (proofs: readonly Json[]) => Json
}

/** A Positivstellensatz proof of squares times factors, and multiples of equations. */
export const squaresAndMultiples = (
  terms: readonly { readonly weight?: string; readonly square?: string; readonly times?: readonly string[] }[],
  multiples: readonly (readonly [of: string, by: string])[] = [],
): Json => ({
  kind: 'positivstellensatz',
  terms: terms.map(({ weight = '1', square = '1', times = [] }) => ({ weight, square, times: [...times] })),
  multiples: multiples.map(([of, by]) => ({ of, by })),
})
