import { compileScalar, type ScalarFunction } from './compile.ts'
import type { Descended } from './descent.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import { recordRun } from './recorded-run.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'
import { stepSizes } from './step-sizes.ts'

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

const WINDOWS_PER_DECADE = 8

/** The ends of the windows: steps that grow evenly in the logarithm, each once. */
const windowEnds = (steps: number): readonly number[] => {
  const count = Math.ceil(Math.log10(steps) * WINDOWS_PER_DECADE)
  const ends = Array.from({ length: count + 1 }, (_, i) => Math.round(steps ** (i / count)))
  return [...new Set(ends)]
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
  const distance = (x: readonly number[]): number =>
    Math.min(...attractor.map((point) => Math.hypot(...point.map((c, j) => c - (x[j] ?? Number.NaN)))))
  const ends = windowEnds(steps)
  const found = ends.map(() => ({ f: 0, d: 0, g: 0, isReached: false }))
  let at = 0
  const measure = (x: readonly number[], k: number): void => {
    if (k === 0) return
    while (at < ends.length - 1 && k > (ends[at] as number)) at++
    const window = found[at]
    if (window === undefined) return
    window.isReached = true
    window.f = Math.max(window.f, f(x))
    if (attractor.length > 0) window.d = Math.max(window.d, distance(x))
    if (g !== undefined) window.g = Math.max(window.g, g(x))
  }
  recordRun(normalizedGradientDescent(descended), start, stepSizes(alpha, exponent), steps, measure)
  const reached = found.filter(({ isReached }) => isReached)
  return {
    step: ends.slice(0, reached.length),
    objective: reached.map((window) => window.f),
    ...(attractor.length === 0 ? {} : { distance: reached.map((window) => window.d) }),
    ...(g === undefined ? {} : { regularizer: reached.map((window) => window.g) }),
  }
}
