import type { ScalarFunction, VectorFunction } from './compile.ts'
import { evenLevels, logarithmicLevels } from './level-choice.ts'
import { levelCurves } from './level-curves.ts'
import { type PlaneGrid, type PlanePath, planeGrid, thinned } from './level-sets.ts'
import { projectToZero } from './projection.ts'
import type { Interval } from './random.ts'
import { crossingZeros, isolatedZeros, joinedPoints, touchingZeros } from './zero-set.ts'

type Point = readonly [number, number]

/** What is drawn of an objective in a plane: all functions are of the two coordinates of the plane. */
export interface PlaneFunctions {
  readonly objective: ScalarFunction
  readonly gradient: VectorFunction
  /** min f, where it is known. */
  readonly minimum?: number
  /** Functions with their gradients that vanish together exactly where f is least, where they are known. */
  readonly residuals: readonly { readonly value: ScalarFunction; readonly gradient: VectorFunction }[]
  readonly laws: readonly ScalarFunction[]
}

export interface PlaneLevel {
  readonly level: number
  readonly paths: readonly PlanePath[]
}

/** Curves and values in a plane, computed in doubles: a picture, never a verdict. */
export interface PlaneScene {
  readonly box: readonly [Interval, Interval]
  /** f less the least value that is known, on a square grid; not finite where f is not. */
  readonly values: PlaneGrid
  readonly levels: readonly PlaneLevel[]
  /** The set where f is least: curves, and points apart from them. */
  readonly minima: { readonly curves: readonly PlanePath[]; readonly points: readonly Point[] }
  /** For each law some of its level sets. */
  readonly laws: readonly (readonly PlaneLevel[])[]
  /** Four numbers an arrow: where it starts, and the unit vector along −∇f. */
  readonly field: Float64Array
  /** What is not drawn, and why, in sentences. */
  readonly notes: readonly string[]
}

export interface SceneSettings {
  readonly box: readonly [Interval, Interval]
  /** Points of the grid along a side. */
  readonly size?: number
  /** Arrows along the longer side; none where absent. */
  readonly arrows?: number
}

const GRID = 241
const LEVELS = 12
const LAW_LEVELS = 9
const TOLERANCE = 4e-4
/** A curve through the grid meets less than this part of its points. */
const REGION = 0.02
/** A function that ranges over less than this factor has even levels, not logarithmic ones. */
const WIDE = 4

/** The pieces of a curve on which all points are wanted. */
const split = (path: PlanePath, isWanted: (point: Point) => boolean): readonly PlanePath[] => {
  const pieces: Point[][] = [[]]
  for (const point of path) {
    if (isWanted(point)) pieces.at(-1)?.push(point)
    else if ((pieces.at(-1)?.length ?? 0) > 0) pieces.push([])
  }
  return pieces.filter((piece) => piece.length > 1)
}

/** Level sets without the jumps at poles, which only look like them. */
const cleanLevels = (f: ScalarFunction, grid: PlaneGrid, levels: readonly number[]): readonly PlaneLevel[] => {
  const width = Math.max(...grid.box.map(([low, high]) => high - low))
  const reach = 3 * Math.max(...levels.map(Math.abs), 0)
  const curves = levelCurves(grid, levels)
  return levels.map((level, i) => ({
    level,
    paths: (curves[i] ?? [])
      .flatMap((path) => split(path, (point) => Math.abs(f(point) - level) <= reach))
      .map((path) => thinned(path, TOLERANCE * width)),
  }))
}

const fieldOf = (gradient: VectorFunction, box: SceneSettings['box'], arrows: number): Float64Array => {
  const [width, height] = box.map(([low, high]) => high - low) as [number, number]
  const columns = Math.max(2, Math.round(arrows * Math.min(1, width / height)))
  const rows = Math.max(2, Math.round(arrows * Math.min(1, height / width)))
  const slope = new Float64Array(2)
  const found: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [box[0][0] + (width * (column + 0.5)) / columns, box[1][0] + (height * (row + 0.5)) / rows]
      gradient([x, y], slope)
      const [dx = 0, dy = 0] = slope
      const norm = Math.hypot(dx, dy)
      if (norm > 0 && Number.isFinite(norm)) found.push(x, y, -dx / norm, -dy / norm)
    }
  }
  return Float64Array.from(found)
}

