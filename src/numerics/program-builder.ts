import { type Instruction, type Intrinsic, operandsOf, type Program, renumbered } from './program.ts'

/**
 * Makes a straight-line program one instruction at a time; each method returns the number of an instruction, an old one
 * where the same value is computed already.
 *
 * Nothing is rearranged that would round differently: a + b = b + a and a·b = b·a have one form, and only products and
 * quotients with 1 and −1, signs of constants and double signs are removed.
 */
export interface ProgramBuilder {
  readonly input: (index: number) => number
  readonly constant: (value: number) => number
  readonly negate: (a: number) => number
  readonly add: (a: number, b: number) => number
  readonly subtract: (a: number, b: number) => number
  readonly multiply: (a: number, b: number) => number
  readonly divide: (a: number, b: number) => number
  readonly apply: (name: Intrinsic, ...args: readonly number[]) => number
  /** table[at]; the same array is the same table. */
  readonly entry: (table: readonly number[], at: number) => number
  /** `chosen` where a < b, else `otherwise`. */
  readonly less: (a: number, b: number, chosen: number, otherwise: number) => number
  /** `chosen` where a = b, else `otherwise`. */
  readonly equal: (a: number, b: number, chosen: number, otherwise: number) => number
  /** The constant that an instruction is, if it is one. */
  readonly constantOf: (i: number) => number | undefined
  readonly instruction: (i: number) => Instruction
  /** The program with these outputs, without what none of them needs. */
  readonly program: (inputs: number, outputs: readonly number[]) => Program
}

/** The program without what no output needs. */
const pruned = ({ inputs, instructions, outputs }: Program): Program => {
  const isNeeded = new Uint8Array(instructions.length)
  for (const output of outputs) isNeeded[output] = 1
  for (let i = instructions.length - 1; i >= 0; i--)
    if (isNeeded[i] === 1) for (const operand of operandsOf(instructions[i] as Instruction)) isNeeded[operand] = 1
  const position: number[] = []
  const kept: Instruction[] = []
  for (const [i, instruction] of instructions.entries()) {
    position[i] = kept.length
    if (isNeeded[i] === 1) kept.push(renumbered(instruction, position))
  }
  return { inputs, instructions: kept, outputs: outputs.map((output) => position[output] as number) }
}

/** An empty program. */
export const programBuilder = (): ProgramBuilder => {
  const instructions: Instruction[] = []
  const known = new Map<string, number>()
  const tables = new Map<readonly number[], number>()
  const emit = (key: string, instruction: Instruction): number => {
    const old = known.get(key)
    if (old !== undefined) return old
    instructions.push(instruction)
    known.set(key, instructions.length - 1)
    return instructions.length - 1
  }
  const at = (i: number): Instruction => instructions[i] as Instruction
  const constantOf = (i: number): number | undefined => {
    const instruction = at(i)
    return instruction.op === 'constant' ? instruction.value : undefined
  }
  const constant = (value: number): number => emit(`c${Object.is(value, -0) ? '-0' : value}`, { op: 'constant', value })
  const negate = (a: number): number => {
    const instruction = at(a)
    if (instruction.op === 'constant') return constant(-instruction.value)
    return instruction.op === 'negate' ? instruction.a : emit(`n${a}`, { op: 'negate', a })
  }
  const choose =
    (op: 'less' | 'equal', sign: string, holds: (a: number, b: number) => boolean) =>
    (a: number, b: number, chosen: number, otherwise: number): number => {
      const [left, right] = [constantOf(a), constantOf(b)]
      if (left !== undefined && right !== undefined) return holds(left, right) ? chosen : otherwise
      if (chosen === otherwise) return chosen
      return emit(`${a}${sign}${b}?${chosen}:${otherwise}`, { op, a, b, chosen, otherwise })
    }
  /** The constant that a function of constants is, to the bits that the program would compute. */
  const folded = (a: number, b: number, value: (a: number, b: number) => number): number | undefined => {
    const [left, right] = [constantOf(a), constantOf(b)]
    return left === undefined || right === undefined ? undefined : constant(value(left, right))
  }
  const subtract = (a: number, b: number): number =>
    folded(a, b, (u, v) => u - v) ?? emit(`${a}-${b}`, { op: 'subtract', a, b })
  return {
    input: (index) => emit(`x${index}`, { op: 'input', index }),
    constant,
    negate,
    add: (a, b) => {
      const sum = folded(a, b, (u, v) => u + v)
      if (sum !== undefined) return sum
      const right = at(b)
      if (right.op === 'negate') return subtract(a, right.a)
      const [low, high] = a <= b ? [a, b] : [b, a]
      return emit(`${low}+${high}`, { op: 'add', a: low, b: high })
    },
    subtract,
    multiply: (a, b) => {
      if (constantOf(a) === 1) return b
      if (constantOf(b) === 1) return a
      if (constantOf(a) === -1) return negate(b)
      if (constantOf(b) === -1) return negate(a)
      const product = folded(a, b, (u, v) => u * v)
      if (product !== undefined) return product
      const [low, high] = a <= b ? [a, b] : [b, a]
      return emit(`${low}*${high}`, { op: 'multiply', a: low, b: high })
    },
    divide: (a, b) =>
      constantOf(b) === 1 ? a : (folded(a, b, (u, v) => u / v) ?? emit(`${a}/${b}`, { op: 'divide', a, b })),
    apply: (name, ...args) => {
      const value = args.length === 1 ? constantOf(args[0] as number) : undefined
      if (value !== undefined && name === 'floor') return constant(Math.floor(value))
      if (value !== undefined && name === 'abs') return constant(Math.abs(value))
      return emit(`${name}(${args.join()})`, { op: 'apply', name, args })
    },
    entry: (table, index) => {
      const id = tables.get(table) ?? tables.size
      tables.set(table, id)
      return emit(`t${id}[${index}]`, { op: 'entry', table, at: index })
    },
    less: choose('less', '<', (a, b) => a < b),
    equal: choose('equal', '=', (a, b) => a === b),
    constantOf,
    instruction: at,
    program: (inputs, outputs) => pruned({ inputs, instructions, outputs }),
  }
}
