import { enclose } from '../kernel/enclosure.ts'
import { intervalSign } from '../kernel/interval.ts'
import type { Json } from '../kernel/json.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Obligation } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { allowed, type Fact, NEGATIVE, POSITIVE, ZERO } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { approximate } from './approximate.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { candidatePoints } from './candidate-points.ts'
import type { ExactPoint } from './exact-point.ts'

/** A point where an obligation fails, as a certificate of refutation. */
export interface Refutation {
  readonly certificate: Json
  readonly point: ExactPoint
  readonly obligation: Obligation
  /** The value of the goal's quantity there, where the goal has one. */
  readonly value: Polynomial | undefined
}

const SEARCH_BITS = [64, 160]

/**
 * The sign of a closed quantity as far as a search looks: what is this close to 0 without vanishing is most likely 0 in
 * a way that nobody sees, such as log(exp(2)) − 2, and looking closer would take nearly all the time.
 */
const signInSearch = (p: Polynomial): -1 | 0 | 1 | undefined => {
  const exact = rationalValue(p)
  if (exact !== undefined) return Q.sign(exact)
  if (vanishes(p)) return 0
  for (const bits of SEARCH_BITS) {
    const value = enclose(p, new Map(), bits)
    const s = value === undefined ? undefined : intervalSign(value)
    if (s === 'positive') return 1
    if (s === 'negative') return -1
  }
  return undefined
}

/** Whether the fact holds at the values; undefined where its sign cannot be found or it is not defined there. */
const holds = ({ polynomial, op }: Fact, values: ReadonlyMap<string, Polynomial>): boolean | undefined => {
  try {
    const s = signInSearch(specialize(polynomial, values))
    if (s === undefined) return undefined
    return ((s < 0 ? NEGATIVE : s > 0 ? POSITIVE : ZERO) & ~allowed(op)) === 0
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}

/** Whether every hypothesis holds at the point and the goal fails; undefined where the goal's sign cannot be found. */
const refutesAt = (sequent: Sequent, values: ReadonlyMap<string, Polynomial>): boolean | undefined => {
  const { goal, hypotheses } = sequent
  // What is cheap to look at first: most points that fail lie on a kink x = 0.
  const isCheap = ({ polynomial }: Fact): boolean => polynomial.size <= FEW_TERMS
  if (hypotheses.some((h) => isCheap(h) && holds(h, values) === false)) return false
  const held = goal === 'false' ? false : holds(goal, values)
  if (held !== false) return held === undefined ? undefined : false
  return hypotheses.every((h) => holds(h, values) === true)
}

const FEW_TERMS = 3

/** True where every hypothesis holds at the point and the goal fails. */
export const refutes = (sequent: Sequent, values: ReadonlyMap<string, Polynomial>): boolean =>
  refutesAt(sequent, values) === true

/** The work of an exact evaluation, and of one that goes through every precision without finding a sign. */
const EXACT_MICROSECONDS = 200
const UNDECIDED_MICROSECONDS = 2_000

const TOLERANCE = 1e-7

/** False where doubles show clearly that some hypothesis fails or the goal holds, so that exact work can be saved. */
const isPlausible = ({ goal, hypotheses }: Sequent, { doubles }: ExactPoint): boolean => {
  const signs = ({ polynomial }: Fact): number => {
    const { value, scale } = approximate(polynomial, doubles)
    if (!Number.isFinite(value)) return 7
    if (Math.abs(value) <= TOLERANCE * scale) return 7
    return value < 0 ? NEGATIVE : POSITIVE
  }
  if (goal !== 'false' && (signs(goal) & ~allowed(goal.op)) === 0) return false
  return hypotheses.every((h) => (signs(h) & allowed(h.op)) !== 0)
}

/** How long a search goes on for a point where u > 0 is clearly false after one where u = 0 was found. */
const CLEARER_MILLISECONDS = 250

/**
 * Searches for a point where an obligation fails, exactly; the certificate still has to be checked. Where the goal is
 * u > 0, a point with u < 0 is better than one with u = 0.
 */
export const refuteObligation = (obligation: Obligation, search: Search, budget: Budget): Refutation | undefined => {
  const { sequent } = obligation
  let borderline: Refutation | undefined
  let until = budget
  for (const point of candidatePoints(sequent, search, budget)) {
    if (isSpent(until)) return borderline
    if (!isPlausible(sequent, point)) continue
    const isRefuted = refutesAt(sequent, point.values)
    if (isSpent(until, isRefuted === undefined ? UNDECIDED_MICROSECONDS : EXACT_MICROSECONDS)) {
      if (isRefuted !== true) return borderline
    }
    if (isRefuted !== true) continue
    const certificate = {
      outcome: 'refuted',
      obligation: obligation.name,
      point: point.texts,
      ...(Object.keys(point.constants).length === 0 ? {} : { constants: point.constants }),
    }
    const value = sequent.goal === 'false' ? undefined : specialize(sequent.goal.polynomial, point.values)
    const refutation = { certificate, point, obligation, value }
    const isBorderline = sequent.goal !== 'false' && sequent.goal.op === '>' && value !== undefined && vanishes(value)
    if (!isBorderline) return refutation
    if (borderline === undefined) until = atMostMilliseconds(budget, CLEARER_MILLISECONDS)
    borderline ??= refutation
  }
  return borderline
}
