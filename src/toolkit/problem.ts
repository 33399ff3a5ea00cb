import type { Objective } from '../dynamics/objective.ts'
import { InputError } from '../expression/input-error.ts'
import { type ParsedExpression, type ParseOptions, parseExpression } from '../expression/parse.ts'
import { type ParsedRelations, parseRelationText } from '../expression/parse-relation.ts'
import type { Piece } from '../expression/pieces.ts'
import { declareNames } from '../expression/shapes.ts'
import { type Relation, symbols } from '../kernel/term.ts'
import type { Selection } from '../numerics/selection.ts'
import { readSweep, type SweepSettings, type SweepText } from './sweep-settings.ts'

/** What is asked to be simulated: the `simulate:` block of a problem file with its defaults filled in. */
export interface SimulateSettings {
  readonly runs: number
  readonly steps: number
  readonly alpha: number
  /** q of the schedule α/(k+1)^(1/q); Infinity for constant steps. */
  readonly exponent: number
  readonly seed: number
  readonly box: readonly [number, number]
  /** Starts of the first runs, points of the set the runs should approach, and a point of M at which g's decrease is measured. */
  readonly starts?: readonly string[]
  readonly attractor?: readonly string[]
  readonly base?: string
  /** Step sizes: a formula in k and alpha, or one of the names `constant` and `power`, which is the default. */
  readonly schedule?: string
  /** Which element of the normalized subdifferential `ngd` takes where there are several. */
  readonly selection?: Selection
  /** Addends of the objective, or what it is the mean of: what the stochastic method draws from. */
  readonly samples?: readonly string[]
}

export const DEFAULT_SIMULATION: SimulateSettings = {
  runs: 40,
  steps: 20_000,
  alpha: 0.5,
  exponent: 4,
  seed: 1,
  box: [-2, 2],
}

/** Where Lyapunov exponents are asked for: a minimum, coordinates in order, and a step size; numbers as text. */
export interface ExponentSettings {
  readonly point: readonly string[]
  readonly step: string
  /** The losses of the samples, whose sum or mean is f; those of `simulate`, or the addends of f, where absent. */
  readonly samples?: readonly string[]
}

/** What is drawn of an example: the `figure:` block of a problem file, all of it optional. */
export interface FigureSettings {
  /** The frame of the portrait of an objective of two variables. */
  readonly x?: readonly [number, number]
  readonly y?: readonly [number, number]
  /** Where the runs that are drawn start; the first is also the one whose values are shown. */
  readonly starts?: readonly (readonly number[])[]
  readonly steps?: number
  /** Normalized gradient descent with α/(k+1)^(1/q) … */
  readonly alpha?: number
  readonly exponent?: number
  /** … and gradient descent with this constant step beside it. */
  readonly descent?: number
  /** Numbers to put in for the parameters, as text. */
  readonly values?: Readonly<Record<string, string>>
}

/** The outcome a problem file expects; the command fails where the actual one differs. */
export interface Expectation {
  readonly verdict?: string
  readonly order?: number
  readonly flat?: readonly (readonly string[])[]
  readonly points?: readonly (readonly string[])[]
}

/** An objective with, possibly, a regularizer to check. */
export interface Problem {
  readonly title?: string
  readonly source?: string
  readonly objective: Objective
  readonly regularizer?: readonly Piece[]
  /** The open set of variables that is looked at (strict inequalities); g counts as +∞ outside. Absent: everywhere. */
  readonly domain?: readonly Relation[]
  readonly expect?: Expectation
  readonly simulate?: SimulateSettings
  readonly exponent?: ExponentSettings
  /** What the paper states of it, in a few words. */
  readonly stated?: string
  /** How the formulas come from the paper's text, where they are not printed there. */
  readonly note?: string
  readonly figure?: FigureSettings
  /** Whether reports on several problems leave out the proofs of this one. */
  readonly brief?: boolean
  readonly sweep?: SweepSettings
}

/** A problem as texts, the way the command line and the API take it. */
export interface ProblemText {
  readonly objective: string
  /** One expression, or pieces `{when, value}`. */
  readonly regularizer?: string | readonly { readonly when: string; readonly value: string }[]
  /** Declared variables, in order (`"X:2x3, y:3, z"` or a list), vectors and matrices with their sizes; otherwise the free names in order of first appearance. */
  readonly variables?: string | readonly string[]
  readonly parameters?: string | readonly string[]
  /** Relations between parameters, `integer(n)` included. */
  readonly assume?: string | readonly string[]
  readonly title?: string
  readonly source?: string
  readonly expect?: Expectation
  readonly simulate?: SimulateSettings
  readonly exponent?: ExponentSettings
  readonly stated?: string
  readonly note?: string
  readonly figure?: FigureSettings
  readonly brief?: boolean
  readonly sweep?: SweepText
}

export const joined = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value ?? []).join(', ')

/** Reads one field; a caller that knows where the field stands may say so in the error that comes out. */
export type ReadField = <T>(path: readonly PropertyKey[], text: string, read: () => T) => T

const readInPlace: ReadField = (_path, _text, read) => read()

