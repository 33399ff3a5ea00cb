import type { Term } from '../kernel/term.ts'
import { assemble, local, statements } from './javascript.ts'
import { buildProgram } from './lower-terms.ts'
import type { Program } from './program.ts'

/** The value of a term at a point, coordinates in the order of the variables. */
export type ScalarFunction = (point: ArrayLike<number>) => number

/** Writes the values of several terms at a point to `out`. */
export type VectorFunction = (point: ArrayLike<number>, out: Float64Array | number[]) => void

/**
 * Compiles one term to a function of a point.
 *
 * Precondition: every symbol is among `variables`, else a RangeError. Outside its domain a term is NaN or infinite.
 */
export const compileScalar = (term: Term, variables: readonly string[]): ScalarFunction => {
  const program = buildProgram([term], variables)
  const body = statements(program, (i) => `x[${i}]`)
  return assemble<ScalarFunction>(['x'], `${body}\nreturn ${local(program.outputs[0] ?? 0)}`)
}

/** The function that a program computes: outputs in their order. */
export const vectorFunction = (program: Program): VectorFunction => {
  const body = statements(program, (i) => `x[${i}]`)
  const stores = program.outputs.map((t, j) => `out[${j}] = ${local(t)}`)
  return assemble<VectorFunction>(['x', 'out'], `${body}\n${stores.join('\n')}`)
}

/** Compiles several terms, sharing what they have in common; conditions as in {@link compileScalar}. */
export const compileVector = (terms: readonly Term[], variables: readonly string[]): VectorFunction =>
  vectorFunction(buildProgram(terms, variables))
