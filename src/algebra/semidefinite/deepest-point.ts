import type { Budget } from '../../kernel/budget.ts'
import { type Dense, plusScaled, scaledIdentity } from './dense-matrix.ts'
import { type BlockEntry, type InteriorPoint, solveSemidefinite } from './interior-point.ts'

/** Find G = diag(G_1, …) positive semidefinite with ⟨A_k, G⟩ = b_k; the A_k linearly independent. */
export interface SemidefiniteSystem {
  readonly sizes: readonly number[]
  readonly constraints: readonly { readonly entries: readonly BlockEntry[]; readonly value: number }[]
}

/**
 * The solution whose least eigenvalue `depth` is (nearly) largest. depth < 0 says: infeasible, as far as doubles can
 * tell and among matrices of trace at most the cap. Where depth ≈ 0, every solution G satisfies G·`exposing` = 0.
 */
export interface DeepestPoint {
  readonly depth: number
  readonly gram: readonly Dense[]
  readonly exposing: readonly Dense[]
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
  const point = solveSemidefinite(
    { sizes: [...system.sizes, 1, 1], objective: [{ block: count, row: 0, column: 0, value: 1 }], constraints },
    {
      budget,
      start: [10, 1],
      enough: (p) => {
        const depth = 1 - (p.primal[count]?.[0] as number)
        if (p.dualResidual < 1e-8 && 1 - p.dualObjective < -1e-3) return true
        return p.primalResidual < 1e-9 && depth > 1e-3 && p.primalObjective - p.dualObjective < 0.2 * depth
      },
    },
  )
  const depth = 1 - (point.primal[count]?.[0] as number)
  // A proved upper bound on t settles infeasibility even when the primal iterate has not arrived.
  const bound = point.dualResidual < 1e-8 ? 1 - point.dualObjective : Number.POSITIVE_INFINITY
  return {
    depth: Math.min(depth, bound),
    gram: system.sizes.map((n, i) => plusScaled(point.primal[i] as Dense, depth, scaledIdentity(n, 1))),
    exposing: point.dual.slice(0, count),
    residual: point.primalResidual,
    capped: (point.primal[count + 1]?.[0] as number) < 1e-3 * cap,
  }
}

/**
 * min tr G over the solutions: tends to a solution of low rank. `interior` is the last iterate on the way that was still
 * well inside, if any. Precondition: there is a positive definite solution.
 */
export const leastTrace = (
  system: SemidefiniteSystem,
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
  const point = solveSemidefinite({ ...system, objective }, { budget, enough: watch })
  return { point, interior }
}
