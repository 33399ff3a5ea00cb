import * as Fast from '../algebra/polynomial.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import { type LawQuestion, type Motion, onlyPotential } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { type Budget, BudgetSpent } from '../kernel/budget.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power, vanishes } from '../kernel/normal-form.ts'
import { type Atom, atomOf, integer, negate, type Polynomial, zero } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, negated, number, product, quotient, raised, sum, symbol, symbols, type Term } from '../kernel/term.ts'
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
  /** Whether τ and p are the time and the velocities themselves. */
  readonly isUndamped: boolean
}

/** A constant μ; undefined for a friction that changes in time. */
const constantFriction = ({ friction, time }: Motion): Term | undefined =>
  symbols(friction).includes(time) ? undefined : friction

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
  const mu = constantFriction(motion)
  if (mu === undefined) return { unsupported: 'laws are searched for a constant friction only' }
  if (question.source === 'objective' && onlyPotential(question) === undefined) {
    return { unsupported: 'one objective is one potential' }
  }
  const scope: Scope = scopeOf(question)
  try {
    const friction = lower(mu, scope)
    const isUndamped = vanishes(friction)
    const fields = polynomialFields(slopesOf(question, isUndamped ? zero : friction), question, budget)
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
    const termOf = (p: Fast.Polynomial): Term => (isUndamped ? plain(p) : inTime(p, mu, motion, plain))
    return { fields, termOf, isUndamped }
  } catch (error) {
    if (error instanceof BudgetSpent) return { unsupported: 'the fields were not computed in time' }
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
