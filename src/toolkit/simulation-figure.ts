import { gradient as gradientOf } from '../expression/derivative.ts'
import { InputError } from '../expression/input-error.ts'
import { compileScalar } from '../numerics/compile.ts'
import type { Descended } from '../numerics/descent.ts'
import { compileMethod, DEFAULT_RHO, defaultBeta } from '../numerics/methods.ts'
import { planeBackground } from '../numerics/plane-portrait.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'
import { compileRegularizer } from '../numerics/regularizer.ts'
import { runTraces } from '../numerics/run-traces.ts'
import { scheduleOf } from '../numerics/schedule.ts'
import { stepSizes } from '../numerics/step-sizes.ts'
import { text } from '../report/document.ts'
import { convergencePanels } from '../report/figures/convergence-panels.ts'
import type { Figure, PlotPoint } from '../report/figures/figure.ts'
import { scheduleFormula } from '../report/figures/portrait-panels.ts'
import { runsPanel } from '../report/figures/run-panels.ts'
import { atMostMilliseconds } from '../search/budget.ts'
import type { PreparedRuns } from './simulate.ts'

/** Runs that are drawn; more would hide each other. */
const MOST_DRAWN = 12
/** Steps of all drawn runs together. */
const MOST_STEPS = 4_000_000
const FIGURE_MS = 10_000
/** Of the frame, left free on each side. */
const PADDING = 0.06
/** The powers of f that a distance to its minima has, where nothing else is known. */
const USUAL_POWER = 2

type Frame = readonly [readonly [number, number], readonly [number, number]]

/** The smallest frame around points, with some room. */
const frameOf = (points: readonly PlotPoint[]): Frame => {
  const side = (i: 0 | 1): readonly [number, number] => {
    const values = points.map((point) => point[i]).filter(Number.isFinite)
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const room = PADDING * (high - low) || 1
    return [low - room, high + room]
  }
  return [side(0), side(1)]
}

const axesOf = (
  variables: readonly string[],
  asked: readonly string[] | undefined,
): readonly [string, string] | undefined => {
  const [x, y, ...more] = asked ?? variables.slice(0, 2)
  const wrong = [x, y].find((name) => name !== undefined && !variables.includes(name))
  if (
    asked !== undefined &&
    (x === undefined || y === undefined || x === y || more.length > 0 || wrong !== undefined)
  ) {
    throw new InputError({
      what: wrong === undefined ? `the axes are ${asked.join(', ')}` : `"${wrong}" is not a variable`,
      expected: `two of ${variables.join(', ')}`,
    })
  }
  return x === undefined || y === undefined ? undefined : [x, y]
}

/**
 * What runs do, as a figure: their paths in the plane of two variables, over the level sets of f where it has no others,
 * and the medians of f, of the distance to the attractor and of g along them. Drawn from doubles: evidence, never a
 * verdict. At most the first 12 runs are drawn.
 *
 * Throws `InputError` for axes that are not two of the variables.
 */
export const simulationFigure = ({ input, settings, budget }: PreparedRuns, asked?: readonly string[]): Figure => {
  const { objective, variables, residual, samples, attractor = [], regularizer } = input
  const { method, steps, seed, firstRun = 0, alpha, exponent, schedule, selection } = settings
  const axes = axesOf(variables, asked)
  const descended: Descended = {
    variables,
    objective,
    gradient: gradientOf(objective, variables),
    ...(samples === undefined ? {} : { samples }),
    ...(residual === undefined ? {} : { residual: { value: residual, gradient: gradientOf(residual, variables) } }),
  }
  const random = seeded(seed)
  const box = boxOf(settings.box, variables.length)
  const f = compileScalar(objective, variables)
  const drawn = Math.max(1, Math.min(MOST_DRAWN, settings.runs, Math.floor(MOST_STEPS / steps)))
  const given = settings.starts ?? []
  for (let i = 0; i < firstRun; i++) if (given[i] === undefined) uniformPoint(random, box)
  const all = Array.from({ length: drawn }, (_, i) => given[firstRun + i] ?? uniformPoint(random, box))
  const starts = all.filter((start) => Number.isFinite(f(start)))
  const numbers = { beta: settings.beta ?? defaultBeta(method), rho: settings.rho ?? DEFAULT_RHO, seed }
  const { paths, trace } = runTraces(
    {
      starts,
      advance: (run) => compileMethod(method, descended, { ...numbers, firstRun: firstRun + run }, selection),
      stepSizes: schedule === undefined ? stepSizes(alpha, exponent) : scheduleOf(schedule, steps, alpha),
      steps,
      objective: f,
      ...(regularizer === undefined ? {} : { regularizer: compileRegularizer(regularizer, variables).value }),
      attractor,
    },
    atMostMilliseconds(budget, FIGURE_MS),
  )
  const plane = (x: readonly number[]): PlotPoint => {
    const [i = 0, j = 0] = (axes ?? []).map((name) => variables.indexOf(name))
    return [x[i] ?? Number.NaN, x[j] ?? Number.NaN]
  }
  const isPlane = variables.length === 2 && axes !== undefined
  const shownBox: readonly PlotPoint[] = [0, 1].map((i) => {
    const corner = box.map((side) => side[i] ?? 0)
    return plane(corner)
  })
  const ends = paths.flatMap((path) => path.slice(-1))
  const frame = frameOf([...(given.length === 0 ? shownBox : []), ...[...starts, ...attractor, ...ends].map(plane)])
  const hasOwnAxes = isPlane && axes[0] === variables[0]
  const background = hasOwnAxes ? planeBackground(objective, variables, input.residuals ?? [], frame) : undefined
  const portrait =
    axes === undefined
      ? []
      : [
          runsPanel({
            ...{ axes, box: frame, method },
            paths: paths.map((path) => path.map(plane)),
            starts: starts.map(plane),
            attractor: attractor.map(plane),
            levels: background?.levels ?? [],
            minima: background?.minima ?? [],
          }),
        ]
  const panels = [
    ...portrait,
    ...convergencePanels({
      ...{
        trace,
        power: USUAL_POWER,
        title: starts.length === 1 ? 'Along the run' : `Medians of ${starts.length} runs`,
      },
      // The slopes are those of normalized steps.
      exponent: method === 'ngd' && schedule === undefined ? exponent : Number.POSITIVE_INFINITY,
    }),
  ]
  const sizes = schedule === undefined ? text`${scheduleFormula(alpha, exponent)}` : ['a schedule of its own']
  const left = all.length - starts.length
  return {
    name: 'runs',
    caption: [
      `Runs of ${method} with `,
      ...sizes,
      `, ${steps} steps, seed ${seed}${variables.length > 2 && axes !== undefined ? `, projected to the plane of ${axes.join(' and ')}` : ''}${left > 0 ? `; ${left} that start where f is not defined are left out` : ''}. Of long runs the first iterates and pairs of later neighbours are drawn. Measured in floating point.`,
    ],
    panels,
  }
}
