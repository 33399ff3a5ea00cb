import { LARGEST_ANGLE, sineOfParts } from './elementary/circular.ts'
import { expand } from './elementary/expand.ts'
import { halfIntegerOf } from './elementary/half-integer-power.ts'
import { reducedAngle } from './elementary/large-angle.ts'
import type { Instruction, Intrinsic, Program } from './program.ts'
import { programBuilder } from './program-builder.ts'
import { hash } from './random.ts'

const MATH = { abs: 'Math.abs', sqrt: 'Math.sqrt', max: 'Math.max', min: 'Math.min', floor: 'Math.floor' } as const
const isMath = (name: string): name is keyof typeof MATH => Object.hasOwn(MATH, name)

/** The identifier of the i-th instruction in generated source. */
export const local = (i: number): string => `t${i}`

/** The identifier of the table of the i-th instruction. */
const tableOf = (i: number, prefix: string): string => `${prefix}table${i}`

/** JavaScript statements that make the tables of a program, to stand outside of loops before its {@link statements}. */
export const tableStatements = ({ instructions }: Program, prefix: string): string =>
  instructions
    .flatMap((instruction, i) =>
      instruction.op === 'entry'
        ? [`const ${tableOf(i, prefix)} = [${instruction.table.map(literal).join(', ')}]`]
        : [],
    )
    .join('\n')

const literal = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN'
  const text = Object.is(value, -0) ? '-0' : `${value}`
  return value < 0 || text === '-0' ? `(${text})` : text
}

/** In the name of the library's function for u^p with a constant half-integer p stands 2p, with a letter for its sign. */
const HALF_INTEGER = /^\$pow_([pm])(\d)$/
const halfIntegerName = (p: number): string => `$pow_${p < 0 ? 'm' : 'p'}${2 * Math.abs(p)}`

const applied = (instruction: Instruction & { op: 'apply' }, program: Program): string => {
  const { name, args } = instruction
  const p = halfIntegerOf(program, instruction)
  if (p !== undefined) return `${halfIntegerName(p)}(${local(args[0] as number)})`
  return `${isMath(name) ? MATH[name] : `$${name}`}(${args.map(local).join(', ')})`
}

const OPERATORS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

const COMPARISONS = { less: '<', equal: '===' } as const

const value = (instruction: Instruction, program: Program, input: (index: number) => string, table: string): string => {
  switch (instruction.op) {
    case 'input':
      return input(instruction.index)
    case 'constant':
      return literal(instruction.value)
    case 'negate':
      return `-${local(instruction.a)}`
    case 'apply':
      return applied(instruction, program)
    case 'entry':
      return `${table}[${local(instruction.at)}]`
    case 'less':
    case 'equal': {
      const { a, b, chosen, otherwise } = instruction
      return `${local(a)} ${COMPARISONS[instruction.op]} ${local(b)} ? ${local(chosen)} : ${local(otherwise)}`
    }
    default:
      return `${local(instruction.a)} ${OPERATORS[instruction.op]} ${local(instruction.b)}`
  }
}

/**
 * JavaScript statements for a program, one `const` each; `input(i)` is the source that reads the i-th variable.
 *
 * Only identifiers made here and number literals appear: no text of a user reaches the source. Tables are made by
 * {@link tableStatements} with the same prefix.
 */
export const statements = (program: Program, input: (index: number) => string, prefix = ''): string =>
  program.instructions
    .map((instruction, i) => `const ${local(i)} = ${value(instruction, program, input, tableOf(i, prefix))}`)
    .join('\n')

// A double and its two halves; which of them has the exponent depends on the machine.
const DOUBLE = new Float64Array([1])
const WORDS = new Int32Array(DOUBLE.buffer)
const UPPER = WORDS[0] === 0 ? 1 : 0

/** The functions beyond Math that generated source calls, by name; those of programs are made when first asked for. */
const LIBRARY = new Map<string, unknown>([
  ['$hash', hash],
  [
    '$powerOfTwo',
    (k: number): number => {
      DOUBLE[0] = 0
      WORDS[UPPER] = (k + 1023) << 20
      return DOUBLE[0]
    },
  ],
  [
    '$exponent',
    (x: number): number => {
      DOUBLE[0] = x
      return ((WORDS[UPPER] as number) >>> 20) - 1023
    },
  ],
  [
    '$significand',
    (x: number): number => {
      DOUBLE[0] = x
      WORDS[UPPER] = ((WORDS[UPPER] as number) & 0xfffff) | 0x3ff00000
      return DOUBLE[0]
    },
  ],
])

/** A sine, or with `shift` 1 a cosine, of every angle, from one of small angles. */
const withLargeAngles = (small: (x: number) => number, shift: 0 | 1): ((x: number) => number) => {
  const builder = programBuilder()
  const [r, k] = [builder.input(0), builder.input(1)]
  const program = builder.program(2, [sineOfParts(builder, r, builder.constant(0), k)])
  const body = statements(program, (i) => `x${i}`)
  const ofParts = assemble<(r: number, k: number) => number>(
    ['x0', 'x1'],
    `${body}\nreturn ${local(program.outputs[0] ?? 0)}`,
  )
  return (x) => {
    if (!(Math.abs(x) >= LARGEST_ANGLE && Math.abs(x) < Number.POSITIVE_INFINITY)) return small(x)
    const [rest, quarters] = reducedAngle(x)
    return ofParts(rest, quarters + shift)
  }
}

const inLibrary = (name: string): unknown => {
  const old = LIBRARY.get(name)
  if (old !== undefined) return old
  const builder = programBuilder()
  const arity = ['pow', 'oddroot'].includes(name.slice(1)) ? 2 : 1
  const inputs = Array.from({ length: arity }, (_, i) => builder.input(i))
  const [, sign, halves] = HALF_INTEGER.exec(name) ?? []
  const output =
    halves === undefined
      ? builder.apply(name.slice(1) as Intrinsic, ...inputs)
      : builder.apply('pow', ...inputs, builder.constant(((sign === 'm' ? -1 : 1) * Number(halves)) / 2))
  const program = expand(builder.program(arity, [output]))
  const parameters = inputs.map((_, i) => `x${i}`)
  const body = statements(program, (i) => `x${i}`)
  const value = `${body}\nreturn ${local(program.outputs[0] ?? 0)}`
  const small = assemble<(x: number) => number>(parameters, value, tableStatements(program, ''))
  const made = name === '$sin' ? withLargeAngles(small, 0) : name === '$cos' ? withLargeAngles(small, 1) : small
  LIBRARY.set(name, made)
  return made
}

/**
 * The function with the given parameters and body, in strict mode; constants are declared before it. All is generated
 * from a {@link Program}.
 *
 * Where code generation is forbidden (a strict content security policy) this throws an EvalError.
 */
export const assemble = <T>(parameters: readonly string[], body: string, constants = ''): T => {
  const names = [...new Set(body.match(/\$\w+/g))]
  // Our own checked tree became this source; see `statements`.
  const make = new Function(...names, `'use strict'\n${constants}\nreturn (${parameters.join(', ')}) => {\n${body}\n}`)
  return make(...names.map(inLibrary)) as T
}
