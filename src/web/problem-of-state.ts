import type { AskedLaws, AskedProblem } from './engine/protocol.ts'
import type { Assumption, ExplorerState, Parameter } from './state.ts'

const RELATIONS: Readonly<Record<Assumption, (name: string) => readonly string[]>> = {
  real: () => [],
  positive: (name) => [`${name} > 0`],
  negative: (name) => [`${name} < 0`],
  nonzero: (name) => [`${name} != 0`],
  integer: (name) => [`integer(${name})`],
}

const assumptionsOf = (parameters: readonly Parameter[], more: string): readonly string[] => [
  ...parameters.flatMap(({ name, assumption }) => RELATIONS[assumption](name)),
  ...(more.trim() === '' ? [] : [more.trim()]),
]

const lawsOf = ({ subject, flow, quantities }: ExplorerState): AskedLaws => {
  const { method, friction, metric } = flow
  const candidates = quantities.split(';').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  return {
    ...(subject === 'objective' ? {} : { subject }),
    ...(method === 'heavy-ball' ? { method } : {}),
    ...(method === 'heavy-ball' && friction.trim() !== '' ? { friction: friction.trim() } : {}),
    ...(method === 'gradient-flow' && metric.trim() !== '' ? { metric: metric.trim() } : {}),
    ...(candidates.length === 0 ? {} : { candidates }),
  }
}

/** What the engine is asked about; the values of parameters, which only drawings need, are no part of it. */
export const problemOf = (state: ExplorerState): AskedProblem => {
  const { objective, variables, parameters, assume } = state
  // A regularizer is one of an objective.
  const pieces = state.subject === 'objective' ? state.regularizer.filter(({ value }) => value.trim() !== '') : []
  const laws = lawsOf(state)
  const assumed = assumptionsOf(parameters, assume)
  const [first] = pieces
  const regularizer =
    first === undefined ? undefined : pieces.length === 1 && first.when.trim() === '' ? first.value : pieces
  return {
    objective,
    ...(variables.trim() === '' ? {} : { variables: variables.trim() }),
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(({ name }) => name) }),
    ...(assumed.length === 0 ? {} : { assume: assumed }),
    ...(regularizer === undefined ? {} : { regularizer }),
    ...(Object.keys(laws).length === 0 ? {} : { laws }),
  }
}

/** The same without its regularizer: what laws depend on. */
export const withoutRegularizer = ({ regularizer: _, ...rest }: AskedProblem): AskedProblem => rest
