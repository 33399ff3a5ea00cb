import { toDouble } from '../expression/double.ts'
import { evaluate } from '../expression/evaluate.ts'
import { uses } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { number, substitute, symbols, type Term } from '../kernel/term.ts'
import type { Objective } from './objective.ts'
import { scopeOf } from './structure.ts'

/** A ball on all of which an objective may have its least value. */
export interface MinimalBall {
  /** In the order of the variables. */
  readonly centre: readonly Q.Rational[]
  readonly radius: Q.Rational
  readonly value: Q.Rational
}

const COORDINATES = ['0', '1', '-1', '2', '-2', '1/2', '-1/2', '5', '-5'].map(Q.parseRational)
const MOST_POINTS = 400
const RADII = [2, 1, 1 / 2, 1 / 4, 1 / 16, 1 / 64]

/** Points of a small grid, those with small coordinates first; on the axes only where there are many variables. */
const grid = (dimension: number): readonly (readonly Q.Rational[])[] => {
  const width = Math.min(COORDINATES.length, Math.max(1, Math.floor((MOST_POINTS + 0.5) ** (1 / dimension))))
  const digits = Array.from({ length: width ** dimension }, (_, i) =>
    Array.from({ length: dimension }, (__, k) => Math.floor(i / width ** k) % width),
  ).sort((a, b) => Math.max(...a) - Math.max(...b))
  const axes = COORDINATES.slice(1).flatMap((c) =>
    Array.from({ length: dimension }, (_, i) => Array.from({ length: dimension }, (__, k) => (k === i ? c : Q.ZERO))),
  )
  return [...digits.map((point) => point.map((d) => COORDINATES[d] as Q.Rational)), ...axes]
}

/** Steps of length at most 1 in all directions along and between two axes, and along the diagonals' ends. */
const steps = (dimension: number): readonly (readonly number[])[] => {
  const along = (i: number, a: number, j: number, b: number): number[] =>
    Array.from({ length: dimension }, (_, k) => (k === i ? a : 0) + (k === j ? b : 0))
  const pairs = Array.from({ length: dimension }, (_, i) => [i, (i + 1) % dimension] as const)
  const circle = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8)
  return [1, 0.6, 0.2].flatMap((r) =>
    pairs.flatMap(([i, j]) => circle.map((angle) => along(i, r * Math.cos(angle), j, r * Math.sin(angle)))),
  )
}

/**
 * A ball on which f looks constant, with the least value that f has on a grid: a guess, for the kernel to check. Only
 * functions with kinks, and constants, can be constant on a ball without being so everywhere. Undefined where there is
 * none, where f has parameters, or where its value at the centre is not seen to be rational.
 *
 * @example for max(x*y − 1, 0)² the ball around (0, 0) of radius 1/2
 */
export const guessMinimalBall = (objective: Objective): MinimalBall | undefined => {
  const { term, variables } = objective
  const scope = scopeOf(objective)
  const names = symbols(term)
  if (names.some((name) => !variables.includes(name))) return undefined
  if (names.length > 0 && !uses(term, new Set(['abs', 'max', 'min', 'sgn']), scope)) return undefined
  const valueAt = (point: readonly number[]): number =>
    evaluate(term, new Map(variables.map((name, i) => [name, point[i] as number])))
  const points = grid(variables.length).map((exact) => {
    const near = exact.map(toDouble)
    return { exact, near, value: valueAt(near) }
  })
  const least = Math.min(...points.map(({ value }) => value))
  const around = steps(variables.length)
  const isFlat = (near: readonly number[], radius: number): boolean =>
    around.every((step) => valueAt(near.map((c, i) => c + radius * (step[i] as number))) === least)
  for (const { exact, near, value } of points) {
    if (value !== least) continue
    const radius = RADII.find((r) => isFlat(near, r))
    if (radius === undefined) continue
    const exactValue = rationalAt(term, variables, exact, scope)
    // Half of what looks flat leaves room for what the steps have missed.
    if (exactValue !== undefined) return { centre: exact, radius: Q.rational(1, 2 / radius), value: exactValue }
  }
  return undefined
}

const rationalAt = (
  term: Term,
  variables: readonly string[],
  point: readonly Q.Rational[],
  scope: ReturnType<typeof scopeOf>,
): Q.Rational | undefined => {
  try {
    const here = new Map(variables.map((name, i) => [name, number(point[i] as Q.Rational)]))
    return rationalValue(lower(substitute(term, here), scope))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
