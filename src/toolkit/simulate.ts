import { detectStructure, onlyResidual } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { difference } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import type { Evidence } from '../numerics/evidence.ts'
import { hasLength, METHOD_NAMES, type MethodName, mayHaveMomentum, mayHaveSelection } from '../numerics/methods.ts'
import { type SimulationInput, type SimulationSettings, simulateInSlices } from '../numerics/simulate.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import { budgetOf } from './command-budget.ts'
import { DEFAULT_SIMULATION, type Problem, type SimulateSettings } from './problem.ts'
import { requirePoints, requireRunSettings, requireSize } from './run-fields.ts'
import { readRunPoint, readSamples, readSchedule } from './run-text.ts'

/** Which method runs, from where, with which steps. */
export interface SimulateOptions {
  readonly settings?: Partial<SimulateSettings>
  /** `ngd` (the default), `gd`, `heavy-ball`, `nesterov`, `usam`, `usam2`, `usam2-chained`, `husam`, `sam`, `flow`, `gradient-penalty`, `sgd`. */
  readonly method?: string
  /** Momentum 0 ≤ β < 1, and length ρ > 0 of methods that have one. */
  readonly beta?: number
  readonly rho?: number
  /** The number of the first run to do, with the start and the draws it has among all runs of the seed. Default 0. */
  readonly firstRun?: number
  /** Points the runs should approach; distances to the nearest are reported. */
  readonly attractor?: readonly (readonly number[])[]
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
}

const isMethodName = (name: string): name is MethodName => (METHOD_NAMES as readonly string[]).includes(name)

/** Runs as they are to be done: what is run, how, and within which time. */
export interface PreparedRuns {
  readonly input: SimulationInput
  readonly settings: SimulationSettings & { readonly method: MethodName }
  readonly budget: Budget
}

/** The runs that a problem and options ask for. Throws `InputError` for an objective with parameters or an unknown method. */
export const prepareRuns = async (problem: Problem, options: SimulateOptions = {}): Promise<PreparedRuns> => {
  const { objective } = problem
  if (options.settings !== undefined) requireRunSettings(options.settings, 'the settings of the runs')
  requirePoints(options.attractor, objective.variables)
  if (objective.parameters.length > 0) {
    throw new InputError({
      what: `the objective has the parameter ${objective.parameters[0]}`,
      expected: 'numbers only: a run needs values',
      advice: 'put numbers in place of the parameters',
    })
  }
  const method = options.method ?? 'ngd'
  if (!isMethodName(method)) {
    throw new InputError({
      what: `"${method}" is not a method that can be run`,
      expected: `one of ${METHOD_NAMES.join(', ')}`,
    })
  }
  const { beta, rho } = options
  if (beta !== undefined && !(beta >= 0 && beta < 1)) {
    throw new InputError({ what: `beta is ${beta}`, expected: 'a number of at least 0 and less than 1' })
  }
  if (beta !== undefined && beta > 0 && !mayHaveMomentum(method)) {
    throw new InputError({
      what: `${method === 'flow' ? 'gradient flow' : 'normalized gradient descent'} has no momentum`,
      expected: 'another method, or no beta',
    })
  }
  if (rho !== undefined && !hasLength(method)) {
    throw new InputError({
      what: `${method} has no length rho`,
      expected: 'usam, usam2, usam2-chained, husam, sam or gradient-penalty',
    })
  }
  if (rho !== undefined && !(rho > 0)) throw new InputError({ what: `rho is ${rho}`, expected: 'a positive number' })
  const { selection } = options.settings ?? {}
  // One in a file is for whoever runs normalized gradient descent on it.
  if (selection !== undefined && !mayHaveSelection(method)) {
    throw new InputError({ what: `${method} has nothing to select from`, expected: 'the method ngd, or no selection' })
  }
  const budget = budgetOf(options)
  const structure = detectStructure(objective, atMostMilliseconds(budget, 5000))
  const residual = onlyResidual(structure)
  const f = structure === undefined ? objective.term : difference(objective.term, structure.shift)
  const seed = options.settings?.seed ?? options.seed ?? problem.simulate?.seed ?? DEFAULT_SIMULATION.seed
  const found = await findLaws({ ...objective, term: f }, { budget: atMostMilliseconds(budget, 3000), seed, degree: 2 })
  const { starts, attractor, base, schedule, samples, ...asked } = {
    ...DEFAULT_SIMULATION,
    ...problem.simulate,
    ...options.settings,
    seed,
  }
  const { variables } = objective
  // Those of a file are for whoever runs the stochastic method on it.
  if (options.settings?.samples !== undefined && method !== 'sgd') {
    throw new InputError({ what: `${method} draws no samples`, expected: 'the method sgd, or no samples' })
  }
  const points = options.attractor ?? attractor?.map((point) => readRunPoint(point, variables))
  const formula = schedule === undefined ? undefined : readSchedule(schedule)
  const given = starts?.map((start) => readRunPoint(start, variables))
  const runs = options.settings?.runs ?? (options.settings?.starts === undefined ? asked.runs : (given?.length ?? 1))
  requireSize('runs', runs)
  requireSize('first run', options.firstRun ?? 0)
  requireSize('steps', asked.steps)
  return {
    input: {
      objective: f,
      variables,
      laws: found.laws.filter(({ when }) => when === undefined).map(({ term }) => term),
      ...(residual === undefined ? {} : { residual }),
      ...(structure === undefined ? {} : { residuals: structure.residuals }),
      ...(samples === undefined || method !== 'sgd'
        ? {}
        : { samples: readSamples(samples, objective.term, variables) }),
      ...(problem.regularizer === undefined ? {} : { regularizer: problem.regularizer }),
      ...(points === undefined ? {} : { attractor: points }),
    },
    settings: {
      ...asked,
      runs,
      method,
      ...(beta === undefined ? {} : { beta }),
      ...(rho === undefined ? {} : { rho }),
      ...(given === undefined ? {} : { starts: given }),
      ...(base === undefined ? {} : { base: readRunPoint(base, variables) }),
      ...(formula === undefined ? {} : { schedule: formula }),
      ...(options.firstRun === undefined ? {} : { firstRun: options.firstRun }),
    },
    budget,
  }
}

/**
 * Runs normalized gradient descent, or another method, on the problem's objective and measures: convergence, the
 * fitted order, the second-order ratio, the drift of each law. Evidence, never a verdict; the same seed gives the same
 * bytes. Throws `InputError` for an objective with parameters or an unknown method.
 */
export const simulateProblem = async (problem: Problem, options: SimulateOptions = {}): Promise<Evidence> => {
  return measuredRuns(await prepareRuns(problem, options))
}

/** The runs, done and measured. */
export const measuredRuns = async ({ input, settings, budget }: PreparedRuns): Promise<Evidence> => {
  const evidence = await simulateInSlices(input, settings, budget)
  return { ...evidence, elapsedMs: Math.round(evidence.elapsedMs) }
}
