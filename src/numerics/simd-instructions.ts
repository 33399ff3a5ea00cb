import { type Code, f64x2, get, i32, i32x4, i64x2, set, tee, v128 } from '../algebra/web-assembly/instructions.ts'
import { type Instruction, operandsOf, type Program } from './program.ts'
import { SPLITMIX } from './random.ts'

/** Where the values come from that a program does not compute: code that leaves a vector on the stack. */
export interface Sources {
  readonly input: (index: number) => Code
  /** The constant that is instruction i. */
  readonly constant: (i: number) => Code
  /** The address of the table of instruction i. */
  readonly table: (i: number) => number
}

const ARITHMETIC = {
  add: f64x2.add,
  subtract: f64x2.subtract,
  multiply: f64x2.multiply,
  divide: f64x2.divide,
} as const

// The last bit of these doubles counts 1, so integers can be added to their bits.
const UNIT = 2 ** 52
const BIAS = 1023
const EXPONENT_BITS = i32.constant(52)

const powerOfTwo = (k: Code): Code => i64x2.shiftLeft(f64x2.add(k, f64x2.constant(UNIT + BIAS)), EXPONENT_BITS)
const exponent = (x: Code): Code =>
  f64x2.subtract(v128.or(i64x2.shiftRightUnsigned(x, EXPONENT_BITS), f64x2.constant(UNIT)), f64x2.constant(UNIT + BIAS))
const significand = (x: Code): Code => v128.or(v128.and(x, v128.constant64(0xfffffffffffffn)), f64x2.constant(1))

// An integer below 2^32 plus 2^52 has it in the lower half of its bits.
const withInteger = (x: Code): Code => f64x2.add(x, f64x2.constant(UNIT))
const LOWER_HALF = 0xffffffffn
const ENTRY_BITS = i32.constant(3)

/** `hash` of random.ts; the local is for what is used twice. */
const hash = (local: number, a: Code, b: Code): Code => {
  const constant = (n: number): Code => v128.constant64(BigInt(n))
  const shifted = (x: Code, by: number): Code =>
    v128.exclusiveOr(tee(local, x), i32x4.shiftRightUnsigned(get(local), i32.constant(by)))
  const state = i32x4.add(v128.exclusiveOr(withInteger(a), withInteger(b)), constant(SPLITMIX.increment))
  const half = i32x4.multiply(shifted(state, 16), constant(SPLITMIX.first))
  const whole = shifted(i32x4.multiply(shifted(half, 13), constant(SPLITMIX.second)), 16)
  const bits = v128.or(v128.and(whole, v128.constant64(LOWER_HALF)), f64x2.constant(UNIT))
  return f64x2.subtract(bits, f64x2.constant(UNIT))
}

/** The entries of a table in memory with these numbers; the last one for what is no number of an entry. */
const entries = (local: number, table: number, length: number, at: Code): Code => {
  const bounded = i32x4.minimumUnsigned(withInteger(at), v128.constant64(BigInt(length - 1)))
  const upper = i32.shiftLeft(i32x4.extract(2, tee(local, bounded)), ENTRY_BITS)
  const lower = i32.shiftLeft(i32x4.extract(0, get(local)), ENTRY_BITS)
  return v128.loadUpper64(table, upper, v128.loadLower64(table, lower))
}

const FUNCTIONS = {
  abs: f64x2.absolute,
  sqrt: f64x2.squareRoot,
  max: f64x2.maximum,
  min: f64x2.minimum,
  floor: f64x2.floor,
  powerOfTwo,
  exponent,
  significand,
} as const

/** Instructions that need a local of their own for a moment. */
const needsScratch = (instruction: Instruction): boolean =>
  instruction.op === 'entry' || (instruction.op === 'apply' && instruction.name === 'hash')

const isVectorFunction = (name: string): name is keyof typeof FUNCTIONS => Object.hasOwn(FUNCTIONS, name)

/** Whether each instruction has a form in SIMD. */
export const hasVectorForm = ({ instructions }: Program): boolean =>
  instructions.every(
    (instruction) => instruction.op !== 'apply' || isVectorFunction(instruction.name) || needsScratch(instruction),
  )

const choice = (instruction: Instruction & { op: 'less' | 'equal' }, at: (i: number) => Code): Code => {
  const { op, a, b, chosen, otherwise } = instruction
  if (op === 'less' && chosen === a && otherwise === b) return f64x2.pseudoMinimum(at(b), at(a))
  if (op === 'less' && chosen === b && otherwise === a) return f64x2.pseudoMaximum(at(a), at(b))
  const compare = op === 'less' ? f64x2.less : f64x2.equal
  return v128.select(at(chosen), at(otherwise), compare(at(a), at(b)))
}

type Computed = Exclude<Instruction, { op: 'input' | 'constant' }>

const vectorOf = (instruction: Computed, at: (i: number) => Code, scratch: number, table: () => number): Code => {
  switch (instruction.op) {
    case 'negate':
      return f64x2.negate(at(instruction.a))
    case 'entry':
      return entries(scratch, table(), instruction.table.length, at(instruction.at))
    case 'apply': {
      if (instruction.name === 'hash') {
        const [a = 0, b = 0] = instruction.args
        return hash(scratch, at(a), at(b))
      }
      if (!isVectorFunction(instruction.name)) throw new RangeError(`no vector form of ${instruction.name}`)
      const apply: (...args: Code[]) => Code = FUNCTIONS[instruction.name]
      return apply(...instruction.args.map(at))
    }
    case 'less':
    case 'equal':
      return choice(instruction, at)
    default:
      return ARITHMETIC[instruction.op](at(instruction.a), at(instruction.b))
  }
}

/** Code of a program on two lanes. */
export interface VectorCode {
  /** Computes the values that are kept in locals. */
  readonly body: Code
  /** Leaves output j on the stack, once the body has run. */
  readonly output: (j: number) => Code
  /** How many locals are used, from `firstLocal` on. */
  readonly locals: number
}

/**
 * A program in f64x2 instructions, in its order; inputs and constants are taken from their sources at each use.
 *
 * A local is used again once its value is not needed any more, so their number is that of values alive at one time.
 * Precondition: {@link hasVectorForm}.
 */
export const vectorCode = ({ instructions, outputs }: Program, sources: Sources, firstLocal: number): VectorCode => {
  const lastUse = instructions.map((_, i) => i)
  for (const [i, instruction] of instructions.entries())
    for (const operand of operandsOf(instruction)) lastUse[operand] = i
  for (const output of outputs) lastUse[output] = instructions.length
  const place: number[] = []
  const free: number[] = []
  const scratch = firstLocal
  let locals = instructions.some(needsScratch) ? 1 : 0
  const at = (i: number): Code => {
    const instruction = instructions[i] as Instruction
    if (instruction.op === 'input') return sources.input(instruction.index)
    return instruction.op === 'constant' ? sources.constant(i) : get(place[i] as number)
  }
  const body: Code[] = []
  for (const [i, instruction] of instructions.entries()) {
    if (instruction.op === 'input' || instruction.op === 'constant') continue
    const value = vectorOf(instruction, at, scratch, () => sources.table(i))
    for (const operand of new Set(operandsOf(instruction))) {
      const local = place[operand]
      if (lastUse[operand] === i && local !== undefined) free.push(local)
    }
    const local = free.pop() ?? firstLocal + locals++
    place[i] = local
    body.push(set(local, value))
  }
  return { body, output: (j) => at(outputs[j] as number), locals }
}
