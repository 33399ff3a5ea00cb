import { evaluate } from '../expression/evaluate.ts'
import type { Loss } from '../kernel/claim.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { isClosed, type Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { difference, number, substitute, sum, symbol, symbols, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'

/** A term read as φ(t), t = |h| (`single`), (Σh_i²)^{1/2} (`l2`) or Σ|h_i| (`l1`). */
export interface Composition {
  readonly residuals: readonly Term[]
  readonly loss: Loss
  readonly phi: Term
  /** Whether anything was peeled off: otherwise φ(t) = t only says f = |f|. */
  readonly peeled: boolean
}

/** What every reading of a term needs. */
export interface Reading {
  readonly scope: Scope
  readonly budget: Budget
  /** Whether a sum of squares, or of moduli, of several residuals may be read. */
  readonly several: boolean
}

export const T = symbol('t')

/** φ(|h|). */
export const ofOne = (h: Term, phi: Term): Composition => ({ residuals: [h], loss: 'single', phi, peeled: true })

/** The same t with an outer function around φ. */
export const composed = (inner: Composition, outer: (phi: Term) => Term): Composition => ({
  ...inner,
  phi: outer(inner.phi),
  peeled: true,
})

export const isConstant = (term: Term, scope: Scope): boolean =>
  symbols(term).every((name) => !scope.variables.includes(name))

/** Whether two residuals are the same, or opposite. */
export const isSameUpToSign = (a: Term, b: Term, scope: Scope): boolean =>
  [difference(a, b), sum(a, b)].some((t) => vanishes(lower(t, scope)))

const over = (scope: Scope): Scope => ({ ...scope, variables: ['t'] })

/** Whether two φ are the same function of t, by their normal forms. */
export const isSamePhi = (a: Term, b: Term, scope: Scope): boolean => vanishes(lower(difference(a, b), over(scope)))

/** φ(0), if it is a number. */
export const valueAtZero = (phi: Term, scope: Scope): Polynomial | undefined => {
  const value = lower(substitute(phi, new Map([['t', number(0)]])), { ...scope, variables: [] })
  return isClosed(value) ? value : undefined
}

export const startsNonnegative = (phi: Term, scope: Scope): boolean => {
  const start = valueAtZero(phi, scope)
  const s = start === undefined ? undefined : closedSign(start)
  return s === 0 || s === 1
}

const SAMPLES = [0, 0.25, 0.5, 1, 2, 3]

/** Whether φ grows from one sample to the next; a φ with parameters is left to the kernel. */
export const isIncreasingAtSamples = (phi: Term): boolean => {
  if (symbols(phi).some((name) => name !== 't')) return true
  const values = SAMPLES.map((t) => evaluate(phi, new Map([['t', t]])))
  return values.every((value, i) => i === 0 || !(value < (values[i - 1] as number)))
}
