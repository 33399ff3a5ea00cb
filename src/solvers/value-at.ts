import { add, divide, isZero, multiply, negate, ONE, power, type Rational, ZERO } from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'

/** A point with rational coordinates, by symbol. */
export type RationalPoint = ReadonlyMap<string, Rational>

// Numbers beyond this many digits are no longer worth an exact comparison.
const LARGEST_EXPONENT = 200n

const toDouble = (a: Rational): number => Number(a.n) / Number(a.d)

const rationalPower = (base: Rational, exponent: Rational): Rational | undefined => {
  const isModest = exponent.d === 1n && exponent.n <= LARGEST_EXPONENT && -exponent.n <= LARGEST_EXPONENT
  if (!isModest || (isZero(base) && exponent.n <= 0n)) return undefined
  return power(base, Number(exponent.n))
}

const fold = (
  args: readonly Term[],
  point: RationalPoint,
  start: Rational,
  join: (a: Rational, b: Rational) => Rational,
): Rational | undefined => {
  let result = start
  for (const arg of args) {
    const value = exactValue(arg, point)
    if (value === undefined) return undefined
    result = join(result, value)
  }
  return result
}

/** The value of a rational term at a point; undefined where the term has none, or is not rational. */
export const exactValue = (term: Term, point: RationalPoint): Rational | undefined => {
  const at = (t: Term): Rational | undefined => exactValue(t, point)
  switch (term.op) {
    case 'number':
      return term.value
    case 'symbol':
      return point.get(term.name)
    case 'negate': {
      const value = at(term.arg)
      return value && negate(value)
    }
    case 'add':
      return fold(term.args, point, ZERO, add)
    case 'multiply':
      return fold(term.args, point, ONE, multiply)
    case 'divide': {
      const [top, bottom] = [at(term.numerator), at(term.denominator)]
      return top === undefined || bottom === undefined || isZero(bottom) ? undefined : divide(top, bottom)
    }
    case 'power': {
      const [base, exponent] = [at(term.base), at(term.exponent)]
      return base && exponent && rationalPower(base, exponent)
    }
    case 'call':
      return undefined
  }
}

const doublePower = (base: number, exponent: number): number =>
  (base < 0 && !Number.isInteger(exponent)) || (base === 0 && exponent <= 0) ? Number.NaN : base ** exponent

const called = (name: string, values: readonly number[]): number => {
  const [value = Number.NaN] = values
  switch (name) {
    case 'exp':
      return Math.exp(value)
    case 'log':
      return value > 0 ? Math.log(value) : Number.NaN
    case 'sin':
      return Math.sin(value)
    case 'cos':
      return Math.cos(value)
    case 'tanh':
      return Math.tanh(value)
    default:
      return Number.NaN
  }
}

/** The value of a term at a point in doubles; NaN where it has none, or uses a function that is not smooth everywhere. */
export const doubleValue = (term: Term, point: RationalPoint): number => {
  const exact = exactValue(term, point)
  if (exact !== undefined) return toDouble(exact)
  const at = (t: Term): number => doubleValue(t, point)
  switch (term.op) {
    case 'negate':
      return -at(term.arg)
    case 'add':
      return term.args.reduce((total, arg) => total + at(arg), 0)
    case 'multiply':
      return term.args.reduce((total, arg) => total * at(arg), 1)
    case 'divide': {
      const bottom = at(term.denominator)
      return bottom === 0 ? Number.NaN : at(term.numerator) / bottom
    }
    case 'power':
      return doublePower(at(term.base), at(term.exponent))
    case 'call':
      return called(term.name, term.args.map(at))
    default:
      return Number.NaN
  }
}
