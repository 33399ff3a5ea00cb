/** A square real matrix, row by row. */
export type Dense = Float64Array

/** The n × n matrix c·I. */
export const scaledIdentity = (n: number, c: number): Dense => {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) out[i * n + i] = c
  return out
}

/** A·B for n × n matrices; four rows of B at a time. */
export const times = (a: Dense, b: Dense, n: number): Dense => {
  const out = new Float64Array(n * n)
  const whole = n - (n % 4)
  for (let i = 0; i < n; i++) {
    const at = i * n
    for (let k = 0; k < whole; k += 4) {
      const a0 = a[at + k] as number
      const a1 = a[at + k + 1] as number
      const a2 = a[at + k + 2] as number
      const a3 = a[at + k + 3] as number
      const b0 = k * n
      const b1 = b0 + n
      const b2 = b1 + n
      const b3 = b2 + n
      for (let j = 0; j < n; j++)
        out[at + j] =
          (out[at + j] as number) +
          a0 * (b[b0 + j] as number) +
          a1 * (b[b1 + j] as number) +
          a2 * (b[b2 + j] as number) +
          a3 * (b[b3 + j] as number)
    }
    for (let k = whole; k < n; k++) {
      const v = a[at + k] as number
      for (let j = 0; j < n; j++) out[at + j] = (out[at + j] as number) + v * (b[k * n + j] as number)
    }
  }
  return out
}

/** (A + Aᵀ)/2, in place. */
export const symmetrize = (a: Dense, n: number): Dense => {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const mean = ((a[i * n + j] as number) + (a[j * n + i] as number)) / 2
      a[i * n + j] = mean
      a[j * n + i] = mean
    }
  return a
}

/** A + t·B. */
export const plusScaled = (a: Dense, t: number, b: Dense): Dense => {
  const out = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) out[i] = (a[i] as number) + t * (b[i] as number)
  return out
}

/** tr(A·B) for symmetric A and B. */
export const inner = (a: Dense, b: Dense): number => {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number)
  return total
}

/**
 * The lower triangular L with L·Lᵀ = A, or undefined where A is not positive definite.
 * With `skipBelow`, a pivot of at most skipBelow times the largest diagonal entry is replaced by a huge one, so that
 * the matching coordinate of a solution is zero: the way out for dependent equations.
 */
export const cholesky = (a: Dense, n: number, skipBelow?: number): Dense | undefined => {
  const l = new Float64Array(n * n)
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i] as number)
  for (let j = 0; j < n; j++) {
    const rj = j * n
    let pivot = a[rj + j] as number
    for (let k = 0; k < j; k++) pivot -= (l[rj + k] as number) ** 2
    if (pivot > (skipBelow ?? 0) * largest) l[rj + j] = Math.sqrt(pivot)
    else if (skipBelow !== undefined && !Number.isNaN(pivot)) l[rj + j] = 1e64
    else return undefined
    const inverse = 1 / (l[rj + j] as number)
    let i = j + 1
    // Four rows at a time: their sums do not wait for each other.
    for (; i + 3 < n; i += 4) {
      const r0 = i * n
      const r1 = r0 + n
      const r2 = r1 + n
      const r3 = r2 + n
      let v0 = a[r0 + j] as number
      let v1 = a[r1 + j] as number
      let v2 = a[r2 + j] as number
      let v3 = a[r3 + j] as number
      for (let k = 0; k < j; k++) {
        const w = l[rj + k] as number
        v0 -= w * (l[r0 + k] as number)
        v1 -= w * (l[r1 + k] as number)
        v2 -= w * (l[r2 + k] as number)
        v3 -= w * (l[r3 + k] as number)
      }
      l[r0 + j] = v0 * inverse
      l[r1 + j] = v1 * inverse
      l[r2 + j] = v2 * inverse
      l[r3 + j] = v3 * inverse
    }
    for (; i < n; i++) {
      const ri = i * n
      let v = a[ri + j] as number
      for (let k = 0; k < j; k++) v -= (l[ri + k] as number) * (l[rj + k] as number)
      l[ri + j] = v * inverse
    }
  }
  return l
}

/** The x with L·Lᵀ·x = b. */
export const solveCholesky = (l: Dense, b: Float64Array, n: number): Float64Array => {
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    let v = x[i] as number
    for (let k = 0; k < i; k++) v -= (l[i * n + k] as number) * (x[k] as number)
    x[i] = v / (l[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    const v = (x[i] as number) / (l[i * n + i] as number)
    x[i] = v
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - v * (l[i * n + k] as number)
  }
  return x
}

/** (L·Lᵀ)⁻¹. */
export const inverseFromCholesky = (l: Dense, n: number): Dense => {
  // Rows of `inverse` hold L⁻¹; then (L Lᵀ)⁻¹ = L⁻ᵀ L⁻¹.
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const pivot = l[i * n + i] as number
    inverse[i * n + i] = 1 / pivot
    for (let k = 0; k < i; k++) {
      const v = (l[i * n + k] as number) / pivot
      if (v === 0) continue
      for (let j = 0; j <= k; j++)
        inverse[i * n + j] = (inverse[i * n + j] as number) - v * (inverse[k * n + j] as number)
    }
  }
  const out = new Float64Array(n * n)
  for (let k = 0; k < n; k++)
    for (let i = 0; i <= k; i++) {
      const v = inverse[k * n + i] as number
      if (v === 0) continue
      for (let j = 0; j <= i; j++) out[i * n + j] = (out[i * n + j] as number) + v * (inverse[k * n + j] as number)
    }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j] as number
  return out
}

/**
 * Eigenvalues in ascending order with orthonormal eigenvectors of a symmetric matrix, by cyclic Jacobi rotations;
 * `vectors[i]` belongs to `values[i]`.
 */
export const symmetricEigen = (a: Dense, n: number): { values: number[]; vectors: Float64Array[] } => {
  const m = Float64Array.from(a)
  const v = scaledIdentity(n, 1)
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    let total = 0
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const square = (m[i * n + j] as number) ** 2
        total += square
        if (i !== j) off += square
      }
    if (!(off > 1e-30 * total)) break
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = m[p * n + q] as number
        if (apq === 0) continue
        const theta = ((m[q * n + q] as number) - (m[p * n + p] as number)) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const x = m[k * n + p] as number
          const y = m[k * n + q] as number
          m[k * n + p] = c * x - s * y
          m[k * n + q] = s * x + c * y
        }
        for (let k = 0; k < n; k++) {
          const x = m[p * n + k] as number
          const y = m[q * n + k] as number
          m[p * n + k] = c * x - s * y
          m[q * n + k] = s * x + c * y
          const e = v[p * n + k] as number
          const f = v[q * n + k] as number
          v[p * n + k] = c * e - s * f
          v[q * n + k] = s * e + c * f
        }
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => (m[i * n + i] as number) - (m[j * n + j] as number),
  )
  return { values: order.map((i) => m[i * n + i] as number), vectors: order.map((i) => v.slice(i * n, i * n + n)) }
}
