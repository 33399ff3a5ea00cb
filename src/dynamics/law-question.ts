import type { ContextJson } from '../kernel/context.ts'
import type { FlowJson } from '../kernel/laws/flow.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { contextOf, type Objective } from './objective.ts'

export type Method = 'gradient-flow' | 'heavy-ball'

/** The names of a second-order motion θ″ = −friction·θ′ − …: its state is (time, θ, velocities). */
export interface Motion {
  readonly time: string
  /** In the order of the positions. */
  readonly velocities: readonly string[]
  readonly friction: Term
}

/**
 * What laws are asked of: the gradient flow, or the motion of a heavy ball, of one objective (one potential) or of a
 * model map φ and every loss ℓ∘φ (a potential for each component). A quantity is conserved where it is along every
 * field of the flow. The bound on the number of laws is that of Marcotte, Gribonval and Peyré, arXiv 2307.00144.
 */
export interface LawQuestion extends Omit<Objective, 'term'> {
  readonly source: 'objective' | 'map' | 'network'
  readonly potentials: readonly Term[]
  /** The variables of the potentials. For gradient flow these are all `variables`; else they are the positions. */
  readonly positions: readonly string[]
  /** The diagonal of M in θ′ = −M∇(ℓ∘φ), in the order of the positions. */
  readonly metric?: readonly Term[]
  /** For the heavy ball alone. */
  readonly motion?: Motion
}

/** The question about the gradient flow of one objective. */
export const questionOf = (objective: Objective): LawQuestion => ({
  source: 'objective',
  potentials: [objective.term],
  positions: objective.variables,
  variables: objective.variables,
  parameters: objective.parameters,
  integers: objective.integers,
  assume: objective.assume,
  ...(objective.display === undefined ? {} : { display: objective.display }),
})

/** The potential, where there is only one. */
export const onlyPotential = ({ potentials }: LawQuestion): Term | undefined =>
  potentials.length === 1 ? potentials[0] : undefined

export const methodOf = ({ motion }: LawQuestion): Method => (motion === undefined ? 'gradient-flow' : 'heavy-ball')

/** The flow as the kernel reads it. */
export const flowOf = ({ source, potentials, positions, metric, motion }: LawQuestion): FlowJson => {
  const printed = potentials.map(printTerm)
  if (motion === undefined) return { kind: 'gradient', potentials: printed, metric: metric?.map(printTerm) ?? null }
  return {
    kind: 'heavy-ball',
    potentials: printed,
    time: motion.time,
    positions,
    velocities: motion.velocities,
    friction: printTerm(motion.friction),
    fixed: source === 'objective',
  }
}

/** The context of claims about a flow. */
export const questionContext = (question: LawQuestion): ContextJson => contextOf(question)

const firstFree = (wanted: string, taken: ReadonlySet<string>): string => {
  for (let k = 0; ; k++) {
    const name = k === 0 ? wanted : `${wanted}_${k}`
    if (!taken.has(name)) return name
  }
}

/** The velocity of x is v_x, that of X[1,2] is v_X[1,2]. */
const velocityNames = (positions: readonly string[], taken: ReadonlySet<string>): readonly string[] => {
  for (let prefix = 'v_'; ; prefix = `v${prefix}`) {
    const names = positions.map((name) => `${prefix}${name}`)
    if (names.every((name) => !taken.has(name))) return names
  }
}

/**
 * The same question about the motion of a heavy ball, θ″ = −μθ′ − ∇(ℓ∘φ)(θ). Without a `friction` μ is a positive
 * constant of its own.
 */
export const withMomentum = (question: LawQuestion, friction?: Term): LawQuestion => {
  const taken = new Set([...question.variables, ...question.parameters])
  const time = firstFree('t', taken)
  const mu = firstFree('mu', taken)
  const velocities = velocityNames(question.positions, taken)
  const own = { op: 'symbol', name: mu } as const
  const { metric: _, ...rest } = question
  return {
    ...rest,
    variables: [time, ...question.positions, ...velocities],
    motion: { time, velocities, friction: friction ?? own },
    ...(friction === undefined
      ? {
          parameters: [...question.parameters, mu],
          assume: [...question.assume, { left: own, op: '>', right: { op: 'number', value: { n: 0n, d: 1n } } }],
        }
      : {}),
  }
}
