import { derivative } from '../derivative.ts'
import { uses } from '../domain.ts'
import { type Json, readList, readMap, readObject, readText, readTexts } from '../json.ts'
import { lower } from '../lower.ts'
import { multiply } from '../normal-form.ts'
import { parseTerm } from '../parse-term.ts'
import { add, integer, negate, type Polynomial, zero } from '../polynomial.ts'
import type { ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import type { Scope } from '../scope.ts'
import { symbols, type Term } from '../term.ts'

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

export interface HeavyBall {
  readonly time: string
  readonly positions: readonly string[]
  readonly velocities: readonly string[]
  readonly friction: Term
  readonly fixed: boolean
}

/** A flow that was read. `fieldTerms[j]` are the terms that field j is made of: it is defined where they are. */
export interface Flow {
  readonly potentials: readonly Term[]
  readonly metric: readonly Term[] | null
  readonly heavyBall: HeavyBall | null
  readonly fieldTerms: readonly (readonly Term[])[]
}

const NO_SGN = new Set(['sgn'])

/** A term of a flow or a law; `sgn` is either number at 0 and has no place in them. */
export const readLawTerm = (json: Json | undefined, scope: Scope): Term => {
  const term = parseTerm(readText(json))
  if (uses(term, NO_SGN, scope)) refuse('term', 'sgn may not occur in a flow or a law')
  return term
}

const requireOnly = (term: Term, names: readonly string[], scope: Scope, what: string): void => {
  const foreign = symbols(term).find((name) => scope.variables.includes(name) && !names.includes(name))
  if (foreign !== undefined) refuse('context', `${what} may not contain ${foreign}`)
}

const readHeavyBall = (json: Json | undefined, potentials: readonly Term[], scope: Scope): Flow => {
  const fields = readObject(json, ['kind', 'potentials', 'time', 'positions', 'velocities', 'friction', 'fixed'])
  const time = readText(fields.time)
  const positions = readTexts(fields.positions)
  const velocities = readTexts(fields.velocities)
  const friction = readLawTerm(fields.friction, scope)
  const { fixed } = fields
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
  for (const phi of potentials) requireOnly(phi, positions, scope, 'a potential of heavy ball')
  requireOnly(friction, [time], scope, 'the friction')
  return {
    potentials,
    metric: null,
    heavyBall: { time, positions, velocities, friction, fixed },
    fieldTerms: fixed ? [[friction, ...potentials]] : [[friction], ...potentials.map((phi) => [phi])],
  }
}

/** Reads the flow of a claim; refuses what is no flow on the space of the context's variables. */
export const readFlow = ({ fields: { flow: json }, context: { scope } }: ReadClaim): Flow => {
  const kind = readText(readMap(json).get('kind'))
  if (kind !== 'gradient' && kind !== 'heavy-ball') return refuse('format', `unknown kind of flow "${kind}"`)
  const potentials = readList(readMap(json).get('potentials')).map((text) => readLawTerm(text, scope))
  if (potentials.length === 0) refuse('format', 'a flow needs at least one potential')
  if (kind === 'heavy-ball') return readHeavyBall(json, potentials, scope)
  const fields = readObject(json, ['kind', 'potentials', 'metric'])
  const metric = fields.metric === null ? null : readList(fields.metric).map((text) => readLawTerm(text, scope))
  if (metric !== null && metric.length !== scope.variables.length) {
    refuse('format', 'the metric has one entry for each variable')
  }
  return { potentials, metric, heavyBall: null, fieldTerms: potentials.map((phi) => [phi, ...(metric ?? [])]) }
}

/** The components of the fields in the order of the variables, in normal form. */
export const symbolicFields = (flow: Flow, scope: Scope): readonly (readonly Polynomial[])[] => {
  const { heavyBall: ball, potentials } = flow
  const values = potentials.map((phi) => lower(phi, scope))
  if (ball === null) {
    const metric = flow.metric?.map((entry) => lower(entry, scope))
    return values.map((phi) =>
      scope.variables.map((name, i) => {
        const slope = derivative(phi, name)
        return metric === undefined ? slope : multiply(metric[i] as Polynomial, slope)
      }),
    )
  }
  const { time, positions, velocities, fixed } = ball
  const friction = lower(ball.friction, scope)
  const velocity = (k: number): Polynomial => lower({ op: 'symbol', name: velocities[k] as string }, scope)
  /** The field t ↦ 1, θ_k ↦ v_k, v_k ↦ −friction·v_k − ∂_k(potential), or with a potential alone v_k ↦ ∂_k(potential). */
  const field = (phi: Polynomial, isDrift: boolean): readonly Polynomial[] =>
    scope.variables.map((name) => {
      const k = Math.max(positions.indexOf(name), velocities.indexOf(name))
      if (name === time) return isDrift ? integer(1) : zero
      if (positions.includes(name)) return isDrift ? velocity(k) : zero
      const force = derivative(phi, positions[k] as string)
      return isDrift ? negate(add(multiply(friction, velocity(k)), force)) : force
    })
  return fixed ? [field(values[0] as Polynomial, true)] : [field(zero, true), ...values.map((phi) => field(phi, false))]
}
