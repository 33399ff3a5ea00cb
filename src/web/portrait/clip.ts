type Pair = readonly [number, number]

/** left, top, right, bottom */
export type Rectangle = readonly [number, number, number, number]

/** The part of a segment within a rectangle (Liang and Barsky); undefined where none is, or an end is no number. */
export const clipped = (
  [ax, ay]: Pair,
  [bx, by]: Pair,
  [left, top, right, bottom]: Rectangle,
): readonly [Pair, Pair] | undefined => {
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