/** Where f is least: zeros of residuals, and of u = f − min f where it touches zero only. */
const minimaOf = (
  { residuals }: PlaneFunctions,
  u: ScalarFunction,
  grid: PlaneGrid,
  scale: number,
): PlaneScene['minima'] => {
  const { box, size } = grid
  const width = Math.max(...box.map(([low, high]) => high - low))
  const cell = width / (size - 1)
  const isMinimum = (point: Point): boolean => u(point) <= 1e-9 * scale
  const found = residuals.flatMap(({ value, gradient }) => {
    const project = (point: Point): Point | undefined => {
      const [x, y] = projectToZero(value, gradient, point) ?? []
      return x === undefined || y === undefined ? undefined : [x, y]
    }
    return crossingZeros(planeGrid(value, box, size), project, isMinimum)
  })
  // Curves that vanish together in points only.
  const extent = (path: PlanePath): number =>
    Math.max(...path.map(([x, y]) => Math.hypot(x - (path[0]?.[0] ?? 0), y - (path[0]?.[1] ?? 0))))
  const crossing = found.filter((path) => extent(path) > cell / 2)
  const known = crossing.flat()
  const isNew = ([x, y]: Point): boolean => !known.some(([a, b]) => Math.hypot(a - x, b - y) < 2 * cell)
  const touching = joinedPoints(touchingZeros(u, grid).filter(isNew), 2.5 * cell)
  known.push(...touching.curves.flat())
  const isolated: Point[] = []
  const small = found.flatMap((path) => (extent(path) > cell / 2 ? [] : path.slice(0, 1)))
  for (const point of [...small, ...isolatedZeros(u, grid), ...touching.points]) {
    if (!isNew(point)) continue
    isolated.push(point)
    known.push(point)
  }
  return {
    curves: [...crossing, ...touching.curves].map((path) => thinned(path, TOLERANCE * width)),
    points: isolated,
  }
}

/** The grid of √u: linear where u = h² meets zero, so that its level sets are right near there. */
const rooted = (grid: PlaneGrid): PlaneGrid => ({
  ...grid,
  values: grid.values.map((value) => Math.sqrt(Math.max(0, value))),
})

/**
 * Level sets of f on a logarithmic scale, the set where it is least, level sets of laws and directions of descent, in a
 * window of the plane. Never throws: what cannot be drawn is told in `notes`.
 */
export const planeScene = (functions: PlaneFunctions, { box, size = GRID, arrows }: SceneSettings): PlaneScene => {
  const { objective, minimum, residuals } = functions
  const notes: string[] = []
  const raw = planeGrid(objective, box, size)
  const finite = raw.values.filter(Number.isFinite)
  const least = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const base = minimum ?? Math.min(0, least)
  const empty = { curves: [], points: [] }
  if (finite.length === 0) {
    const values = { ...raw, values: raw.values.fill(Number.NaN) }
    notes.push('f has no finite value in this window; nothing of it is drawn.')
    return { box, values, levels: [], minima: empty, laws: [], field: new Float64Array(), notes }
  }
  if (finite.length < raw.values.length) {
    const part = Math.round((100 * (raw.values.length - finite.length)) / raw.values.length)
    notes.push(
      `f is not defined, or too large for a double, in ${part === 0 ? 'less than 1' : part}% of the window; nothing is drawn there.`,
    )
  }
  const u: ScalarFunction = (point) => objective(point) - base
  const grid: PlaneGrid = { ...raw, values: raw.values.map((value) => value - base) }
  const logarithmic = logarithmicLevels(grid.values, LEVELS)
  const isWide = (logarithmic.at(-1) ?? 0) / (logarithmic[0] ?? 1) > WIDE
  const levels = isWide
    ? cleanLevels((point) => Math.sqrt(Math.max(0, u(point))), rooted(grid), logarithmic.map(Math.sqrt)).map(
        ({ level, paths }) => ({ level: level * level + base, paths }),
      )
    : cleanLevels(objective, raw, evenLevels(raw.values, LEVELS))
  if (levels.every(({ paths }) => paths.length === 0))
    notes.push('f is constant in this window to the accuracy of doubles: it has no level sets here.')
  const isBounded = minimum !== undefined || least >= 0
  const scale = Math.max(...logarithmic, Number.MIN_VALUE)
  const minima = isBounded ? minimaOf(functions, u, grid, scale) : empty
  if (!isBounded) notes.push('min f is not known and f is negative in places: the set of its minima is not drawn.')
  else if (minima.curves.length === 0 && minima.points.length === 0)
    notes.push(
      residuals.length === 0 && minimum === undefined
        ? 'f does not come down to 0 in this window: no minima are drawn.'
        : 'No minima of f were found in this window.',
    )
  const zeros = grid.values.reduce((count, value) => count + Number(value === 0), 0)
  if (isBounded && zeros > REGION * grid.values.length)
    notes.push('f is least on a whole region, to the accuracy of doubles: its edge is drawn, not its inside.')
  const laws = functions.laws.map((law, i) => {
    const values = planeGrid(law, box, size)
    const found = cleanLevels(law, values, evenLevels(values.values, LAW_LEVELS))
    if (found.every(({ paths }) => paths.length === 0))
      notes.push(`Law ${i + 1} has no level sets here: it is constant in this plane, or not defined.`)
    return found
  })
  const field = arrows === undefined ? new Float64Array() : fieldOf(functions.gradient, box, arrows)
  return { box, values: grid, levels, minima, laws, field, notes }
}
