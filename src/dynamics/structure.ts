import * as Fast from '../algebra/polynomial.ts'
import { gradient } from '../algebra/polynomial-calculus.ts'
import { divide } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { perfectPower, squareFree, squareFreePart } from '../algebra/square-free.ts'
import { evaluate } from '../expression/evaluate.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { type Budget, BudgetSpent } from '../kernel/budget.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { clear, vanishes } from '../kernel/normal-form.ts'
import { isClosed, type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import { sign } from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbol,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { coordinatesOf, fromCoordinates } from './atom-coordinates.ts'
import type { Objective } from './objective.ts'

/** f = shift + φ(|h|), found by search: that φ is increasing with φ(0) = 0 and that the identity holds is for the kernel. */
export interface Structure {
  /** h. */
  readonly residual: Term
  /** φ as a term in `t`, with φ(0) = 0. */
  readonly phi: Term
  /** min f: the tool works on f − shift. */
  readonly shift: Term
}

interface Composition {
  readonly h: Term
  readonly phi: Term
  /** Whether anything was peeled off: otherwise φ(t) = t only says f = |f|. */
  readonly peeled: boolean
}

const T = symbol('t')

export const scopeOf = (objective: Omit<Objective, 'term'>): Scope => ({
  variables: objective.variables,
  parameters: new Set(objective.parameters),
  integers: new Set(objective.integers),
  constants: new Map(),
})

const then = (inner: Composition, outer: (phi: Term) => Term): Composition => ({
  h: inner.h,
  phi: outer(inner.phi),
  peeled: true,
})

/** Reads f = φ(|h|) off the term, or off its normal form where the term does not show it. */
const compose = (term: Term, scope: Scope, budget: Budget): Composition | undefined => {
  const isConstant = (t: Term): boolean => symbols(t).every((name) => !scope.variables.includes(name))
  const go = (t: Term): Composition | undefined => compose(t, scope, budget)
  switch (term.op) {
    case 'multiply': {
      const constants = term.args.filter(isConstant)
      const others = term.args.filter((arg) => !isConstant(arg))
      const [only, ...more] = others
      if (only === undefined) break
      if (more.length > 0) {
        const together = combined(others, (phis) => product(...constants, ...phis), scope, budget)
        if (together !== undefined) return together
        break
      }
      const inner = go(only)
      return inner && then(inner, (phi) => product(...constants, phi))
    }
    case 'negate': {
      const inner = go(term.arg)
      if (inner?.peeled) return then(inner, negated)
      break
    }
    case 'divide':
      if (isConstant(term.denominator)) {
        const inner = go(term.numerator)
        return inner && then(inner, (phi) => quotient(phi, term.denominator))
      }
      return combined([term.numerator, term.denominator], ([a, b]) => quotient(a as Term, b as Term), scope, budget)
    case 'power':
      return peelPower(term, scope, budget)
    case 'call': {
      const arg = term.args[0] as Term
      const other = term.args[1]
      if (term.name === 'max' && other !== undefined && vanishes(lower(sum(arg, other), scope))) {
        return { h: arg, phi: T, peeled: true }
      }
      if (term.name === 'abs') {
        const inner = go(arg)
        return inner?.peeled && startsNonnegative(inner.phi, scope) ? inner : { h: arg, phi: T, peeled: true }
      }
      if (['exp', 'log', 'sqrt', 'cbrt', 'tanh'].includes(term.name)) {
        const inner = go(arg)
        return inner?.peeled ? then(inner, (phi) => call(term.name, phi)) : undefined
      }
      break
    }
    case 'add': {
      const constants = term.args.filter(isConstant)
      const others = term.args.filter((arg) => !isConstant(arg))
      const [only, ...more] = others
      if (only !== undefined && more.length === 0 && constants.length > 0) {
        const inner = go(only)
        if (inner?.peeled) return then(inner, (phi) => sum(phi, ...constants))
      }
      const together = combined(others, (phis) => sum(...phis, ...constants), scope, budget)
      if (together !== undefined) return together
      break
    }
    default:
  }
  return perfectPowerOf(term, scope, budget)
}

const peelPower = (term: Term & { op: 'power' }, scope: Scope, budget: Budget): Composition | undefined => {
  const { base, exponent } = term
  const inner = compose(base, scope, budget)
  // A power of φ(|h|) increases with |h| only if φ ≥ 0; otherwise the base is the residual itself.
  if (inner?.peeled && startsNonnegative(inner.phi, scope)) return then(inner, (phi) => raised(phi, exponent))
  const isEven = exponent.op === 'number' && exponent.value.d === 1n && exponent.value.n % 2n === 0n
  if (isEven && exponent.value.n > 0n) return { h: base, phi: raised(T, exponent), peeled: true }
  return perfectPowerOf(term, scope, budget)
}

/** Several functions of one |h| put together. */
const combined = (
  parts: readonly Term[],
  join: (phis: readonly Term[]) => Term,
  scope: Scope,
  budget: Budget,
): Composition | undefined => {
  if (parts.length < 2 || parts.length > 6) return undefined
  const isConstant = (t: Term): boolean => symbols(t).every((name) => !scope.variables.includes(name))
  const first = parts.find((part) => !isConstant(part))
  const common = first && compose(first, scope, budget)
  if (!common?.peeled) return undefined
  const phis: Term[] = []
  for (const part of parts) {
    const inner = partOver(part, common.h, scope, budget, isConstant(part))
    if (inner === undefined) return undefined
    phis.push(inner)
  }
  return { h: common.h, phi: join(phis), peeled: true }
}

/** φ with part = φ(|h|) for a given h. */
const partOver = (part: Term, h: Term, scope: Scope, budget: Budget, isConstant: boolean): Term | undefined => {
  if (isConstant) return part
  if (part.op === 'add') {
    const phis = part.args.map((arg) => partOver(arg, h, scope, budget, symbols(arg).length === 0))
    return phis.every((phi) => phi !== undefined) ? sum(...(phis as Term[])) : undefined
  }
  const inner = compose(part, scope, budget)
  if (!inner?.peeled) return undefined
  const same = [difference(inner.h, h), sum(inner.h, h)].some((t) => vanishes(lower(t, scope)))
  return same ? inner.phi : undefined
}

/** p = scale·b^k + c, k even, for the normal form p of the term. */
const perfectPowerOf = (term: Term, scope: Scope, budget: Budget): Composition | undefined => {
  const normal = lower(term, scope)
  const denominator = rationalValue(clear(normal).denominator)
  if (denominator === undefined) return undefined
  const { polynomial: p, atoms } = coordinatesOf(normal)
  if (Fast.isZero(p) || Fast.constantValue(p) !== undefined) return undefined
  const toTerm = (q: Fast.Polynomial): Term => termOfPolynomial(fromCoordinates(q, atoms), scope.variables)
  for (const c of [Fast.constant(0, p.names), constantOnCriticalSet(p, budget)]) {
    if (c === undefined) continue
    const { base, exponent, scale } = perfectPower(Fast.subtract(p, c), budget)
    if (exponent % 2 !== 0 || sign(scale) < 0) continue
    const offset = Fast.constantValue(c)
    const phi = product(number(scale), raised(T, exponent))
    const shifted = offset === undefined || offset.n === 0n ? phi : sum(phi, number(offset))
    return { h: toTerm(base), phi: shifted, peeled: true }
  }
  return undefined
}

/** p = a²·b with b positive: h = a·√b. Tried on the whole objective only. */
const squareTimesPositive = (term: Term, scope: Scope, budget: Budget): Composition | undefined => {
  const normal = lower(term, scope)
  if (rationalValue(clear(normal).denominator) === undefined) return undefined
  const { polynomial: p, atoms } = coordinatesOf(normal)
  if (Fast.isZero(p) || Fast.constantValue(p) !== undefined) return undefined
  const toTerm = (q: Fast.Polynomial): Term => termOfPolynomial(fromCoordinates(q, atoms), scope.variables)
  const { scale, factors } = squareFree(p, budget)
  const square = factors.flatMap(({ base, multiplicity }) => {
    const half = Math.floor(multiplicity / 2)
    return half === 0 ? [] : [half === 1 ? toTerm(base) : raised(toTerm(base), half)]
  })
  const odd = factors.filter(({ multiplicity }) => multiplicity % 2 === 1).map(({ base }) => toTerm(base))
  const hasSquare = factors.some(({ multiplicity }) => multiplicity > 1)
  if (!hasSquare || sign(scale) < 0) return undefined
  return {
    h: product(...square, call('sqrt', product(...odd))),
    phi: product(number(scale), raised(T, 2)),
    peeled: true,
  }
}

/** The value c that p takes where its gradient's common factor vanishes, if that is one number: then p − c is a power. */
const constantOnCriticalSet = (p: Fast.Polynomial, budget: Budget): Fast.Polynomial | undefined => {
  const common = gradient(p)
    .filter((entry) => !Fast.isZero(entry))
    .reduce((a, b) => gcd(a, b, budget))
  if (Fast.constantValue(common) !== undefined) return undefined
  const { remainder } = divide(p, [squareFreePart(common, budget)])
  return Fast.constantValue(remainder) === undefined ? undefined : remainder
}

const startsNonnegative = (phi: Term, scope: Scope): boolean => {
  const start = valueAtZero(phi, scope)
  const s = start === undefined ? undefined : closedSign(start)
  return s === 0 || s === 1
}

const SAMPLES = [0, 0.25, 0.5, 1, 2, 3]

/** Whether φ grows from one sample to the next; a φ with parameters is left to the kernel. */
const isIncreasingAtSamples = (phi: Term): boolean => {
  if (symbols(phi).some((name) => name !== 't')) return true
  const values = SAMPLES.map((t) => evaluate(phi, new Map([['t', t]])))
  return values.every((value, i) => i === 0 || !(value < (values[i - 1] as number)))
}

/** φ(0), if it is a number. */
const valueAtZero = (phi: Term, scope: Scope): Polynomial | undefined => {
  const value = lower(substitute(phi, new Map([['t', number(0)]])), { ...scope, variables: [] })
  return isClosed(value) ? value : undefined
}

/** The first reading of f as a function of one |h| that may be increasing. */
const formOf = (term: Term, scope: Scope, budget: Budget): Composition | undefined => {
  for (const read of [compose, perfectPowerOf, squareTimesPositive]) {
    const found = read(term, scope, budget)
    if (found?.peeled && isIncreasingAtSamples(found.phi)) return found
  }
  return undefined
}

/**
 * Looks for f = min f + φ(|h|) with φ increasing, however f was written: expanded, scaled, renamed, composed with
 * increasing functions. Returns undefined where no such form is found; the kernel decides whether a form is right.
 *
 * @example detectStructure(objective of x^2*y^2 - 2*x*y + 1) // h = x*y - 1, φ = t^2
 */
export const detectStructure = (objective: Objective, budget: Budget): Structure | undefined => {
  const scope = scopeOf(objective)
  try {
    const found = formOf(objective.term, scope, budget)
    if (found === undefined) return undefined
    const start = valueAtZero(found.phi, scope)
    if (start === undefined || closedSign(start) === undefined) return undefined
    if (vanishes(start)) return { residual: found.h, phi: simplify(found.phi), shift: number(0) }
    const shift = termOfPolynomial(start, [])
    return { residual: found.h, phi: simplify(difference(found.phi, shift)), shift }
  } catch (error) {
    // A form that the kernel cannot even read (division by zero, an even root of a negative number) is no form.
    if (error instanceof Refusal || error instanceof BudgetSpent) return undefined
    throw error
  }
}
