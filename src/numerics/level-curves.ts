import type { PlaneGrid, PlanePath } from './level-sets.ts'

/**
 * Which edges of a cell the level set joins, by the corners above the level (bit 0: left below, then round by the right);
 * edges are numbered from the lower one, round by the right. Of the two saddles, 5 and 10, the other reading is the other.
 */
const SEGMENTS: readonly (readonly number[])[] = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [3, 0, 1, 2],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
]

const NONE = -1

/**
 * The level sets of a function on a grid as curves, by marching squares: points lie on edges of the grid, interpolated
 * linearly. Cells with a corner where the function is not finite are left out. Many levels cost little more than one.
 */
export const levelCurves = (
  { box, size, values }: PlaneGrid,
  levels: readonly number[],
): readonly (readonly PlanePath[])[] => {
  // Edge 2k goes from point k to the right, edge 2k + 1 upwards; each is met by at most two segments.
  const first = new Int32Array(2 * size * size).fill(NONE)
  const second = new Int32Array(2 * size * size).fill(NONE)
  const segments = levels.map((): number[] => [])
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const k = row * size + column
      const [a, b] = [values[k] as number, values[k + 1] as number]
      const [d, c] = [values[k + size] as number, values[k + size + 1] as number]
      const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)]
      if (!(high - low > 0 && high - low < Number.POSITIVE_INFINITY)) continue
      for (let i = 0; i < levels.length; i++) {
        const level = levels[i] as number
        if (!(level >= low && level < high)) continue
        const corners = Number(a > level) + 2 * Number(b > level) + 4 * Number(c > level) + 8 * Number(d > level)
        const isSaddle = corners === 5 || corners === 10
        const joined = SEGMENTS[isSaddle && (a + b + c + d) / 4 > level ? 15 - corners : corners] ?? []
        const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + size), 2 * k + 1]
        for (const edge of joined) segments[i]?.push(edges[edge] as number)
      }
    }
  }
  const place = (axis: 0 | 1, index: number): number =>
    box[axis][0] + ((box[axis][1] - box[axis][0]) * index) / (size - 1)
  const pointOn = (edge: number, level: number): readonly [number, number] => {
    const k = edge >> 1
    const [from, to] = [values[k] as number, values[edge % 2 === 0 ? k + 1 : k + size] as number]
    const part = (level - from) / (to - from)
    const [column, row] = [k % size, Math.floor(k / size)]
    return edge % 2 === 0 ? [place(0, column + part), place(1, row)] : [place(0, column), place(1, row + part)]
  }
  return levels.map((level, i) => {
    const ends = segments[i] ?? []
    const link = (from: number, to: number): void => {
      if (first[from] === NONE) first[from] = to
      else second[from] = to
    }
    for (let s = 0; s < ends.length; s += 2) {
      link(ends[s] as number, ends[s + 1] as number)
      link(ends[s + 1] as number, ends[s] as number)
    }
    /** Follows the curve and takes its links away. */
    const walk = (start: number): PlanePath => {
      const path = [pointOn(start, level)]
      for (let [before, edge] = [NONE, start]; ; ) {
        const [one, other] = [first[edge] as number, second[edge] as number]
        first[edge] = NONE
        second[edge] = NONE
        const next = one === before || one === NONE ? other : one
        if (next === NONE) return path
        path.push(pointOn(next, level))
        if (next === start) return path
        ;[before, edge] = [edge, next]
      }
    }
    const isOpenEnd = (edge: number): boolean => first[edge] !== NONE && second[edge] === NONE
    const open = ends.filter(isOpenEnd).flatMap((edge) => (isOpenEnd(edge) ? [walk(edge)] : []))
    const closed = ends.flatMap((edge) => (first[edge] !== NONE ? [walk(edge)] : []))
    return [...open, ...closed].filter((path) => path.length > 1)
  })
}
