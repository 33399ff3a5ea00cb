import { type Budget, charge } from '../../search/budget.ts'
import {
  cholesky,
  type Dense,
  inner,
  inverseFromCholesky,
  plusScaled,
  scaledIdentity,
  solveCholesky,
  symmetrize,
  times,
} from './dense-matrix.ts'

/** One entry of a symmetric constraint matrix: value at (row, column) and at (column, row) of the block, row ≤ column. */
export interface BlockEntry {
  readonly block: number
  readonly row: number
  readonly column: number
  readonly value: number
}

/** min ⟨C, X⟩ subject to ⟨A_k, X⟩ = b_k and X = diag(X_1, …) positive semidefinite. A block of size 1 is a scalar ≥ 0. */
export interface SemidefiniteProgram {
  readonly sizes: readonly number[]
  readonly objective: readonly BlockEntry[]
  readonly constraints: readonly { readonly entries: readonly BlockEntry[]; readonly value: number }[]
}

/** The state of the iteration: X, Z per block, y, the objectives, and the relative residuals of both programs. */
export interface InteriorPoint {
  readonly primal: readonly Dense[]
  readonly dual: readonly Dense[]
  readonly multipliers: Float64Array
  readonly primalObjective: number
  readonly dualObjective: number
  readonly primalResidual: number
  readonly dualResidual: number
}

export interface InteriorPointOptions {
  readonly budget: Budget
  /** Stop when the relative gap and both residuals are below this (1e-9). */
  readonly tolerance?: number
  /** Where to start: positive definite X and Z, any y (X = Z = 10·I, y = 0). */
  readonly start?: {
    readonly primal: readonly Dense[]
    readonly dual: readonly Dense[]
    readonly multipliers: Float64Array
  }
  /** Asked before every step; true ends the iteration early. */
  readonly enough?: (point: InteriorPoint) => boolean
}

const FLOPS_PER_MICROSECOND = 500

