import * as z from 'zod/mini'
import { InputError } from '../expression/input-error.ts'
import { declareNames } from '../expression/shapes.ts'
import { SELECTIONS } from '../numerics/selection.ts'
import { DEFAULT_SIMULATION, type FigureSettings, type ProblemText, type SimulateSettings } from './problem.ts'
import { type Refuse, readShaped } from './shape.ts'
import type { SweepText } from './sweep-settings.ts'
import { SWEEP_EXPECTED, SWEEP_FIELDS, SWEEP_SHAPE } from './sweep-shape.ts'

const VERDICTS = [
  ...['certified', 'locally-certified', 'band-certified', 'sufficient-condition-fails', 'refuted'],
  ...['no-regularization', 'no-flat-minimum', 'degenerate', 'undecided'],
]
/** The kinds of parameters that a file may declare. */
export const KINDS = ['real', 'positive', 'negative', 'nonzero', 'integer']

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String))
const point = z.array(text)
/** A point as a list of coordinates, or as text such as "x=3, y=1/2". */
const at = z.union([
  text,
  z.pipe(
    point,
    z.transform((coordinates) => coordinates.join(', ')),
  ),
])
const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high))
const positive = z.number().check(z.positive())
const range = z.tuple([z.number(), z.number()]).check(z.refine(([low, high]) => low < high))

const SHAPE = z.strictObject({
  title: z.optional(text),
  source: z.optional(text),
  variables: z.optional(z.array(z.string())),
  parameters: z.optional(z.nullable(z.record(z.string(), z.enum(KINDS)))),
  assume: z.optional(z.nullable(z.array(z.string()))),
  objective: text,
  regularizer: z.optional(z.union([text, z.array(z.strictObject({ when: z.string(), value: text }))])),
  expect: z.optional(
    z.strictObject({
      verdict: z.optional(z.enum(VERDICTS)),
      order: z.optional(z.number()),
      flat: z.optional(z.array(point)),
      points: z.optional(z.array(point)),
    }),
  ),
  exponent: z.optional(
    z.strictObject({ point: point, step: text, samples: z.optional(z.array(text).check(z.minLength(1))) }),
  ),
  simulate: z.optional(
    z.strictObject({
      runs: z.optional(whole(1, 100_000)),
      steps: z.optional(whole(1, 100_000_000)),
      alpha: z.optional(positive),
      exponent: z.optional(z.union([positive, z.literal('infinity')])),
      seed: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
      box: z.optional(range),
      starts: z.optional(z.array(at).check(z.minLength(1), z.maxLength(100_000))),
      attractor: z.optional(z.array(at)),
      base: z.optional(at),
      schedule: z.optional(text),
      selection: z.optional(z.enum(SELECTIONS)),
      samples: z.optional(z.array(text).check(z.minLength(1))),
    }),
  ),
  stated: z.optional(text),
  note: z.optional(text),
  brief: z.optional(z.boolean()),
  figure: z.optional(
    z.strictObject({
      x: z.optional(range),
      y: z.optional(range),
      starts: z.optional(z.array(z.array(z.number())).check(z.minLength(1))),
      steps: z.optional(whole(1, 1_000_000)),
      alpha: z.optional(positive),
      exponent: z.optional(z.union([positive, z.literal('infinity')])),
      descent: z.optional(positive),
      values: z.optional(z.record(z.string(), text)),
    }),
  ),
  sweep: z.optional(SWEEP_SHAPE),
})

/** What a field takes, in words; `*` stands for an index or a parameter's name. */
const EXPECTED: { readonly [path: string]: string } = {
  title: 'a line of text',
  source: 'a line of text',
  variables: 'a list of names, such as [x, y] or ["X:2x3", "y:3", z]',
  'variables.*': 'a name, such as x, or with its size in quotes, such as "X:2x3"',
  parameters: 'a map from names to kinds, such as {a: positive}',
  'parameters.*': `one of ${KINDS.join(', ')}`,
  assume: 'a list of relations, such as ["a > b", "b > 0"]',
  'assume.*': 'a relation, such as "a > b"',
  objective: 'an expression, such as (x*y - 1)^2',
  regularizer: 'an expression, or a list of {when: "x*y > 0", value: ...}',
  expect: 'a map with verdict, order, flat or points',
  'expect.verdict': `one of ${VERDICTS.join(', ')}`,
  'expect.order': 'a number',
  'expect.flat': 'a list of points, such as [[1, 1], [-1, -1]]',
  'expect.points': 'a list of points, such as [[1, 1], [-1, -1]]',
  exponent: 'a map with point, step and samples',
  'exponent.point': 'a list of coordinates, such as [1, 1/2]',
  'exponent.step': 'a positive number',
  'exponent.samples': 'a list of expressions whose sum or mean is the objective',
  simulate:
    'a map with runs, steps, alpha, exponent, seed, box, starts, attractor, base, schedule, selection or samples',
  'simulate.runs': 'a whole number from 1 to 100000',
  'simulate.steps': 'a whole number from 1 to 100000000',
  'simulate.alpha': 'a positive number',
  'simulate.exponent': 'a positive number, or infinity',
  'simulate.seed': 'a whole number of at least 0',
  'simulate.box': 'two numbers, the smaller first, such as [-2, 2]',
  'simulate.starts': 'a list of points, such as [[3, 1/2]]',
  'simulate.attractor': 'a list of points, such as [[1, 1], [-1, -1]]',
  'simulate.base': 'a point, such as [3, 1/3]',
  'simulate.schedule': 'constant, power, or a formula in k and alpha, such as alpha/(k + 2)',
  'simulate.selection': `one of ${SELECTIONS.join(', ')}`,
  'simulate.samples': 'a list of expressions whose sum or mean is the objective',
  stated: 'a line of text: what the paper states',
  brief: 'true or false',
  note: 'a line of text: where the formulas come from',
  figure: 'a map with x, y, starts, steps, alpha, exponent, descent or values',
  'figure.x': 'two numbers, the smaller first, such as [-2, 2]',
  'figure.y': 'two numbers, the smaller first, such as [-2, 2]',
  'figure.starts': 'a list of points in numbers, such as [[2, 0.5]]',
  'figure.steps': 'a whole number from 1 to 1000000',
  'figure.alpha': 'a positive number',
  'figure.exponent': 'a positive number, or infinity',
  'figure.descent': 'a positive number: the constant step of gradient descent',
  'figure.values': 'a map from parameters to numbers, such as {a: 2, b: 1/2}',
  ...SWEEP_EXPECTED,
}

