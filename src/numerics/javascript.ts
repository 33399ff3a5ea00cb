import type { Instruction, Intrinsic, Program } from './program.ts'

const CALLS: Readonly<Record<Exclude<Intrinsic, 'sgn' | 'oddroot'>, string>> = {
  exp: 'Math.exp',
  log: 'Math.log',
  abs: 'Math.abs',
  sqrt: 'Math.sqrt',
  cbrt: 'Math.cbrt',
  sin: 'Math.sin',
  cos: 'Math.cos',
  tanh: 'Math.tanh',
  max: 'Math.max',
  min: 'Math.min',
  pow: 'Math.pow',
}

/** The identifier of the i-th instruction in generated source. */
export const local = (i: number): string => `t${i}`

const literal = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN'
  const text = Object.is(value, -0) ? '-0' : `${value}`
  return value < 0 || text === '-0' ? `(${text})` : text
}

const applied = (name: Intrinsic, args: readonly number[]): string => {
  const [first = 0, second = 0] = args
  const a = local(first)
  // sgn(0) = 1, an element of [-1, 1] that a normalized subgradient may use; NaN stays NaN.
  if (name === 'sgn') return `(${a} < 0 ? -1 : ${a} >= 0 ? 1 : NaN)`
  if (name === 'oddroot') return `(${a} < 0 ? -Math.pow(-${a}, ${local(second)}) : Math.pow(${a}, ${local(second)}))`
  return `${CALLS[name]}(${args.map(local).join(', ')})`
}

const OPERATORS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

const COMPARISONS = { less: '<', equal: '===' } as const

const value = (instruction: Instruction, input: (index: number) => string): string => {
  switch (instruction.op) {
    case 'input':
      return input(instruction.index)
    case 'constant':
      return literal(instruction.value)
    case 'negate':
      return `-${local(instruction.a)}`
    case 'apply':
      return applied(instruction.name, instruction.args)
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
 * Only identifiers made here and number literals appear: no text of a user reaches the source.
 */
export const statements = (program: Program, input: (index: number) => string): string =>
  program.instructions.map((instruction, i) => `const ${local(i)} = ${value(instruction, input)}`).join('\n')

/**
 * The function with the given parameters and body, in strict mode. The body is generated from a {@link Program}.
 *
 * Where code generation is forbidden (a strict content security policy) this throws an EvalError.
 */
export const assemble = <T>(parameters: readonly string[], body: string): T =>
  // Our own checked tree became this source; see `statements`.
  new Function(...parameters, `'use strict'\n${body}`) as T
