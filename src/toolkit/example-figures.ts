import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Term } from '../kernel/term.ts'
import { convergenceTrace } from '../numerics/convergence-trace.ts'
import { decreaseTrace } from '../numerics/decrease-trace.ts'
import type { Descended } from '../numerics/descent.ts'
import { type PortraitSettings, planePortrait } from '../numerics/plane-portrait.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'
import { text } from '../report/document.ts'
import { convergencePanels } from '../report/figures/convergence-panels.ts'
import type { Figure, PlotPoint, Words } from '../report/figures/figure.ts'
import { portraitPanels, scheduleFormula } from '../report/figures/portrait-panels.ts'
import { formulaOf, joined, symbolic } from '../report/formula.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { constantsInDoubles } from './constants-in-doubles.ts'
import { drawnObjective, withValues } from './drawn-objective.ts'
import { DEFAULT_SIMULATION, type Problem } from './problem.ts'

/** The problem with numbers for its parameters, its structure, and the points of the conclusion in doubles. */
interface Drawn {
  readonly descended: Descended
  readonly residuals: readonly Term[]
  readonly power: number
  readonly g: readonly Piece[] | undefined
  readonly points: readonly (readonly number[])[]
  readonly flat: readonly (readonly number[])[]
}

const drawn = (problem: Problem, { conclusion, problem: checked }: CheckResult): Drawn | undefined => {
  const { objective, regularizer, figure } = problem
  const values = new Map(Object.entries(figure?.values ?? {}).map(([name, value]) => [name, parseTerm(value)]))
  if (objective.parameters.some((name) => !values.has(name))) return undefined
  const { structure, power, descended } = drawnObjective(objective, values)
  if (structure === undefined || power === undefined) return undefined
  const put = (term: Term): Term => withValues(term, values)
  const proposed: readonly Piece[] = checked.regularizer.flatMap(({ when, value }) =>
    when.length === 0 ? [{ when: [], value: parseTerm(value) }] : [],
  )
  const given =
    regularizer ?? (proposed.length === checked.regularizer.length && proposed.length > 0 ? proposed : undefined)
  const g = given?.map(({ when, value }) => ({
    when: when.map(({ left, op, right }) => ({ left: put(left), op, right: put(right) })),
    value: put(value),
  }))
  const constants = constantsInDoubles(conclusion.constants ?? {})
  const numbers = new Map([
    ...constants,
    ...[...values].map(([name, value]) => [name, evaluate(value, new Map())] as const),
  ])
  const inDoubles = (points: readonly (readonly string[])[] | undefined): number[][] =>
    (points ?? []).map((point) => point.map((c) => evaluate(parseTerm(c), numbers)))
  return {
    descended,
    residuals: structure.residuals,
    power,
    g,
    points: inDoubles(conclusion.points),
    flat: inDoubles(conclusion.flat),
  }
}

/** ` for a = 2, b = 1`; nothing where there are no parameters. */
const valueWords = ({ figure }: Problem): Words => {
  const values = Object.entries(figure?.values ?? {})
  return values.flatMap(([name, value], i) => [
    i === 0 ? ' for ' : ', ',
    joined(formulaOf(name), '=', formulaOf(value)),
  ])
}

const decimals = (point: readonly number[]): Words => {
  const shown = `(${point.map((c) => String(Number(c.toPrecision(4)))).join(', ')})`
  return [symbolic(shown, shown)]
}

const DEFAULT_DESCENT = 0.1
const DEFAULT_STEPS = 20_000
const STARTS = 3

/**
 * The figures of an example: for two variables the portrait with runs of normalized gradient descent beside gradient
 * descent, and for any number of them the values along a run and the decrease of g against the step size. Drawn from
 * doubles: evidence, never a verdict. None where parameters have no numbers or f has no structure that was found.
 */
export const exampleFigures = (name: string, problem: Problem, result: CheckResult): readonly Figure[] => {
  let found: Drawn | undefined
  try {
    found = drawn(problem, result)
  } catch (error) {
    // A point or a regularizer outside the kernel's grammar cannot be drawn.
    if (!(error instanceof Refusal || error instanceof RangeError)) throw error
  }
  if (found === undefined) return []
  const { descended, residuals, power, g, points, flat } = found
  const { variables } = descended
  const simulate = problem.simulate ?? DEFAULT_SIMULATION
  const { figure = {} } = problem
  const box = boxOf(simulate.box, variables.length)
  const random = seeded(simulate.seed)
  const starts = figure.starts ?? Array.from({ length: STARTS }, () => uniformPoint(random, box))
  const [start] = starts
  if (start === undefined || starts.some((point) => point.length !== variables.length)) return []
  const alpha = figure.alpha ?? simulate.alpha
  const exponent = figure.exponent ?? simulate.exponent
  const steps = figure.steps ?? DEFAULT_STEPS
  const figures: Figure[] = []
  const where = valueWords(problem)
  if (variables.length === 2) {
    const settings: PortraitSettings = {
      box: [figure.x ?? simulate.box, figure.y ?? simulate.box],
      ...{ starts, steps, alpha, exponent, descent: figure.descent ?? DEFAULT_DESCENT },
    }
    const flatPoints = flat.map(([x = 0, y = 0]): PlotPoint => [x, y])
    const portrait = planePortrait(descended, residuals, settings)
    figures.push({
      name: `${name}-runs`,
      caption: text`Runs from the same starts on the level sets of $f$${where}: normalized gradient descent and gradient descent with a constant step. Of long runs the first iterates and pairs of later neighbours are drawn; runs that leave the picture are cut. Measured in floating point.`,
      panels: portraitPanels({ variables, portrait, settings, flat: flatPoints }),
    })
  }
  const trace = convergenceTrace(descended, points, g, { start, steps, alpha, exponent })
  const decrease = g === undefined ? undefined : decreaseTrace(descended, residuals, g, box, simulate.seed)
  const { order } = result.conclusion
  const panels = convergencePanels({
    ...{ trace, exponent, power },
    ...(decrease === undefined ? {} : { decrease }),
    ...(order === undefined ? {} : { order }),
  })
  const about =
    decrease === undefined
      ? []
      : text` Right: the decrease of $g$ in one step about the point ${decimals(decrease.base)} of $M$.`
  if (panels.length > 0) {
    figures.push({
      name: `${name}-rates`,
      caption: text`Left: what falls along the run from ${decimals(start)} with ${scheduleFormula(alpha, exponent)}${where}.${about} Dashed lines have the slopes of the theory. Measured in floating point.`,
      panels,
    })
  }
  return figures
}
