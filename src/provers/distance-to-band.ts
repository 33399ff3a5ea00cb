import { lower } from '../kernel/lower.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Term } from '../kernel/term.ts'

/** A summand max(e, 0)^k with even k of g = Σ max(e_i, 0)^(k_i). */
export interface Side {
  readonly e: Term
  readonly value: Polynomial
  /** max(e, 0). */
  readonly distance: Term
  readonly power: number
  /** The summand itself. */
  readonly summand: Term
}

const MOST_POWER = 20

const isZero = (term: Term): boolean => term.op === 'number' && term.value.n === 0n

/** What is such a summand; undefined for another term. */
export const bandSide = (summand: Term, scope: Scope): Side | undefined => {
  if (summand.op !== 'power' || summand.exponent.op !== 'number' || summand.base.op !== 'call') return undefined
  const { n, d } = summand.exponent.value
  const [left, right, ...more] = summand.base.args
  if (summand.base.name !== 'max' || d !== 1n || n < 2n || n % 2n !== 0n) return undefined
  if (left === undefined || right === undefined || more.length > 0) return undefined
  const e = isZero(right) ? left : isZero(left) ? right : undefined
  return e && { e, value: lower(e, scope), distance: summand.base, power: Number(n), summand }
}

/** The summands of a g that is a distance to a band; undefined for another g. */
export const sidesOfBand = (g: Term, scope: Scope): readonly Side[] | undefined => {
  const sides = (g.op === 'add' ? g.args : [g]).map((summand) => bandSide(summand, scope))
  return sides.every((side) => side !== undefined && side.power <= MOST_POWER) ? (sides as Side[]) : undefined
}
