import type { Momentum } from '../dynamics/gradient-methods.ts'
import type { Descended } from './descent.ts'
import { gradientFlow } from './flow-descent.ts'
import { type MethodNumbers, momentumDescent } from './momentum-descent.ts'
import type { MomentumMethod } from './momentum-program.ts'
import { normalizedDescent, normalizedGradientDescent } from './normalized-gradient-descent.ts'
import type { Selection } from './selection.ts'
import type { Advance } from './trajectories.ts'

/** The methods that can be run beside normalized gradient descent; a new one is one entry here. */
const MOMENTUM_METHODS = {
  gd: { map: 'plain', momentum: 'none' },
  'heavy-ball': { map: 'plain', momentum: 'heavy-ball' },
  nesterov: { map: 'plain', momentum: 'nesterov' },
  usam: { map: 'usam', momentum: 'none' },
  usam2: { map: 'usam2', momentum: 'none' },
  'usam2-chained': { map: 'usam2-chained', momentum: 'none' },
  husam: { map: 'husam', momentum: 'none' },
  sam: { map: 'sam', momentum: 'none' },
  'gradient-penalty': { map: 'gradient-penalty', momentum: 'none' },
  sgd: { map: 'plain', momentum: 'none', isStochastic: true },
} as const satisfies Readonly<Record<string, MomentumMethod>>

export type MethodName = 'ngd' | 'flow' | keyof typeof MOMENTUM_METHODS

export const METHOD_NAMES: readonly MethodName[] = [
  'ngd',
  'flow',
  ...(Object.keys(MOMENTUM_METHODS) as (keyof typeof MOMENTUM_METHODS)[]),
]

/** The momentum a method has by itself; the others run with that of the heavy ball where β > 0. */
const momentumOf = (method: MomentumMethod, hasMomentum: boolean): Momentum =>
  method.momentum === 'none' && hasMomentum ? 'heavy-ball' : method.momentum

/**
 * A method compiled once for one objective, for many numbers: all with β = 0, or all with β > 0 where `hasMomentum`.
 * Normalized gradient descent uses the seed alone, and only where its selection is random; the flow uses none of them.
 */
export const methodProgram = (
  name: MethodName,
  descended: Descended,
  hasMomentum: boolean,
  selection: Selection = 'fixed',
): ((numbers: MethodNumbers) => Advance) => {
  if (name === 'ngd') {
    if (selection !== 'fixed') return normalizedDescent(descended, selection)
    const advance = normalizedGradientDescent(descended)
    return () => advance
  }
  // The flow keeps what it knows of each trajectory, so every run has one of its own.
  if (name === 'flow') return () => gradientFlow(descended)
  const method: MomentumMethod = MOMENTUM_METHODS[name]
  return momentumDescent({ ...method, momentum: momentumOf(method, hasMomentum) }, descended)
}

/** A method compiled for one objective and its numbers. */
export const compileMethod = (
  name: MethodName,
  descended: Descended,
  numbers: MethodNumbers,
  selection: Selection = 'fixed',
): Advance => methodProgram(name, descended, numbers.beta > 0, selection)(numbers)

/** β where none is given: that of methods with a momentum of their own. */
export const defaultBeta = (name: MethodName): number => (name === 'heavy-ball' || name === 'nesterov' ? 0.9 : 0)

/** ρ where none is given. */
export const DEFAULT_RHO = 0.05

/** Whether the method may have momentum. */
export const mayHaveMomentum = (name: MethodName): boolean => name !== 'ngd' && name !== 'flow'

/** Whether the method steps along directions, of which there may be several to select from. */
export const mayHaveSelection = (name: MethodName): boolean => name === 'ngd'

/** Whether the method has a length ρ. */
export const hasLength = (name: MethodName): boolean =>
  name !== 'ngd' && name !== 'flow' && MOMENTUM_METHODS[name].map !== 'plain'
