/**
 * Small integer vectors w with ⟨w, v⟩ ≈ 0 for all given unit vectors v, linearly independent: Lenstra, Lenstra and
 * Lovász reduction of the rows (I | C·V). Guesses only, as every relation found between doubles is.
 */
export const integerRelations = (vectors: readonly Float64Array[], n: number, scale: number): number[][] => {
  const width = n + vectors.length
  const rows: Float64Array[] = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: width }, (_, j) =>
      j < n ? (i === j ? 1 : 0) : scale * (vectors[j - n]?.[i] as number),
    ),
  )
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((total, v, i) => total + v * (b[i] as number), 0)
  const mu: number[][] = rows.map(() => [])
  const stars: Float64Array[] = []
  const norms: number[] = []
  const orthogonalize = (i: number): void => {
    const star = Float64Array.from(rows[i] as Float64Array)
    for (let j = 0; j < i; j++) {
      const c = dot(rows[i] as Float64Array, stars[j] as Float64Array) / (norms[j] as number)
      ;(mu[i] as number[])[j] = c
      for (let k = 0; k < width; k++) star[k] = (star[k] as number) - c * (stars[j]?.[k] as number)
    }
    stars[i] = star
    norms[i] = dot(star, star)
  }
  orthogonalize(0)
  let i = 1
  for (let step = 0; i < n && step < 2000; step++) {
    orthogonalize(i)
    const row = rows[i] as Float64Array
    for (let j = i - 1; j >= 0; j--) {
      const c = Math.round(dot(row, stars[j] as Float64Array) / (norms[j] as number))
      if (c !== 0) for (let k = 0; k < width; k++) row[k] = (row[k] as number) - c * (rows[j]?.[k] as number)
    }
    orthogonalize(i)
    const m = mu[i]?.[i - 1] as number
    if ((norms[i] as number) >= (0.75 - m * m) * (norms[i - 1] as number)) {
      i++
      continue
    }
    const other = rows[i - 1] as Float64Array
    rows[i - 1] = row
    rows[i] = other
    orthogonalize(i - 1)
    i = Math.max(1, i - 1)
  }
  // Vectors of this size exist in any case; much shorter ones mean something.
  const bound = Math.min(50, 0.5 * scale ** (vectors.length / n))
  return rows
    .filter((r) => r.subarray(n).every((v) => Math.abs(v) < 1) && r.subarray(0, n).every((v) => Math.abs(v) < bound))
    .map((r) => [...r.subarray(0, n)])
}
