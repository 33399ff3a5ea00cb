import { hessian as hessianOf } from '../expression/derivative.ts'
import type { Piece } from '../expression/pieces.ts'
import { difference, type RelationOperator, type Term } from '../kernel/term.ts'
import { compileScalar, compileVector, type ScalarFunction, type VectorFunction } from './compile.ts'

/** A regularizer: one term, or pieces on disjoint cells. */
export type Regularizer = Term | readonly Piece[]

/** g and the entries of ∇²g, row by row; NaN outside every cell. */
export interface CompiledRegularizer {
  readonly value: ScalarFunction
  readonly hessian: VectorFunction
}

const HOLDS: Readonly<Record<RelationOperator, (gap: number) => boolean>> = {
  '>': (gap) => gap > 0,
  '>=': (gap) => gap >= 0,
  '=': (gap) => gap === 0,
  '!=': (gap) => gap !== 0 && !Number.isNaN(gap),
}

const isPieces = (regularizer: Regularizer): regularizer is readonly Piece[] => Array.isArray(regularizer)

/** Compiles a regularizer with its second derivatives; a RangeError names a symbol that is not a variable. */
export const compileRegularizer = (regularizer: Regularizer, variables: readonly string[]): CompiledRegularizer => {
  const pieces = isPieces(regularizer) ? regularizer : [{ when: [], value: regularizer }]
  const compiled = pieces.map(({ when, value }) => ({
    conditions: when.map(({ left, op, right }) => {
      const gap = compileScalar(difference(left, right), variables)
      return (x: ArrayLike<number>): boolean => HOLDS[op](gap(x))
    }),
    value: compileScalar(value, variables),
    hessian: compileVector(hessianOf(value, variables).flat(), variables),
  }))
  const at = (x: ArrayLike<number>): (typeof compiled)[number] | undefined =>
    compiled.find(({ conditions }) => conditions.every((holds) => holds(x)))
  return {
    value: (x) => at(x)?.value(x) ?? Number.NaN,
    hessian: (x, out) => {
      const piece = at(x)
      if (piece === undefined) out.fill(Number.NaN)
      else piece.hessian(x, out)
    },
  }
}
