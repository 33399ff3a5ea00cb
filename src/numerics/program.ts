/**
 * The functions of one or two arguments that a program applies. `sgn(0) = 1`; `oddroot(u, p) = sgn(u)·|u|^p`. From
 * `floor` on they are what the others are made of: ⌊u⌋; 2^u for an integer −1022 ≤ u ≤ 1023; and e and m with u = m·2^e,
 * 1 ≤ m < 2, for normal u > 0. Elsewhere those three are of no use, but no error. `hash` is that of random.ts, for
 * integers 0 ≤ u, v < 2^32.
 */
export type Intrinsic =
  | 'exp'
  | 'log'
  | 'abs'
  | 'sgn'
  | 'sqrt'
  | 'cbrt'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'max'
  | 'min'
  | 'pow'
  | 'oddroot'
  | 'floor'
  | 'powerOfTwo'
  | 'exponent'
  | 'significand'
  | 'hash'

/** One assignment of a straight-line program; operands are indices of earlier instructions. */
export type Instruction =
  | { readonly op: 'input'; readonly index: number }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'negate'; readonly a: number }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly a: number; readonly b: number }
  | { readonly op: 'apply'; readonly name: Intrinsic; readonly args: readonly number[] }
  /** The entry of a table whose number is the value of `at`, an integer from 0 to the last; elsewhere of no use. */
  | { readonly op: 'entry'; readonly table: readonly number[]; readonly at: number }
  /** `chosen` where a < b, or a = b for `equal`; `otherwise` elsewhere, also where a or b is no number. */
  | {
      readonly op: 'less' | 'equal'
      readonly a: number
      readonly b: number
      readonly chosen: number
      readonly otherwise: number
    }

/** A straight-line program without repeated subexpressions: `outputs[j]` is the instruction computing the j-th value. */
export interface Program {
  readonly inputs: number
  readonly instructions: readonly Instruction[]
  readonly outputs: readonly number[]
}

/** The instructions whose values an instruction uses. */
export const operandsOf = (instruction: Instruction): readonly number[] => {
  switch (instruction.op) {
    case 'input':
    case 'constant':
      return []
    case 'negate':
      return [instruction.a]
    case 'apply':
      return instruction.args
    case 'entry':
      return [instruction.at]
    case 'less':
    case 'equal':
      return [instruction.a, instruction.b, instruction.chosen, instruction.otherwise]
    default:
      return [instruction.a, instruction.b]
  }
}

/** The instruction with operand i replaced by `position[i]`. */
export const renumbered = (instruction: Instruction, position: readonly number[]): Instruction => {
  const at = (i: number): number => position[i] as number
  switch (instruction.op) {
    case 'input':
    case 'constant':
      return instruction
    case 'negate':
      return { op: 'negate', a: at(instruction.a) }
    case 'apply':
      return { ...instruction, args: instruction.args.map(at) }
    case 'entry':
      return { ...instruction, at: at(instruction.at) }
    case 'less':
    case 'equal': {
      const { op, a, b, chosen, otherwise } = instruction
      return { op, a: at(a), b: at(b), chosen: at(chosen), otherwise: at(otherwise) }
    }
    default:
      return { op: instruction.op, a: at(instruction.a), b: at(instruction.b) }
  }
}