const FIELDS: { readonly [path: string]: readonly string[] } = {
  '': [
    'title',
    'source',
    'variables',
    'parameters',
    'assume',
    'objective',
    'regularizer',
    'expect',
    'simulate',
    'exponent',
    'stated',
    'note',
    'brief',
    'figure',
    'sweep',
  ],
  regularizer: ['when', 'value'],
  expect: ['verdict', 'order', 'flat', 'points'],
  exponent: ['point', 'step', 'samples'],
  simulate: [
    ...['runs', 'steps', 'alpha', 'exponent', 'seed', 'box'],
    ...['starts', 'attractor', 'base', 'schedule', 'selection', 'samples'],
  ],
  figure: ['x', 'y', 'starts', 'steps', 'alpha', 'exponent', 'descent', 'values'],
  ...SWEEP_FIELDS,
}

/** The entries of a declared parameter; a wrong declaration is refused where names are read, with its place. */
const entriesOf = (declaration: string): readonly string[] => {
  try {
    return declareNames(declaration)
  } catch (error) {
    if (error instanceof InputError) return []
    throw error
  }
}

/** The relations that the kinds of declared parameters stand for. */
export const parameterAssumptions = (parameters: Readonly<Record<string, string>>): string[] =>
  Object.entries(parameters).flatMap(([declaration, kind]) =>
    entriesOf(declaration).flatMap((name) => {
      if (kind === 'positive') return [`${name} > 0`]
      if (kind === 'negative') return [`${name} < 0`]
      if (kind === 'nonzero') return [`${name} != 0`]
      return kind === 'integer' ? [`integer(${name})`] : []
    }),
  )

const settings = (given: NonNullable<z.infer<typeof SHAPE>['simulate']>): SimulateSettings => ({
  runs: given.runs ?? given.starts?.length ?? DEFAULT_SIMULATION.runs,
  steps: given.steps ?? DEFAULT_SIMULATION.steps,
  alpha: given.alpha ?? DEFAULT_SIMULATION.alpha,
  exponent: given.exponent === 'infinity' ? Number.POSITIVE_INFINITY : (given.exponent ?? DEFAULT_SIMULATION.exponent),
  seed: given.seed ?? DEFAULT_SIMULATION.seed,
  box: given.box ?? DEFAULT_SIMULATION.box,
  ...(given.starts === undefined ? {} : { starts: given.starts }),
  ...(given.attractor === undefined ? {} : { attractor: given.attractor }),
  ...(given.base === undefined ? {} : { base: given.base }),
  ...(given.schedule === undefined ? {} : { schedule: given.schedule }),
  ...(given.selection === undefined ? {} : { selection: given.selection }),
  ...(given.samples === undefined ? {} : { samples: given.samples }),
})

const figureOf = (given: NonNullable<z.infer<typeof SHAPE>['figure']>): FigureSettings => {
  const { exponent, ...rest } = given
  const read = exponent === undefined ? {} : { exponent: exponent === 'infinity' ? Number.POSITIVE_INFINITY : exponent }
  return { ...(rest as FigureSettings), ...read }
}

/** The data of a problem file as the texts of a problem; calls `refuse` with the first field that is wrong. */
export const readShape = (data: unknown, refuse: Refuse): ProblemText => {
  const shaped = readShaped(SHAPE, { expected: EXPECTED, fields: FIELDS }, data, refuse)
  const { parameters, assume, regularizer, variables, title, source, expect, simulate, exponent } = shaped
  const { stated, note, figure, brief, sweep } = shaped
  return {
    objective: shaped.objective,
    parameters: Object.keys(parameters ?? {}),
    assume: [...(assume ?? []), ...parameterAssumptions(parameters ?? {})],
    ...(regularizer === undefined ? {} : { regularizer }),
    ...(variables === undefined ? {} : { variables }),
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    ...(expect === undefined ? {} : { expect: expect as NonNullable<ProblemText['expect']> }),
    ...(simulate === undefined ? {} : { simulate: settings(simulate) }),
    ...(exponent === undefined ? {} : { exponent: exponent as NonNullable<ProblemText['exponent']> }),
    ...(stated === undefined ? {} : { stated }),
    ...(note === undefined ? {} : { note }),
    ...(brief === undefined ? {} : { brief }),
    ...(figure === undefined ? {} : { figure: figureOf(figure) }),
    ...(sweep === undefined ? {} : { sweep: sweep as SweepText }),
  }
}
