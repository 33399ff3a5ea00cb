import type { Claim, PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { derivative, determinant, gradient } from '../kernel/derivative.ts'
import { domainConditions, kinks, uses } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, type Polynomial } from '../kernel/polynomial.ts'
import { requireDefined } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, sides, symbols, type Term } from '../kernel/term.ts'
import { constantWords, exactPoint, strictAt } from './exact-points.ts'
import type { Trust } from './hypothesis.ts'
import { writtenTerm } from './written.ts'

/** What a page about an equilibrium of gradient flow is about: f and a point. */
export interface EquilibriumSubject {
  readonly context: ContextJson
  readonly f: string
  /** A term without variables for every variable. */
  readonly point: PointJson
}

/** What a page says of the laws that there are not. */
export interface NegativeConclusion {
  readonly kind: 'no-continuous-law' | 'no-analytic-law' | 'dimension-of-minima'
  readonly theorem: string
  readonly source: string
  readonly trust: Trust
  readonly text: string
}

/** f near the point: its derivatives, and their values there. */
export interface Equilibrium {
  readonly scope: Scope
  readonly values: ReadonlyMap<string, Polynomial>
  readonly f: Polynomial
  readonly slope: readonly Polynomial[]
  readonly slopeThere: readonly Polynomial[]
  readonly hessian: readonly (readonly Polynomial[])[]
}

/**
 * Reads f and the point. Undefined unless f is certainly analytic near the point: every domain condition and every kink
 * must hold there by sign under `assume`, `v >= 0` as `v > 0`.
 */
export const equilibriumAt = ({ context, f: text, point }: EquilibriumSubject): Equilibrium | undefined => {
  try {
    const { scope, assume } = readContext(context)
    const { variables } = scope
    const term = parseTerm(text)
    if (uses(term, new Set(['sgn']), scope) || variables.length === 0) return undefined
    const coordinates = new Map<string, Term>()
    for (const name of variables) {
      const value = point[name]
      if (value === undefined) return undefined
      coordinates.set(name, parseTerm(value))
    }
    if (Object.keys(point).length > variables.length) return undefined
    if ([...coordinates.values()].some((t) => symbols(t).some((name) => variables.includes(name)))) return undefined
    const known = relationFacts(assume, scope)
    const conditions = strictAt([...domainConditions([term], scope), ...kinks([term], scope)], coordinates)
    requireDefined([...coordinates.values(), ...sides(conditions)], scope, known)
    if (!conditionsHold(conditions, known, scope)) return undefined
    const f = lower(term, scope)
    const slope = gradient(f, variables)
    const values = new Map([...coordinates].map(([name, value]) => [name, lower(value, scope)]))
    return {
      scope,
      values,
      f,
      slope,
      slopeThere: slope.map((entry) => specialize(entry, values)),
      hessian: slope.map((entry) => variables.map((name) => specialize(derivative(entry, name), values))),
    }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The leading principal minors of the Hessian, those of odd order negated for a maximum. */
export const definitenessMinors = ({ hessian }: Equilibrium, extremum: 'minimum' | 'maximum'): Polynomial[] =>
  hessian.map((_, k) => {
    const minor = determinant(hessian.slice(0, k + 1).map((row) => row.slice(0, k + 1)))
    return extremum === 'maximum' && k % 2 === 0 ? negate(minor) : minor
  })

/** The claim that a quantity without variables is 0 or positive; undefined where it cannot be written and read back. */
export const closedClaim = (
  context: ContextJson,
  value: Polynomial,
  op: '=' | '>',
  scope: Scope,
): Claim | undefined => {
  const term = writtenTerm(value, scope.variables)
  return term && { claim: 'relation', context, assume: [], goal: `${printTerm(term)} ${op} 0` }
}

/** ∇f = 0 at the point, as claims. */
export const criticalClaims = (context: ContextJson, equilibrium: Equilibrium): (Claim | undefined)[] =>
  equilibrium.slopeThere.map((entry) => closedClaim(context, entry, '=', equilibrium.scope))

/** `(1, theta)`, in the order of the variables, and what the constants in it are, as a sentence of its own. */
export const pointWords = ({ context, point }: EquilibriumSubject): { readonly p: string; readonly where: string } => ({
  p: `(${context.variables.map((name) => printTerm(parseTerm(point[name] as string))).join(', ')})`,
  where: constantWords(exactPoint(context, point).constants),
})
