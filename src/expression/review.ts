import { compare, type Rational, rational, sign } from '../kernel/rational.ts'
import { children, number, printTerm, raised, symbols, type Term } from '../kernel/term.ts'
import { evaluateExactly } from './evaluate.ts'
import { InputError } from './input-error.ts'
import type { InputLimits } from './limits.ts'
import { sizing } from './size.ts'
import type { Review, Span } from './translate.ts'
import { vanishing } from './vanishing.ts'

const MAX_DEPTH = 1_000
const short = (text: string): string => (text.length <= 60 ? text : 'exp(v*log(u)) for u^v')
// Monomials times binary digits, of one power.
const MAX_WORK = 1e8
const NO_VALUES: ReadonlyMap<string, Rational> = new Map()

/** Whether a term is a polynomial with rational coefficients in its symbols, as written. */
const isPolynomial = (term: Term): boolean => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return true
    case 'divide':
      return isPolynomial(term.numerator) && symbols(term.denominator).length === 0 && isPolynomial(term.denominator)
    case 'power': {
      const { base, exponent } = term
      return exponent.op === 'number' && exponent.value.d === 1n && exponent.value.n >= 0n && isPolynomial(base)
    }
    case 'call':
      return false
    default:
      return children(term).every(isPolynomial)
  }
}

/**
 * The checks made on every quotient, power and call while a text is translated: divisions by zero, exponents that
 * have no meaning here, constants outside a function's domain, and expressions that would grow beyond the limits.
 * Rational exponents come back as numbers.
 */
export const reviewer = (
  text: string,
  parameters: ReadonlySet<string>,
  limits: InputLimits,
): { readonly review: Review; readonly checkSize: (term: Term, span: Span) => void } => {
  const sizeOf = sizing()
  const vanishes = vanishing()
  const depths = new WeakMap<Term, number>()

  const fail = (span: Span, what: string, advice: string): never => {
    throw new InputError({ what, text, offset: span.offset, length: span.length, advice })
  }

  const depthOf = (term: Term): number => {
    const known = depths.get(term)
    if (known !== undefined) return known
    const depth = 1 + children(term).reduce((most, child) => Math.max(most, depthOf(child)), 0)
    depths.set(term, depth)
    return depth
  }

  const checkSize = (term: Term, span: Span): void => {
    const { monomials, degrees, bits } = sizeOf(term)
    const degree = Math.max(0, ...degrees.values())
    const advice = 'state a smaller problem, or introduce a parameter for a part of it'
    if (!(monomials <= limits.monomials)) {
      const count = monomials < 1e15 ? `up to ${Math.round(monomials)}` : 'more than 10^15'
      fail(span, `expanding this would give ${count} monomials, and the limit is ${limits.monomials}`, advice)
    }
    if (!(degree <= limits.exponent)) fail(span, `this has a degree above the limit of ${limits.exponent}`, advice)
    const isLong = bits > limits.bits || (term.op === 'power' && bits * monomials > MAX_WORK)
    if (isLong) fail(span, 'this has numbers that are too long', advice)
  }

  const constantValue = (term: Term): Rational | undefined =>
    symbols(term).length === 0 ? evaluateExactly(term, NO_VALUES) : undefined

  const power = (base: Term, exponent: Term, span: Span): Term => {
    const free = symbols(exponent)
    if (free.length > 0) {
      const stranger = free.find((name) => !parameters.has(name))
      if (stranger !== undefined) {
        const what = `the exponent contains "${stranger}", which is not a declared parameter`
        const written = `exp((${printTerm(exponent)})*log(${printTerm(base)}))`
        fail(span, what, `declare it as a parameter, or write ${short(written)}, which needs a positive base`)
      }
      if (!isPolynomial(exponent)) fail(span, 'the exponent is not a polynomial in parameters', 'simplify the exponent')
      if (vanishes(base)) fail(span, 'zero to a power with parameters is undefined', 'correct the base')
      const result = raised(base, exponent)
      checkSize(result, span)
      return result
    }
    const value = constantValue(exponent)
    if (value === undefined)
      return fail(span, 'the exponent is not a rational number', 'write exp(v*log(u)) for u^v with u > 0')
    if (compare({ n: value.n < 0n ? -value.n : value.n, d: 1n }, rational(limits.exponent)) > 0) {
      fail(span, `the exponent is larger than ${limits.exponent}`, 'use a smaller exponent')
    }
    if (value.d > BigInt(limits.exponent)) {
      fail(span, `the denominator of the exponent is larger than ${limits.exponent}`, 'use a simpler exponent')
    }
    const result = raised(base, number(value))
    checkSize(result, span)
    if (sign(value) < 0 && vanishes(base)) fail(span, 'zero to a negative power is undefined', 'correct the base')
    const constant = value.d === 1n ? undefined : constantValue(base)
    if (constant !== undefined && sign(constant) < 0) {
      fail(span, 'a negative number to a fractional power is undefined', 'write cbrt(u) for the real cube root')
    }
    return result
  }

  const review: Review = (term, span) => {
    if (depthOf(term) > MAX_DEPTH) fail(span, 'this is nested too deeply', 'write it with fewer levels')
    if (term.op === 'divide' && vanishes(term.denominator)) {
      fail(span, 'this divides by an expression that is identically zero', 'correct the denominator')
    }
    if (term.op === 'power') return power(term.base, term.exponent, span)
    if (term.op !== 'call') return term
    const [u = number(0), n] = term.args
    const isRoot = term.name === 'sqrt' || term.name === 'root'
    if (
      isRoot &&
      n !== undefined &&
      !(n.op === 'number' && n.value.d === 1n && n.value.n >= 2n && n.value.n <= 10_000n)
    ) {
      fail(span, 'the second argument of root must be an integer of at least 2', 'write root(u, 3)')
    }
    const value = isRoot || term.name === 'log' ? constantValue(u) : undefined
    const isOdd = n?.op === 'number' && n.value.n % 2n === 1n
    if (value !== undefined && isRoot && !isOdd && sign(value) < 0) {
      fail(span, 'an even root of a negative number is undefined', 'correct the argument')
    }
    if (value !== undefined && term.name === 'log' && sign(value) <= 0) {
      fail(span, 'the logarithm of a number that is not positive is undefined', 'correct the argument')
    }
    return term
  }

  return { review, checkSize }
}
