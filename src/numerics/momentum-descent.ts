import {
  directionMap,
  type GradientMap,
  gradientMap,
  type Momentum,
  momentumStep,
} from '../dynamics/gradient-methods.ts'
import { termOracle } from '../dynamics/term-oracle.ts'
import { call, number, product, quotient, raised, sum, symbol, type Term } from '../kernel/term.ts'
import { type BlockMethod, blockAdvance } from './block-advance.ts'
import { type VectorFunction, vectorFunction } from './compile.ts'
import type { Descended } from './descent.ts'
import { assemble, local, statements } from './javascript.ts'
import { termLowering } from './lower-terms.ts'
import type { Program } from './program.ts'
import { type ProgramBuilder, programBuilder } from './program-builder.ts'
import { MOST_SYMBOLIC, programOracle } from './program-oracle.ts'
import { wordAt } from './random.ts'
import { type Advance, CRITICAL, DIVERGED, UNDEFINED } from './trajectories.ts'

/** A method that is a gradient map with momentum; β and ρ are names of further inputs of its program. */
export interface MomentumMethod {
  readonly map: GradientMap | 'sam'
  readonly momentum: Momentum
  /** Whether every step uses one addend of f alone, drawn at random, times their number. */
  readonly isStochastic?: boolean
}

export interface MethodNumbers {
  readonly beta: number
  readonly rho: number
  readonly seed: number
  /** The number of the first trajectory, for its draws: one run of many can be repeated alone. Default 0. */
  readonly firstRun?: number
}

// No user's name contains a colon.
const ALPHA = ':alpha'
const BETA = ':beta'
const RHO = ':rho'
const before = (name: string): string => `${name}:before`

/** v/|v|, divided by the largest component first so that no square underflows or overflows. */
const unit = (v: readonly Term[]): readonly Term[] => {
  const sizes = v.map((entry) => call('abs', entry))
  const largest = sizes.length === 1 ? (sizes[0] ?? number(1)) : call('max', ...sizes)
  const scaled = v.map((entry) => quotient(entry, largest))
  const norm = call('sqrt', sum(...scaled.map((entry) => raised(entry, 2))))
  return scaled.map((entry) => quotient(entry, norm))
}

interface StepTerms {
  readonly next: readonly Term[]
  readonly field: readonly Term[]
}

/** The next position and g(x), as terms in the variables, the positions before, α, β and ρ. */
const stepTerms = ({ map, momentum }: MomentumMethod, objective: Term, variables: readonly string[]): StepTerms => {
  const oracle = { ...termOracle(objective, variables), unit }
  const g = map === 'sam' ? directionMap(map, oracle) : gradientMap(map, oracle)
  const field = (x: readonly Term[]): readonly Term[] => g(x, symbol(RHO))
  const x = variables.map(symbol)
  const step = momentumStep(momentum, field, symbol(ALPHA), symbol(BETA), oracle)
  return {
    next: step(
      x,
      variables.map((name) => symbol(before(name))),
    ),
    // Where ∇f = 0 there is no direction to ascend along.
    field: map === 'sam' ? oracle.gradient(x) : field(x),
  }
}

interface StepNodes {
  readonly next: readonly number[]
  readonly field: readonly number[]
}

/** The next position and g(x) as instructions; the inputs are x, the position before, α, β and ρ. */
const stepNodes = (
  b: ProgramBuilder,
  method: MomentumMethod,
  objective: Term,
  variables: readonly string[],
  inputs: ReadonlyMap<string, number>,
): StepNodes => {
  if (variables.length <= MOST_SYMBOLIC) {
    const { next, field } = stepTerms(method, objective, variables)
    const lower = termLowering(b, inputs)
    return { next: next.map(lower), field: field.map(lower) }
  }
  const at = (name: string): number => inputs.get(name) as number
  const { map, momentum } = method
  const oracle = programOracle(b, objective, variables)
  const g = map === 'sam' ? directionMap(map, oracle) : gradientMap(map, oracle)
  const field = (x: readonly number[]): readonly number[] => g(x, at(RHO))
  const x = variables.map(at)
  const step = momentumStep(momentum, field, at(ALPHA), at(BETA), oracle)
  return {
    next: step(
      x,
      variables.map((name) => at(before(name))),
    ),
    field: map === 'sam' ? oracle.gradient(x) : field(x),
  }
}

