import * as z from 'zod/mini'
import { InputError } from '../expression/input-error.ts'
import { declareNames } from '../expression/shapes.ts'
import { DEFAULT_SIMULATION, type ProblemText, type SimulateSettings } from './problem.ts'

/** What is wrong with a field, and what would be right. */
export interface Complaint {
  readonly what: string
  readonly expected?: string
  readonly advice?: string
}

/** Tells the user; `key` where the name of the field is wrong rather than its value. */
export type Refuse = (path: readonly PropertyKey[], complaint: Complaint, key: boolean) => never

const VERDICTS = [
  ...['certified', 'locally-certified', 'band-certified', 'sufficient-condition-fails', 'refuted'],
  ...['no-regularization', 'no-flat-minimum', 'degenerate', 'undecided'],
]
const KINDS = ['real', 'positive', 'negative', 'nonzero', 'integer']

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String))
const point = z.array(text)
const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high))
const positive = z.number().check(z.positive())

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
  exponent: z.optional(z.strictObject({ point: point, step: text })),
  simulate: z.optional(
    z.strictObject({
      runs: z.optional(whole(1, 100_000)),
      steps: z.optional(whole(1, 100_000_000)),
      alpha: z.optional(positive),
      exponent: z.optional(z.union([positive, z.literal('infinity')])),
      seed: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
      box: z.optional(z.tuple([z.number(), z.number()]).check(z.refine(([low, high]) => low < high))),
    }),
  ),
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
  exponent: 'a map with point and step',
  'exponent.point': 'a list of coordinates, such as [1, 1/2]',
  'exponent.step': 'a positive number',
  simulate: 'a map with runs, steps, alpha, exponent, seed or box',
  'simulate.runs': 'a whole number from 1 to 100000',
  'simulate.steps': 'a whole number from 1 to 100000000',
  'simulate.alpha': 'a positive number',
  'simulate.exponent': 'a positive number, or infinity',
  'simulate.seed': 'a whole number of at least 0',
  'simulate.box': 'two numbers, the smaller first, such as [-2, 2]',
}

/** The words for a field, or for the nearest field around it. */
const expectedAt = (path: readonly PropertyKey[]): string | undefined => {
  for (let length = path.length; length > 0; length--) {
    const own = path.slice(0, length).map((key) => (typeof key === 'number' ? '*' : String(key)))
    const found = EXPECTED[own.join('.')] ?? EXPECTED[[...own.slice(0, -1), '*'].join('.')]
    if (found !== undefined) return found
  }
  return undefined
}

const PIECE_FIELDS = ['when', 'value']
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
  ],
  expect: ['verdict', 'order', 'flat', 'points'],
  exponent: ['point', 'step'],
  simulate: ['runs', 'steps', 'alpha', 'exponent', 'seed', 'box'],
}

const described = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map'
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown
}

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  )

/** Whether two names differ by one letter left out, put in or changed, or by two neighbours exchanged. */
const isNear = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  const start = [...short].findIndex((letter, i) => letter !== long[i])
  if (start < 0) return true
  const after = (text: string, from: number): string => text.slice(from)
  if (short.length < long.length) return after(short, start) === after(long, start + 1)
  if (after(short, start + 1) === after(long, start + 1)) return true
  const exchanged = `${short[start + 1] ?? ''}${short[start]}`
  return long.slice(start, start + 2) === exchanged && after(short, start + 2) === after(long, start + 2)
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

const parameterAssumptions = (parameters: Readonly<Record<string, string>>): string[] =>
  Object.entries(parameters).flatMap(([declaration, kind]) =>
    entriesOf(declaration).flatMap((name) => {
      if (kind === 'positive') return [`${name} > 0`]
      if (kind === 'negative') return [`${name} < 0`]
      if (kind === 'nonzero') return [`${name} != 0`]
      return kind === 'integer' ? [`integer(${name})`] : []
    }),
  )

const settings = (given: NonNullable<z.infer<typeof SHAPE>['simulate']>): SimulateSettings => ({
  runs: given.runs ?? DEFAULT_SIMULATION.runs,
  steps: given.steps ?? DEFAULT_SIMULATION.steps,
  alpha: given.alpha ?? DEFAULT_SIMULATION.alpha,
  exponent: given.exponent === 'infinity' ? Number.POSITIVE_INFINITY : (given.exponent ?? DEFAULT_SIMULATION.exponent),
  seed: given.seed ?? DEFAULT_SIMULATION.seed,
  box: given.box ?? DEFAULT_SIMULATION.box,
})

/** The complaint inside a union that goes deepest: it is about the form the user had in mind. */
const deepest = (
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
): { readonly issue: z.core.$ZodIssue; readonly path: readonly PropertyKey[] } => {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union') return { issue, path }
  const inner = issue.errors.flat().find((candidate) => candidate.path.length > 0)
  return inner === undefined ? { issue, path } : deepest(inner, path)
}

/** The data of a problem file as the texts of a problem; calls `refuse` with the first field that is wrong. */
export const readShape = (data: unknown, refuse: Refuse): ProblemText => {
  const shaped = SHAPE.safeParse(data)
  if (!shaped.success) {
    const { issue, path } = deepest(shaped.error.issues[0] as z.core.$ZodIssue, [])
    if (issue.code === 'unrecognized_keys') {
      const [key = ''] = issue.keys
      const fields = FIELDS[path.join('.')] ?? PIECE_FIELDS
      const near = fields.find((name) => isNear(name, key))
      const advice = near === undefined ? {} : { advice: `did you mean "${near}"?` }
      const complaint = { what: `there is no field "${key}" here`, expected: `one of ${fields.join(', ')}`, ...advice }
      return refuse([...path, key], complaint, true)
    }
    const value = valueAt(data, path)
    const expected = expectedAt(path)
    const what = value === undefined ? `${path.join('.')} is missing` : `${path.join('.')} is ${described(value)}`
    return refuse(path, { what, ...(expected === undefined ? {} : { expected }) }, false)
  }
  const { parameters, assume, regularizer, variables, title, source, expect, simulate, exponent } = shaped.data
  return {
    objective: shaped.data.objective,
    parameters: Object.keys(parameters ?? {}),
    assume: [...(assume ?? []), ...parameterAssumptions(parameters ?? {})],
    ...(regularizer === undefined ? {} : { regularizer }),
    ...(variables === undefined ? {} : { variables }),
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    ...(expect === undefined ? {} : { expect: expect as NonNullable<ProblemText['expect']> }),
    ...(simulate === undefined ? {} : { simulate: settings(simulate) }),
    ...(exponent === undefined ? {} : { exponent }),
  }
}
