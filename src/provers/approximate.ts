import type { Atom, Polynomial } from '../kernel/polynomial.ts'
import type { Rational } from '../kernel/rational.ts'

/** A double near a quantity, and the sum of the sizes of its summands: the scale of its rounding error. */
export interface Approximation {
  readonly value: number
  readonly scale: number
}

const toDouble = ({ n, d }: Rational): number => {
  const value = Number(n) / Number(d)
  if (Number.isFinite(value)) return value
  const shift = BigInt(Math.max(0, d.toString(2).length - 900))
  return Number(n >> shift) / Number(d >> shift)
}

const atomValue = (atom: Atom, values: ReadonlyMap<string, number>): number => {
  switch (atom.kind) {
    case 'variable':
    case 'parameter':
      return values.get(atom.name) ?? Number.NaN
    case 'theta':
      return values.get(atom.name) ?? (toDouble(atom.interval[0]) + toDouble(atom.interval[1])) / 2
    default:
  }
  const arg = approximate(atom.arg, values).value
  switch (atom.kind) {
    case 'inverse':
      return 1 / arg
    case 'exp':
      return Math.exp(arg)
    case 'log':
      return Math.log(arg)
    case 'sgn':
      return arg < 0 ? -1 : 1
    case 'sin':
      return Math.sin(arg)
    case 'cos':
      return Math.cos(arg)
    case 'tanh':
      return Math.tanh(arg)
    case 'root':
      return atom.index % 2 === 1 ? Math.sign(arg) * Math.abs(arg) ** (1 / atom.index) : arg ** (1 / atom.index)
    case 'power':
      return (atom.signed ? arg : Math.abs(arg)) ** approximate(atom.exponent, values).value
  }
}

/** The value of p in doubles; NaN where it is not defined. A guess, never a reason. */
export const approximate = (p: Polynomial, values: ReadonlyMap<string, number>): Approximation => {
  let value = 0
  let scale = 0
  for (const { monomial, coefficient } of p.values()) {
    const term = monomial.reduce((t, [atom, k]) => t * atomValue(atom, values) ** k, toDouble(coefficient))
    value += term
    scale += Math.abs(term)
  }
  return { value, scale }
}
