import { metered, spendOnce } from './effort.ts'
import {
  expInterval,
  type Interval,
  intervalSign,
  logInterval,
  plus,
  point,
  powered,
  reciprocal,
  rootInterval,
  sinCosInterval,
  times,
  widen,
} from './interval.ts'
import { vanishes } from './normal-form.ts'
import { type Atom, isClosed, type Polynomial, polynomialKey, rationalValue } from './polynomial.ts'
import * as Q from './rational.ts'
import { signAt } from './univariate.ts'

/** Bounds for variables and parameters, by name. */
export type Box = ReadonlyMap<string, Interval>

const MAX_BITS = 1024

/** θ to within 2^-bits, by bisection of its isolating interval. */
const refineTheta = (atom: Atom & { kind: 'theta' }, bits: number): Interval => {
  let [low, high] = atom.interval
  const lowSign = signAt(atom.minimal, low)
  const width = Q.rational(1n, 1n << BigInt(bits))
  while (Q.compare(Q.subtract(high, low), width) > 0) {
    const middle = Q.divide(Q.add(low, high), Q.rational(2))
    const s = signAt(atom.minimal, middle)
    if (s === 0) return point(middle)
    if (s === lowSign) low = middle
    else high = middle
  }
  return { low, high }
}

const tanhInterval = (a: Interval, bits: number): Interval | undefined => {
  const doubled = expInterval(times(a, point(Q.rational(2))), bits)
  if (doubled === undefined) return { low: Q.rational(-1), high: Q.ONE }
  const inverse = reciprocal(plus(doubled, point(Q.ONE)))
  return inverse === undefined ? undefined : plus(point(Q.ONE), times(point(Q.rational(-2)), inverse))
}

const atomInterval = (atom: Atom, box: Box, bits: number): Interval | undefined => {
  if (atom.kind === 'variable' || atom.kind === 'parameter') return box.get(atom.name)
  if (atom.kind === 'theta') return refineTheta(atom, bits)
  const arg = enclose(atom.arg, box, bits)
  if (arg === undefined) return undefined
  switch (atom.kind) {
    case 'inverse':
      return reciprocal(arg)
    case 'exp':
      return expInterval(arg, bits)
    case 'log':
      return logInterval(arg, bits)
    case 'sgn': {
      const s = intervalSign(arg)
      if (s === 'positive') return point(Q.ONE)
      return s === 'negative' ? point(Q.rational(-1)) : { low: Q.rational(-1), high: Q.ONE }
    }
    case 'root':
      return rootInterval(arg, atom.index, bits)
    case 'power': {
      // The exponent has parameters in it; a box for them makes this |u|^e = exp(e·log|u|).
      if (atom.signed) return undefined
      const size = Q.sign(arg.low) > 0 ? arg : { low: Q.negate(arg.high), high: Q.negate(arg.low) }
      const log = logInterval(size, bits)
      const exponent = enclose(atom.exponent, box, bits)
      return log === undefined || exponent === undefined ? undefined : expInterval(times(exponent, log), bits)
    }
    case 'tanh':
      return tanhInterval(arg, bits)
    default:
      return sinCosInterval(arg, bits, atom.kind)
  }
}

/** An interval that contains the values of p over the box, in exact rationals rounded outward; undefined where some atom is. */
export const enclose = (p: Polynomial, box: Box, bits: number): Interval | undefined => {
  let total = point(Q.ZERO)
  const cache = new Map<Atom, Interval | undefined>()
  for (const { monomial, coefficient } of p.values()) {
    let value = point(coefficient)
    for (const [atom, exponent] of monomial) {
      if (!cache.has(atom)) cache.set(atom, atomInterval(atom, box, bits))
      const factor = cache.get(atom)
      if (factor === undefined) return undefined
      value = widen(times(value, powered(factor, exponent, bits)), bits)
    }
    total = widen(plus(total, value), bits)
  }
  return total
}

// A number that is 0 in disguise, such as exp(log(2)) - 2, is asked for again and again by a search, each time to the
// last bit. So its sign is kept with the work it took, and each check pays for it once: what a check may do does not
// depend on the checks before it.
const remembered = new Map<string, { readonly value: -1 | 0 | 1 | undefined; readonly work: number }>()
const MAX_REMEMBERED = 2000

/** The sign of a closed quantity (`proofs/FORMAT.md` §2); undefined where it could not be decided. */
export const closedSign = (p: Polynomial): -1 | 0 | 1 | undefined => {
  if (!isClosed(p)) return undefined
  const value = rationalValue(p)
  if (value !== undefined) return Q.sign(value)
  const key = polynomialKey(p)
  let known = remembered.get(key)
  if (known === undefined) {
    known = metered(() => decideSign(p))
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(key, known)
  }
  spendOnce(key, known.work)
  return known.value
}

const decideSign = (p: Polynomial): -1 | 0 | 1 | undefined => {
  if (vanishes(p)) return 0
  for (let bits = 64; bits <= MAX_BITS; bits *= 4) {
    const value = enclose(p, new Map(), bits)
    const s = value === undefined ? 'unknown' : intervalSign(value)
    if (s === 'positive') return 1
    if (s === 'negative') return -1
  }
  return undefined
}
