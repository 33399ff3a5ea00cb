import type { Budget } from '../../search/budget.ts'
import { cholesky, type Dense, plusScaled, scaledIdentity } from './dense-matrix.ts'
import { type BlockEntry, type InteriorPoint, solveSemidefinite } from './interior-point.ts'
import { projected, type SemidefiniteSystem } from './linear-system.ts'

/**
 * The solution whose least eigenvalue `depth` is (nearly) largest. depth < 0 says: infeasible, as far as doubles can
 * tell and among matrices of trace at most the cap. Where depth ≈ 0, every solution G satisfies G·`exposing` = 0.
 */
export interface DeepestPoint {
  readonly depth: number
  /** An upper bound on the depth, up to rounding errors in doubles. */
  readonly bound: number
  readonly gram: readonly Dense[]
  readonly exposing: readonly Dense[]
  /** y with `exposing` = -Σ y_k·A_k, up to the part of the cap. */
  readonly multipliers: Float64Array
  readonly residual: number
  /** True where the cap on the trace holds the solution back: then a larger cap allows a deeper point. */
  readonly capped: boolean
}

/**
 * max t ≤ 1 subject to ⟨A_k, S + t·I⟩ = b_k, S positive semidefinite, tr S ≤ cap. Both this program and its dual have
 * interior points whatever the system is, so that the interior point method converges also for degenerate systems;
 * the limit lies in the relative interior of the optimal face.
 */
export const deepestPoint = (system: SemidefiniteSystem, cap: number, budget: Budget): DeepestPoint => {
  const count = system.sizes.length
  const trace = (entries: readonly BlockEntry[]): number =>
    entries.reduce((total, e) => (e.row === e.column ? total + e.value : total), 0)
  // Two more scalars: u = 1 - t and the slack of the cap.
  const constraints = system.constraints.map(({ entries, value }) => {
    const t = trace(entries)
    return { entries: [...entries, { block: count, row: 0, column: 0, value: -t }], value: value - t }
  })
  const cells: BlockEntry[] = []
  system.sizes.forEach((n, block) => {
    for (let i = 0; i < n; i++) cells.push({ block, row: i, column: i, value: 1 })
  })
  cells.push({ block: count + 1, row: 0, column: 0, value: 1 })
  constraints.push({ entries: cells.map((e) => ({ ...e, value: 1 / cap })), value: 1 })
  // A strictly feasible start: any solution G of the equations, moved into the cone by S = G + (u - 1)·I.
  const some = projected(
    system,
    system.sizes.map((n) => new Float64Array(n * n)),
  )
  const order = system.sizes.reduce((a, b) => a + b, 0)
  let shift = 1
  const moved = () => some.map((m, i) => plusScaled(m, shift, scaledIdentity(system.sizes[i] as number, 1)))
  while (moved().some((m, i) => cholesky(m, system.sizes[i] as number) === undefined)) shift *= 2
  shift *= 2
  const primal = moved()
  const used = primal.reduce((total, m, i) => {
    const n = system.sizes[i] as number
    for (let j = 0; j < n; j++) total += m[j * n + j] as number
    return total
  }, 0)
  const slack = Math.max(cap - used, cap / 10)
  const pull = 1 / order
  const multipliers = new Float64Array(constraints.length)
  multipliers[constraints.length - 1] = -pull * cap
  const start = {
    primal: [...primal, Float64Array.of(shift + 1), Float64Array.of(slack)],
    dual: [...system.sizes.map((n) => scaledIdentity(n, pull)), Float64Array.of(1), Float64Array.of(pull)],
    multipliers,
  }
  const point = solveSemidefinite(
    { sizes: [...system.sizes, 1, 1], objective: [{ block: count, row: 0, column: 0, value: 1 }], constraints },
    {
      budget,
      start,
      enough: (p) => {
        const depth = 1 - (p.primal[count]?.[0] as number)
        if (p.dualResidual < 1e-8 && 1 - p.dualObjective < -1e-3) return true
        return p.primalResidual < 1e-9 && depth > 1e-3 && p.primalObjective - p.dualObjective < 0.2 * depth
      },
    },
  )
  const depth = 1 - (point.primal[count]?.[0] as number)
  // For a dual point that misses its equations by little, an upper bound on t whatever the primal iterate does.
  const bound = 1 - point.dualObjective + 2 * point.dualResidual * cap
  return {
    depth,
    bound,
    gram: system.sizes.map((n, i) => plusScaled(point.primal[i] as Dense, depth, scaledIdentity(n, 1))),
    exposing: point.dual.slice(0, count),
    multipliers: point.multipliers.slice(0, system.constraints.length),
    residual: point.primalResidual,
    capped: (point.primal[count + 1]?.[0] as number) < 1e-3 * cap,
  }
}

/**
 * min tr G over the solutions: tends to a solution of low rank. `interior` is the last iterate on the way that was still
 * well inside, if any. Precondition: `inside` is a positive definite solution.
 */
export const leastTrace = (
  system: SemidefiniteSystem,
  inside: readonly Dense[],
  budget: Budget,
): { readonly point: InteriorPoint; readonly interior: readonly Dense[] | undefined } => {
  const objective: BlockEntry[] = system.sizes.flatMap((n, block) =>
    Array.from({ length: n }, (_, i) => ({ block, row: i, column: i, value: 1 })),
  )
  let interior: readonly Dense[] | undefined
  const watch = (p: InteriorPoint): boolean => {
    if (
      p.primalResidual < 1e-9 &&
      (interior === undefined || p.primalObjective - p.dualObjective > 0.1 * p.primalObjective)
    )
      interior = p.primal
    return false
  }
  const dual = system.sizes.map((n) => scaledIdentity(n, 1))
  const start = { primal: inside, dual, multipliers: new Float64Array(system.constraints.length) }
  const point = solveSemidefinite({ ...system, objective }, { budget, start, enough: watch })
  return { point, interior }
}
