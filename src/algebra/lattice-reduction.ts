import { type Budget, charge } from '../search/budget.ts'
import type { SparseVector } from './integer-matrix.ts'
import { shortened } from './linear-algebra.ts'
import { integerGcd } from './polynomial.ts'

type Vector = bigint[]

const dot = (u: readonly bigint[], v: readonly bigint[]): bigint => {
  let sum = 0n
  for (let i = 0; i < u.length; i++) if (u[i] !== 0n && v[i] !== 0n) sum += (u[i] as bigint) * (v[i] as bigint)
  return sum
}

/** The quotient rounded to the nearest integer, for b > 0. */
const nearest = (a: bigint, b: bigint): bigint => {
  const t = 2n * a + b
  const q = t / (2n * b)
  return t < 0n && q * 2n * b !== t ? q - 1n : q
}

const modulo = (a: bigint, m: bigint): bigint => ((a % m) + m) % m

/** u - q·v */
const subtractMultiple = (u: readonly bigint[], q: bigint, v: readonly bigint[]): Vector =>
  u.map((x, k) => x - q * (v[k] as bigint))

/**
 * A basis of all integer vectors in the rational span of independent ones with different leads, the columns where one
 * of them is not zero and the others are.
 */
const saturated = (vectors: readonly Vector[], leads: readonly number[], budget: Budget): Vector[] => {
  const count = vectors.length
  const scale = vectors.map((v, i) => v[leads[i] as number] as bigint)
  const common = scale.reduce((l, s) => (l / integerGcd(l, s)) * s, 1n)
  const whole = common < 0n ? -common : common
  // Rows over the common denominator: an integer vector has integer coefficients in them, its entries at the leads.
  const rows = vectors.map((v, i) => v.map((x) => x * (whole / (scale[i] as bigint))))
  let basis = rows.map((_, i): Vector => rows.map((_, j) => (i === j ? 1n : 0n)))
  for (let column = 0; column < (vectors[0]?.length ?? 0); column++) {
    const entries = rows.map((row) => modulo(row[column] as bigint, whole))
    if (entries.every((x) => x === 0n)) continue
    charge(budget, count)
    // Those combinations whose entry in this column is a multiple of the denominator: Euclid's algorithm on the entries.
    const rest = basis.map((c) => modulo(dot(c, entries), whole))
    for (;;) {
      let least = -1
      for (let i = 0; i < count; i++)
        if (rest[i] !== 0n && (least < 0 || (rest[i] as bigint) < (rest[least] as bigint))) least = i
      if (least < 0) break
      const pivot = rest[least] as bigint
      let isAlone = true
      basis = basis.map((c, i) => {
        if (i === least || rest[i] === 0n) return c
        isAlone = false
        const q = (rest[i] as bigint) / pivot
        rest[i] = (rest[i] as bigint) - q * pivot
        return subtractMultiple(c, q, basis[least] as Vector)
      })
      if (!isAlone) continue
      const factor = whole / integerGcd(whole, pivot)
      basis[least] = (basis[least] as Vector).map((x) => x * factor)
      break
    }
    basis = reducedByLength(basis, budget)
  }
  return basis.map((c) =>
    (rows[0] as Vector).map((_, column) => {
      let sum = 0n
      c.forEach((x, i) => {
        sum += x * ((rows[i] as Vector)[column] as bigint)
      })
      return sum / whole
    }),
  )
}

/**
 * A basis of the same lattice in short vectors: the algorithm of Lenstra, Lenstra and Lovász with δ = 3/4, in integers.
 * Source: Cohen, A Course in Computational Algebraic Number Theory, Algorithm 2.6.7.
 */
