import { detectStructure, onlyResidual } from '../dynamics/structure.ts'
import { gradient as gradientOf } from '../expression/derivative.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { difference } from '../kernel/term.ts'
import { compileScalar } from '../numerics/compile.ts'
import type { Descended } from '../numerics/descent.ts'
import { compileMethod, DEFAULT_RHO, defaultBeta, type MethodName } from '../numerics/methods.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'
import { recordRun } from '../numerics/recorded-run.ts'
import { stepSizes } from '../numerics/step-sizes.ts'
import { text } from '../report/document.ts'
import { driftPanels } from '../report/figures/drift-panels.ts'
import { type Figure, type PlotPoint, SERIES } from '../report/figures/figure.ts'
import { formulaOf } from '../report/formula.ts'
import { atMostMilliseconds } from '../search/budget.ts'
import { budgetOf } from './command-budget.ts'
import type { DriftResult } from './drift.ts'
import { DEFAULT_SIMULATION, type Problem } from './problem.ts'
import { readRunPoint } from './run-text.ts'

const STEPS = 2000
const ALPHA = 0.05
const PER_DECADE = 12
/** The step sizes of the second panel: 10⁻⁴ to 1. */
const SIZES = Array.from({ length: 41 }, (_, i) => 10 ** (-4 + i / 10))
/** Below this a change is rounding. */
const SMALLEST = 1e-13
const TRIES = 100

const rounded = (value: number): string => String(Number(value.toPrecision(4)))

/** Throws `InputError` for a problem with parameters: it cannot be drawn. To be asked before any work. */
export const refuseParameters = ({ objective }: Problem): void => {
  if (objective.parameters.length === 0) return
  throw new InputError({
    what: `the objective has the parameter ${objective.parameters[0]}`,
    expected: 'numbers only: what is drawn needs values',
    advice: 'put numbers in place of the parameters, or leave out --figure',
  })
}

/**
 * A law under the methods of a result: what is left of it along runs with a constant step, and its change in one step
 * against the step size, from the first start of the problem, or a random one where f and the law are finite and not 0.
 * At most six methods are drawn. Drawn from doubles: evidence, never a verdict.
 *
 * Throws `InputError` for parameters, and where no start is found.
 */
export const driftFigure = (
  problem: Problem,
  { laws }: DriftResult,
  options: { readonly seed?: number } = {},
): Figure => {
  refuseParameters(problem)
  const { variables } = problem.objective
  const [found] = laws
  if (found === undefined) throw new Error('expected a result with a law')
  const structure = detectStructure(problem.objective, atMostMilliseconds(budgetOf({}), 5000))
  const residual = onlyResidual(structure)
  const objective =
    structure === undefined ? problem.objective.term : difference(problem.objective.term, structure.shift)
  const descended: Descended = {
    variables,
    objective,
    gradient: gradientOf(objective, variables),
    ...(residual === undefined ? {} : { residual: { value: residual, gradient: gradientOf(residual, variables) } }),
  }
  const seed = options.seed ?? problem.simulate?.seed ?? DEFAULT_SIMULATION.seed
  const c = compileScalar(parseExpression(found.law, { variables, undeclared: 'refuse' }).term, variables)
  const f = compileScalar(objective, variables)
  const random = seeded(seed)
  const box = boxOf(problem.simulate?.box ?? DEFAULT_SIMULATION.box, variables.length)
  const isUsable = (x: readonly number[]): boolean => Number.isFinite(f(x)) && Number.isFinite(1 / c(x)) && c(x) !== 0
  const given = problem.simulate?.starts?.[0]
  const candidates = given === undefined ? [] : [readRunPoint(given, variables)]
  const start = [...candidates, ...Array.from({ length: TRIES }, () => uniformPoint(random, box))].find(isUsable)
  if (start === undefined) {
    throw new InputError({
      what: `no start in the box [${box[0]?.join(', ')}] at which f and ${found.law} are finite and ${found.law} is not 0`,
      expected: 'a start or a box under simulate: in a problem file',
    })
  }
  const shown = new Set(
    Array.from({ length: Math.ceil(Math.log10(STEPS) * PER_DECADE) + 1 }, (_, i) =>
      Math.min(STEPS, Math.round(10 ** (i / PER_DECADE))),
    ),
  )
  const along = (method: MethodName, alpha: number, steps: number): readonly PlotPoint[] => {
    const numbers = { beta: defaultBeta(method), rho: DEFAULT_RHO, seed }
    const path: PlotPoint[] = []
    const add = (x: readonly number[], k: number): void => {
      const part = c(x) / c(start)
      if (k > 0 && (shown.has(k) || steps === 1) && Number.isFinite(part)) path.push([k, part])
    }
    recordRun(
      compileMethod(method, descended, numbers),
      start,
      stepSizes(alpha, Number.POSITIVE_INFINITY),
      steps,
      add,
      // What has left any picture is not followed.
      (x) => Math.abs(c(x) / c(start)) > 1e3,
    )
    return path.filter(([, part]) => Math.abs(part) <= 1e3)
  }
  const methods = found.methods.map(({ method }) => method).slice(0, SERIES.length)
  const left = found.methods.length - methods.length
  return {
    name: 'drift',
    caption: [
      ...text`The law $c$ = ${formulaOf(found.law)} from the start (${start.map(rounded).join(', ')}): `,
      `left, what is left of it along runs with the constant step ${ALPHA}; right, its change in one step against the step size. Momentum ${defaultBeta('heavy-ball')} where a method has it, rho ${DEFAULT_RHO}, seed ${seed}.${left > 0 ? ` ${left} more methods are not drawn.` : ''} Measured in floating point.`,
    ],
    panels: driftPanels(
      methods.map((method) => ({
        method,
        run: along(method, ALPHA, STEPS),
        step: SIZES.flatMap((alpha): readonly PlotPoint[] => {
          const [after] = along(method, alpha, 1)
          const change = after === undefined ? 0 : Math.abs(after[1] - 1)
          return change > SMALLEST ? [[alpha, change]] : []
        }),
      })),
    ),
  }
}