/**
 * Reads the texts of a problem.
 *
 * Free names of the objective become variables in order of first appearance unless declared; a regularizer and the
 * conditions of its pieces may use no other names. Throws {@link InputError} with the place and advice.
 *
 * @example readProblem({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' })
 */
export const readProblem = (text: ProblemText, field: ReadField = readInPlace): Problem => {
  const parameters = field(['parameters'], joined(text.parameters), () => declareNames(joined(text.parameters)))
  const declared =
    text.variables === undefined
      ? undefined
      : field(['variables'], joined(text.variables), () => declareNames(joined(text.variables)))
  const options: ParseOptions = {
    parameters,
    ...(declared === undefined ? {} : { variables: declared, undeclared: 'refuse' as const }),
  }
  const parsed = field(['objective'], text.objective, () => readObjective(text.objective, options))
  const { variables } = parsed
  const known: ParseOptions = { variables, parameters, undeclared: 'refuse' }
  const assumed = readAssumptions(text.assume, known, field)
  const domain = assumed.flatMap(({ relations }) => relations.filter((r) => isAbout(r, variables)))
  const regularizer = text.regularizer === undefined ? undefined : readRegularizer(text.regularizer, known, field)
  const objective: Objective = {
    term: parsed.term,
    variables,
    parameters,
    integers: [...new Set(assumed.flatMap(({ integers }) => integers))],
    assume: assumed.flatMap(({ relations }) => relations.filter((r) => !isAbout(r, variables))),
    ...(parsed.display === undefined ? {} : { display: parsed.display }),
  }
  return {
    objective,
    ...(domain.length === 0 ? {} : { domain }),
    ...(regularizer === undefined ? {} : { regularizer }),
    ...(text.title === undefined ? {} : { title: text.title }),
    ...(text.source === undefined ? {} : { source: text.source }),
    ...(text.expect === undefined ? {} : { expect: text.expect }),
    ...(text.simulate === undefined ? {} : { simulate: text.simulate }),
    ...(text.exponent === undefined ? {} : { exponent: text.exponent }),
    ...(text.stated === undefined ? {} : { stated: text.stated }),
    ...(text.note === undefined ? {} : { note: text.note }),
    ...(text.figure === undefined ? {} : { figure: text.figure }),
    ...(text.brief === undefined ? {} : { brief: text.brief }),
    ...(text.sweep === undefined ? {} : { sweep: readSweep(text.sweep, objective, field) }),
  }
}

const readObjective = (text: string, options: ParseOptions): ParsedExpression => {
  const parsed = parseExpression(text, options)
  if (parsed.variables.length > 0) return parsed
  throw new InputError({
    what: 'the objective has no variables',
    text,
    offset: 0,
    length: text.length,
    expected: 'an expression in at least one variable',
  })
}

export const isAbout = ({ left, right }: Relation, variables: readonly string[]): boolean =>
  [...symbols(left), ...symbols(right)].some((name) => variables.includes(name))

/** The relations between parameters, and those that restrict variables: these must be strict. */
export const readAssumptions = (
  given: ProblemText['assume'],
  known: ParseOptions,
  field: ReadField = readInPlace,
): readonly ParsedRelations[] => {
  const read = (text: string): ParsedRelations => {
    const parsed = parseRelationText(text, known)
    const closed = parsed.relations.find((r) => r.op !== '>' && isAbout(r, known.variables ?? []))
    if (closed === undefined) return parsed
    throw new InputError({
      what: 'an assumption that restricts variables is not a strict inequality',
      text,
      offset: 0,
      length: text.length,
      expected: 'strict inequalities such as x*y > 0 for variables, any relations for parameters',
      advice: 'the set that is looked at must be open',
    })
  }
  if (typeof given === 'string') return [field(['assume'], given, () => read(given))]
  return (given ?? []).map((text, i) => field(['assume', i], text, () => read(text)))
}

/** The pieces of a regularizer; the conditions of a piece must be strict inequalities, so that its cell is open. */
const readRegularizer = (
  regularizer: NonNullable<ProblemText['regularizer']>,
  known: ParseOptions,
  field: ReadField,
): readonly Piece[] => {
  const read = (text: string, ...path: readonly PropertyKey[]): Pick<Piece, 'value' | 'display'> =>
    field(['regularizer', ...path], text, () => {
      const { term, display } = parseExpression(text, known)
      return { value: term, ...(display === undefined ? {} : { display }) }
    })
  if (typeof regularizer === 'string') return [{ when: [], ...read(regularizer) }]
  return regularizer.map(({ when, value }, i) => ({
    when: field(['regularizer', i, 'when'], when, () => readCell(when, known)),
    ...read(value, i, 'value'),
  }))
}

const readCell = (text: string, known: ParseOptions): readonly Relation[] => {
  const { relations, integers } = parseRelationText(text, known)
  if (relations.length > 0 && integers.length === 0 && relations.every(({ op }) => op === '>')) return relations
  throw new InputError({
    what: 'the condition of a piece is not made of strict inequalities',
    text,
    offset: 0,
    length: text.length,
    expected: 'strict inequalities such as x*y > 0, so that the piece lives on an open set',
  })
}
