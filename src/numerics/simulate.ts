import { gradient as gradientOf } from '../expression/derivative.ts'
import { printTerm, symbols, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { compileScalar } from './compile.ts'
import { decreaseAtBase } from './decrease-at-base.ts'
import type { Descended } from './descent.ts'
import { distancesToZeros } from './distance-to-zeros.ts'
import type { Ending, EndingKind, Evidence } from './evidence.ts'
import { lawEvidence } from './law-evidence.ts'
import { compileMethod, DEFAULT_RHO, defaultBeta, hasLength, type MethodName, mayHaveSelection } from './methods.ts'
import { nearest } from './nearest.ts'
import { NO_ORDER, orderEvidence } from './order-evidence.ts'
import { boxOf, type Interval, seeded, uniformPoint } from './random.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'
import { runTrajectories } from './run.ts'
import { FIRST_SIZE, scheduleOf } from './schedule.ts'
import type { Selection } from './selection.ts'
import { stepSizes } from './step-sizes.ts'
import { summarize } from './summary.ts'
import { CRITICAL, DIVERGED, MOVING, OUTSIDE, positionOf, startAt, UNDEFINED } from './trajectories.ts'
import { wilsonInterval } from './wilson.ts'

/** What is run: all terms in the variables alone (parameters substituted). */
export interface SimulationInput {
  readonly objective: Term
  /** h, where f = φ(|h|). */
  readonly residual?: Term
  /** All residuals, where f is made of several. */
  readonly residuals?: readonly Term[]
  /** Addends of f for the stochastic method; as f is written where absent. */
  readonly samples?: readonly Term[]
  readonly variables: readonly string[]
  readonly laws: readonly Term[]
  readonly regularizer?: Regularizer
  /** Points of the set the runs should approach. */
  readonly attractor?: readonly (readonly number[])[]
  /** Distance that counts as converged; 2.5 times the last step size where absent. */
  readonly tolerance?: number
}

/** How it is run. */
export interface SimulationSettings {
  readonly method?: MethodName
  /** Momentum 0 ≤ β < 1; by default 0.9 for heavy-ball and nesterov, 0 for the others. */
  readonly beta?: number
  /** Length of the ascent, or weight of the penalty, ρ > 0; by default 0.05. */
  readonly rho?: number
  readonly runs: number
  readonly steps: number
  readonly alpha: number
  /** q of the schedule α/(k+1)^(1/q); Infinity for constant steps. */
  readonly exponent: number
  readonly seed: number
  /** Starts are uniform in it: one interval for all variables, or one each. */
  readonly box: Interval | readonly Interval[]
  /** A formula in k and alpha for the step sizes. */
  readonly schedule?: Term
  /** Which element of the normalized subdifferential is taken, where there are several. Default `fixed`. */
  readonly selection?: Selection
  /** The number of the first run to do, with the start and the draws it has among all of them. Default 0. */
  readonly firstRun?: number
  /** A point of M at which the decrease of g is measured. */
  readonly base?: readonly number[]
  /** Starts to use first; the rest of the runs start at random. */
  readonly starts?: readonly (readonly number[])[]
}

const LARGEST_LIST = 20
const REST_EVERY_MS = 50
/** Ends of runs whose distances to the minima are measured. */
const MOST_FEET = 200
const KINDS: Readonly<Record<number, EndingKind>> = {
  [MOVING]: 'moving',
  [CRITICAL]: 'critical',
  [DIVERGED]: 'diverged',
  [UNDEFINED]: 'undefined',
  [OUTSIDE]: 'outside',
}

const countOf = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`expected ${name} >= 0, an integer, found ${value}`)
  return value
}

