import type { Term } from '../kernel/term.ts'

/**
 * A formula as it was written, with its matrices kept: for printing only, no value is ever read off it. What has no
 * matrix in it is a `term`; of `elementwise`, `sign` is one of `.* ./ .^`.
 */
export type MatrixForm =
  | { readonly op: 'term'; readonly term: Term }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'literal'; readonly rows: readonly (readonly MatrixForm[])[] }
  | { readonly op: 'add'; readonly args: readonly MatrixForm[] }
  | { readonly op: 'negate'; readonly arg: MatrixForm }
  | { readonly op: 'multiply'; readonly args: readonly MatrixForm[] }
  | { readonly op: 'divide'; readonly numerator: MatrixForm; readonly denominator: MatrixForm }
  | {
      readonly op: 'elementwise'
      readonly sign: '.*' | './' | '.^'
      readonly left: MatrixForm
      readonly right: MatrixForm
    }
  | { readonly op: 'power'; readonly base: MatrixForm; readonly exponent: MatrixForm }
  | { readonly op: 'transpose'; readonly arg: MatrixForm }
  | { readonly op: 'index'; readonly arg: MatrixForm; readonly at: readonly string[] }
  | {
      readonly op: 'call'
      readonly name: string
      readonly args: readonly MatrixForm[]
      /** The size of the first argument, where the function prints differently for vectors and matrices. */
      readonly argument?: { readonly rows: number; readonly columns: number }
    }

export const termForm = (term: Term): MatrixForm => ({ op: 'term', term })
export const nameForm = (name: string): MatrixForm => ({ op: 'name', name })
export const addForm = (...args: readonly MatrixForm[]): MatrixForm => ({ op: 'add', args })
export const negateForm = (arg: MatrixForm): MatrixForm => ({ op: 'negate', arg })
export const multiplyForm = (...args: readonly MatrixForm[]): MatrixForm => ({ op: 'multiply', args })
export const transposeForm = (arg: MatrixForm): MatrixForm => ({ op: 'transpose', arg })
