/** The nearest of some points; its index is -1 and its distance infinite where there are none. */
export const nearest = (
  x: readonly number[],
  points: readonly (readonly number[])[],
): { readonly index: number; readonly distance: number } =>
  points.reduce(
    (best, point, index) => {
      const distance = Math.hypot(...x.map((coordinate, j) => coordinate - (point[j] ?? 0)))
      return distance < best.distance ? { index, distance } : best
    },
    { index: -1, distance: Number.POSITIVE_INFINITY },
  )
