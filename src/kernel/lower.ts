import { spend } from './effort.ts'
import { absolute, apply, inverse, multiply, power, root, symbolicPower } from './normal-form.ts'
import {
  add,
  atomOf,
  atomsOf,
  constant,
  fromAtom,
  integer,
  isIntegral,
  negate,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
} from './polynomial.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { printTerm, type Term } from './term.ts'

/** How `u^e` is to be read (`proofs/FORMAT.md` §1, exponents). */
export type Exponent =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'rational'; readonly value: Q.Rational }
  | { readonly kind: 'parametric'; readonly value: Polynomial; readonly integral: boolean }

export const readExponent = (term: Term, scope: Scope): Exponent => {
  spend(10)
  const value = lower(term, scope)
  const number = rationalValue(value)
  if (number !== undefined) {
    if (number.d > 1000n) return refuse('term', `the exponent ${printTerm(term)} has too large a denominator`)
    if (number.d !== 1n) return { kind: 'rational', value: number }
    const size = Number(number.n)
    if (Math.abs(size) > 10_000) return refuse('term', `the exponent ${printTerm(term)} is out of range`)
    return { kind: 'integer', value: size }
  }
  const atoms = [...atomsOf(value)]
  if (!atoms.every((atom) => atom.kind === 'parameter')) {
    return refuse('term', `the exponent ${printTerm(term)} is neither a rational number nor a polynomial in parameters`)
  }
  return { kind: 'parametric', value, integral: isIntegral(value) }
}

/** The literal index of `root(u, n)`. */
export const rootIndex = (term: Term): number =>
  term.op === 'number' && term.value.d === 1n
    ? Number(term.value.n)
    : refuse('term', 'root needs a literal integer index')

export const onlyArgument = (args: readonly Term[], name: string, count = 1): Term =>
  args.length === count ? (args[0] as Term) : refuse('term', `${name} takes ${count} argument(s), found ${args.length}`)

const symbolValue = (name: string, scope: Scope): Polynomial => {
  if (scope.variables.includes(name)) return fromAtom(atomOf({ kind: 'variable', name }))
  if (scope.parameters.has(name)) {
    return fromAtom(atomOf({ kind: 'parameter', name, integer: scope.integers.has(name) }))
  }
  const theta = scope.constants.get(name)
  if (theta === undefined) return refuse('undeclared', `the name ${name} is not declared`)
  return fromAtom(atomOf({ kind: 'theta', name, minimal: theta.polynomial, interval: theta.interval }))
}

const HALF = Q.rational(1, 2)

const largest = (a: Polynomial, b: Polynomial, s: 1 | -1): Polynomial =>
  scale(add(add(a, b), scale(absolute(subtract(a, b)), Q.rational(s))), HALF)

const callValue = (term: Term & { op: 'call' }, scope: Scope): Polynomial => {
  const { name, args } = term
  if (name === 'max' || name === 'min') {
    const values = args.map((arg) => lower(arg, scope))
    return values.reduce((a, b) => largest(a, b, name === 'max' ? 1 : -1))
  }
  const arg = lower(onlyArgument(args, name, name === 'root' ? 2 : 1), scope)
  switch (name) {
    case 'abs':
      return absolute(arg)
    case 'sqrt':
      return root(arg, 2)
    case 'cbrt':
      return root(arg, 3)
    case 'root':
      return root(arg, rootIndex(args[1] as Term))
    default:
      return apply[name](arg)
  }
}

/** 1/term, factor by factor, so that written denominators stay factored. */
const inverseOf = (term: Term, scope: Scope): Polynomial => {
  switch (term.op) {
    case 'multiply':
      return term.args.map((arg) => inverseOf(arg, scope)).reduce(multiply, integer(1))
    case 'negate':
      return negate(inverseOf(term.arg, scope))
    case 'divide':
      return multiply(lower(term.denominator, scope), inverseOf(term.numerator, scope))
    case 'power': {
      const exponent = readExponent(term.exponent, scope)
      if (exponent.kind === 'integer' && exponent.value > 0) return power(inverseOf(term.base, scope), exponent.value)
      return inverse(lower(term, scope))
    }
    default:
      return inverse(lower(term, scope))
  }
}

const powerValue = (term: Term & { op: 'power' }, scope: Scope): Polynomial => {
  const exponent = readExponent(term.exponent, scope)
  if (exponent.kind === 'integer') {
    return exponent.value >= 0
      ? power(lower(term.base, scope), exponent.value)
      : power(inverseOf(term.base, scope), -exponent.value)
  }
  if (exponent.kind === 'rational') {
    const { n, d } = exponent.value
    const radical = root(lower(term.base, scope), Number(d))
    return n >= 0n ? power(radical, Number(n)) : power(inverse(radical), Number(-n))
  }
  // |u|^e is read as such also where it is written abs(u)^e; u^e with integers keeps the sign of its base.
  const { base } = term
  const isAbsolute = base.op === 'call' && base.name === 'abs' && !exponent.integral
  const inside = isAbsolute ? onlyArgument(base.args, 'abs') : base
  return symbolicPower(lower(inside, scope), exponent.value, exponent.integral)
}

/** The normal form of a term. Its domain is not in it: see `domain.ts`. Refuses undeclared names and division by 0. */
export const lower = (term: Term, scope: Scope): Polynomial => {
  switch (term.op) {
    case 'number':
      return constant(term.value)
    case 'symbol':
      return symbolValue(term.name, scope)
    case 'add':
      return term.args.map((arg) => lower(arg, scope)).reduce(add)
    case 'multiply':
      return term.args.map((arg) => lower(arg, scope)).reduce(multiply)
    case 'divide':
      return multiply(lower(term.numerator, scope), inverseOf(term.denominator, scope))
    case 'negate':
      return negate(lower(term.arg, scope))
    case 'power':
      return powerValue(term, scope)
    case 'call':
      return callValue(term, scope)
  }
}
