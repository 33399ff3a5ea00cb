import { compileScalar, compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import { operandsOf } from './program.ts'
import type { ProgramBuilder } from './program-builder.ts'
import { seeded, wordAt } from './random.ts'

/**
 * Which element of the normalized subdifferential a step of normalized gradient descent takes where there are several:
 * - `fixed`: sgn 0 = 1 and max(a, a) = a, and +∇h where h = 0: the same wherever a run comes from;
 * - `least-norm`: the direction of the shortest of the gradients nearby that do not vanish;
 * - `random`: the direction of the gradient at a random point nearby.
 */
export const SELECTIONS = ['fixed', 'least-norm', 'random'] as const
export type Selection = (typeof SELECTIONS)[number]

/** What random elements depend on, besides the trajectory and the step. */
export interface SelectionDraws {
  readonly seed: number
  /** The number of the first trajectory among all of them. Default 0. */
  readonly firstRun?: number
}

/** Half the digits of a double: far enough for a gradient to be seen, near enough for its direction to be a limit. */
const NEARBY = 2 ** -26

/** The point at x + ε·direction, ε in parts of each coordinate. */
const beside = (x: readonly number[], direction: readonly number[]): number[] =>
  x.map((coordinate, j) => coordinate + NEARBY * Math.max(1, Math.abs(coordinate)) * (direction[j] ?? 0))

const unitVector = (count: number, j: number, sign: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => (i === j ? sign : 0))

/** Writes to `v` the gradient of f at a point near x where it does not vanish; false where there is none. */
export type GradientNear = (x: readonly number[], v: Float64Array) => boolean

const isDirection = (v: Float64Array): boolean => {
  const largest = Math.max(...v.map(Math.abs))
  return largest > 0 && largest < Number.POSITIVE_INFINITY
}

/**
 * An approximate element of the normalized subdifferential at a point where f and ∇f vanish.
 *
 * It is a limit of directions of gradients nearby; one of them is taken, moving one coordinate after the other.
 */
export const gradientNear = (descended: Descended): GradientNear => {
  const objective = compileScalar(descended.objective, descended.variables)
  const gradient = compileVector(descended.gradient, descended.variables)
  return (x, v) => {
    if (objective(x) !== 0) return false
    for (let j = 0; j < x.length; j++) {
      gradient(beside(x, unitVector(x.length, j, 1)), v)
      if (isDirection(v)) return true
    }
    return false
  }
}

/**
 * The instructions that vanish where a gradient, given by its components, may have a kink: arguments of signs, and
 * differences of what is compared.
 */
export const kinksOf = (b: ProgramBuilder, gradient: readonly number[]): readonly number[] => {
  const seen = new Set<number>()
  const kinks = new Set<number>()
  const stack = [...gradient]
  while (stack.length > 0) {
    const i = stack.pop() as number
    if (seen.has(i)) continue
    seen.add(i)
    const instruction = b.instruction(i)
    if (instruction.op === 'apply' && instruction.name === 'sgn') kinks.add(instruction.args[0] as number)
    if (instruction.op === 'less' || instruction.op === 'equal') kinks.add(b.subtract(instruction.a, instruction.b))
    stack.push(...operandsOf(instruction))
  }
  return [...kinks].sort((first, second) => first - second)
}

/** Directions beside those of the axes in which the shortest gradient is looked for, and tries for a random one. */
const MORE_DIRECTIONS = 32
const MOST_TRIES = 16
/** How far from an axis: along it one would stay on the kinks that contain it. */
const ASIDE = 2 ** -7

const somewhere = (random: () => number, count: number): readonly number[] =>
  Array.from({ length: count }, () => 2 * random() - 1)

/**
 * Replaces `v`, which is ∇h or ∇f at a point x where the normalized subdifferential may have several elements, by a
 * multiple of one of them; false where none is found, and `v` is as it was. `isKink` is false where only h vanishes.
 */
export type Choose = (
  x: readonly number[],
  v: Float64Array,
  isKink: boolean,
  trajectory: number,
  step: number,
) => boolean

/**
 * The choice that a selection other than `fixed` makes. Where ∇h exists and only h vanishes, ±∇h are the two elements,
 * exactly; elsewhere gradients are taken 2^-26 away, so that an element is one to half the digits of a double.
 */
export const chooser = (
  { variables, objective, gradient, residual }: Descended,
  selection: Exclude<Selection, 'fixed'>,
): ((draws: SelectionDraws) => Choose) => {
  const count = variables.length
  const value = compileScalar(residual?.value ?? objective, variables)
  const slope = compileVector(residual?.gradient ?? gradient, variables)
  const fixed = seeded(0)
  const near = (direction: readonly number[]): readonly number[] => {
    const aside = somewhere(fixed, count)
    return direction.map((entry, j) => entry + ASIDE * (aside[j] as number))
  }
  const axes = variables.flatMap((_, j) => [near(unitVector(count, j, 1)), near(unitVector(count, j, -1))])
  const directions = [...axes, ...Array.from({ length: MORE_DIRECTIONS }, () => somewhere(fixed, count))]
  const u = new Float64Array(count)
  /** Writes to `u` the gradient beside x, of |h| where there is a residual. */
  const look = (x: readonly number[], direction: readonly number[]): boolean => {
    const y = beside(x, direction)
    slope(y, u)
    if (residual !== undefined) {
      const h = value(y)
      if (h === 0) return false
      if (h < 0) for (let j = 0; j < count; j++) u[j] = -(u[j] as number)
    }
    return isDirection(u)
  }
  const shortest = (x: readonly number[], v: Float64Array): boolean => {
    let least = Number.POSITIVE_INFINITY
    for (const direction of directions) {
      if (!look(x, direction)) continue
      const norm = Math.hypot(...u)
      // Gradients of one piece, taken at two points, are not told apart.
      if (norm >= least * (1 - 2 ** -20)) continue
      least = norm
      v.set(u)
    }
    return least < Number.POSITIVE_INFINITY
  }
  return ({ seed, firstRun = 0 }) =>
    (x, v, isKink, trajectory, step) => {
      const isExact = !isKink && isDirection(v)
      if (selection === 'least-norm') return isExact || shortest(x, v)
      const random = seeded(wordAt(seed, firstRun + trajectory, step))
      if (isExact) {
        if (random() < 0.5) for (let j = 0; j < count; j++) v[j] = -(v[j] as number)
        return true
      }
      for (let i = 0; i < MOST_TRIES; i++) {
        if (!look(x, somewhere(random, count))) continue
        v.set(u)
        return true
      }
      return false
    }
}
