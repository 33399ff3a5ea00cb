import { toDouble } from '../expression/double.ts'
import { type FunctionName, printTerm, type Term } from '../kernel/term.ts'
import type { Program } from './program.ts'
import { type ProgramBuilder, programBuilder } from './program-builder.ts'

const LARGEST_UNROLLED_EXPONENT = 64

/** The value of a term without symbols, where it is a number up to sign; undefined otherwise. */
export const literal = (term: Term): number | undefined => {
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
 * Lowers terms to instructions of a program in doubles; `position` says which instruction a variable is.
 *
 * Sums and products are evaluated from left to right, as written; integer powers up to 64 by repeated squaring.
 * Precondition: every symbol is among the variables (parameters are substituted before). Throws a RangeError naming the
 * symbol otherwise, and where `root(u, n)` has an n that is not a positive integer.
 */
export const termLowering = (builder: ProgramBuilder, position: ReadonlyMap<string, number>) => {
  const { constant, negate, add, multiply, divide, apply } = builder
  const lowered = new Map<Term, number>()

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
        if (index !== undefined) return index
        const names = [...position.keys()].join(', ')
        throw new RangeError(`expected one of the variables ${names}, found the symbol ${term.name}`)
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
  return lower
}

/** The program of several terms that shares every common subexpression; conditions as in {@link termLowering}. */
export const buildProgram = (terms: readonly Term[], variables: readonly string[]): Program => {
  const builder = programBuilder()
  const inputs = new Map(variables.map((name, i) => [name, builder.input(i)]))
  const outputs = terms.map(termLowering(builder, inputs))
  return builder.program(variables.length, outputs)
}
