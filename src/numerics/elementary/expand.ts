import type { Instruction, Intrinsic, Program } from '../program.ts'
import { type ProgramBuilder, programBuilder } from '../program-builder.ts'
import { cosine, type LARGEST_ANGLE, sine } from './circular.ts'
import { cubeRoot } from './cube-root.ts'
import { exponential } from './exponential.ts'
import { halfIntegerOf, halfIntegerPower } from './half-integer-power.ts'
import { hyperbolicTangent } from './hyperbolic-tangent.ts'
import { logarithm } from './logarithm.ts'
import { realPower, signedPower } from './power.ts'

/** sgn 0 = 1, an element of [−1, 1] that a normalized subgradient may use; of what is no number, it itself. */
const signOf = (b: ProgramBuilder, x: number): number =>
  b.equal(x, x, b.less(x, b.constant(0), b.constant(-1), b.constant(1)), x)

/** Functions by arithmetic, comparisons and the exponents of doubles: one definition for every compiler. */
export const ELEMENTARY: { readonly [name in Intrinsic]?: (b: ProgramBuilder, a: number, c: number) => number } = {
  exp: exponential,
  log: logarithm,
  pow: realPower,
  oddroot: signedPower,
  cbrt: cubeRoot,
  tanh: hyperbolicTangent,
  sin: sine,
  cos: cosine,
  sgn: signOf,
}

/** What is done with instructions that are not copied as they are. */
export interface Expansion {
  /** The number of an input afterwards. */
  readonly input: (index: number) => number
  /** Sees the argument of each sine and cosine. */
  readonly angle: (b: ProgramBuilder, argument: number) => void
}

const PLAIN: Expansion = { input: (index) => index, angle: () => undefined }

const emitted = (
  b: ProgramBuilder,
  instruction: Instruction,
  program: Program,
  at: (i: number) => number,
  { input, angle }: Expansion,
): number => {
  switch (instruction.op) {
    case 'input':
      return b.input(input(instruction.index))
    case 'constant':
      return b.constant(instruction.value)
    case 'negate':
      return b.negate(at(instruction.a))
    case 'apply': {
      const [first = 0, second = first] = instruction.args.map(at)
      if (instruction.name === 'sin' || instruction.name === 'cos') angle(b, first)
      const p = halfIntegerOf(program, instruction)
      if (p !== undefined) return halfIntegerPower(b, first, p)
      return ELEMENTARY[instruction.name]?.(b, first, second) ?? b.apply(instruction.name, ...instruction.args.map(at))
    }
    case 'entry':
      return b.entry(instruction.table, at(instruction.at))
    case 'less':
    case 'equal':
      return b[instruction.op](at(instruction.a), at(instruction.b), at(instruction.chosen), at(instruction.otherwise))
    default:
      return b[instruction.op](at(instruction.a), at(instruction.b))
  }
}

/** Copies a program into another, its functions replaced by what they are made of; returns its outputs there. */
export const expandInto = (
  builder: ProgramBuilder,
  program: Program,
  expansion: Expansion = PLAIN,
): readonly number[] => {
  const place: number[] = []
  for (const instruction of program.instructions)
    place.push(emitted(builder, instruction, program, (i) => place[i] as number, expansion))
  return program.outputs.map((output) => place[output] as number)
}

/**
 * The program with its functions replaced by what they are made of; the values stay the same, to the bit, where the
 * arguments of sines and cosines are below {@link LARGEST_ANGLE}.
 */
export const expand = (program: Program): Program => {
  const builder = programBuilder()
  return builder.program(program.inputs, expandInto(builder, program))
}
