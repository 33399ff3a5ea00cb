import { toDouble } from '../expression/double.ts'
import { divide, isZero, negate, type Rational, rational, subtract } from '../kernel/rational.ts'
import { type FunctionName, printTerm, type Term } from '../kernel/term.ts'
import { isHalfInteger } from './elementary/half-integer-power.ts'
import type { Program } from './program.ts'
import { type ProgramBuilder, programBuilder } from './program-builder.ts'

const LARGEST_UNROLLED_EXPONENT = 64
/** Powers with exponents of size between 1 and it are products or quotients of one with a smaller exponent. */
const MOST_SPLIT = 3

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

/** The number that a term without symbols is, exactly. */
const exactly = (term: Term): Rational | undefined => {
  if (term.op === 'number') return term.value
  if (term.op === 'negate') {
    const value = exactly(term.arg)
    return value && negate(value)
  }
  if (term.op !== 'divide') return undefined
  const [top, bottom] = [exactly(term.numerator), exactly(term.denominator)]
  return top === undefined || bottom === undefined || isZero(bottom) ? undefined : divide(top, bottom)
}

/** What a lowering does besides. */
export interface LoweringChoices {
  /**
   * Whether u^p with 1 < |p| < 3 is u^f·u… or u^f/u…, 0 < |f| < 1, so that u^p and u^(p − 1), which stand together in
   * gradients, are one power. The error is below 2 ulp for |p| < 2, and 3 beyond, where f is a double; the rounding of
   * another one adds up to |log u|/2 ulp, no more than that of p would. At u = −∞ the sign is that of the product. Of no
   * good where such a program is differentiated: at u = 0 it would lose the slope.
   */
  readonly splitsPowers?: boolean
}

/**
 * Lowers terms to instructions of a program in doubles; `position` says which instruction a variable is.
 *
 * Sums and products are evaluated from left to right, as written; integer powers up to 64 by repeated squaring.
 * Precondition: every symbol is among the variables (parameters are substituted before). Throws a RangeError naming the
 * symbol otherwise, and where `root(u, n)` has an n that is not a positive integer.
 */
export const termLowering = (
  builder: ProgramBuilder,
  position: ReadonlyMap<string, number>,
  { splitsPowers = true }: LoweringChoices = {},
) => {
  const { constant, add, multiply, apply } = builder
  const lowered = new Map<Term, number>()

  const unrolled = (base: number, exponent: number): number => {
    if (exponent === 0) return constant(1)
    if (exponent === 1) return base
    const half = unrolled(base, exponent >> 1)
    const square = multiply(half, half)
    return exponent % 2 === 0 ? square : multiply(square, base)
  }
  const split = (base: number, p: Rational): number => {
    const whole = Math.trunc(toDouble(p))
    const part = apply('pow', base, constant(toDouble(subtract(p, rational(whole)))))
    const step = whole > 0 ? builder.multiply : builder.divide
    const source = builder.instruction(base)
    // −0 counts as 0.
    const factor = source.op === 'apply' && source.name === 'abs' ? base : add(base, constant(0))
    return Array.from({ length: Math.abs(whole) }).reduce<number>((value) => step(value, factor), part)
  }
  const power = (base: number, exponent: Term): number => {
    const value = literal(exponent)
    if (value === undefined) return apply('pow', base, lower(exponent))
    if (value === 0.5) return apply('sqrt', base)
    if (!Number.isInteger(value) || Math.abs(value) > LARGEST_UNROLLED_EXPONENT) {
      const p = exactly(exponent)
      const isSplit = splitsPowers && Math.abs(value) > 1 && Math.abs(value) < MOST_SPLIT && !isHalfInteger(value)
      return isSplit && p !== undefined ? split(base, p) : apply('pow', base, constant(value))
    }
    return value >= 0 ? unrolled(base, value) : builder.divide(constant(1), unrolled(base, -value))
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
        return builder.negate(lower(term.arg))
      case 'add':
      case 'multiply': {
        const [first, ...rest] = term.args.map(lower)
        return rest.reduce(term.op === 'add' ? add : multiply, first ?? constant(term.op === 'add' ? 0 : 1))
      }
      case 'divide':
        return builder.divide(lower(term.numerator), lower(term.denominator))
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
