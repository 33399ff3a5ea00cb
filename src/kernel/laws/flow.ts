import { gradient } from '../derivative.ts'
import { uses } from '../domain.ts'
import { type Json, readList, readMap, readObject, readText, readTexts } from '../json.ts'
import { lower } from '../lower.ts'
import { multiply } from '../normal-form.ts'
import { parseTerm } from '../parse-term.ts'
import { add, integer, negate, type Polynomial, zero } from '../polynomial.ts'
import type { ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import type { Scope } from '../scope.ts'
import { printTerm, symbol, symbols, type Term } from '../term.ts'

/** What laws are asked of: vector fields on the space of the context's variables (`proofs/FORMAT.md` §10). */
export type FlowJson =
  | {
      readonly kind: 'gradient'
      /** φ_1, …, φ_m: the fields are X_j = M∇φ_j. */
      readonly potentials: readonly string[]
      /** The diagonal of M, in the order of the variables; null for M = 1. */
      readonly metric: readonly string[] | null
    }
  | {
      readonly kind: 'heavy-ball'
      readonly potentials: readonly string[]
      readonly time: string
      readonly positions: readonly string[]
      /** In the order of the positions. */
      readonly velocities: readonly string[]
      readonly friction: string
      /** One field X_0 − ∇f·∂_v for the only potential f; else X_0 and, for each potential, Y_j = ∇φ_j·∂_v. */
      readonly fixed: boolean
    }

/** A flow that was read. */
export interface Flow {
  /** For each field the terms that it is made of: it is defined where they are. */
  readonly fieldTerms: readonly (readonly Term[])[]
  /** For each field its components in normal form, in the order of the variables. */
  readonly fields: () => readonly (readonly Polynomial[])[]
}

const NO_SGN = new Set(['sgn'])

/** A term of a flow or a law; `sgn` is either number at 0 and has no place in them. */
export const readLawTerm = (json: Json | undefined, scope: Scope): Term => {
  const term = parseTerm(readText(json))
  if (uses(term, NO_SGN, scope)) refuse('term', 'sgn may not occur in a flow or a law')
  return term
}

const requireOnly = (term: Term, names: readonly string[], scope: Scope): void => {
  const foreign = symbols(term).find((name) => scope.variables.includes(name) && !names.includes(name))
  if (foreign !== undefined) refuse('context', `${foreign} may not occur in ${printTerm(term)}`)
}

const gradientFlow = (json: Json | undefined, potentials: readonly Term[], scope: Scope): Flow => {
  const { metric } = readObject(json, ['kind', 'potentials', 'metric'])
  const weights = metric === null ? [] : readList(metric).map((text) => readLawTerm(text, scope))
  if (metric !== null && weights.length !== scope.variables.length) {
    refuse('format', 'the metric has one entry for each variable')
  }
  return {
    fieldTerms: potentials.map((phi) => [phi, ...weights]),
    fields: () => {
      const factors = weights.map((entry) => lower(entry, scope))
      const scaled = (slope: Polynomial, i: number): Polynomial =>
        factors.length === 0 ? slope : multiply(factors[i] as Polynomial, slope)
      return potentials.map((phi) => gradient(lower(phi, scope), scope.variables).map(scaled))
    },
  }
}

const heavyBall = (json: Json | undefined, potentials: readonly Term[], scope: Scope): Flow => {
  const own = readObject(json, ['kind', 'potentials', 'time', 'positions', 'velocities', 'friction', 'fixed'])
  const [time, positions, velocities] = [readText(own.time), readTexts(own.positions), readTexts(own.velocities)]
  const friction = readLawTerm(own.friction, scope)
  const { fixed } = own
  const state = [time, ...positions, ...velocities]
  const isState =
    new Set(state).size === state.length &&
    state.length === scope.variables.length &&
    state.every((name) => scope.variables.includes(name))
  if (!isState || positions.length === 0 || positions.length !== velocities.length) {
    return refuse('context', 'the variables must be the time, the positions, and as many velocities')
  }
  if (typeof fixed !== 'boolean') return refuse('format', 'fixed is true or false')
  if (fixed && potentials.length !== 1) refuse('format', 'a fixed objective is one potential')
  for (const phi of potentials) requireOnly(phi, positions, scope)
  requireOnly(friction, [time], scope)
  /** t ↦ 1, θ_k ↦ v_k, v_k ↦ −friction·v_k − force_k. */
  const drift = (force: readonly Polynomial[]): Polynomial[] => {
    const damping = lower(friction, scope)
    const speeds = velocities.map((name) => lower(symbol(name), scope))
    const at = (name: string): Polynomial => {
      if (name === time) return integer(1)
      const k = velocities.indexOf(name)
      if (k < 0) return speeds[positions.indexOf(name)] as Polynomial
      return negate(add(multiply(damping, speeds[k] as Polynomial), force[k] ?? zero))
    }
    return scope.variables.map(at)
  }
  const slopeOf = (phi: Term): Polynomial[] => gradient(lower(phi, scope), positions)
  const kick = (phi: Term): Polynomial[] => {
    const slope = slopeOf(phi)
    return scope.variables.map((name) => slope[velocities.indexOf(name)] ?? zero)
  }
  return fixed
    ? { fieldTerms: [[friction, ...potentials]], fields: () => [drift(potentials.flatMap(slopeOf))] }
    : {
        fieldTerms: [[friction], ...potentials.map((phi) => [phi])],
        fields: () => [drift([]), ...potentials.map(kick)],
      }
}

/** Reads the flow of a claim; refuses what is no flow on the space of the context's variables. */
export const readFlow = ({ fields: { flow: json }, context: { scope } }: ReadClaim): Flow => {
  const kind = readText(readMap(json).get('kind'))
  if (kind !== 'gradient' && kind !== 'heavy-ball') return refuse('format', `unknown kind of flow "${kind}"`)
  const potentials = readList(readMap(json).get('potentials')).map((text) => readLawTerm(text, scope))
  if (potentials.length === 0) refuse('format', 'a flow needs at least one potential')
  return kind === 'gradient' ? gradientFlow(json, potentials, scope) : heavyBall(json, potentials, scope)
}
