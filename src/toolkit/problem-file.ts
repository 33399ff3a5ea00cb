import { readFileSync } from 'node:fs'
import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { InputError } from '../expression/input-error.ts'
import { DEFAULT_SIMULATION, type Problem, type ProblemText, readProblem, type SimulateSettings } from './problem.ts'

const text = z.union([z.string(), z.number().transform(String)])
const point = z.array(text)

const SHAPE = z.strictObject({
  title: z.string().optional(),
  source: z.string().optional(),
  variables: z.array(z.string()).optional(),
  parameters: z.record(z.string(), z.enum(['real', 'positive', 'negative', 'nonzero', 'integer'])).optional(),
  assume: z.array(z.string()).optional(),
  objective: text,
  regularizer: z.union([text, z.array(z.strictObject({ when: z.string(), value: text }))]).optional(),
  expect: z
    .strictObject({
      verdict: z.string().optional(),
      order: z.number().optional(),
      flat: z.array(point).optional(),
      points: z.array(point).optional(),
    })
    .optional(),
  simulate: z
    .strictObject({
      runs: z.int().min(1).max(100_000).optional(),
      steps: z.int().min(1).max(100_000_000).optional(),
      alpha: z.number().positive().optional(),
      exponent: z.union([z.number().positive(), z.enum(['infinity'])]).optional(),
      seed: z.int().min(0).optional(),
      box: z.tuple([z.number(), z.number()]).optional(),
    })
    .optional(),
})

const settings = (given: z.infer<typeof SHAPE>['simulate']): SimulateSettings | undefined =>
  given && {
    runs: given.runs ?? DEFAULT_SIMULATION.runs,
    steps: given.steps ?? DEFAULT_SIMULATION.steps,
    alpha: given.alpha ?? DEFAULT_SIMULATION.alpha,
    exponent:
      given.exponent === 'infinity' ? Number.POSITIVE_INFINITY : (given.exponent ?? DEFAULT_SIMULATION.exponent),
    seed: given.seed ?? DEFAULT_SIMULATION.seed,
    box: given.box ?? DEFAULT_SIMULATION.box,
  }

const parameterAssumptions = (parameters: Readonly<Record<string, string>>): string[] =>
  Object.entries(parameters).flatMap(([name, kind]) => {
    if (kind === 'positive') return [`${name} > 0`]
    if (kind === 'negative') return [`${name} < 0`]
    if (kind === 'nonzero') return [`${name} != 0`]
    return kind === 'integer' ? [`integer(${name})`] : []
  })

/**
 * Reads the text of a problem file (YAML; the fields of the contract).
 * A wrong file is refused with file, line, column, what was expected and what was found ({@link InputError}).
 */
export const parseProblemFile = (content: string, file: string): Problem => {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  const placed = (offset: number | undefined, what: string, expected?: string): never => {
    const { line, col } = lines.linePos(offset ?? 0)
    throw new InputError({
      what: `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${what}`,
      ...(expected === undefined ? {} : { expected }),
    })
  }
  const [error] = document.errors
  if (error !== undefined) placed(error.pos[0], error.message.split('\n')[0] as string, 'a YAML document')
  if (!isMap(document.contents)) placed(0, 'this is not a problem file', 'a map with at least "objective"')
  const offsetOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }
  const shaped = SHAPE.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (!shaped.success) {
    const issue = shaped.error.issues[0] as z.core.$ZodIssue
    const where = issue.path.join('.')
    return placed(offsetOf(issue.path), where === '' ? issue.message : `${where}: ${issue.message}`)
  }
  const data = shaped.data
  const parameters = data.parameters ?? {}
  const problem: ProblemText = {
    objective: data.objective,
    ...(data.regularizer === undefined ? {} : { regularizer: data.regularizer }),
    ...(data.variables === undefined ? {} : { variables: data.variables }),
    parameters: Object.keys(parameters),
    assume: [...parameterAssumptions(parameters), ...(data.assume ?? [])],
    ...(data.title === undefined ? {} : { title: data.title }),
    ...(data.source === undefined ? {} : { source: data.source }),
    ...(data.expect === undefined ? {} : { expect: expectation(data.expect) }),
    ...(data.simulate === undefined ? {} : { simulate: settings(data.simulate) as SimulateSettings }),
  }
  try {
    return readProblem(problem)
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause
    const field = fieldOf(cause, data)
    return placed(offsetOf([field]), `${field}: ${cause.message}`)
  }
}

/** Which field of the file an error in an expression came from. */
const fieldOf = (error: InputError, data: z.infer<typeof SHAPE>): string => {
  const inside = (value: unknown): boolean => {
    const lines = error.message.split('\n')
    const shown = (lines[1] ?? '').trim()
    return shown !== '' && JSON.stringify(value ?? '').includes(shown.slice(0, 20))
  }
  return inside(data.regularizer) ? 'regularizer' : inside(data.assume) ? 'assume' : 'objective'
}

const expectation = (given: NonNullable<z.infer<typeof SHAPE>['expect']>): NonNullable<ProblemText['expect']> => ({
  ...(given.verdict === undefined ? {} : { verdict: given.verdict }),
  ...(given.order === undefined ? {} : { order: given.order }),
  ...(given.flat === undefined ? {} : { flat: given.flat }),
  ...(given.points === undefined ? {} : { points: given.points }),
})

/** Reads a problem file from disk; throws {@link InputError} where it cannot be read or is wrong. */
export const loadProblemFile = (file: string): Problem => {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new InputError({
      what: code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code ?? 'unknown reason'})`,
      expected: 'a problem file (YAML)',
    })
  }
  return parseProblemFile(content, file)
}
