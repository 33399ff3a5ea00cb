import type { ScalarFunction } from './compile.ts'
import { levelCurves } from './level-curves.ts'
import type { PlaneGrid, PlanePath } from './level-sets.ts'

type Point = readonly [number, number]

/** Brings a point near {h = 0} onto it; undefined where that does not succeed. */
export type Projection = (point: Point) => Point | undefined

/** How far a projected point may lie from the curve of the grid, as a part of the longer side of the picture. */
const NEAR = 0.01

/** The curve of the grid where h changes sign, moved onto the zeros of h; pieces where `isKept` fails are left out. */
export const crossingZeros = (
  grid: PlaneGrid,
  project: Projection,
  isKept: (point: Point) => boolean,
): readonly PlanePath[] => {
  const near = NEAR * Math.max(...grid.box.map(([low, high]) => high - low))
  return (levelCurves(grid, [0])[0] ?? []).flatMap((path) => {
    const pieces: Point[][] = [[]]
    for (const point of path) {
      const zero = project(point)
      const isNear = zero !== undefined && Math.hypot(zero[0] - point[0], zero[1] - point[1]) < near
      if (isNear && isKept(zero)) pieces.at(-1)?.push(zero)
      else if ((pieces.at(-1)?.length ?? 0) > 0) pieces.push([])
    }
    return pieces.filter((piece) => piece.length > 1)
  })
}

/** What counts as zero at the bottom of a dip, as a part of the values beside it: cusps are met to half the digits. */
const ZERO = 1e-7
const GOLDEN = (Math.sqrt(5) - 1) / 2
const REFINEMENTS = 60

/** Where a function with one minimum in [low, high] is least, by golden section. */
const leastBetween = (u: (t: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high]
  let [c, d] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)]
  let [uc, ud] = [u(c), u(d)]
  for (let i = 0; i < REFINEMENTS; i++) {
    if (uc < ud) {
      ;[b, d, ud] = [d, c, uc]
      c = b - GOLDEN * (b - a)
      uc = u(c)
    } else {
      ;[a, c, uc] = [c, d, ud]
      d = a + GOLDEN * (b - a)
      ud = u(d)
    }
  }
  return uc < ud ? c : d
}

/**
 * Zeros of u ≥ 0 that need not be changes of sign: along every row and column of the grid the dips of u are followed
 * to their bottoms, and those count that are zero to the rounding of u near them.
 */
export const touchingZeros = (u: ScalarFunction, { box, size, values }: PlaneGrid): readonly Point[] => {
  const place = (axis: 0 | 1, i: number): number => box[axis][0] + ((box[axis][1] - box[axis][0]) * i) / (size - 1)
  const found: Point[] = []
  const follow = (axis: 0 | 1, row: number): void => {
    const at = (i: number): number => values[axis === 0 ? row * size + i : i * size + row] as number
    const other = place(axis === 0 ? 1 : 0, row)
    const point = (t: number): Point => (axis === 0 ? [t, other] : [other, t])
    for (let i = 1; i < size - 1; i++) {
      const [before, here, after] = [at(i - 1), at(i), at(i + 1)]
      if (!(here <= before && here < after) || !Number.isFinite(before + after)) continue
      const t = here === 0 ? place(axis, i) : leastBetween((s) => u(point(s)), place(axis, i - 1), place(axis, i + 1))
      if (u(point(t)) <= ZERO * Math.max(before, after)) found.push(point(t))
    }
  }
  for (let row = 0; row < size; row++) {
    follow(0, row)
    follow(1, row)
  }
  return found
}

const MOST_ISOLATED = 200
const ZOOMS = 50

/** Zeros of u ≥ 0 at the bottoms of dips of the grid in all directions: those that no row or column passes through. */
export const isolatedZeros = (u: ScalarFunction, { box, size, values }: PlaneGrid): readonly Point[] => {
  const found: Point[] = []
  const steps = box.map(([low, high]) => (high - low) / (size - 1)) as [number, number]
  for (let k = size + 1; k < size * (size - 1) - 1 && found.length < MOST_ISOLATED; k++) {
    const here = values[k] as number
    const around = [1, -1, size, -size, size + 1, size - 1, 1 - size, -1 - size].map((d) => values[k + d] as number)
    if (k % size === 0 || k % size === size - 1 || !around.every((value) => value >= here)) continue
    const highest = Math.max(...around)
    if (!(highest > here && Number.isFinite(highest))) continue
    let best: Point = [box[0][0] + steps[0] * (k % size), box[1][0] + steps[1] * Math.floor(k / size)]
    let least = here
    for (let [zoom, dx, dy] = [0, ...steps]; zoom < ZOOMS && least > 0; zoom++, dx *= 0.6, dy *= 0.6) {
      const [x, y] = best
      for (const a of [-1, -0.5, 0, 0.5, 1]) {
        for (const b of [-1, -0.5, 0, 0.5, 1]) {
          const value = u([x + a * dx, y + b * dy])
          if (value < least) [best, least] = [[x + a * dx, y + b * dy], value]
        }
      }
    }
    if (least <= ZERO * highest) found.push(best)
  }
  return found
}

/** Points close together joined to curves, each to its nearest neighbour that is left; points alone stay points. */
export const joinedPoints = (
  points: readonly Point[],
  reach: number,
): { readonly curves: readonly PlanePath[]; readonly points: readonly Point[] } => {
  const cells = new Map<string, number[]>()
  const cellOf = (c: number): number => Math.floor(c / reach)
  for (const [i, [x, y]] of points.entries()) {
    const key = `${cellOf(x)},${cellOf(y)}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [i])
    else cell.push(i)
  }
  const used = new Set<number>()
  const nearest = ([x, y]: Point): number | undefined => {
    let [best, distance] = [-1, reach]
    for (let a = cellOf(x) - 1; a <= cellOf(x) + 1; a++) {
      for (let b = cellOf(y) - 1; b <= cellOf(y) + 1; b++) {
        for (const i of cells.get(`${a},${b}`) ?? []) {
          const [px, py] = points[i] as Point
          const d = Math.hypot(px - x, py - y)
          if (!used.has(i) && d < distance) [best, distance] = [i, d]
        }
      }
    }
    return best < 0 ? undefined : best
  }
  const curves: PlanePath[] = []
  const alone: Point[] = []
  for (const [i, start] of points.entries()) {
    if (used.has(i)) continue
    used.add(i)
    const walk = (from: Point): Point[] => {
      const path: Point[] = []
      for (let next = nearest(from); next !== undefined; next = nearest(path.at(-1) as Point)) {
        used.add(next)
        path.push(points[next] as Point)
      }
      return path
    }
    const [ahead, back] = [walk(start), walk(start)]
    const path = [...back.reverse(), start, ...ahead]
    if (path.length > 4) curves.push(path)
    else alone.push(start)
  }
  return { curves, points: alone }
}
