import {
  type GradientMap,
  type GradientOracle,
  gradientMap,
  type Momentum,
  momentumStep,
} from '../dynamics/gradient-methods.ts'
import { gradient as gradientOf, hessian } from '../expression/derivative.ts'
import { difference, number, product, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import type { Descended } from './descent.ts'
import { assemble, local, statements } from './javascript.ts'
import { buildProgram } from './program.ts'
import { wordAt } from './random.ts'
import { type Advance, CRITICAL, DIVERGED } from './trajectories.ts'

/** A method that is a gradient map with momentum; β and ρ are names of further inputs of its program. */
export interface MomentumMethod {
  readonly map: GradientMap
  readonly momentum: Momentum
  /** Whether every step uses one addend of f alone, drawn at random, times their number. */
  readonly isStochastic?: boolean
}

export interface MethodNumbers {
  readonly beta: number
  readonly rho: number
  readonly seed: number
}

// No user's name contains a colon.
const ALPHA = ':alpha'
const BETA = ':beta'
const RHO = ':rho'
const before = (name: string): string => `${name}:before`

/** ∇f and ∇²f as terms, at points that are terms. */
const termOracle = (objective: Term, variables: readonly string[]): GradientOracle<readonly Term[], Term> => {
  const at = (x: readonly Term[]): ReadonlyMap<string, Term> =>
    new Map(variables.map((name, j) => [name, x[j] ?? symbol(name)]))
  const slope = gradientOf(objective, variables)
  const curvature = hessian(objective, variables)
  return {
    gradient: (x) => slope.map((entry) => substitute(entry, at(x))),
    hessianTimes: (x, w) =>
      curvature.map((row) => sum(...row.map((entry, j) => product(substitute(entry, at(x)), w[j] ?? number(0))))),
    plus: (a, b) => a.map((entry, j) => sum(entry, b[j] ?? number(0))),
    minus: (a, b) => a.map((entry, j) => difference(entry, b[j] ?? number(0))),
    times: (c, v) => v.map((entry) => product(c, entry)),
  }
}

/** The next position and g(x), as terms in the variables, the positions before, α, β and ρ. */
const stepTerms = ({ map, momentum }: MomentumMethod, objective: Term, variables: readonly string[]) => {
  const oracle = termOracle(objective, variables)
  const g = gradientMap(map, oracle)
  const field = (x: readonly Term[]): readonly Term[] => g(x, symbol(RHO))
  const x = variables.map(symbol)
  const step = momentumStep(momentum, field, symbol(ALPHA), symbol(BETA), oracle)
  return {
    next: step(
      x,
      variables.map((name) => symbol(before(name))),
    ),
    field: field(x),
  }
}

/** The addends of f. */
const samplesOf = (f: Term): readonly Term[] => (f.op === 'add' ? f.args.flatMap(samplesOf) : [f])

/**
 * A method x_{k+1} = step(x_k, x_{k−1}) compiled once for one objective, for any β, ρ and seed; x_{−1} = x_0.
 *
 * With `isStochastic`, f = Σ_{i ≤ m} f_i as it is written, and each step of each trajectory takes m·f_i in the place of
 * f with i uniform: the draws depend on the seed, the trajectory and the step alone. A trajectory stops as critical
 * where g(x) = 0 exactly and it has no momentum left (never where steps are drawn), as diverged where its next position
 * would not be finite.
 */
export const momentumDescent = (
  method: MomentumMethod,
  descended: Descended,
): ((numbers: MethodNumbers) => Advance) => {
  const { variables, objective } = descended
  const samples = method.isStochastic === true ? samplesOf(objective) : [objective]
  const isDrawn = samples.length > 1
  const remembers = method.momentum !== 'none'
  const each = (line: (j: number) => string, separator = '\n'): string =>
    variables.map((_, j) => line(j)).join(separator)
  const names = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
  const inputs = [...variables.map((_, j) => `x${j}`), ...variables.map((_, j) => `w${j}`), 'size', 'beta', 'rho']
  const steps = samples.map((sample) => {
    const f = isDrawn ? product(number(samples.length), sample) : sample
    const { next, field } = stepTerms(method, f, variables)
    const program = buildProgram([...next, ...field], names)
    const output = (j: number): string => local(program.outputs[j] ?? 0)
    const isCritical = each((j) => `${output(variables.length + j)} === 0 && x${j} === w${j}`, ' && ')
    return `{
${statements(program, (j) => inputs[j] ?? '')}
${each((j) => `y${j} = ${output(j)}`)}
${isDrawn ? '' : `critical = ${isCritical}`}
}`
  })
  const body = `
return (trajectories, low, high, sizes, first) => {
const { positions, previous, status, stoppedAt } = trajectories
${each((j) => `const p${j} = positions[${j}], q${j} = previous[${j}]`)}
let ${each((j) => `y${j} = 0`, ', ')}, critical = false
for (let k = 0; k < sizes.length; k++) {
const size = sizes[k]
for (let i = low; i < high; i++) {
if (status[i] !== 0) continue
${each((j) => `const x${j} = p${j}[i], w${j} = ${remembers ? `q${j}[i]` : `x${j}`}`)}
${isDrawn ? `switch (draw(i, first + k)) {\n${steps.map((step, s) => `case ${s}: ${step} break`).join('\n')}\n}` : steps[0]}
if (!(${each((j) => `y${j} - y${j} === 0`, ' && ')})) {
status[i] = ${DIVERGED}
stoppedAt[i] = first + k
} else if (critical) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else {
${remembers ? each((j) => `q${j}[i] = x${j}`) : ''}
${each((j) => `p${j}[i] = y${j}`)}
}
}
}
}`
  type Draw = (trajectory: number, step: number) => number
  const make = assemble<(draw: Draw, beta: number, rho: number) => Advance>(['draw', 'beta', 'rho'], body)
  return ({ beta, rho, seed }) => {
    const draw: Draw = (trajectory, step) => wordAt(seed, trajectory, step) % samples.length
    return make(draw, beta, rho)
  }
}
