import { compileScalar, type ScalarFunction } from './compile.ts'
import type { Descended } from './descent.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'
import { stepSizes } from './step-sizes.ts'
import { distanceTo, windowTrace } from './window-trace.ts'

/** Largest values over windows of steps that grow by a factor; `step[i]` is the last step of window i. */
export interface ConvergenceTrace {
  readonly step: readonly number[]
  readonly objective: readonly number[]
  /** Distances to the nearest point of the attractor; absent where its points are not known. */
  readonly distance?: readonly number[]
  readonly regularizer?: readonly number[]
}

export interface TraceSettings {
  readonly start: readonly number[]
  readonly steps: number
  readonly alpha: number
  readonly exponent: number
}

/**
 * How f, the distance to the attractor and g fall along one run of normalized gradient descent. Largest values over
 * windows are kept: f itself jumps between the sides of a 2-cycle, and is 0 now and then.
 */
export const convergenceTrace = (
  descended: Descended,
  attractor: readonly (readonly number[])[],
  regularizer: Regularizer | undefined,
  { start, steps, alpha, exponent }: TraceSettings,
): ConvergenceTrace => {
  const { variables, objective } = descended
  const f = compileScalar(objective, variables)
  const g: ScalarFunction | undefined =
    regularizer === undefined ? undefined : compileRegularizer(regularizer, variables).value
  const measures = [f, ...(attractor.length === 0 ? [] : [distanceTo(attractor)]), ...(g === undefined ? [] : [g])]
  const advance = normalizedGradientDescent(descended)
  const { step, largest } = windowTrace(advance, start, stepSizes(alpha, exponent), steps, measures)
  const [objectives = [], ...others] = largest
  const distances = attractor.length === 0 ? undefined : others.shift()
  const [values] = others
  return {
    step,
    objective: objectives,
    ...(distances === undefined ? {} : { distance: distances }),
    ...(values === undefined ? {} : { regularizer: values }),
  }
}
