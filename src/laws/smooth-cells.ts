import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { isClosed, leadingCoefficient, monomialKey, polynomialKey, scale } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  call,
  children,
  difference,
  negated,
  number,
  product,
  quotient,
  type Relation,
  raised,
  substitute,
  sum,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { newSpan } from './span.ts'

/** A kink sgn(u) with its value on a cell. */
export interface DecidedKink {
  /** u as it is written in f. */
  readonly at: Term
  readonly sign: 1 | -1
  /** sign·u without abs, max and min: positive on the cell. */
  readonly positive: Term
}

/** An open set on which f equals a term without abs, max and min, and a rational point in it. */
export interface SmoothCell {
  /** The kinks of f, those inside others first. */
  readonly kinks: readonly DecidedKink[]
  /** Strict relations without abs, max and min. */
  readonly where: readonly Relation[]
  readonly point: ReadonlyMap<string, Q.Rational>
  readonly potential: Term
}

export interface SmoothCells {
  /** One cell for each potential that is no combination of those before it and a constant. */
  readonly cells: readonly SmoothCell[]
  /** How many cells were seen. */
  readonly seen: number
}

const ZERO = number(0)

const KINKED = new Set(['abs', 'max', 'min'])

/** |u| for |u|^e with parameters in e: a function of its own, and no kink. */
const parametricBase = (term: Term): Term | undefined =>
  term.op === 'power' && term.base.op === 'call' && term.base.name === 'abs' && symbols(term.exponent).length > 0
    ? term.base.args[0]
    : undefined

/** True where abs, max or min occurs, other than in |u|^e with parameters in e. */
export const hasKinks = (term: Term): boolean => {
  const inside = parametricBase(term)
  if (inside !== undefined) return hasKinks(inside)
  return (term.op === 'call' && KINKED.has(term.name)) || children(term).some(hasKinks)
}

/** The sign of a term at a point; undefined where it is 0, not defined or not seen. */
const signAt = (u: Term, values: ReadonlyMap<string, Term>, scope: Scope): 1 | -1 | undefined => {
  try {
    const s = closedSign(lower(substitute(u, values), scope))
    return s === 0 ? undefined : s
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Thrown where the point lies on a kink. */
class OnKink extends Error {
  override readonly name = 'OnKink'
}

/** The term with abs, max and min resolved as near the point; what was decided is added to `kinks`. */
const resolvedAt = (term: Term, values: ReadonlyMap<string, Term>, scope: Scope, kinks: DecidedKink[]): Term => {
  const go = (t: Term): Term => resolvedAt(t, values, scope, kinks)
  const decide = (at: Term, u: Term): 1 | -1 => {
    const sign = signAt(u, values, scope)
    if (sign === undefined) throw new OnKink()
    kinks.push({ at, sign, positive: simplify(sign === 1 ? u : negated(u)) })
    return sign
  }
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate':
      return negated(go(term.arg))
    case 'divide':
      return quotient(go(term.numerator), go(term.denominator))
    case 'power': {
      const inside = parametricBase(term)
      return raised(inside === undefined ? go(term.base) : call('abs', go(inside)), go(term.exponent))
    }
    case 'add':
      return sum(...term.args.map(go))
    case 'multiply':
      return product(...term.args.map(go))
    case 'call': {
      const args = term.args.map(go)
      const [u = ZERO, ...others] = args
      const [first = ZERO] = term.args
      if (term.name === 'abs') return decide(first, u) === 1 ? u : negated(u)
      if (term.name !== 'max' && term.name !== 'min') return call(term.name, ...args)
      const { name } = term
      // Of more arguments, the first ones together are compared with the next.
      const folded = (k: number): Term => (k === 1 ? first : call(name, ...term.args.slice(0, k)))
      return others.reduce((best, rival, k) => {
        const at = difference(folded(k + 1), term.args[k + 1] as Term)
        return (decide(at, difference(best, rival)) === 1) === (name === 'max') ? best : rival
      }, u)
    }
  }
}

/** Small numbers first, then ones of very different size. */
const SIZES = [3, 10, 2, 100, 1, 5, 1000, 1e6]

/** Rational points from a seed, for variables and parameters. */
const samplePoints = function* (names: readonly string[], integers: ReadonlySet<string>, seed: number) {
  let state = (seed * 2654435761 + 12345) % 4294967296
  const next = (): number => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return Math.floor(state / 65536) / 65536
  }
  for (let i = 0; ; i++) {
    const size = SIZES[i % SIZES.length] as number
    yield new Map(
      names.map((name) => {
        const d = integers.has(name) ? 1 : 12
        const n = Math.round((2 * next() - 1) * size * d)
        return [name, Q.rational(n === 0 ? 1 : n, d)] as const
      }),
    )
  }
}

