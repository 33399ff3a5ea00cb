import { cosine, inverse, multiply, power, sine } from './normal-form.ts'
import {
  type Atom,
  add,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
  zero,
} from './polynomial.ts'
import * as Q from './rational.ts'

/** ∂atom/∂variable, valid off the kinks of the atom. */
const atomDerivative = (atom: Atom, variable: string): Polynomial => {
  switch (atom.kind) {
    case 'variable':
      return atom.name === variable ? integer(1) : zero
    case 'parameter':
    case 'theta':
    case 'sgn':
      return zero
    default:
  }
  const inner = derivative(atom.arg, variable)
  if (inner.size === 0) return zero
  const self = fromAtom(atom)
  const over = (): Polynomial => multiply(inner, inverse(atom.arg))
  switch (atom.kind) {
    case 'exp':
      return multiply(self, inner)
    case 'log':
      return over()
    case 'inverse':
      return negate(multiply(power(self, 2), inner))
    case 'root':
      return scale(multiply(self, over()), Q.rational(1, atom.index))
    case 'power':
      return multiply(atom.exponent, multiply(self, over()))
    case 'sin':
      return multiply(cosine(atom.arg), inner)
    case 'cos':
      return negate(multiply(sine(atom.arg), inner))
    case 'tanh':
      return multiply(subtract(integer(1), power(self, 2)), inner)
  }
}

/** ∂p/∂variable in normal form; parameters and constants are constant, kinks are the caller's hypotheses. */
export const derivative = (p: Polynomial, variable: string): Polynomial => {
  const slopes = new Map<Atom, Polynomial>()
  const entries = function* (): Generator<Entry> {
    for (const { monomial, coefficient } of p.values()) {
      for (const [position, [atom, times]] of monomial.entries()) {
        const slope = slopes.get(atom) ?? atomDerivative(atom, variable)
        slopes.set(atom, slope)
        if (slope.size === 0) continue
        const rest = monomial.flatMap(([a, n], i) =>
          i !== position ? [[a, n] as const] : times > 1 ? [[a, times - 1] as const] : [],
        )
        const outer = fromEntries([{ monomial: rest, coefficient: Q.multiply(coefficient, Q.rational(times)) }])
        yield* multiply(outer, slope).values()
      }
    }
  }
  return fromEntries(entries())
}

export const gradient = (p: Polynomial, variables: readonly string[]): Polynomial[] =>
  variables.map((variable) => derivative(p, variable))

export const inner = (a: readonly Polynomial[], b: readonly Polynomial[]): Polynomial =>
  fromEntries(a.flatMap((entry, i) => [...multiply(entry, b[i] as Polynomial).values()]))

/** The Gram determinant of vectors: positive where they are linearly independent. */
export const gramDeterminant = (vectors: readonly (readonly Polynomial[])[]): Polynomial =>
  determinant(vectors.map((a) => vectors.map((b) => inner(a, b))))

/** v^⊤ ∇²p v. */
export const hessianForm = (p: Polynomial, variables: readonly string[], v: readonly Polynomial[]): Polynomial => {
  const first = gradient(p, variables)
  return first.reduce(
    (sum, entry, i) => add(sum, multiply(v[i] as Polynomial, inner(gradient(entry, variables), v))),
    zero,
  )
}

/**
 * The determinant: by elimination where the first column holds a nonzero number, by expansion along the first row where
 * it holds none; the latter is meant for a few rows.
 */
export const determinant = (rows: readonly (readonly Polynomial[])[]): Polynomial => {
  if (rows.length === 0) return integer(1)
  if (rows.every(([entry = zero]) => entry.size === 0)) return zero
  const pivots = rows.map(([entry = zero]) => rationalValue(entry))
  const k = pivots.findIndex((value) => value !== undefined && !Q.isZero(value))
  if (k >= 0) {
    const pivot = pivots[k] as Q.Rational
    const [, ...pivotRow] = rows[k] as readonly Polynomial[]
    const rest = rows
      .filter((_, i) => i !== k)
      .map(([entry = zero, ...row]) => {
        const factor = scale(entry, Q.invert(pivot))
        return factor.size === 0 ? row : row.map((p, j) => subtract(p, multiply(factor, pivotRow[j] as Polynomial)))
      })
    return scale(determinant(rest), k % 2 === 0 ? pivot : Q.negate(pivot))
  }
  const [first, ...others] = rows as readonly [readonly Polynomial[], ...(readonly Polynomial[])[]]
  return first.reduce((sum, entry, j) => {
    if (entry.size === 0) return sum
    const minor = multiply(entry, determinant(others.map((row) => row.filter((_, k) => k !== j))))
    return add(sum, j % 2 === 0 ? minor : negate(minor))
  }, zero)
}
