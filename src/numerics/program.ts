import { toDouble } from '../expression/double.ts'
import { type FunctionName, printTerm, type Term } from '../kernel/term.ts'

/** The functions of one or two arguments that a program applies. `sgn(0) = 1`; `oddroot(u, n) = sgn(u)·|u|^(1/n)`. */
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

/** One assignment of a straight-line program; operands are indices of earlier instructions. */
export type Instruction =
  | { readonly op: 'input'; readonly index: number }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'negate'; readonly a: number }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly a: number; readonly b: number }
  | { readonly op: 'apply'; readonly name: Intrinsic; readonly args: readonly number[] }

/** A straight-line program without repeated subexpressions: `outputs[j]` is the instruction computing the j-th term. */
export interface Program {
  readonly inputs: number
  readonly instructions: readonly Instruction[]
  readonly outputs: readonly number[]
}

const LARGEST_UNROLLED_EXPONENT = 64

/** The value of a term without symbols, where it is a number up to sign; undefined otherwise. */
const literal = (term: Term): number | undefined => {
  if (term.op === 'number') return toDouble(term.value)
  if (term.op === 'negate') {
    const value = literal(term.arg)
    return value === undefined ? undefined : -value
  }
  if (term.op === 'divide') {
    const top = literal(term.numerator)
    const bottom = literal(term.denominator)
    return top === undefined || bottom === undefined ? undefined : top / bottom
  }
  return undefined
}

/**
 * Lowers terms to one straight-line program in doubles, sharing every common subexpression.
 *
 * Sums and products are evaluated from left to right, as written; integer powers up to 64 by repeated squaring.
 * Precondition: every symbol is among `variables` (parameters are substituted before). Throws a RangeError naming the
 * symbol otherwise, and where `root(u, n)` has an n that is not a positive integer.
 */
export const buildProgram = (terms: readonly Term[], variables: readonly string[]): Program => {
  const position = new Map(variables.map((name, i) => [name, i]))
  const instructions: Instruction[] = []
  const known = new Map<string, number>()
  const lowered = new Map<Term, number>()

  const emit = (key: string, instruction: Instruction): number => {
    const old = known.get(key)
    if (old !== undefined) return old
    instructions.push(instruction)
    known.set(key, instructions.length - 1)
    return instructions.length - 1
  }
  const constant = (value: number): number => emit(`c${Object.is(value, -0) ? '-0' : value}`, { op: 'constant', value })
  const constantOf = (i: number): number | undefined => {
    const instruction = instructions[i]
    return instruction?.op === 'constant' ? instruction.value : undefined
  }
  const negate = (a: number): number => {
    const value = constantOf(a)
    if (value !== undefined) return constant(-value)
    const instruction = instructions[a]
    return instruction?.op === 'negate' ? instruction.a : emit(`n${a}`, { op: 'negate', a })
  }
  // a + b and a·b round the same way as b + a and b·a, so operands are put in order; nothing else is rearranged.
  const add = (a: number, b: number): number => {
    const right = instructions[b]
    if (right?.op === 'negate') return emit(`${a}-${right.a}`, { op: 'subtract', a, b: right.a })
    const [low, high] = a <= b ? [a, b] : [b, a]
    return emit(`${low}+${high}`, { op: 'add', a: low, b: high })
  }
  const multiply = (a: number, b: number): number => {
    if (constantOf(a) === 1) return b
    if (constantOf(b) === 1) return a
    if (constantOf(a) === -1) return negate(b)
    if (constantOf(b) === -1) return negate(a)
    const [low, high] = a <= b ? [a, b] : [b, a]
    return emit(`${low}*${high}`, { op: 'multiply', a: low, b: high })
  }
  const divide = (a: number, b: number): number => (constantOf(b) === 1 ? a : emit(`${a}/${b}`, { op: 'divide', a, b }))
  const apply = (name: Intrinsic, ...args: number[]): number =>
    emit(`${name}(${args.join()})`, { op: 'apply', name, args })

  const unrolled = (base: number, exponent: number): number => {
    if (exponent === 0) return constant(1)
    if (exponent === 1) return base
    const half = unrolled(base, exponent >> 1)
    const square = multiply(half, half)
    return exponent % 2 === 0 ? square : multiply(square, base)
  }
  const power = (base: number, exponent: Term): number => {
    const value = literal(exponent)
    if (value === undefined) return apply('pow', base, lower(exponent))
    if (value === 0.5) return apply('sqrt', base)
    if (!Number.isInteger(value) || Math.abs(value) > LARGEST_UNROLLED_EXPONENT)
      return apply('pow', base, constant(value))
    return value >= 0 ? unrolled(base, value) : divide(constant(1), unrolled(base, -value))
  }
  const root = (term: Term, args: readonly Term[]): number => {
    const [radicand, degree] = args
    const n = degree === undefined ? undefined : literal(degree)
    if (radicand === undefined || n === undefined || !Number.isInteger(n) || n < 1)
      throw new RangeError(`expected root(u, n) with a positive integer n, found ${printTerm(term)}`)
    const a = lower(radicand)
    if (n === 1) return a
    if (n === 2) return apply('sqrt', a)
    if (n === 3) return apply('cbrt', a)
    return n % 2 === 1 ? apply('oddroot', a, constant(1 / n)) : apply('pow', a, constant(1 / n))
  }
  const applied = (term: Term, name: FunctionName, args: readonly Term[]): number => {
    if (name === 'root') return root(term, args)
    const lowerArgs = args.map(lower)
    const first = lowerArgs[0]
    if (first === undefined) throw new RangeError(`expected an argument, found ${printTerm(term)}`)
    if (name === 'max' || name === 'min') return lowerArgs.slice(1).reduce((a, b) => apply(name, a, b), first)
    return apply(name, first)
  }
  const translate = (term: Term): number => {
    const value = literal(term)
    if (value !== undefined) return constant(value)
    switch (term.op) {
      case 'number':
        return constant(toDouble(term.value))
      case 'symbol': {
        const index = position.get(term.name)
        if (index === undefined)
          throw new RangeError(`expected one of the variables ${variables.join(', ')}, found the symbol ${term.name}`)
        return emit(`x${index}`, { op: 'input', index })
      }
      case 'negate':
        return negate(lower(term.arg))
      case 'add':
      case 'multiply': {
        const [first, ...rest] = term.args.map(lower)
        return rest.reduce(term.op === 'add' ? add : multiply, first ?? constant(term.op === 'add' ? 0 : 1))
      }
      case 'divide':
        return divide(lower(term.numerator), lower(term.denominator))
      case 'power':
        return power(lower(term.base), term.exponent)
      case 'call':
        return applied(term, term.name, term.args)
    }
  }
  const lower = (term: Term): number => {
    const old = lowered.get(term)
    if (old !== undefined) return old
    const index = translate(term)
    lowered.set(term, index)
    return index
  }
  const outputs = terms.map(lower)
  return { inputs: variables.length, instructions, outputs }
}
