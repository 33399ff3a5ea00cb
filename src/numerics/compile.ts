import type { Term } from '../kernel/term.ts'
import { assemble, local, statements } from './javascript.ts'
import { buildProgram } from './program.ts'

/** The value of a term at a point, coordinates in the order of the variables. */
export type ScalarFunction = (point: ArrayLike<number>) => number

/** Writes the values of several terms at a point to `out`. */
export type VectorFunction = (point: ArrayLike<number>, out: Float64Array | number[]) => void

/** For i < count: `outputs[j][i]` becomes the j-th term at (inputs[0][i], inputs[1][i], …). */
export type BlockFunction = (inputs: readonly Float64Array[], outputs: readonly Float64Array[], count: number) => void

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

/** Compiles several terms, sharing what they have in common; conditions as in {@link compileScalar}. */
export const compileVector = (terms: readonly Term[], variables: readonly string[]): VectorFunction => {
  const program = buildProgram(terms, variables)
  const body = statements(program, (i) => `x[${i}]`)
  const stores = program.outputs.map((t, j) => `out[${j}] = ${local(t)}`)
  return assemble<VectorFunction>(['x', 'out'], `${body}\n${stores.join('\n')}`)
}

/**
 * Compiles several terms to a loop over blocks of points, one array per variable and per term.
 *
 * An output array must not be an input array. Conditions as in {@link compileScalar}.
 */
export const compileBlock = (terms: readonly Term[], variables: readonly string[]): BlockFunction => {
  const program = buildProgram(terms, variables)
  const body = [
    ...variables.map((_, i) => `const x${i} = inputs[${i}]`),
    ...terms.map((_, j) => `const y${j} = outputs[${j}]`),
    'for (let i = 0; i < count; i++) {',
    statements(program, (i) => `x${i}[i]`),
    ...program.outputs.map((t, j) => `y${j}[i] = ${local(t)}`),
    '}',
  ]
  return assemble<BlockFunction>(['inputs', 'outputs', 'count'], body.join('\n'))
}