/** The step as a program with the named inputs, in their order; the other names of a step may not be used by it. */
const stepProgram = (
  method: MomentumMethod,
  objective: Term,
  variables: readonly string[],
  names: readonly string[],
  outputs: (step: StepNodes, x: readonly number[]) => readonly number[],
): Program => {
  const b = programBuilder()
  const every = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
  const others = every.filter((name) => !names.includes(name))
  const inputs = new Map([...names, ...others].map((name, i) => [name, b.input(i)]))
  const step = stepNodes(b, method, objective, variables, inputs)
  return b.program(
    names.length,
    outputs(
      step,
      variables.map((name) => inputs.get(name) as number),
    ),
  )
}

/** The step for blocks of trajectories. */
const blockMethod = (
  method: MomentumMethod,
  objective: Term,
  variables: readonly string[],
): ((beta: number, rho: number) => BlockMethod) => {
  const remembers = method.momentum !== 'none'
  const states = [...variables, ...(remembers ? variables.map(before) : [])]
  const program = stepProgram(method, objective, variables, [...states, ALPHA, BETA, RHO], ({ next }, x) =>
    remembers ? [...next, ...x] : next,
  )
  let slope: VectorFunction | undefined
  const out = new Float64Array(variables.length)
  const field = (): VectorFunction =>
    vectorFunction(stepProgram(method, objective, variables, [...variables, RHO], (step) => step.field))
  return (beta, rho) => ({
    iteration: { program, states: states.length },
    remembers,
    numbers: [beta, rho],
    watches: [],
    isCritical: (x) => {
      slope ??= field()
      slope([...x, rho], out)
      return out.every((entry) => entry === 0)
    },
  })
}

/** The addends of f. */
const samplesOf = (f: Term): readonly Term[] => (f.op === 'add' ? f.args.flatMap(samplesOf) : [f])

/**
 * A method x_{k+1} = step(x_k, x_{k−1}) compiled once for one objective, for any β, ρ and seed; x_{−1} = x_0.
 *
 * With `isStochastic`, f = Σ_{i ≤ m} f_i as its samples say, or as it is written, and each step of each trajectory takes m·f_i in the place of
 * f with i uniform: the draws depend on the seed, the trajectory and the step alone. A trajectory stops as critical
 * where g(x) = 0 exactly and it has no momentum left (never where steps are drawn), as diverged where its next position
 * would be infinite, as undefined where it would not be a number.
 */
export const momentumDescent = (
  method: MomentumMethod,
  descended: Descended,
): ((numbers: MethodNumbers) => Advance) => {
  const { variables, objective } = descended
  const samples = method.isStochastic === true ? (descended.samples ?? samplesOf(objective)) : [objective]
  const isDrawn = samples.length > 1
  const remembers = method.momentum !== 'none'
  const each = (line: (j: number) => string, separator = '\n'): string =>
    variables.map((_, j) => line(j)).join(separator)
  const names = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
  const inputs = [...variables.map((_, j) => `x${j}`), ...variables.map((_, j) => `w${j}`), 'size', 'beta', 'rho']
  const steps = samples.map((sample) => {
    const f = isDrawn ? product(number(samples.length), sample) : sample
    const program = stepProgram(method, f, variables, names, ({ next, field }) => [...next, ...field])
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
if (critical) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else if (!(${each((j) => `y${j} - y${j} === 0`, ' && ')})) {
status[i] = ${each((j) => `y${j} !== y${j}`, ' || ')} ? ${UNDEFINED} : ${DIVERGED}
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
  const block = isDrawn ? undefined : blockMethod(method, samples[0] ?? objective, variables)
  return ({ beta, rho, seed, firstRun = 0 }) => {
    const draw: Draw = (trajectory, step) => wordAt(seed, firstRun + trajectory, step) % samples.length
    const plain = make(draw, beta, rho)
    return block === undefined ? plain : blockAdvance(plain, block(beta, rho))
  }
}
