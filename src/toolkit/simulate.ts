import { detectStructure, onlyResidual } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { difference } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import type { Evidence } from '../numerics/evidence.ts'
import { simulateInSlices } from '../numerics/simulate.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import { budgetOf } from './command-budget.ts'
import { DEFAULT_SIMULATION, type Problem, type SimulateSettings } from './problem.ts'

export interface SimulateOptions {
  readonly settings?: Partial<SimulateSettings>
  /** `ngd` (the default) or `gd`. */
  readonly method?: string
  /** Points the runs should approach; distances to the nearest are reported. */
  readonly attractor?: readonly (readonly number[])[]
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
}

/**
 * Runs normalized gradient descent (or gradient descent) on the problem's objective and measures: convergence, the
 * fitted order, the second-order ratio, the drift of each law. Evidence, never a verdict; the same seed gives the same
 * bytes. Throws `InputError` for an objective with parameters or an unknown method.
 */
export const simulateProblem = async (problem: Problem, options: SimulateOptions = {}): Promise<Evidence> => {
  const { objective } = problem
  if (objective.parameters.length > 0) {
    throw new InputError({
      what: `the objective has the parameter ${objective.parameters[0]}`,
      expected: 'numbers only: a run needs values',
      advice: 'put numbers in place of the parameters',
    })
  }
  const method = options.method ?? 'ngd'
  if (method !== 'ngd' && method !== 'gd') {
    throw new InputError({ what: `"${method}" is not a method that can be run`, expected: 'ngd or gd' })
  }
  const budget = budgetOf(options)
  const structure = detectStructure(objective, atMostMilliseconds(budget, 5000))
  const residual = onlyResidual(structure)
  const f = structure === undefined ? objective.term : difference(objective.term, structure.shift)
  const seed = options.settings?.seed ?? options.seed ?? problem.simulate?.seed ?? DEFAULT_SIMULATION.seed
  const found = await findLaws({ ...objective, term: f }, { budget: atMostMilliseconds(budget, 3000), seed, degree: 2 })
  const settings = { ...DEFAULT_SIMULATION, ...problem.simulate, ...options.settings, seed }
  const evidence = await simulateInSlices(
    {
      objective: f,
      variables: objective.variables,
      laws: found.laws.map(({ term }) => term),
      ...(residual === undefined ? {} : { residual }),
      ...(problem.regularizer === undefined ? {} : { regularizer: problem.regularizer }),
      ...(options.attractor === undefined ? {} : { attractor: options.attractor }),
    },
    { ...settings, method },
    budget,
  )
  return { ...evidence, elapsedMs: Math.round(evidence.elapsedMs) }
}