interface BlockConstraint {
  readonly k: number
  readonly rows: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

const splitByBlock = (program: SemidefiniteProgram): BlockConstraint[][] => {
  const out: BlockConstraint[][] = program.sizes.map(() => [])
  program.constraints.forEach(({ entries }, k) => {
    const seen = new Map<number, BlockEntry[]>()
    for (const e of entries) {
      const list = seen.get(e.block)
      if (list === undefined) seen.set(e.block, [e])
      else list.push(e)
    }
    for (const [block, list] of seen)
      out[block]?.push({
        k,
        rows: Int32Array.from(list, (e) => e.row),
        columns: Int32Array.from(list, (e) => e.column),
        values: Float64Array.from(list, (e) => e.value),
      })
  })
  return out
}

const apply = (c: BlockConstraint, x: Dense, n: number): number => {
  let total = 0
  for (let e = 0; e < c.values.length; e++) {
    const i = c.rows[e] as number
    const j = c.columns[e] as number
    const v = c.values[e] as number
    total += i === j ? v * (x[i * n + i] as number) : v * ((x[i * n + j] as number) + (x[j * n + i] as number))
  }
  return total
}

const addTranspose = (c: BlockConstraint, weight: number, out: Dense, n: number): void => {
  for (let e = 0; e < c.values.length; e++) {
    const i = c.rows[e] as number
    const j = c.columns[e] as number
    const v = (c.values[e] as number) * weight
    out[i * n + j] = (out[i * n + j] as number) + v
    if (i !== j) out[j * n + i] = (out[j * n + i] as number) + v
  }
}

// M_kl += tr(A_k X A_l Z⁻¹), one block; U = X A_k Z⁻¹ is formed once per k.
const addSchur = (m: Dense, size: number, block: readonly BlockConstraint[], x: Dense, zi: Dense, n: number): void => {
  const u = new Float64Array(n * n)
  for (let a = 0; a < block.length; a++) {
    const c = block[a] as BlockConstraint
    u.fill(0)
    for (let e = 0; e < c.values.length; e++) {
      const i = c.rows[e] as number
      const j = c.columns[e] as number
      const v = c.values[e] as number
      for (let p = 0; p < n; p++) {
        const xi = v * (x[p * n + i] as number)
        const xj = i === j ? 0 : v * (x[p * n + j] as number)
        const at = p * n
        for (let q = 0; q < n; q++)
          u[at + q] = (u[at + q] as number) + xi * (zi[j * n + q] as number) + xj * (zi[i * n + q] as number)
      }
    }
    for (let b = a; b < block.length; b++) {
      const d = block[b] as BlockConstraint
      const at = Math.max(c.k, d.k) * size + Math.min(c.k, d.k)
      m[at] = (m[at] as number) + apply(d, u, n)
    }
  }
}

/** The largest step in (0, 1] (up to a factor) that keeps M + step·D positive definite. */
const stepLength = (m: Dense, d: Dense, n: number): number => {
  if (n === 1) {
    const ratio = -(d[0] as number) / (m[0] as number)
    return ratio <= 1 ? 1 : 1 / ratio
  }
  let step = 1
  while (step > 1e-9) {
    if (cholesky(plusScaled(m, step, d), n) !== undefined) return step
    step *= 0.9
  }
  return 0
}

/**
 * Solves a semidefinite program by Mehrotra's predictor–corrector method with the HKM direction; the start need not be
 * feasible. Returns the best iterate (by gap and residuals together); the caller judges it. Throws BudgetSpent.
 * Source: Helmberg, Rendl, Vanderbei, Wolkowicz (1996); Mehrotra (1992).
 */
export const solveSemidefinite = (program: SemidefiniteProgram, options: InteriorPointOptions): InteriorPoint => {
  const { sizes } = program
  const tolerance = options.tolerance ?? 1e-9
  const count = program.constraints.length
  const order = sizes.reduce((a, b) => a + b, 0)
  const blocks = splitByBlock(program)
  const b = Float64Array.from(program.constraints, (c) => c.value)
  const cost = sizes.map((n) => new Float64Array(n * n))
  for (const e of program.objective) {
    const n = sizes[e.block] as number
    const m = cost[e.block] as Dense
    m[e.row * n + e.column] = e.value
    m[e.column * n + e.row] = e.value
  }
  let x = options.start?.primal ?? sizes.map((n) => scaledIdentity(n, 10))
  let z = options.start?.dual ?? sizes.map((n) => scaledIdentity(n, 10))
  let y = options.start?.multipliers ?? new Float64Array(count)
  const scaleB = 1 + Math.max(0, ...b.map(Math.abs))
  const scaleC = 1 + Math.max(0, ...program.objective.map((e) => Math.abs(e.value)))

  const image = (matrices: readonly Dense[]): Float64Array => {
    const out = new Float64Array(count)
    blocks.forEach((list, i) => {
      const n = sizes[i] as number
      for (const c of list) out[c.k] = (out[c.k] as number) + apply(c, matrices[i] as Dense, n)
    })
    return out
  }
  const transpose = (weights: Float64Array): Dense[] =>
    blocks.map((list, i) => {
      const n = sizes[i] as number
      const out = new Float64Array(n * n)
      for (const c of list) addTranspose(c, weights[c.k] as number, out, n)
      return out
    })
  const traces = (p: readonly Dense[], q: readonly Dense[]): number =>
    p.reduce((total, m, i) => total + inner(m, q[i] as Dense), 0)

  let best: InteriorPoint | undefined
  let bestError = Number.POSITIVE_INFINITY
  let bestIteration = 0
  // Cholesky factors of the Schur complement, and some products of matrices for each block.
  const flops = count ** 3 / 3 + sizes.reduce((total, n) => total + 40 * n ** 3, 0)
  for (let iteration = 0; ; iteration++) {
    charge(options.budget, 100 + flops / FLOPS_PER_MICROSECOND)
    const rp = image(x).map((v, k) => (b[k] as number) - v)
    const rd = transpose(y).map((m, i) => m.map((v, j) => (cost[i]?.[j] as number) - v - (z[i]?.[j] as number)))
    const point: InteriorPoint = {
      primal: x,
      dual: z,
      multipliers: y,
      primalObjective: traces(cost, x),
      dualObjective: b.reduce((total, v, k) => total + v * (y[k] as number), 0),
      primalResidual: rp.reduce((r, v) => Math.max(r, Math.abs(v)), 0) / scaleB,
      dualResidual: rd.reduce((r, m) => m.reduce((s, v) => Math.max(s, Math.abs(v)), r), 0) / scaleC,
    }
    const gap = traces(x, z)
    const mu = gap / order
    const error = Math.max(gap / (1 + Math.abs(point.primalObjective)), point.primalResidual, point.dualResidual)
    if (error < bestError || best === undefined) {
      best = point
      bestError = error
      bestIteration = iteration
    }
    if (iteration >= 80 || iteration > bestIteration + 6 || error < tolerance || !Number.isFinite(mu)) return best
    if (options.enough?.(point) === true) return point

    const factors = z.map((m, i) => cholesky(m, sizes[i] as number))
    if (factors.some((l) => l === undefined)) return best
    const zi = factors.map((l, i) => inverseFromCholesky(l as Dense, sizes[i] as number))
    const schur = new Float64Array(count * count)
    blocks.forEach((list, i) => {
      addSchur(schur, count, list, x[i] as Dense, zi[i] as Dense, sizes[i] as number)
    })
    const factor = cholesky(schur, count, 1e-30)
    if (factor === undefined) return best
    const solve = (right: Float64Array): Float64Array => {
      const first = solveCholesky(factor, right, count)
      // One step of refinement: the Schur complement is badly conditioned near the end.
      const rest = Float64Array.from(right)
      for (let k = 0; k < count; k++)
        for (let l = 0; l < count; l++) {
          const entry = k >= l ? schur[k * count + l] : schur[l * count + k]
          rest[k] = (rest[k] as number) - (entry as number) * (first[l] as number)
        }
      const second = solveCholesky(factor, rest, count)
      return first.map((v, k) => v + (second[k] as number))
    }
    const xrz = x.map((m, i) => {
      const n = sizes[i] as number
      return symmetrize(times(times(m, rd[i] as Dense, n), zi[i] as Dense, n), n)
    })
    const direction = (target: number, correction?: readonly Dense[]) => {
      const fixed = x.map((m, i) =>
        m.map(
          (v, j) =>
            target * (zi[i]?.[j] as number) - v - (xrz[i]?.[j] as number) - ((correction?.[i]?.[j] as number) ?? 0),
        ),
      )
      const dy = solve(image(fixed).map((v, k) => (rp[k] as number) - v))
      const at = transpose(dy)
      const dz = rd.map((m, i) => plusScaled(m, -1, at[i] as Dense))
      const dx = fixed.map((m, i) => {
        const n = sizes[i] as number
        return plusScaled(m, 1, symmetrize(times(times(x[i] as Dense, at[i] as Dense, n), zi[i] as Dense, n), n))
      })
      return { dx, dy, dz }
    }
    const longest = (m: readonly Dense[], d: readonly Dense[]): number =>
      m.reduce((step, block, i) => Math.min(step, stepLength(block, d[i] as Dense, sizes[i] as number)), 1)
    const guess = direction(0)
    const ax = longest(x, guess.dx)
    const az = longest(z, guess.dz)
    const predicted = x.reduce(
      (total, m, i) =>
        total + inner(plusScaled(m, ax, guess.dx[i] as Dense), plusScaled(z[i] as Dense, az, guess.dz[i] as Dense)),
      0,
    )
    const sigma = Math.min(1, Math.max(0, predicted / gap) ** (Math.min(ax, az) > 0.6 ? 3 : 1))
    const correction = guess.dx.map((m, i) => {
      const n = sizes[i] as number
      return symmetrize(times(times(m, guess.dz[i] as Dense, n), zi[i] as Dense, n), n)
    })
    const step = direction(Math.max(sigma, 1e-6) * mu, correction)
    const sx = longest(x, step.dx)
    const sz = longest(z, step.dz)
    if (sx < 1e-7 && sz < 1e-7) return best
    const damp = (s: number): number => (s === 1 ? 1 : 0.95 * s)
    x = x.map((m, i) => plusScaled(m, damp(sx), step.dx[i] as Dense))
    z = z.map((m, i) => plusScaled(m, damp(sz), step.dz[i] as Dense))
    y = y.map((v, k) => v + damp(sz) * (step.dy[k] as number))
  }
}
