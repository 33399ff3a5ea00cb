import { type BlockMethod, blockAdvance } from './block-advance.ts'
import { type VectorFunction, vectorFunction } from './compile.ts'
import type { Descended } from './descent.ts'
import { assemble, local, statements } from './javascript.ts'
import { loopSource } from './loop-source.ts'
import {
  ALPHA,
  BETA,
  before,
  type MomentumMethod,
  type MomentumStep,
  momentumProgram,
  RHO,
  stepProgram,
} from './momentum-program.ts'
import type { Program } from './program.ts'
import { samplesOf, stochasticDescent } from './stochastic-descent.ts'
import type { Advance } from './trajectories.ts'

export interface MethodNumbers {
  readonly beta: number
  readonly rho: number
  readonly seed: number
  /** The number of the first trajectory, for its draws: one run of many can be repeated alone. Default 0. */
  readonly firstRun?: number
}

/** The step for blocks of trajectories, made when it is first asked for. */
const blockMethod = (
  step: MomentumStep,
  variables: readonly string[],
  remembers: boolean,
): ((beta: number, rho: number) => BlockMethod) => {
  const states = [...variables, ...(remembers ? variables.map(before) : [])]
  let program: Program | undefined
  let slope: VectorFunction | undefined
  const out = new Float64Array(variables.length)
  return (beta, rho) => {
    program ??= stepProgram(step, variables, [...states, ALPHA, BETA, RHO], ({ next }, x) =>
      remembers ? [...next, ...x] : next,
    )
    return {
      iteration: { program, states: states.length },
      remembers,
      numbers: [beta, rho],
      watches: [],
      isCritical: (x) => {
        slope ??= vectorFunction(stepProgram(step, variables, [...variables, RHO], ({ field }) => field))
        slope([...x, rho], out)
        return out.every((entry) => entry === 0)
      },
    }
  }
}

/**
 * A method x_{k+1} = step(x_k, x_{k−1}) compiled once for one objective, for any β, ρ and seed; x_{−1} = x_0.
 *
 * A trajectory stops as critical where g(x) = 0 exactly and it has no momentum left (never where steps are drawn), as
 * diverged where its next position would be infinite, as undefined where it would not be a number.
 */
export const momentumDescent = (
  method: MomentumMethod,
  descended: Descended,
): ((numbers: MethodNumbers) => Advance) => {
  const { variables, objective } = descended
  if (method.isStochastic === true && samplesOf(descended).length > 1) return stochasticDescent(method, descended)
  const remembers = method.momentum !== 'none'
  const each = (line: (j: number) => string, separator = '\n'): string =>
    variables.map((_, j) => line(j)).join(separator)
  const names = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
  const inputs = [...variables.map((_, j) => `x${j}`), ...variables.map((_, j) => `w${j}`), 'size', 'beta', 'rho']
  const step = momentumProgram(method, objective, variables)
  const program = stepProgram(step, variables, names, ({ next, field }) => [...next, ...field])
  const output = (j: number): string => local(program.outputs[j] ?? 0)
  const source = `
${statements(program, (j) => inputs[j] ?? '')}
${each((j) => `y${j} = ${output(j)}`)}
critical = ${each((j) => `${output(variables.length + j)} === 0 && x${j} === w${j}`, ' && ')}`
  const body = loopSource({ dimension: variables.length, remembers, step: source })
  const make = assemble<(beta: number, rho: number) => Advance>(['beta', 'rho'], body)
  const block = blockMethod(step, variables, remembers)
  return ({ beta, rho }) => blockAdvance(make(beta, rho), () => block(beta, rho))
}