const reducedByLength = (vectors: readonly Vector[], budget: Budget): Vector[] => {
  const b = vectors.map((v) => [...v])
  const n = b.length
  // d[i + 1] is the Gram determinant of the first i + 1 vectors; mu[i][j] = d[j + 1] times the usual coefficient.
  const d: bigint[] = new Array(n + 1).fill(1n)
  const mu: bigint[][] = b.map(() => new Array<bigint>(n).fill(0n))
  const at = (i: number, j: number): bigint => (mu[i] as bigint[])[j] as bigint
  const put = (i: number, j: number, x: bigint): void => {
    ;(mu[i] as bigint[])[j] = x
  }
  const reduce = (k: number, l: number): void => {
    const q = nearest(at(k, l), d[l + 1] as bigint)
    if (q === 0n) return
    b[k] = subtractMultiple(b[k] as Vector, q, b[l] as Vector)
    put(k, l, at(k, l) - q * (d[l + 1] as bigint))
    for (let i = 0; i < l; i++) put(k, i, at(k, i) - q * at(l, i))
  }
  const exchange = (k: number, last: number): void => {
    ;[b[k - 1], b[k]] = [b[k] as Vector, b[k - 1] as Vector]
    for (let j = 0; j < k - 1; j++) {
      const x = at(k, j)
      put(k, j, at(k - 1, j))
      put(k - 1, j, x)
    }
    const [below, middle, above] = [d[k - 1] as bigint, d[k] as bigint, d[k + 1] as bigint]
    const lambda = at(k, k - 1)
    const next = (below * above + lambda * lambda) / middle
    for (let i = k + 1; i <= last; i++) {
      const x = at(i, k)
      put(i, k, (above * at(i, k - 1) - lambda * x) / middle)
      put(i, k - 1, (next * x + lambda * at(i, k)) / above)
    }
    d[k] = next
  }
  let last = -1
  for (let k = 0; k < n; ) {
    charge(budget, 5 + n)
    if (k > last) {
      last = k
      for (let j = 0; j <= k; j++) {
        let u = dot(b[k] as Vector, b[j] as Vector)
        for (let i = 0; i < j; i++) u = ((d[i + 1] as bigint) * u - at(k, i) * at(j, i)) / (d[i] as bigint)
        if (j < k) put(k, j, u)
        else d[k + 1] = u
      }
    }
    if (k === 0) {
      k = 1
      continue
    }
    reduce(k, k - 1)
    const lambda = at(k, k - 1)
    if (4n * ((d[k + 1] as bigint) * (d[k - 1] as bigint) + lambda * lambda) < 3n * (d[k] as bigint) ** 2n) {
      exchange(k, last)
      k = Math.max(1, k - 1)
    } else {
      for (let l = k - 2; l >= 0; l--) reduce(k, l)
      k++
    }
  }
  return b
}

/** Classes of vectors that share columns, directly or by others between them. */
const overlapping = (vectors: readonly SparseVector<bigint>[]): number[][] => {
  const groups: { members: number[]; columns: Set<number> }[] = []
  vectors.forEach(({ columns }, i) => {
    const own = { members: [i], columns: new Set(columns) }
    for (let g = groups.length - 1; g >= 0; g--) {
      const group = groups[g] as (typeof groups)[number]
      if (!columns.some((c) => group.columns.has(c)) && ![...group.columns].some((c) => own.columns.has(c))) continue
      own.members.unshift(...group.members)
      for (const c of group.columns) own.columns.add(c)
      groups.splice(g, 1)
    }
    groups.push(own)
  })
  return groups.map(({ members }) => members.sort((i, j) => i - j))
}

const writtenLength = (rows: readonly Vector[]): number => {
  let length = 0
  for (const row of rows) for (const x of row) if (x !== 0n) length += 3 + String(x).length
  return length
}

/** Beyond so many vectors, or entries, of a class only pairs are compared. */
const MAX_VECTORS = 24
const MAX_ENTRIES = 20_000

/**
 * Short integer vectors with the same rational span as the given ones, which are primitive, each with a lead where the
 * others are 0: a reduced basis of all integer vectors in the span where they are not too many.
 */
export const shortBasis = (
  vectors: readonly SparseVector<bigint>[],
  leads: readonly number[],
  budget: Budget,
): SparseVector<bigint>[] =>
  overlapping(vectors).flatMap((members) => {
    const first = vectors[members[0] as number] as SparseVector<bigint>
    if (members.length === 1) return [first]
    const columns = [...new Set(members.flatMap((i) => vectors[i]?.columns ?? []))].sort((a, b) => a - b)
    const position = new Map(columns.map((c, k) => [c, k]))
    const dense = members.map((i) => {
      const row = new Array<bigint>(columns.length).fill(0n)
      vectors[i]?.columns.forEach((c, k) => {
        row[position.get(c) as number] = vectors[i]?.values[k] as bigint
      })
      return row
    })
    const isSmall = members.length <= MAX_VECTORS && members.length * columns.length <= MAX_ENTRIES
    const own = members.map((i) => position.get(leads[i] as number) as number)
    const reduced = isSmall ? reducedByLength(saturated(dense, own, budget), budget) : dense
    const rows = shortened(reduced, budget)
    // What is as long to write as before stays as it was.
    return (writtenLength(rows) < writtenLength(dense) ? rows : dense).map((row) => {
      const used = columns.filter((_, k) => row[k] !== 0n)
      return { columns: used, values: row.filter((x) => x !== 0n) }
    })
  })
