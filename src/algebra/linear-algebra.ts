import { type Rational, rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { matrixOfRows } from './integer-matrix.ts'
import { type Elimination, eliminate, type SparseRow, solveModulo } from './modular-elimination.ts'
import { integerGcd } from './polynomial.ts'
import { integerSquareRoot, largePrime, rationalReconstruction, residue } from './prime-field.ts'
import { rationalKernel } from './rational-kernel.ts'

/** A rational vector: integers over one common positive denominator. */
export interface RationalVector {
  readonly numerators: readonly bigint[]
  readonly denominator: bigint
}

const ATTEMPTS = 4
/** Primes after which lifting to powers of one prime is the cheaper way to large entries. */
const SMALL_ENTRIES = 6
const UNLIMITED: Budget = { deadline: Number.POSITIVE_INFINITY }

const absolute = (a: bigint): bigint => (a < 0n ? -a : a)

/** The integer row with the same direction as a row of rationals, and what it was multiplied by. */
export const integerRow = (row: readonly Rational[]): { readonly row: SparseRow; readonly factor: bigint } => {
  const factor = row.reduce((m, q) => (m / integerGcd(m, q.d)) * q.d, 1n)
  const columns: number[] = []
  const values: bigint[] = []
  row.forEach((q, c) => {
    if (q.n === 0n) return
    columns.push(c)
    values.push(q.n * (factor / q.d))
  })
  return { row: { columns, values }, factor }
}

const isSolution = (rows: readonly SparseRow[], rhs: readonly bigint[], x: RationalVector): boolean =>
  rows.every((row, i) => {
    let sum = 0n
    row.columns.forEach((c, k) => {
      const v = x.numerators[c] as bigint
      if (v !== 0n) sum += v * (row.values[k] as bigint)
    })
    return sum === (rhs[i] as bigint) * x.denominator
  })

/** The rational vector congruent to `x` modulo m with small numerators and denominator, if there is one. */
const reconstruct = (x: readonly bigint[], m: bigint): RationalVector | undefined => {
  const bound = integerSquareRoot(m / 2n)
  let denominator = 1n
  const parts: { n: bigint; d: bigint }[] = []
  for (const v of x) {
    if (v === 0n) {
      parts.push({ n: 0n, d: denominator })
      continue
    }
    const q = rationalReconstruction((v * denominator) % m, m, bound)
    if (q === undefined) return undefined
    denominator *= q.d
    if (denominator > bound) return undefined
    parts.push({ n: q.n, d: denominator })
  }
  return { numerators: parts.map(({ n, d }) => n * (denominator / d)), denominator }
}

/** Dixon's p-adic lifting on the pivot rows and columns of an elimination; the result is verified on all rows. */
const lift = (
  rows: readonly SparseRow[],
  e: Elimination,
  rhs: readonly bigint[],
  budget: Budget | undefined,
): RationalVector | undefined => {
  const p = BigInt(e.prime)
  const x = new Array<bigint>(e.columnCount).fill(0n)
  const rest = [...rhs]
  const residues = new Float64Array(rows.length)
  let m = 1n
  // Past Hadamard's bound the prime was a bad one.
  let bits = 64
  for (const { source } of e.pivots) {
    const row = rows[source] as SparseRow
    const norm = row.values.reduce((s, v) => s + absolute(v), absolute(rhs[source] as bigint))
    bits += 8 * norm.toString(16).length
  }
  const last = Math.ceil(bits / 25) + 2
  for (let step = 1, next = 1; step <= last; step++) {
    if (budget !== undefined) charge(budget)
    for (const { source } of e.pivots) residues[source] = residue(rest[source] as bigint, e.prime)
    const digit = solveModulo(e, residues, false) as Float64Array
    for (const c of e.pivotColumns) {
      const d = digit[c] as number
      if (d !== 0) x[c] = (x[c] as bigint) + BigInt(d) * m
    }
    m *= p
    for (const { source } of e.pivots) {
      const row = rows[source] as SparseRow
      let sum = rest[source] as bigint
      for (let k = 0; k < row.columns.length; k++) {
        const d = digit[row.columns[k] as number] as number
        if (d !== 0) sum -= BigInt(d) * (row.values[k] as bigint)
      }
      rest[source] = sum / p
    }
    if (step < next && step < last) continue
    next = Math.ceil(step * 1.5) + 1
    const found = reconstruct(x, m)
    if (found !== undefined && isSolution(rows, rhs, found)) return found
  }
  return undefined
}

/**
 * One exact solution x of the integer system rows·x = rhs with zeros off the pivot columns (earlier columns are
 * preferred), or undefined where there is none. A solution is verified; that there is none holds modulo two primes.
 */
export const solveSparse = (
  rows: readonly SparseRow[],
  columnCount: number,
  rhs: readonly bigint[],
  budget?: Budget,
): RationalVector | undefined => {
  let inconsistent = 0
  for (let k = 0; k < ATTEMPTS && inconsistent < 2; k++) {
    const prime = largePrime(k)
    const e = eliminate(rows, columnCount, prime, budget)
    const b = Float64Array.from(rhs, (v) => residue(v, prime))
    if (solveModulo(e, b) === undefined) {
      inconsistent++
      continue
    }
    const found = lift(rows, e, rhs, budget)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * A basis of the rational vectors x with rows·x = 0, as primitive integer vectors, short ones preferred. Verified: each
 * is in the kernel, and the rank modulo a prime shows that there are enough of them.
 */
export const nullspaceSparse = (rows: readonly SparseRow[], columnCount: number, budget?: Budget): bigint[][] => {
  const reversed = rows.map(({ columns, values }) => ({ columns: columns.map((c) => columnCount - 1 - c), values }))
  const kernel = rationalKernel(matrixOfRows(reversed, columnCount), budget ?? UNLIMITED, SMALL_ENTRIES)
  if (kernel !== undefined) {
    const basis = kernel.map(({ columns, values }) => {
      const vector = new Array<bigint>(columnCount).fill(0n)
      columns.forEach((c, i) => {
        vector[columnCount - 1 - c] = values[i] as bigint
      })
      return vector
    })
    return shortened(basis.reverse(), budget)
  }
  for (let k = 0; k < ATTEMPTS; k++) {
    const e = eliminate(rows, columnCount, largePrime(k), budget)
    const pivots = new Set(e.pivotColumns)
    const basis: bigint[][] = []
    let failed = false
    for (let free = 0; free < columnCount && !failed; free++) {
      if (pivots.has(free)) continue
      const rhs = rows.map((row) => {
        const at = row.columns.indexOf(free)
        return at < 0 ? 0n : -(row.values[at] as bigint)
      })
      const found = lift(rows, e, rhs, budget)
      if (found === undefined) failed = true
      else basis.push(found.numerators.map((v, c) => (c === free ? found.denominator : v)))
    }
    if (!failed) return shortened(basis, budget)
  }
  throw new RangeError('no kernel could be verified modulo several primes')
}

const dot = (u: readonly bigint[], v: readonly bigint[]): bigint => {
  let sum = 0n
  for (let i = 0; i < u.length; i++) if (u[i] !== 0n && v[i] !== 0n) sum += (u[i] as bigint) * (v[i] as bigint)
  return sum
}

const primitiveVector = (v: readonly bigint[]): bigint[] => {
  const g = v.reduce((a, b) => integerGcd(a, b), 0n)
  const lead = v.find((x) => x !== 0n) ?? 1n
  const s = lead < 0n ? -g : g
  return s === 0n || s === 1n ? [...v] : v.map((x) => x / s)
}

/** The same rational span: each vector made primitive and reduced by the others while it gets shorter. */
export const shortened = (vectors: readonly (readonly bigint[])[], budget?: Budget): bigint[][] => {
  const basis = vectors.map(primitiveVector)
  for (let pass = 0; pass < 20; pass++) {
    let changed = false
    basis.sort((u, v) => Number(dot(u, u) - dot(v, v)))
    for (let i = 0; i < basis.length; i++)
      for (let j = 0; j < basis.length; j++) {
        if (i === j) continue
        if (budget !== undefined) charge(budget)
        const u = basis[i] as bigint[]
        const v = basis[j] as bigint[]
        const d = dot(v, v)
        const t = 2n * dot(u, v)
        const q = (t >= 0n ? t + d : t - d) / (2n * d)
        if (q === 0n) continue
        const w = u.map((x, k) => x - q * (v[k] as bigint))
        if (dot(w, w) >= dot(u, u)) continue
        basis[i] = primitiveVector(w)
        changed = true
      }
    if (!changed) break
  }
  return basis
}

/** One exact solution x of A·x = b over Q, or undefined where there is none; see {@link solveSparse}. */
export const solve = (
  a: readonly (readonly Rational[])[],
  b: readonly Rational[],
  budget?: Budget,
): Rational[] | undefined => {
  const columnCount = a[0]?.length ?? 0
  const rows = a.map((row, i) => integerRow([...row, b[i] as Rational]).row)
  const rhs: bigint[] = []
  const left = rows.map((row): SparseRow => {
    const last = row.columns.length - 1
    const has = row.columns[last] === columnCount
    rhs.push(has ? (row.values[last] as bigint) : 0n)
    return has ? { columns: row.columns.slice(0, last), values: row.values.slice(0, last) } : row
  })
  const x = solveSparse(left, columnCount, rhs, budget)
  return x?.numerators.map((v) => rational(v, x.denominator))
}

/** A basis of the kernel of A over Q in short primitive integer vectors; see {@link nullspaceSparse}. */
export const nullspace = (a: readonly (readonly Rational[])[], columnCount?: number, budget?: Budget): bigint[][] =>
  nullspaceSparse(
    a.map((row) => integerRow(row).row),
    columnCount ?? a[0]?.length ?? 0,
    budget,
  )

/** The rank of A over Q: a nonzero minor modulo a prime bounds it below, exact kernel vectors bound it above. */
export const rank = (a: readonly (readonly Rational[])[], budget?: Budget): number => {
  const columnCount = a[0]?.length ?? 0
  return columnCount - nullspace(a, columnCount, budget).length
}

/** The determinant of a square matrix over Q (fraction-free elimination of Bareiss). */
export const determinant = (a: readonly (readonly Rational[])[], budget?: Budget): Rational => {
  const n = a.length
  let scale = 1n
  const m = a.map((row) => {
    const { row: sparse, factor } = integerRow(row)
    scale *= factor
    const dense = new Array<bigint>(n).fill(0n)
    sparse.columns.forEach((c, k) => {
      dense[c] = sparse.values[k] as bigint
    })
    return dense
  })
  let previous = 1n
  let sign = 1n
  for (let k = 0; k < n; k++) {
    const at = m.findIndex((row, i) => i >= k && row[k] !== 0n)
    if (at < 0) return rational(0)
    if (at !== k) {
      ;[m[at], m[k]] = [m[k] as bigint[], m[at] as bigint[]]
      sign = -sign
    }
    const top = m[k] as bigint[]
    for (let i = k + 1; i < n; i++) {
      if (budget !== undefined) charge(budget, n - k)
      const row = m[i] as bigint[]
      for (let j = k + 1; j < n; j++)
        row[j] = ((row[j] as bigint) * (top[k] as bigint) - (row[k] as bigint) * (top[j] as bigint)) / previous
    }
    previous = top[k] as bigint
  }
  return rational(sign * previous, scale)
}
