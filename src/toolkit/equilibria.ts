import * as Fast from '../algebra/polynomial.ts'
import { zeroSet } from '../algebra/zero-dimensional.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import { contextOf, type Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import type { PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { constant, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { specialize } from '../kernel/specialize.ts'
import { hasKinks } from '../laws/smooth-cells.ts'
import { withKernelTime } from '../laws/stage-budget.ts'
import { algebraicPoint } from '../provers/exact-point.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'

/** A critical point of an objective, and the context in which it can be written. */
export interface CriticalPoint {
  readonly context: ContextJson
  readonly point: PointJson
}

export interface CriticalPoints {
  readonly points: readonly CriticalPoint[]
  /** One context for all of them, where they are all the real critical points. */
  readonly all?: { readonly context: ContextJson; readonly points: readonly PointJson[] }
}

const MOST_VARIABLES = 5
const MOST_GRID = 243

/** A name that is not taken. */
const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  let name = wanted
  while (taken.has(name)) name += '_'
  return name
}

/** The points with coordinates −1, 0, 1 where the gradient vanishes, the origin first; the origin alone in high dimension. */
const gridPoints = (objective: Objective, slope: readonly Polynomial[]): PointJson[] => {
  const { variables } = objective
  const count = Math.min(3 ** variables.length, MOST_GRID)
  const digits = [0, 1, -1]
  const found: PointJson[] = []
  const tried = variables.length > MOST_VARIABLES ? 1 : count
  for (let k = 0; k < tried; k++) {
    const values = variables.map((_, i) => digits[Math.floor(k / 3 ** i) % 3] as number)
    const at = new Map(variables.map((name, i) => [name, constant(Q.rational(values[i] as number))]))
    try {
      if (slope.every((entry) => vanishes(specialize(entry, at))))
        found.push(Object.fromEntries(variables.map((name, i) => [name, String(values[i])])))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return found
}

/** All real critical points of a polynomial, where there are finitely many complex ones. */
const polynomialPoints = (
  objective: Objective,
  slope: readonly Polynomial[],
  budget: Budget,
): CriticalPoints | undefined => {
  const { variables } = objective
  const context = contextOf(objective)
  const system = slope.map((entry) => coordinatesOf(entry).polynomial).filter((p) => !Fast.isZero(p))
  const isPolynomial = system.every((p) => Fast.usedNames(p).every((name) => variables.includes(name)))
  if (!isPolynomial || system.length < variables.length || variables.length > MOST_VARIABLES) return undefined
  const set = zeroSet(
    system.map((p) => Fast.rename(p, variables)),
    budget,
    variables,
  )
  if (set === undefined) return undefined
  const taken = new Set([...variables, ...objective.parameters])
  const exact = set.solutions.map(({ field, coordinates }) => {
    const name = freeName('theta', taken)
    const point = algebraicPoint(new Map(), coordinates, field.minimal, field.root, name)
    if (Object.keys(point.constants).length > 0) taken.add(name)
    return point
  })
  const constants = Object.assign({}, ...exact.map((point) => point.constants))
  return {
    points: exact.map(({ texts, constants: own }) => ({ context: { ...context, constants: own }, point: texts })),
    all: { context: { ...context, constants }, points: exact.map(({ texts }) => texts) },
  }
}

/**
 * Critical points of an objective: all of them where it is a polynomial in few variables with finitely many; else those
 * among a few simple points.
 */
export const criticalPointsOf = (objective: Objective, budget: Budget): CriticalPoints => {
  try {
    const slope = withKernelTime(budget, () => gradient(lower(objective.term, scopeOf(objective)), objective.variables))
    if (!hasKinks(objective.term)) {
      try {
        const all = polynomialPoints(objective, slope, budget)
        if (all !== undefined) return all
      } catch (error) {
        if (!(error instanceof BudgetSpent)) throw error
      }
    }
    const context = contextOf(objective)
    return withKernelTime(budget, () => ({
      points: gridPoints(objective, slope).map((point) => ({ context, point })),
    }))
  } catch (error) {
    if (error instanceof Refusal) return { points: [] }
    throw error
  }
}
