type Pair = readonly [number, number]

/** left, top, right, bottom */
export type Rectangle = readonly [number, number, number, number]

/** Of a segment with both ends farther than this its place in a picture is lost to rounding. */
const FAR = 1e9

const size = ([x, y]: Pair): number => Math.max(Math.abs(x), Math.abs(y))

/** The part of a segment within a rectangle (Liang and Barsky); undefined where none is, or an end is no number. */
export const clipped = (a: Pair, b: Pair, rectangle: Rectangle): readonly [Pair, Pair] | undefined => {
  // Reckoned from the nearer end, for the farther one may be so far that sums with it have no digits of the picture.
  if (size(b) < size(a)) return clippedFrom(b, a, rectangle)?.toReversed() as [Pair, Pair] | undefined
  return clippedFrom(a, b, rectangle)
}

const clippedFrom = (
  [ax, ay]: Pair,
  [bx, by]: Pair,
  [left, top, right, bottom]: Rectangle,
): readonly [Pair, Pair] | undefined => {
  if (!(size([ax, ay]) < FAR)) return undefined
  const [dx, dy] = [bx - ax, by - ay]
  let [from, to] = [0, 1]
  for (const [step, room] of [
    [-dx, ax - left],
    [dx, right - ax],
    [-dy, ay - top],
    [dy, bottom - ay],
  ] as const) {
    if (!(Number.isFinite(step) && Number.isFinite(room))) return undefined
    if (step === 0) {
      if (room < 0) return undefined
    } else if (step < 0) from = Math.max(from, room / step)
    else to = Math.min(to, room / step)
  }
  if (from > to) return undefined
  return [
    [ax + from * dx, ay + from * dy],
    [ax + to * dx, ay + to * dy],
  ]
}
