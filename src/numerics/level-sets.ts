import { contours } from 'd3-contour'
import type { ScalarFunction } from './compile.ts'
import type { Interval } from './random.ts'

/** A curve as a list of points. */
export type PlanePath = readonly (readonly [number, number])[]

/** Values of a function of two variables on a square grid over a box, for its level sets. */
export interface PlaneGrid {
  readonly box: readonly [Interval, Interval]
  readonly size: number
  /** Row by row from below. */
  readonly values: Float64Array
}

const GRID = 241

/** Samples a function of two variables over a box. */
export const planeGrid = (f: ScalarFunction, box: readonly [Interval, Interval], size = GRID): PlaneGrid => {
  const at = ([low, high]: Interval, i: number): number => low + ((high - low) * i) / (size - 1)
  const values = Float64Array.from({ length: size * size }, (_, k) =>
    f([at(box[0], k % size), at(box[1], Math.floor(k / size))]),
  )
  return { box, size, values }
}

/** Pieces of a closed ring that do not run along the frame of the grid, which is no part of a level set. */
const withoutFrame = (ring: readonly (readonly number[])[], size: number): readonly (readonly number[])[][] => {
  const isInside = (point: readonly number[]): boolean => point.every((c) => c > 0.5 + 1e-9 && c < size - 0.5 - 1e-9)
  const start = ring.findIndex((point) => !isInside(point))
  if (start < 0) return [[...ring]]
  const pieces: (readonly number[])[][] = [[]]
  for (const point of [...ring.slice(start), ...ring.slice(1, start + 1)]) {
    if (isInside(point)) pieces.at(-1)?.push(point)
    else if ((pieces.at(-1)?.length ?? 0) > 0) pieces.push([])
  }
  return pieces.filter((piece) => piece.length > 1)
}

/** The level set {f = level} as curves, interpolated linearly between the points of the grid. */
export const levelSet = ({ box, size, values }: PlaneGrid, level: number): readonly PlanePath[] => {
  const { coordinates } = contours().size([size, size]).contour(Array.from(values), level)
  const place = ([low, high]: Interval, c: number): number => low + ((high - low) * (c - 0.5)) / (size - 1)
  return coordinates
    .flat()
    .flatMap((ring) => withoutFrame(ring, size))
    .map((piece) => piece.map(([x = Number.NaN, y = Number.NaN]) => [place(box[0], x), place(box[1], y)] as const))
}

const distanceToLine = (
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number => {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
}

/** A curve with points left out that lie within `tolerance` of the line between those that are kept. */
export const thinned = (path: PlanePath, tolerance: number): PlanePath => {
  const [first] = path
  const last = path.at(-1)
  if (first === undefined || last === undefined || path.length < 3) return path
  let farthest = 0
  let distance = 0
  for (let i = 1; i < path.length - 1; i++) {
    const own = distanceToLine(path[i] as readonly [number, number], first, last)
    if (own > distance) [farthest, distance] = [i, own]
  }
  // A closed curve has no line between its ends: the middle is kept.
  if (distance <= tolerance) return [first, last]
  return [...thinned(path.slice(0, farthest + 1), tolerance).slice(0, -1), ...thinned(path.slice(farthest), tolerance)]
}
