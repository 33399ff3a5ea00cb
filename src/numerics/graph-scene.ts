import type { ScalarFunction } from './compile.ts'
import type { PlanePath } from './level-sets.ts'
import type { Interval } from './random.ts'

/** The graph of a function of one variable over an interval, in pieces where it is finite. */
export interface GraphScene {
  readonly pieces: readonly PlanePath[]
  /** Where f is zero to rounding. */
  readonly zeros: readonly (readonly [number, number])[]
  readonly notes: readonly string[]
}

const POINTS = 1200
/** A jump of so much of the range of f between neighbours is taken for a pole. */
const JUMP = 0.5
/** What counts as zero at the bottom of a dip, as a part of the values beside it. */
const ZERO = 1e-7

/** Samples f over the interval; a zero of f ≥ 0 is the bottom of a dip, found by thirds. */
export const graphScene = (f: ScalarFunction, [low, high]: Interval): GraphScene => {
  const xs = Array.from({ length: POINTS + 1 }, (_, i) => low + ((high - low) * i) / POINTS)
  const ys = xs.map((x) => f([x]))
  const finite = ys.filter(Number.isFinite).sort((a, b) => a - b)
  const range = (finite[Math.floor(0.99 * (finite.length - 1))] ?? 0) - (finite[0] ?? 0)
  const pieces: (readonly [number, number])[][] = [[]]
  for (const [i, x] of xs.entries()) {
    const y = ys[i] as number
    const before = pieces.at(-1)?.at(-1)
    const isPole = before !== undefined && before[1] * y < 0 && Math.abs(y - before[1]) > JUMP * range
    if (!Number.isFinite(y) || isPole) pieces.push([])
    if (Number.isFinite(y)) pieces.at(-1)?.push([x, y])
  }
  const zeros = xs.flatMap((_, i): readonly (readonly [number, number])[] => {
    const [before = Number.NaN, here = Number.NaN, after = Number.NaN] = ys.slice(i - 1, i + 2)
    if (i === 0 || !(here <= before && here < after)) return []
    let [a, b] = [xs[i - 1] as number, xs[i + 1] as number]
    for (let k = 0; k < 100; k++) {
      const [c, d] = [a + (b - a) / 3, b - (b - a) / 3]
      if (f([c]) < f([d])) b = d
      else a = c
    }
    const x = here === 0 ? (xs[i] as number) : (a + b) / 2
    return Math.abs(f([x])) <= ZERO * Math.max(before, after) ? [[x, 0]] : []
  })
  const notes =
    finite.length === 0
      ? ['f has no finite value in this window; nothing of it is drawn.']
      : finite.length < ys.length
        ? ['f is not defined, or too large for a double, in a part of the window; nothing is drawn there.']
        : []
  return { pieces: pieces.filter((piece) => piece.length > 1), zeros, notes }
}
