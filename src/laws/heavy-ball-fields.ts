import * as Fast from '../algebra/polynomial.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import { type LawQuestion, type Motion, onlyPotential } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power, vanishes } from '../kernel/normal-form.ts'
import { type Atom, atomOf, integer, negate, type Polynomial, zero } from '../kernel/polynomial.ts'
import { ONE } from '../kernel/rational.ts'
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
  sum,
  symbol,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { NoField } from './function-coordinates.ts'
import type { GradientField } from './gradient-field.ts'
import { polynomialFields } from './polynomial-fields.ts'

/**
 * The motion θ″ + μθ′ + ∇f(θ) = 0 in the clock τ with dτ/dt = exp(−μt) and the momentum p = dθ/dτ = exp(μt)θ′:
 * dp/dτ = −exp(2μt)∇f. Without friction τ = t, else exp(μt) = −1/(μτ). What is conserved for every loss does not
 * depend on the factor of ∇f; for one f the field times (μτ)² is polynomial.
 */
export interface HeavyBallFields {
  /** Polynomial fields in τ, θ and p, under the names of the time, the positions and the velocities. */
  readonly fields: readonly GradientField[]
  /** A polynomial in τ, θ and p as a term in the time, the positions and the velocities. */
  readonly termOf: (p: Fast.Polynomial) => Term
  /** The factor that k momenta have over k velocities; undefined where it is 1. */
  readonly momentumFactor: (k: number) => Term | undefined
  /** Whether τ and p are the time and the velocities themselves. */
  readonly isUndamped: boolean
}

/** A constant μ, or c in the friction c/t, an integer; undefined for other frictions that change in time. */
type Friction = { readonly mu: Term } | { readonly overTime: number }

const frictionOf = ({ friction, time }: Motion, scope: Scope): Friction | undefined => {
  if (!symbols(friction).includes(time)) return { mu: friction }
  const c = evaluateExactly(friction, new Map([[time, ONE]]))
  if (c?.d !== 1n) return undefined
  const isOverTime = vanishes(lower(difference(product(friction, symbol(time)), number(c)), scope))
  return isOverTime ? { overTime: Number(c.n) } : undefined
}

const slopesOf = (question: LawQuestion, mu: Polynomial): readonly (readonly Polynomial[])[] => {
  const { source, potentials, positions, motion } = question
  const scope = scopeOf(question)
  const { time, velocities } = motion as Motion
  const still = positions.map(() => zero)
  const momenta = velocities.map((name) => lower(symbol(name), scope))
  const slopes = potentials.map((phi) => gradient(lower(phi, scope), positions))
  if (source !== 'objective') {
    return [[integer(1), ...momenta, ...still], ...slopes.map((slope) => [zero, ...still, ...slope])]
  }
  const scale = mu.size === 0 ? integer(1) : power(multiply(mu, lower(symbol(time), scope)), 2)
  const [slope = still] = slopes
  return [[scale, ...momenta.map((p) => multiply(scale, p)), ...slope.map(negate)]]
}

/**
 * The fields for friction c/t and every loss, where p = t^c·θ′: laws without τ, so that the motion of τ and of θ are
 * fields of their own.
 */
const slopesOverTime = (question: LawQuestion): readonly (readonly Polynomial[])[] => {
  const [drift = [], ...kicks] = slopesOf(question, zero)
  const [clock = zero, ...rest] = drift
  return [[clock, ...rest.map(() => zero)], [zero, ...rest], ...kicks]
}

/** t^(ck)·rest, summed over the parts of degree k in the momenta. */
const inPowersOfTime = (p: Fast.Polynomial, c: number, motion: Motion, plain: (p: Fast.Polynomial) => Term): Term => {
  const parts = new Map<number, Fast.PolynomialTerm[]>()
  for (const term of Fast.terms(p)) {
    const k = term.exponents.reduce(
      (sum, e, i) => (motion.velocities.includes(p.names[i] as string) ? sum + e : sum),
      0,
    )
    parts.set(k, [...(parts.get(k) ?? []), term])
  }
  const written = [...parts].map(([k, terms]) => {
    const rest = plain(Fast.fromTerms(p.names, terms))
    return k * c === 0 ? rest : product(raised(symbol(motion.time), k * c), rest)
  })
  return sum(...written)
}

