import {
  type DirectionOracle,
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

/** The next position and g(x), in what the oracle computes with. */
interface Step<C> {
  readonly next: readonly C[]
  readonly field: readonly C[]
}

/** The next position and g(x) from the position, that before, α, β and ρ, which `at` finds by their names. */
const stepWith = <C>(
  { map, momentum }: MomentumMethod,
  oracle: DirectionOracle<readonly C[], C>,
  variables: readonly string[],
  at: (name: string) => C,
): Step<C> => {
  const g = map === 'sam' ? directionMap(map, oracle) : gradientMap(map, oracle)
  const field = (x: readonly C[]): readonly C[] => g(x, at(RHO))
  const x = variables.map(at)
  const step = momentumStep(momentum, field, at(ALPHA), at(BETA), oracle)
  return {
    next: step(
      x,
      variables.map((name) => at(before(name))),
    ),
    // Where ∇f = 0 there is no direction to ascend along.
    field: map === 'sam' ? oracle.gradient(x) : field(x),
  }
}

/** The next position and g(x) as instructions. */
export type StepNodes = Step<number>

/** A step from the instructions that are x, the position before, α, β, ρ and whatever else the objective names. */
export type MomentumStep = (b: ProgramBuilder, inputs: ReadonlyMap<string, number>) => StepNodes

/** The step of a method on an objective; with few variables it is derived symbolically, once. */
export const momentumProgram = (
  method: MomentumMethod,
  objective: Term,
  variables: readonly string[],
): MomentumStep => {
  let terms: Step<Term> | undefined
  return (b, inputs) => {
    if (variables.length <= MOST_SYMBOLIC) {
      terms ??= stepWith(method, { ...termOracle(objective, variables), unit }, variables, symbol)
      const lower = termLowering(b, inputs)
      return { next: terms.next.map(lower), field: terms.field.map(lower) }
    }
    const oracle = programOracle(b, objective, variables, inputs)
    return stepWith(method, oracle, variables, (name) => inputs.get(name) as number)
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
