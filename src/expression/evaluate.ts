import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  power,
  type Rational,
  rational,
  sign,
  ZERO,
} from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'
import { toDouble } from './double.ts'

/**
 * The value of a term in doubles, plainly: the reference that faster programs are compared with.
 * Outside the domain the result is NaN or infinite; `sgn(0)` is 1. Throws on a symbol without a value.
 */
export const evaluate = (term: Term, values: ReadonlyMap<string, number>): number => {
  const go = (t: Term): number => evaluate(t, values)
  switch (term.op) {
    case 'number':
      return toDouble(term.value)
    case 'symbol': {
      const value = values.get(term.name)
      if (value === undefined) throw new RangeError(`expected a value for "${term.name}"`)
      return value
    }
    case 'negate':
      return -go(term.arg)
    case 'add':
      return term.args.reduce((total, arg) => total + go(arg), 0)
    case 'multiply':
      return term.args.reduce((total, arg) => total * go(arg), 1)
    case 'divide':
      return go(term.numerator) / go(term.denominator)
    case 'power':
      return go(term.base) ** go(term.exponent)
    case 'call':
      return evaluateCall(term.name, term.args.map(go))
  }
}

const evaluateCall = (name: Extract<Term, { op: 'call' }>['name'], args: readonly number[]): number => {
  const u = args[0] as number
  switch (name) {
    case 'max':
      return Math.max(...args)
    case 'min':
      return Math.min(...args)
    case 'sgn':
      return u < 0 ? -1 : Number.isNaN(u) ? u : 1
    case 'root': {
      const n = args[1] as number
      return u < 0 && n % 2 === 1 ? -((-u) ** (1 / n)) : u ** (1 / n)
    }
    default:
      return Math[name](u)
  }
}

/** The integer r >= 0 with r^n = value, or undefined where there is none. Preconditions: value >= 0, n >= 1. */
export const integerRoot = (value: bigint, n: number): bigint | undefined => {
  if (value < 2n) return value
  const degree = BigInt(n)
  const bits = value.toString(2).length
  // Newton's iteration from above decreases until it reaches the floor of the root.
  let r = 1n << BigInt(Math.ceil(bits / n))
  for (;;) {
    const next = ((degree - 1n) * r + value / r ** (degree - 1n)) / degree
    if (next >= r) break
    r = next
  }
  return r ** degree === value ? r : undefined
}

const rationalRoot = (value: Rational, n: number): Rational | undefined => {
  if (value.n < 0n && n % 2 === 0) return undefined
  const top = integerRoot(absolute(value).n, n)
  const bottom = integerRoot(value.d, n)
  if (top === undefined || bottom === undefined) return undefined
  return rational(value.n < 0n ? -top : top, bottom)
}

const MAX_EXPONENT = 100_000

/** base^exponent where it is rational and defined: for q >= 2 in lowest terms, (base^(1/q))^p with base >= 0. */
const exactPower = (base: Rational, exponent: Rational): Rational | undefined => {
  const p = Number(exponent.n)
  const q = Number(exponent.d)
  if (Math.abs(p) > MAX_EXPONENT || q > MAX_EXPONENT) return undefined
  if (p < 0 && isZero(base)) return undefined
  if (q > 1 && sign(base) < 0) return undefined
  const root = q === 1 ? base : rationalRoot(base, q)
  return root === undefined ? undefined : power(root, p)
}

/**
 * The exact value of a term at rational values of its symbols, or undefined where the term is undefined there,
 * where the value is not rational, or where rationality is not seen. Throws on a symbol without a value.
 */
export const evaluateExactly = (term: Term, values: ReadonlyMap<string, Rational>): Rational | undefined => {
  const go = (t: Term): Rational | undefined => evaluateExactly(t, values)
  switch (term.op) {
    case 'number':
      return term.value
    case 'symbol': {
      const value = values.get(term.name)
      if (value === undefined) throw new RangeError(`expected a value for "${term.name}"`)
      return value
    }
    case 'negate': {
      const value = go(term.arg)
      return value === undefined ? undefined : negate(value)
    }
    case 'add':
      return fold(term.args.map(go), add, ZERO)
    case 'multiply':
      return fold(term.args.map(go), multiply, ONE)
    case 'divide': {
      const numerator = go(term.numerator)
      const denominator = go(term.denominator)
      if (numerator === undefined || denominator === undefined || isZero(denominator)) return undefined
      return divide(numerator, denominator)
    }
    case 'power': {
      const base = go(term.base)
      const exponent = go(term.exponent)
      return base === undefined || exponent === undefined ? undefined : exactPower(base, exponent)
    }
    case 'call':
      return exactCall(term.name, term.args.map(go))
  }
}

const fold = (
  values: readonly (Rational | undefined)[],
  combine: (a: Rational, b: Rational) => Rational,
  start: Rational,
): Rational | undefined =>
  values.reduce<Rational | undefined>((a, b) => (a === undefined || b === undefined ? undefined : combine(a, b)), start)

const exactCall = (
  name: Extract<Term, { op: 'call' }>['name'],
  args: readonly (Rational | undefined)[],
): Rational | undefined => {
  const u = args[0]
  if (u === undefined) return undefined
  switch (name) {
    case 'abs':
      return absolute(u)
    case 'sgn':
      return isZero(u) ? undefined : rational(sign(u))
    case 'max':
      return fold(args, (a, b) => (compare(a, b) >= 0 ? a : b), u)
    case 'min':
      return fold(args, (a, b) => (compare(a, b) <= 0 ? a : b), u)
    case 'sqrt':
      return rationalRoot(u, 2)
    case 'cbrt':
      return rationalRoot(u, 3)
    case 'root': {
      const n = args[1]
      return n === undefined || n.d !== 1n || n.n < 2n || n.n > 10_000n ? undefined : rationalRoot(u, Number(n.n))
    }
    case 'exp':
    case 'cos':
      return isZero(u) ? ONE : undefined
    case 'sin':
    case 'tanh':
      return isZero(u) ? ZERO : undefined
    case 'log':
      return compare(u, ONE) === 0 ? ZERO : undefined
  }
}
