import { gradient } from '../expression/derivative.ts'
import { evaluate } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import type { Term } from '../kernel/term.ts'
import { compileScalar, compileVector, type ScalarFunction, type VectorFunction } from '../numerics/compile.ts'
import type { Descended } from '../numerics/descent.ts'
import { type FilmEnd, type FilmFrame, type FilmSettings, filmRuns } from '../numerics/film.ts'
import { gradientFlow } from '../numerics/flow-descent.ts'
import { compileMethod, DEFAULT_RHO, defaultBeta, type MethodName } from '../numerics/methods.ts'
import type { MethodNumbers } from '../numerics/momentum-descent.ts'
import type { PlaneFunctions } from '../numerics/plane-scene.ts'
import { compileRegularizer, type Regularizer } from '../numerics/regularizer.ts'
import { scheduleOf } from '../numerics/schedule.ts'
import { type StepSizes, stepSizes } from '../numerics/step-sizes.ts'
import type { Advance } from '../numerics/trajectories.ts'
import { drawnObjective, withValues } from './drawn-objective.ts'
import { readProblem } from './problem.ts'
import { readSchedule } from './run-text.ts'

/** An objective to be drawn, as texts, with numbers for its parameters. */
export interface DrawingText {
  readonly objective: string
  readonly variables: string
  readonly parameters: Readonly<Record<string, number>>
  readonly laws: readonly string[]
  readonly regularizer: readonly { readonly when: string; readonly value: string }[]
}

/** An objective compiled for pictures and runs. Everything is in doubles: evidence, never a verdict. */
export interface Drawing {
  readonly variables: readonly string[]
  readonly descended: Descended
  /** f − min f, where min f is known, else f. */
  readonly objective: ScalarFunction
  /** min f, where it is known. */
  readonly minimum?: number
  /** f ~ distance^power near the set where it is least, where that is known. */
  readonly power?: number
  readonly laws: readonly ScalarFunction[]
  readonly regularizer?: ScalarFunction
  /** What could not be read, in sentences. */
  readonly notes: readonly string[]
  readonly residuals: readonly { readonly value: ScalarFunction; readonly gradient: VectorFunction }[]
}

/** How long the structure of an objective is looked for before it is drawn without. */
const STRUCTURE_MILLISECONDS = 1500

/**
 * Reads and compiles an objective, its laws and its regularizer. Throws `InputError` for an objective that cannot be
 * read; a law or a regularizer that cannot is told in `notes`.
 */
export const openDrawing = (text: DrawingText): Drawing => {
  const names = Object.keys(text.parameters)
  const { objective } = readProblem({
    objective: text.objective,
    parameters: names,
    ...(text.variables === '' ? {} : { variables: text.variables }),
  })
  const { variables, parameters } = objective
  const values = new Map(
    names.map((name) => [name, parseExpression(String(text.parameters[name]), { undeclared: 'refuse' }).term]),
  )
  const { descended, structure, power } = drawnObjective(objective, values, STRUCTURE_MILLISECONDS)
  const notes: string[] = []
  const known = { variables, parameters, undeclared: 'refuse', printed: true } as const
  const tried = <T>(what: string, read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      // A law may have functions or constants that programs in doubles do not have.
      if (!(error instanceof InputError || error instanceof RangeError)) throw error
      notes.push(`${what} cannot be drawn: ${error.message.split('\n')[0]}`)
      return undefined
    }
  }
  const laws = text.laws.flatMap((law): readonly ScalarFunction[] => {
    const compiled = tried(`The law ${law}`, () =>
      compileScalar(withValues(parseExpression(law, known).term, values), variables),
    )
    return compiled === undefined ? [] : [compiled]
  })
  const regularizer =
    text.regularizer.length === 0
      ? undefined
      : tried('The regularizer', () => {
          const pieces = readProblem({
            objective: text.objective,
            parameters: names,
            ...(text.variables === '' ? {} : { variables: text.variables }),
            regularizer: text.regularizer,
          }).regularizer
          const put = (term: Term): Term => withValues(term, values)
          const g: Regularizer = (pieces ?? []).map(({ when, value }) => ({
            when: when.map(({ left, op, right }) => ({ left: put(left), op, right: put(right) })),
            value: put(value),
          }))
          return compileRegularizer(g, variables).value
        })
  return {
    ...{ variables, descended, laws, notes },
    objective: compileScalar(descended.objective, variables),
    ...(structure === undefined ? {} : { minimum: evaluate(structure.shift, new Map()) }),
    ...(power === undefined ? {} : { power }),
    ...(regularizer === undefined ? {} : { regularizer }),
    residuals: (structure?.residuals ?? []).map((h) => ({
      value: compileScalar(h, variables),
      gradient: compileVector(gradient(h, variables), variables),
    })),
  }
}

