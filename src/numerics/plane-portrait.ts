import { gradient as gradientOf } from '../expression/derivative.ts'
import type { Term } from '../kernel/term.ts'
import { compileScalar, compileVector, type ScalarFunction } from './compile.ts'
import type { Descended } from './descent.ts'
import { levelSet, type PlanePath, planeGrid, thinned } from './level-sets.ts'
import { compileMethod } from './methods.ts'
import { projectToZero } from './projection.ts'
import type { Interval } from './random.ts'
import { recordRun } from './recorded-run.ts'
import { stepSizes } from './step-sizes.ts'

/** What is drawn, and from where the runs start. */
export interface PortraitSettings {
  readonly box: readonly [Interval, Interval]
  readonly starts: readonly (readonly number[])[]
  readonly steps: number
  /** Normalized gradient descent: α_k = α/(k+1)^(1/q). */
  readonly alpha: number
  readonly exponent: number
  /** The constant step of gradient descent. */
  readonly descent: number
}

/** Curves in the plane of the two variables, computed in doubles: a picture, never a verdict. */
export interface PlanePortrait {
  readonly levels: readonly PlanePath[]
  /** {f = 0}. */
  readonly minima: readonly PlanePath[]
  readonly normalizedDescent: readonly PlanePath[]
  readonly gradientDescent: readonly PlanePath[]
}

const LEVELS = 7
/** The part of the picture that lies below the highest level that is drawn. */
const QUANTILE = 0.75
const TOLERANCE = 8e-4
const EARLY = 30
const NO_NUMBERS = { beta: 0, rho: 0, seed: 0 }
/** A run is followed so many widths of the picture beyond its frame. */
const BEYOND = 2
const LATER_PAIRS = 50

/** Levels whose square roots are evenly spaced: for f = h² those of |h|. */
const levelsOf = (values: Float64Array): readonly number[] => {
  const sorted = values.filter(Number.isFinite).sort()
  const top = sorted[Math.floor(QUANTILE * (sorted.length - 1))] ?? 0
  return Array.from({ length: LEVELS }, (_, i) => top * ((i + 1) / LEVELS) ** 2).filter((level) => level > 0)
}

/** {h = 0} where the other residuals vanish too: the grid's curve, moved onto the zeros of h. */
const zeroSet = (
  h: ScalarFunction,
  slope: (x: readonly number[]) => number[] | undefined,
  isMinimum: (x: readonly number[]) => boolean,
  box: PortraitSettings['box'],
): readonly PlanePath[] => {
  const cell = Math.max(...box.map(([low, high]) => high - low)) / 100
  return levelSet(planeGrid(h, box), 0).flatMap((path) => {
    const pieces: (readonly [number, number])[][] = [[]]
    for (const point of path) {
      const [x = Number.NaN, y = Number.NaN] = slope(point) ?? []
      if (isMinimum([x, y]) && Math.hypot(x - point[0], y - point[1]) < cell) pieces.at(-1)?.push([x, y])
      else if ((pieces.at(-1)?.length ?? 0) > 0) pieces.push([])
    }
    return pieces.filter((piece) => piece.length > 1)
  })
}

/** The first iterates, then pairs of neighbours ever farther apart: both sides of a 2-cycle stay to be seen. */
export const isShown = (steps: number): ((k: number) => boolean) => {
  const kept = new Set<number>()
  for (let i = 1; i <= LATER_PAIRS; i++) {
    const k = Math.round(EARLY * (steps / EARLY) ** (i / LATER_PAIRS))
    kept.add(k - 1).add(k)
  }
  return (k) => k <= EARLY || kept.has(k)
}

/**
 * Level sets of f and its zero set over a box.
 *
 * Precondition: two variables, and f ≥ 0 with minimum 0, with `residuals` that vanish together exactly where f does;
 * without residuals there is no zero set.
 */
export const planeBackground = (
  objective: Term,
  variables: readonly string[],
  residuals: readonly Term[],
  box: PortraitSettings['box'],
): Pick<PlanePortrait, 'levels' | 'minima'> => {
  const f = compileScalar(objective, variables)
  const grid = planeGrid(f, box)
  const width = Math.max(...box.map(([low, high]) => high - low))
  const thin = (paths: readonly PlanePath[]): readonly PlanePath[] =>
    paths.map((path) => thinned(path, TOLERANCE * width)).filter((path) => path.length > 1)
  const scale = Math.max(...levelsOf(grid.values), Number.MIN_VALUE)
  const minima = residuals.flatMap((residual) => {
    const h = compileScalar(residual, variables)
    const gradient = compileVector(gradientOf(residual, variables), variables)
    return zeroSet(
      h,
      (x) => projectToZero(h, gradient, x),
      (x) => f(x) <= 1e-9 * scale,
      box,
    )
  })
  return { levels: thin(levelsOf(grid.values).flatMap((level) => levelSet(grid, level))), minima: thin(minima) }
}

/**
 * Level sets of f, its zero set, and runs of normalized gradient descent beside gradient descent from the same starts.
 *
 * Precondition: two variables, and f ≥ 0 with minimum 0, with `residuals` that vanish together exactly where f does.
 */
export const planePortrait = (
  descended: Descended,
  residuals: readonly Term[],
  settings: PortraitSettings,
): PlanePortrait => {
  const { variables, objective } = descended
  const { box, starts, steps } = settings
  const { levels, minima } = planeBackground(objective, variables, residuals, box)
  /** By how much x is farther from the middle than runs are followed; at most 1 within. */
  const excess = (x: readonly number[]): number =>
    Math.max(...box.map(([low, high], j) => Math.abs((x[j] as number) - (low + high) / 2) / (high - low) / BEYOND))
  const isFar = (x: readonly number[]): boolean => !(excess(x) <= 1)
  const drawn = (x: readonly number[]): readonly [number, number] => {
    const [a = Number.NaN, b = Number.NaN] = box.map(([low, high], j) => {
      const middle = (low + high) / 2
      return middle + ((x[j] as number) - middle) / Math.max(1, excess(x))
    })
    return [a, b]
  }
  const run = (method: 'ngd' | 'gd', alpha: number, exponent: number): readonly PlanePath[] =>
    starts.map((start) => {
      const shown = isShown(steps)
      const path: (readonly [number, number])[] = []
      const add = (x: readonly number[], k: number): void => {
        if ((shown(k) || isFar(x)) && Number.isFinite(excess(x))) path.push(drawn(x))
      }
      recordRun(compileMethod(method, descended, NO_NUMBERS), start, stepSizes(alpha, exponent), steps, add, isFar)
      return path
    })
  return {
    levels,
    minima,
    normalizedDescent: run('ngd', settings.alpha, settings.exponent),
    gradientDescent: run('gd', settings.descent, Number.POSITIVE_INFINITY),
  }
}
