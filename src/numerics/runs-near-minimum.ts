import { gradient as gradientOf } from '../expression/derivative.ts'
import type { Term } from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { compileVector } from './compile.ts'
import { compileMethod } from './methods.ts'
import { seeded } from './random.ts'
import { summarize } from './summary.ts'
import { CRITICAL, MOVING, positionOf, startAt } from './trajectories.ts'
import { wilsonInterval } from './wilson.ts'

/** How many runs did something, with the 95 % Wilson interval of the probability. */
export interface CountedRuns {
  readonly count: number
  readonly fraction: number
  readonly confidence: readonly [number, number]
}

/** What became of runs of the method itself, nonlinear, that start beside a minimum: evidence, never a verdict. */
export interface RunsNearMinimum {
  readonly method: 'gd' | 'sgd'
  readonly runs: number
  /** The most steps that a run took. */
  readonly steps: number
  /** The distance of the starts from the minimum; a run has left beyond `exit`, and has converged within `entry` of M. */
  readonly radius: number
  readonly exit: number
  readonly entry: number
  readonly converged: CountedRuns
  readonly left: CountedRuns
  /** Runs that did neither. */
  readonly open: number
  /** The median distance from the minimum at the end. */
  readonly displacement: number | null
  readonly seed: number
}

export interface NearMinimum {
  readonly objective: Term
  /** The addends of f, one for each sample; all of them vanish at the point. */
  readonly samples: readonly Term[]
  readonly residuals: readonly Term[]
  readonly variables: readonly string[]
  readonly point: readonly number[]
  readonly step: number
}

/** Steps between two looks at where the runs are. */
const STRIDE = 32
const RADIUS = 1e-6
const EXIT = 1e-2
const ENTRY = 1e-11

const counted = (count: number, runs: number): CountedRuns => ({
  count,
  fraction: runs === 0 ? 0 : count / runs,
  confidence: wilsonInterval(count, runs),
})

/**
 * Runs gradient descent, or its stochastic form, from random starts at distance 10⁻⁶·max(1, |x|) of a minimum x, and
 * counts those that leave it (10⁻²·max(1, |x|) away) and those that reach M = {all residuals 0} to 10⁻¹¹·max(1, |x|),
 * measured by Σ h²/|∇h|². Runs end when they have done either, or after `steps` steps.
 */
export const runsNearMinimum = (
  { objective, samples, residuals, variables, point, step }: NearMinimum,
  { method, runs, steps, seed }: Pick<RunsNearMinimum, 'method' | 'runs' | 'steps' | 'seed'>,
  budget: Budget,
): RunsNearMinimum => {
  const scale = Math.max(1, Math.hypot(...point))
  const [radius, exit, entry] = [RADIUS * scale, EXIT * scale, ENTRY * scale]
  const random = seeded(seed)
  const starts = Array.from({ length: runs }, () => {
    const direction = variables.map(() => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
    const length = Math.hypot(...direction)
    return point.map((coordinate, j) => coordinate + (radius * (direction[j] ?? 0)) / length)
  })
  const descended = { variables, objective, gradient: gradientOf(objective, variables), samples }
  const advance = compileMethod(method, descended, { beta: 0, rho: 0, seed })
  const values = compileVector(residuals, variables)
  const slopes = residuals.map((h) => compileVector(gradientOf(h, variables), variables))
  const sizes = new Float64Array(STRIDE).fill(step)
  const trajectories = startAt(starts, variables.length)
  const [h, v] = [new Float64Array(residuals.length), new Float64Array(variables.length)]
  const toMinima = (x: readonly number[]): number => {
    values(x, h)
    return Math.hypot(
      ...slopes.map((slope, i) => {
        slope(x, v)
        return (h[i] ?? 0) / Math.hypot(...v)
      }),
    )
  }
  const away = (x: readonly number[]): number => Math.hypot(...x.map((coordinate, j) => coordinate - (point[j] ?? 0)))
  const fates = starts.map((): 'converged' | 'left' | 'open' => 'open')
  let done = 0
  const look = (i: number): void => {
    if (fates[i] !== 'open') return
    const x = positionOf(trajectories, i)
    const hasFailed = ![MOVING, CRITICAL].includes(trajectories.status[i] ?? MOVING)
    if (hasFailed || !(away(x) <= exit)) fates[i] = 'left'
    else if (toMinima(x) <= entry) fates[i] = 'converged'
    // What is decided is left where it is.
    if (fates[i] !== 'open') trajectories.status[i] ||= CRITICAL
  }
  while (done < steps && fates.includes('open') && !isSpent(budget)) {
    advance(trajectories, 0, runs, sizes, done)
    done += STRIDE
    for (let i = 0; i < runs; i++) look(i)
  }
  const count = (fate: (typeof fates)[number]): number => fates.filter((one) => one === fate).length
  return {
    method,
    runs,
    steps: done,
    radius,
    exit,
    entry,
    converged: counted(count('converged'), runs),
    left: counted(count('left'), runs),
    open: count('open'),
    displacement: summarize(starts.map((_, i) => away(positionOf(trajectories, i))))?.median ?? null,
    seed,
  }
}