/** What is positive on a cell, without repetition, numbers, and common factors of coefficients. */
const conditionsOf = (kinks: readonly DecidedKink[], scope: Scope): Relation[] => {
  const found = new Map<string, Relation>()
  for (const { positive } of kinks) {
    const value = lower(positive, scope)
    if (isClosed(value)) continue
    const size = Q.absolute(leadingCoefficient(value))
    const left = termOfPolynomial(scale(value, Q.divide(Q.ONE, size)), scope.variables)
    found.set(polynomialKey(scale(value, Q.divide(Q.ONE, size))), { left, op: '>', right: ZERO })
  }
  return [...found.values()]
}

const MOST_SAMPLES = 1500
const MOST_CELLS = 200

/** How many samples without a new potential are enough. */
const patience = (found: number): number => 80 + 4 * found

/**
 * The cells of an objective with abs, max or min, as far as random rational points show them. A quantity that is C^1 and
 * analytic, and conserved off the kinks, is conserved by the potential of every cell.
 *
 * Returns undefined where there is no such function, or no cell is found.
 *
 * @param domain relations between variables that hold at every point looked at
 */
export const smoothCells = (
  objective: Objective,
  seed: number,
  budget: Budget,
  domain: readonly Relation[] = [],
): SmoothCells | undefined => {
  if (!hasKinks(objective.term)) return undefined
  const scope = scopeOf(objective)
  const names = [...objective.variables, ...objective.parameters]
  const span = newSpan()
  const cells: SmoothCell[] = []
  const seen = new Set<string>()
  let fruitless = 0
  let samples = 0
  for (const point of samplePoints(names, scope.integers, seed)) {
    if (++samples > MOST_SAMPLES || fruitless > patience(cells.length) || cells.length >= MOST_CELLS) break
    if (isSpent(budget, 2000)) break
    fruitless++
    const values = new Map([...point].map(([name, q]) => [name, number(q)]))
    const isAllowed = [...objective.assume, ...domain].every(({ left, op, right }) => {
      const s = signAt(difference(left, right), values, scope)
      return s === undefined ? op === '=' || op === '>=' : s === 1 ? op !== '=' : op === '!='
    })
    if (!isAllowed) continue
    try {
      const kinks: DecidedKink[] = []
      const potential = simplify(resolvedAt(objective.term, values, scope, kinks))
      const where = conditionsOf(kinks, scope)
      const key = where.map((r) => polynomialKey(lower(r.left, scope))).sort()
      if (seen.has(key.join())) continue
      seen.add(key.join())
      const vector = new Map<string, bigint>()
      const form = lower(potential, scope)
      const common = [...form.values()].reduce((m, { coefficient: { d } }) => m * d, 1n)
      for (const { monomial, coefficient } of form.values())
        if (monomial.length > 0) vector.set(monomialKey(monomial), (coefficient.n * common) / coefficient.d)
      if (!span.extend(vector)) continue
      cells.push({ kinks, where, point, potential })
      fruitless = 0
    } catch (error) {
      if (!(error instanceof OnKink || error instanceof Refusal)) throw error
    }
  }
  return cells.length === 0 ? undefined : { cells, seen: seen.size }
}
