import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { perfectPower } from '../algebra/square-free.ts'
import { lower } from '../kernel/lower.ts'
import { clear } from '../kernel/normal-form.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { coordinatesOf } from './atom-coordinates.ts'

/** One of N samples: N times its addend of f is weight·h²/2 with a polynomial h and weight > 0. */
export interface SampleLoss {
  readonly residual: Fast.Polynomial
  readonly weight: Q.Rational
}

interface Addend {
  readonly factor: Q.Rational
  readonly term: Term
}

/** The addends of a sum, also of one that is multiplied or divided by a number. */
const addendsOf = (term: Term, factor: Q.Rational = Q.ONE): readonly Addend[] => {
  switch (term.op) {
    case 'add':
      return term.args.flatMap((arg) => addendsOf(arg, factor))
    case 'divide':
      return term.denominator.op === 'number' && !Q.isZero(term.denominator.value)
        ? addendsOf(term.numerator, Q.divide(factor, term.denominator.value))
        : [{ factor, term }]
    case 'multiply': {
      const numbers = term.args.flatMap((arg) => (arg.op === 'number' ? [arg.value] : []))
      const others = term.args.filter((arg) => arg.op !== 'number')
      const [only, ...more] = others
      return only !== undefined && more.length === 0
        ? addendsOf(only, numbers.reduce(Q.multiply, factor))
        : [{ factor, term }]
    }
    default:
      return [{ factor, term }]
  }
}

/** The term as a polynomial in the variables with rational coefficients, where it is one. */
const polynomialOf = (term: Term, scope: Scope): Fast.Polynomial | undefined => {
  const normal = lower(term, scope)
  if (rationalValue(clear(normal).denominator) === undefined) return undefined
  const { polynomial, atoms } = coordinatesOf(normal)
  const isPlain = polynomial.names.every((name) => atoms.get(name)?.kind === 'variable')
  return isPlain ? Fast.rename(polynomial, scope.variables) : undefined
}

/**
 * f = (1/N)·Σ ℓ_i with ℓ_i = weight_i·h_i²/2, read off N declared addends of f, or off those of f as it is written;
 * undefined where one of them is no positive number times the square of a polynomial with rational coefficients.
 */
export const sampleLosses = (
  f: Term,
  scope: Scope,
  budget: Budget,
  declared?: readonly Term[],
): readonly SampleLoss[] | undefined => {
  const addends = declared?.map((term): Addend => ({ factor: Q.ONE, term })) ?? addendsOf(f)
  const twice = Q.rational(2 * addends.length)
  const found = addends.map(({ factor, term }): SampleLoss | undefined => {
    const p = polynomialOf(term, scope)
    if (p === undefined || Fast.isZero(p)) return undefined
    const { base, exponent, scale } = perfectPower(p, budget)
    const weight = Q.multiply(twice, Q.multiply(factor, scale))
    if (exponent % 2 !== 0 || Q.sign(weight) <= 0) return undefined
    const half = Array.from({ length: exponent / 2 }, () => base)
    return { residual: half.reduce(multiply), weight }
  })
  const samples = found.filter((sample) => sample !== undefined)
  return samples.length === found.length ? samples : undefined
}
