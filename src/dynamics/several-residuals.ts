import { simplify } from '../expression/simplify.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { isClosed, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  call,
  difference,
  number,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { type Summand, withoutMultiples } from './common-factors.ts'
import { type Composition, isSamePhi, isSameUpToSign, T } from './composition.ts'

/** φ(t) = weight·t^power + offset. */
interface Weighted {
  readonly weight: Term
  readonly power: 1 | 2
  readonly offset: Term
}

const weightedPower = (phi: Term, scope: Scope): Weighted | undefined => {
  const at = (t: number): Term => simplify(substitute(phi, new Map([['t', number(t)]])))
  const offset = at(0)
  const weight = simplify(difference(at(1), offset))
  for (const power of [2, 1] as const) {
    if (isSamePhi(phi, sum(product(weight, raised(T, power)), offset), scope)) return { weight, power, offset }
  }
  return undefined
}

/** Every residual once: the weights of equal and opposite ones are added. */
const merged = (summands: readonly Summand[], scope: Scope): readonly Summand[] => {
  const found: Summand[] = []
  for (const { weight, h } of summands) {
    const i = found.findIndex((other) => isSameUpToSign(other.h, h, scope))
    if (i < 0) found.push({ weight, h })
    else found[i] = { h, weight: simplify(sum((found[i] as Summand).weight, weight)) }
  }
  return found
}

const isPositive = (weight: Term, scope: Scope): boolean => {
  const value = lower(weight, scope)
  // A weight with parameters is left to the kernel.
  return isClosed(value) ? closedSign(value) === 1 : value.size > 0
}

/** √q as a rational number, or as a root. */
const squareRoot = (q: Term, scope: Scope): Term => {
  const root = lower(call('sqrt', q), scope)
  const exact = rationalValue(root)
  return exact === undefined ? simplify(call('sqrt', q)) : number(exact)
}

const times = (factor: Term, h: Term): Term =>
  factor.op === 'number' && Q.equal(factor.value, Q.ONE) ? h : product(factor, h)

/** Σ weight_i·h_i² or Σ weight_i·|h_i| as φ(t), the weights taken into φ where they are equal, else into the residuals. */
const weightedNorm = (summands: readonly Summand[], power: 1 | 2, scope: Scope): Omit<Composition, 'peeled'> => {
  const weights = summands.map(({ weight }) => weight)
  const first = weights[0] as Term
  const roots = weights.map((weight) => squareRoot(weight, scope))
  const isSymbolic = weights.some((weight) => symbols(weight).length > 0)
  const normed = (): { readonly scale: Term; readonly factors: readonly Term[] } => {
    if (areEqual(weights, scope)) return { scale: first, factors: weights.map(() => number(1)) }
    if (power === 1) return { scale: number(1), factors: weights }
    // Rational numbers only, where that is possible; else as few roots as possible.
    if (isSymbolic || roots.every((root) => root.op === 'number')) return { scale: number(1), factors: roots }
    return { scale: first, factors: weights.map((weight) => squareRoot(simplify(quotient(weight, first)), scope)) }
  }
  const { scale, factors } = normed()
  const [only, ...more] = summands.map(({ h }, i) => times(factors[i] as Term, h))
  return {
    residuals: [only as Term, ...more],
    loss: more.length === 0 ? 'single' : power === 2 ? 'l2' : 'l1',
    phi: times(scale, raised(T, power)),
  }
}

const areEqual = (weights: readonly Term[], scope: Scope): boolean =>
  weights.every((weight) => vanishes(lower(difference(weight, weights[0] as Term), scope)))

const MOST_RESIDUALS = 12

/**
 * The sum of several φ_i(t_i) and numbers, where all φ_i are weights times t² or all are weights times t: a weighted sum
 * of squares, or of moduli, of all their residuals. Undefined where the parts are of another kind.
 */
export const sumOfNorms = (
  parts: readonly Composition[],
  constants: readonly Term[],
  scope: Scope,
): Composition | undefined => {
  const weighted = parts.map(({ phi }) => weightedPower(phi, scope))
  const power = weighted[0]?.power
  if (power === undefined || weighted.some((part) => part?.power !== power)) return undefined
  const other = power === 2 ? 'l1' : 'l2'
  if (parts.some(({ loss }) => loss === other)) return undefined
  const summands = parts.flatMap(({ residuals }, i) =>
    residuals.map((h) => ({ weight: (weighted[i] as Weighted).weight, h })),
  )
  const distinct = merged(summands, scope)
  if (distinct.length > MOST_RESIDUALS || distinct.some(({ weight }) => !isPositive(weight, scope))) return undefined
  // |a·h| is a·|h| only where the sign of a is known.
  const weights = distinct.map(({ weight }) => weight)
  if (power === 1 && !areEqual(weights, scope) && weights.some((w) => symbols(w).length > 0)) return undefined
  const independent = power === 2 ? withoutMultiples(distinct, scope) : distinct
  const { phi, ...norm } = weightedNorm(independent, power, scope)
  const offset = simplify(sum(...weighted.map((part) => (part as Weighted).offset), ...constants))
  return { ...norm, phi: simplify(sum(phi, offset)), peeled: true }
}
