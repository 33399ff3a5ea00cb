import { derivative } from '../kernel/derivative.ts'
import { atomsOf, constant, integer, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { textFor } from './kernel-text.ts'

const OTHERS = [1, 0, 2, -1].map((n) => Q.rational(n))
const MOST_VARIABLES = 6

const isFreeOf = (p: Polynomial, variable: string): boolean =>
  [...atomsOf(p)].every((atom) => atom.kind !== 'variable' || atom.name !== variable)

/** The texts of v with A·v + B = 0, or A·v² + B = 0 (both roots), where p is of that form in v. */
const rootsIn = (p: Polynomial, variable: string, scope: Scope): string[] => {
  const atZero = specialize(p, new Map([[variable, integer(0)]]))
  const slope = derivative(p, variable)
  const text = (q: Polynomial): string => `(${textFor(q, scope)})`
  if (slope.size === 0) return []
  if (isFreeOf(slope, variable)) return [`-${text(atZero)}/${text(slope)}`]
  const bend = derivative(slope, variable)
  const isEven = specialize(slope, new Map([[variable, integer(0)]])).size === 0
  if (!isEven || !isFreeOf(bend, variable)) return []
  const root = `sqrt(-2*${text(atZero)}/${text(bend)})`
  return [root, `-${root}`]
}

/**
 * Points where h may vanish whatever the parameters are: all variables but one are small numbers, and h = 0 is linear
 * or purely quadratic in the last one. Proposals, as texts; where they are defined is for the kernel to decide.
 */
export const parametricZeros = function* (h: Polynomial, scope: Scope): Generator<{ readonly [name: string]: string }> {
  if (scope.variables.length > MOST_VARIABLES) return
  for (const value of OTHERS) {
    for (const variable of scope.variables) {
      const others = scope.variables.filter((name) => name !== variable)
      const p = specialize(h, new Map(others.map((name) => [name, constant(value)])))
      for (const text of rootsIn(p, variable, scope)) {
        yield { ...Object.fromEntries(others.map((name) => [name, Q.formatRational(value)])), [variable]: text }
      }
    }
  }
}
