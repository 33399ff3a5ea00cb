import { DEFAULT_RHO, defaultBeta, type MethodName } from '../numerics/methods.ts'
import { nearest } from '../numerics/nearest.ts'
import { NO_ORDER } from '../numerics/order-evidence.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'
import { runTrajectories } from '../numerics/run.ts'
import type { Selection } from '../numerics/selection.ts'
import type { StepSizes } from '../numerics/step-sizes.ts'
import { summarize } from '../numerics/summary.ts'
import { CRITICAL, DIVERGED, OUTSIDE, positionOf, startAt, UNDEFINED } from '../numerics/trajectories.ts'
import type { Budget } from '../search/budget.ts'
import type { AxisValue, Cell } from './cell.ts'
import { doubleOf, type Instance } from './instance.ts'
import type { Plan } from './plan.ts'
import { emptyRow, measuredRow } from './row.ts'
import type { AskedSizes } from './schedules.ts'
import type { CellStatus, Measured } from './sweep-result.ts'

/** How many times the last step size counts as near, as for `gradlaw simulate`. */
const NEAR_STEPS = 2.5

/** The settings of one cell: those of the plan, with what the axes say instead. */
const settingsOf = (plan: Plan, over: Cell['over']) => {
  const method = (over.method ?? 'ngd') as MethodName
  const numberOf = (name: string, otherwise: number | 'infinity'): number => {
    const value: AxisValue = over[name] ?? otherwise
    return value === 'infinity' ? Number.POSITIVE_INFINITY : Number(value)
  }
  return {
    method,
    selection: (over.selection ?? plan.runs.selection ?? 'fixed') as Selection,
    formula: over.schedule ?? plan.runs.schedule,
    alpha: numberOf('alpha', plan.runs.alpha),
    exponent: numberOf('exponent', plan.runs.exponent),
    beta: numberOf('beta', defaultBeta(method)),
    rho: numberOf('rho', DEFAULT_RHO),
    steps: numberOf('steps', plan.runs.steps),
    scale: numberOf('scale', 1),
  }
}

/** The starts of a cell: uniform in the box by its seed, times the scale, with the coordinates that an axis fixes. */
const startsOf = (plan: Plan, cell: Cell, scale: number): readonly (readonly number[])[] => {
  const { variables } = plan.problem
  const random = seeded(cell.seed)
  const box = boxOf(plan.runs.box, variables.length)
  const fixed = variables.map((name) => {
    const value = plan.problem.parameters.includes(name) ? undefined : cell.over[name]
    return value === undefined ? undefined : doubleOf(value)
  })
  return Array.from({ length: plan.runs.runs }, () =>
    uniformPoint(random, box).map((coordinate, j) => scale * (fixed[j] ?? coordinate)),
  )
}

const finite = (value: number | undefined): number | null => (Number.isFinite(value) ? (value as number) : null)

/**
 * Runs one cell and returns its row; undefined where the budget was spent, or its signal aborted, before all steps.
 *
 * The row depends on the plan and the cell alone. Throws where the cell cannot be run at all.
 */
export const measureCell = (
  plan: Plan,
  instances: (over: Cell['over']) => Instance,
  schedules: (asked: AskedSizes) => StepSizes,
  cell: Cell,
  budget: Budget,
): string | undefined => {
  const instance = instances(cell.over)
  if (instance.broken !== undefined) return emptyRow(cell, 'outside', instance.broken)
  const { method, selection, formula, alpha, exponent, beta, rho, steps, scale } = settingsOf(plan, cell.over)
  const starts = startsOf(plan, cell, scale)
  const trajectories = startAt(starts, plan.problem.variables.length)
  for (const [i, start] of starts.entries()) {
    if (!Number.isFinite(instance.objective(start))) trajectories.status[i] = OUTSIDE
  }
  const advance = instance.method(method, beta > 0, selection)({ beta, rho, seed: cell.seed })
  const schedule = schedules({ alpha, exponent, steps, ...(formula === undefined ? {} : { formula: String(formula) }) })
  const running = runTrajectories(trajectories, advance, schedule, steps, budget)
  let state = running.next()
  while (state.done !== true) state = running.next()
  if (state.value < steps) return undefined

  const last = new Float64Array(1)
  schedule(steps - 1, last)
  const tolerance = plan.runs.tolerance ?? NEAR_STEPS * (last[0] as number)
  const ends = starts.map((_, i) => positionOf(trajectories, i))
  const { attractor, laws, objective, regularizer } = instance
  const distances = attractor.length === 0 ? undefined : ends.map((end) => nearest(end, attractor).distance)
  const ofStatus = (status: number): number => trajectories.status.reduce((n, s) => n + (s === status ? 1 : 0), 0)
  const [outside, away] = [ofStatus(OUTSIDE), ofStatus(DIVERGED) + ofStatus(UNDEFINED)]
  const gap = distances && summarize(distances)
  const height = summarize(ends.map(objective))
  const { fittedOrder, fittedOrderError } =
    method === 'ngd' && outside + away < starts.length
      ? instance.order({ deadline: Number.POSITIVE_INFINITY })
      : NO_ORDER
  const measured: Measured = {
    runs: plan.runs.runs,
    steps,
    converged: distances?.filter((distance) => distance <= tolerance).length ?? null,
    distance: finite(gap?.median),
    largestDistance: finite(gap?.max),
    objective: finite(height?.median),
    largestObjective: finite(height?.max),
    regularizer: finite(regularizer && summarize(ends.map(regularizer))?.median),
    diverged: outside + away,
    critical: ofStatus(CRITICAL),
    order: fittedOrder,
    orderError: finite(fittedOrderError ?? undefined),
    drift: laws.map((law) =>
      finite(summarize(starts.map((start, i) => Math.abs(law(ends[i] ?? [])) / Math.abs(law(start))))?.median),
    ),
  }
  const trouble = ((): { readonly status: CellStatus; readonly reason?: string } => {
    const of = ` of ${starts.length} ${starts.length === 1 ? 'start' : 'starts'}`
    if (outside > 0) return { status: 'nan', reason: `the objective is not a finite number at ${outside}${of}` }
    if (away > 0) return { status: 'nan', reason: `the run left the finite numbers from ${away}${of}` }
    return { status: 'ok' }
  })()
  return measuredRow(cell, trouble.status, measured, trouble.reason)
}