function* simulation(
  input: SimulationInput,
  settings: SimulationSettings,
  budget: Budget,
): Generator<number, Evidence> {
  const began = performance.now()
  const { objective, residual, variables, attractor, regularizer } = input
  const runs = countOf('runs', settings.runs)
  countOf('steps', settings.steps)
  const box = boxOf(settings.box, variables.length)
  const firstRun = countOf('firstRun', settings.firstRun ?? 0)
  for (const point of [...(attractor ?? []), ...(settings.base === undefined ? [] : [settings.base])])
    if (point.length !== variables.length)
      throw new RangeError(`expected points of ${variables.length} coordinates, found [${point.join(', ')}]`)
  const descended: Descended = {
    variables,
    objective,
    gradient: gradientOf(objective, variables),
    ...(input.samples === undefined ? {} : { samples: input.samples }),
    ...(residual === undefined ? {} : { residual: { value: residual, gradient: gradientOf(residual, variables) } }),
  }
  const random = seeded(settings.seed)
  const given = settings.starts ?? []
  // The draws of the runs before are taken, and not kept.
  for (let i = 0; i < firstRun; i++) if (given[i] === undefined) uniformPoint(random, box)
  const starts = Array.from({ length: runs }, (_, i) => given[firstRun + i] ?? uniformPoint(random, box))
  const method = settings.method ?? 'ngd'
  const beta = settings.beta ?? defaultBeta(method)
  const rho = settings.rho ?? DEFAULT_RHO
  if (!(beta >= 0 && beta < 1)) throw new RangeError(`expected a momentum 0 <= beta < 1, found ${beta}`)
  if (!(rho > 0 && Number.isFinite(rho))) throw new RangeError(`expected a length rho > 0, found ${rho}`)
  const trajectories = startAt(starts, variables.length)
  const f = compileScalar(objective, variables)
  for (const [i, start] of starts.entries()) if (!Number.isFinite(f(start))) trajectories.status[i] = OUTSIDE
  // The order is that of normalized steps: of no other method.
  const order = method === 'ngd' ? orderEvidence(descended, regularizer, box, settings.seed, budget) : NO_ORDER
  const schedule =
    settings.schedule === undefined
      ? stepSizes(settings.alpha, settings.exponent)
      : scheduleOf(settings.schedule, settings.steps, settings.alpha)
  const { selection = 'fixed' } = settings
  const advance = compileMethod(method, descended, { beta, rho, seed: settings.seed, firstRun }, selection)
  const steps = yield* runTrajectories(trajectories, advance, schedule, settings.steps, budget)
  const sizeOf = (k: number): number => {
    const size = new Float64Array(1)
    schedule(k, size)
    return size[0] ?? 0
  }
  const tolerance = input.tolerance ?? 2.5 * sizeOf(Math.max(0, steps - 1))

  const g = regularizer && compileRegularizer(regularizer, variables).value
  const ends = starts.map((_, i) => positionOf(trajectories, i))
  const hits = attractor && ends.map((end) => nearest(end, attractor))
  const near = (i: number): boolean => (hits?.[i]?.distance ?? Number.POSITIVE_INFINITY) <= tolerance
  const converged = hits?.filter((_, i) => near(i)).length
  const ofStatus = (status: number): number => trajectories.status.reduce((n, s) => n + (s === status ? 1 : 0), 0)
  const gone = ofStatus(DIVERGED) + ofStatus(UNDEFINED) + ofStatus(OUTSIDE)
  const finite = (value: number | undefined): number | null => (Number.isFinite(value) ? (value ?? null) : null)
  const ending = (i: number): Ending => ({
    run: firstRun + i,
    start: starts[i] ?? [],
    end: ends[i] ?? [],
    kind: KINDS[trajectories.status[i] ?? MOVING] ?? 'moving',
    stoppedAt: trajectories.status[i] === MOVING ? null : (trajectories.stoppedAt[i] ?? null),
    distance: finite(hits?.[i]?.distance),
    objective: finite(f(ends[i] ?? [])),
  })
  const atBase =
    settings.base === undefined || regularizer === undefined
      ? undefined
      : decreaseAtBase(
          descended,
          input.residuals ?? (residual === undefined ? [] : [residual]),
          regularizer,
          settings.base,
        )
  const toMinima = summarize(distancesToZeros(input.residuals ?? [], variables, ends.slice(0, MOST_FEET)))
  const isStopped = (i: number): boolean => ![MOVING, CRITICAL].includes(trajectories.status[i] ?? MOVING)
  const outliers = starts
    .flatMap((_, i) => (near(i) || (!hits && trajectories.status[i] === MOVING) ? [] : [i]))
    .sort((a, b) => Number(isStopped(b)) - Number(isStopped(a)))
  return {
    method,
    runs,
    steps,
    complete: steps === settings.steps,
    alpha:
      settings.schedule === undefined || symbols(settings.schedule).includes(FIRST_SIZE) ? settings.alpha : sizeOf(0),
    ...(beta > 0 ? { beta } : {}),
    ...(hasLength(method) ? { rho } : {}),
    exponent: Number.isFinite(settings.exponent) ? settings.exponent : 'infinity',
    ...(settings.schedule === undefined ? {} : { schedule: printTerm(settings.schedule) }),
    ...(mayHaveSelection(method) && selection !== 'fixed' ? { selection } : {}),
    ...(firstRun > 0 ? { firstRun } : {}),
    seed: settings.seed,
    box,
    converged: converged ?? null,
    fraction: converged === undefined || runs === 0 ? null : converged / runs,
    confidence: converged === undefined || runs === 0 ? null : wilsonInterval(converged, runs),
    tolerance,
    distances: (hits && summarize(hits.map((hit) => hit.distance))) ?? null,
    perAttractorCounts: (attractor ?? []).map(
      (_, k) => (hits ?? []).filter((hit, i) => hit.index === k && near(i)).length,
    ),
    diverged: gone,
    undefinedSteps: ofStatus(UNDEFINED),
    startedOutside: ofStatus(OUTSIDE),
    stoppedAtCritical: ofStatus(CRITICAL),
    ...(toMinima === undefined ? {} : { toMinima }),
    finalObjective: summarize(ends.map(f)) ?? null,
    finalRegularizer: (g && summarize(ends.map(g))) ?? null,
    ...(runs > 0 && gone === runs ? NO_ORDER : order),
    lawDrift: lawEvidence(descended, input.laws, starts, ends, budget),
    endings: starts
      .flatMap((_, i) => (firstRun + i < given.length ? [i] : []))
      .slice(0, LARGEST_LIST)
      .map(ending),
    ...(atBase === undefined ? {} : { atBase }),
    outliers: outliers.slice(0, LARGEST_LIST).map(ending),
    elapsedMs: performance.now() - began,
  }
}

/**
 * Runs a method from seeded random starts and measures what happened. Evidence, never a verdict.
 *
 * The same input and settings give the same evidence, but for `elapsedMs`, and for `steps` where the budget is spent
 * (`complete` is then false). Throws a RangeError for settings out of range, symbols that are not variables, and points
 * of the wrong dimension.
 */
export const simulate = (input: SimulationInput, settings: SimulationSettings, budget: Budget): Evidence => {
  const slices = simulation(input, settings, budget)
  let slice = slices.next()
  while (slice.done !== true) slice = slices.next()
  return slice.value
}

/** As {@link simulate}, but lets other events happen between slices, an abort among them, and tells the steps done. */
export const simulateInSlices = async (
  input: SimulationInput,
  settings: SimulationSettings,
  budget: Budget,
  progress?: (steps: number) => void,
): Promise<Evidence> => {
  const slices = simulation(input, settings, budget)
  let rested = performance.now()
  let slice = slices.next()
  while (slice.done !== true) {
    if (performance.now() - rested > REST_EVERY_MS) {
      progress?.(slice.value)
      await new Promise((resolve) => setTimeout(resolve, 0))
      rested = performance.now()
    }
    slice = slices.next()
  }
  return slice.value
}
