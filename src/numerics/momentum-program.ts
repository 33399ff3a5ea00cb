import {
  directionMap,
  type GradientMap,
  gradientMap,
  type Momentum,
  momentumStep,
} from '../dynamics/gradient-methods.ts'
import { termOracle } from '../dynamics/term-oracle.ts'
import { call, number, quotient, raised, sum, symbol, type Term } from '../kernel/term.ts'
import { termLowering } from './lower-terms.ts'
import type { Program } from './program.ts'
import { type ProgramBuilder, programBuilder } from './program-builder.ts'
import { MOST_SYMBOLIC, programOracle } from './program-oracle.ts'

/** A method that is a gradient map with momentum; β and ρ are names of further inputs of its program. */
export interface MomentumMethod {
  readonly map: GradientMap | 'sam'
  readonly momentum: Momentum
  /** Whether every step uses one addend of f alone, drawn at random, times their number. */
  readonly isStochastic?: boolean
}

// No user's name contains a colon.
export const ALPHA = ':alpha'
export const BETA = ':beta'
export const RHO = ':rho'
/** The name of a coordinate one step before. */
export const before = (name: string): string => `${name}:before`

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

/** The next position and g(x) as instructions. */
export interface StepNodes {
  readonly next: readonly number[]
  readonly field: readonly number[]
}

/** A step from the instructions that are x, the position before, α, β, ρ and whatever else the objective names. */
export type MomentumStep = (b: ProgramBuilder, inputs: ReadonlyMap<string, number>) => StepNodes

/** The step of a method on an objective; with few variables it is derived symbolically, once. */
export const momentumProgram = (
  method: MomentumMethod,
  objective: Term,
  variables: readonly string[],
): MomentumStep => {
  let terms: StepTerms | undefined
  return (b, inputs) => {
    if (variables.length <= MOST_SYMBOLIC) {
      terms ??= stepTerms(method, objective, variables)
      const lower = termLowering(b, inputs)
      return { next: terms.next.map(lower), field: terms.field.map(lower) }
    }
    const at = (name: string): number => inputs.get(name) as number
    const { map, momentum } = method
    const oracle = programOracle(b, objective, variables, inputs)
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
}

/** The step as a program with the named inputs, in their order; the other names of a step may not be used by it. */
export const stepProgram = (
  step: MomentumStep,
  variables: readonly string[],
  names: readonly string[],
  outputs: (nodes: StepNodes, x: readonly number[]) => readonly number[],
): Program => {
  const b = programBuilder()
  const every = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
  const others = every.filter((name) => !names.includes(name))
  const inputs = new Map([...names, ...others].map((name, i) => [name, b.input(i)]))
  const x = variables.map((name) => inputs.get(name) as number)
  return b.program(names.length, outputs(step(b, inputs), x))
}