/** A plane in the space of the variables: two of them, and values for the others. */
export interface Plane {
  readonly axes: readonly [number, number]
  /** One number for each variable; those of the axes do not count. */
  readonly base: readonly number[]
}

/** The functions of a drawing on a plane. */
export const onPlane = (drawing: Drawing, { axes, base }: Plane): PlaneFunctions => {
  const [across, up] = axes
  const point = Float64Array.from(base)
  const lift = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>): Float64Array => {
    point[across] = x
    point[up] = y
    return point
  }
  const value =
    (f: ScalarFunction): ScalarFunction =>
    (x) =>
      f(lift(x as ArrayLike<number> & Iterable<number>))
  const whole = new Float64Array(base.length)
  const slope =
    (v: VectorFunction): VectorFunction =>
    (x, out) => {
      v(lift(x as ArrayLike<number> & Iterable<number>), whole)
      out[0] = whole[across] as number
      out[1] = whole[up] as number
    }
  return {
    objective: value(drawing.objective),
    gradient: slope(compileVector(drawing.descended.gradient, drawing.variables)),
    ...(drawing.minimum === undefined ? {} : { minimum: 0 }),
    residuals: drawing.residuals.map((h) => ({ value: value(h.value), gradient: slope(h.gradient) })),
    laws: drawing.laws.map(value),
  }
}

/** The step sizes α_k: constant, α/(k+1)^(1/q), or a formula in k. */
export type DrawnSchedule =
  | { readonly kind: 'constant' }
  | { readonly kind: 'power'; readonly q: number }
  | { readonly kind: 'formula'; readonly text: string }

/** The step sizes of a run of so many steps; throws `InputError` for a formula that is not positive. */
export const drawnSteps = (alpha: number, schedule: DrawnSchedule, steps: number): StepSizes => {
  const formula = schedule.kind === 'formula' ? readSchedule(schedule.text) : undefined
  if (formula !== undefined) return scheduleOf(formula, steps, alpha)
  return stepSizes(alpha, schedule.kind === 'power' ? schedule.q : Number.POSITIVE_INFINITY)
}

/** A picture need not wait for a flow that creeps along a kink. */
const FLOW_STEPS = 2000

/** The numbers of methods: β counts for those with a momentum of their own, ρ for those with a length. */
export type DrawnNumbers = Partial<MethodNumbers>

/** A method compiled for a drawing; numbers that are not given are those of `gradlaw simulate`. */
export const drawnMethod = ({ descended }: Drawing, method: MethodName, numbers: DrawnNumbers = {}): Advance => {
  if (method === 'flow') return gradientFlow(descended, FLOW_STEPS)
  const { beta = defaultBeta(method), rho = DEFAULT_RHO, seed = 0 } = numbers
  return compileMethod(method, descended, { beta: defaultBeta(method) === 0 ? 0 : beta, rho, seed })
}

/** Runs of a method from given starts, frame by frame; a start where f is not finite is told by its status. */
export const drawnRuns = (
  drawing: Drawing,
  method: MethodName,
  starts: readonly (readonly number[])[],
  sizes: StepSizes,
  settings: FilmSettings,
  numbers: DrawnNumbers = {},
): Generator<FilmFrame | undefined, FilmEnd> =>
  filmRuns(
    drawnMethod(drawing, method, numbers),
    starts,
    sizes,
    settings,
    (start) => !Number.isFinite(drawing.objective(start)),
  )