/** (−1/μ)^a·exp((k − a)μt)·rest, summed over the parts τ^a·rest of degree k in the momenta. */
const inTime = (
  p: Fast.Polynomial,
  mu: Term,
  { time, velocities }: Motion,
  plain: (p: Fast.Polynomial) => Term,
): Term => {
  const clock = p.names.indexOf(time)
  const isMomentum = p.names.map((name) => velocities.includes(name))
  const parts = new Map<string, { a: number; k: number; terms: Fast.PolynomialTerm[] }>()
  for (const { exponents, coefficient } of Fast.terms(p)) {
    const a = exponents[clock] as number
    const k = exponents.reduce((total, e, i) => (isMomentum[i] ? total + e : total), 0)
    const part = parts.get(`${a} ${k}`) ?? { a, k, terms: [] }
    part.terms.push({ exponents: exponents.map((e, i) => (i === clock ? 0 : e)), coefficient })
    parts.set(`${a} ${k}`, part)
  }
  const written = [...parts.values()].map(({ a, k, terms }) => {
    const factors: Term[] = []
    if (k !== a) factors.push(call('exp', simplify(product(number(k - a), mu, symbol(time)))))
    factors.push(plain(Fast.fromTerms(p.names, terms)))
    const whole = product(...factors)
    if (a === 0) return whole
    const divided = quotient(whole, a === 1 ? mu : raised(mu, a))
    return a % 2 === 1 ? negated(divided) : divided
  })
  return sum(...written)
}

/** The fields in which the laws of a heavy ball are searched; for one objective or every loss of a map. */
export const heavyBallFields = (question: LawQuestion, budget: Budget): HeavyBallFields | NoField => {
  const motion = question.motion as Motion
  if (question.source === 'objective' && onlyPotential(question) === undefined) {
    return { unsupported: 'one objective is one potential' }
  }
  const scope: Scope = scopeOf(question)
  try {
    const friction = frictionOf(motion, scope)
    if (friction === undefined || ('overTime' in friction && question.source === 'objective')) {
      return {
        unsupported: 'laws are searched for constant friction, and for every loss with friction c/t, c an integer',
      }
    }
    const mu = 'mu' in friction ? lower(friction.mu, scope) : undefined
    const isUndamped = mu !== undefined && vanishes(mu)
    const slopes = mu === undefined ? slopesOverTime(question) : slopesOf(question, isUndamped ? zero : mu)
    const fields = polynomialFields(slopes, question, budget)
    if ('unsupported' in fields) return fields
    const [first] = fields
    const atoms = new Map<string, Atom>([
      ...question.variables.map((name) => [name, atomOf({ kind: 'variable', name })] as const),
      ...question.parameters.map(
        (name) => [name, atomOf({ kind: 'parameter', name, integer: question.integers.includes(name) })] as const,
      ),
      ...(first?.constants ?? []).map(({ name, atom }) => [name, atom] as const),
    ])
    const plain = (p: Fast.Polynomial): Term => termOfPolynomial(fromCoordinates(p, atoms), question.variables)
    const termOf = (p: Fast.Polynomial): Term =>
      isUndamped
        ? plain(p)
        : 'mu' in friction
          ? inTime(p, friction.mu, motion, plain)
          : inPowersOfTime(p, friction.overTime, motion, plain)
    const momentumFactor = (k: number): Term | undefined => {
      if (isUndamped || k === 0) return undefined
      return 'mu' in friction
        ? call('exp', simplify(product(number(k), friction.mu, symbol(motion.time))))
        : raised(symbol(motion.time), k * friction.overTime)
    }
    return { fields, termOf, momentumFactor, isUndamped }
  } catch (error) {
    if (error instanceof BudgetSpent) return { unsupported: 'the fields were not computed in time' }
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
