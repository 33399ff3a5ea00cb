import { type LawQuestion, type Method, questionOf, withMomentum } from '../dynamics/law-question.ts'
import { readNetwork } from '../dynamics/networks.ts'
import { InputError } from '../expression/input-error.ts'
import { type ParseOptions, parseExpression, parseMap } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { declareNames, type Shape, shapesOf } from '../expression/shapes.ts'
import { type Relation, substitute, symbol, symbols, type Term } from '../kernel/term.ts'
import { type FieldKinds, requireFields } from './argument-fields.ts'
import { asProblem } from './given-problem.ts'
import { isAbout, joined, type Problem, type ProblemText, readAssumptions } from './problem.ts'

/** A model map φ, asked about with every loss ℓ∘φ. */
export interface MapText extends Pick<ProblemText, 'variables' | 'parameters' | 'assume'> {
  /** A matrix, vector or scalar such as `U*V`, or components with commas between them. */
  readonly map: string
}

/** A named family of models, such as `linear:3,3,3`. */
export interface NetworkText {
  readonly network: string
}

/** What `laws` is asked about. */
export type LawsInput = Problem | ProblemText | MapText | NetworkText

/** How the flow is made. */
export interface FlowText {
  readonly method?: Method
  /** Of the heavy ball: an expression in constants and the time t; by default a positive constant of its own. */
  readonly friction?: string
  /** `entropy`, or an expression in one name that stands for each coordinate, or one entry for each variable. */
  readonly metric?: string
}

/** A question with the way it was put. */
export interface AskedQuestion {
  readonly question: LawQuestion
  readonly source: 'objective' | 'map' | 'network'
  /** The objective, the map or the network's name; the components of its map in words. */
  readonly text: string
  readonly latex: string
  readonly components?: string
  readonly shapes: readonly Shape[]
  readonly metric?: string
  /** The open set of variables that is looked at. */
  readonly domain: readonly Relation[]
}

type Asked = Omit<AskedQuestion, 'metric'>

const askedObjective = (problem: Problem): Asked => {
  const { objective, domain = [] } = problem
  return {
    question: questionOf(objective),
    source: 'objective',
    text: objective.display?.plain ?? printPlain(objective.term),
    latex: objective.display?.latex ?? printLatex(objective.term),
    shapes: shapesOf(objective.variables),
    domain,
  }
}

/** What stands between commas outside parentheses and brackets. */
const between = (text: string): readonly string[] => {
  const parts = ['']
  let depth = 0
  for (const c of text) {
    if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    if (c === ',' && depth === 0) parts.push('')
    else parts.push(`${parts.pop()}${c}`)
  }
  return parts
}

const MAP_FIELDS: FieldKinds<MapText> = {
  map: 'text',
  variables: 'text or texts',
  parameters: 'text or texts',
  assume: 'text or texts',
}

const askedMap = (input: MapText): Asked => {
  requireFields(input, 'the fields of a map', MAP_FIELDS)
  const parameters = declareNames(joined(input.parameters))
  const declared = input.variables === undefined ? undefined : declareNames(joined(input.variables))
  const map = parseMap(input.map, {
    parameters,
    ...(declared === undefined ? {} : { variables: declared, undeclared: 'refuse' as const }),
  })
  const { variables } = map
  const assumed = readAssumptions(input.assume, { variables, parameters, undeclared: 'refuse' })
  const relations = assumed.flatMap(({ relations: own }) => own)
  if (relations.some((relation) => isAbout(relation, variables))) {
    throw new InputError({
      what: 'variables are restricted by an assumption',
      text: joined(input.assume),
      offset: 0,
      length: joined(input.assume).length,
      expected: 'relations between constants: laws of a map are asked for on its whole domain',
    })
  }
  return {
    question: {
      source: 'map',
      potentials: map.components,
      positions: variables,
      variables,
      parameters,
      integers: [...new Set(assumed.flatMap(({ integers }) => integers))],
      assume: relations,
    },
    source: 'map',
    text: map.display.plain,
    latex: map.display.latex,
    ...(map.components.length === 1 ? {} : { components: `${map.components.length} components` }),
    shapes: map.shapes,
    domain: [],
  }
}

const askedNetwork = (input: NetworkText): Asked => {
  requireFields(input, 'the fields of a network', { network: 'text' })
  const { network } = input
  const { name, components, shapes, variables, potentials } = readNetwork(network)
  return {
    question: {
      source: 'network',
      potentials,
      positions: variables,
      variables,
      parameters: [],
      integers: [],
      assume: [],
    },
    source: 'network',
    text: name,
    latex: `\\texttt{${name}}`,
    components,
    shapes,
    domain: [],
  }
}

const METRICS: ReadonlyMap<string, string> = new Map([['entropy', 'x']])

const refuseMetric = (text: string, what: string): never => {
  throw new InputError({
    what,
    text,
    offset: 0,
    length: text.length,
    expected: 'entropy, an expression in one name that stands for each coordinate, or one entry for each variable',
  })
}

/** The entries of a diagonal metric, in the order of the variables. */
const readMetric = (text: string, { variables, parameters }: LawQuestion): readonly Term[] => {
  const parts = between(text)
  if (parts.length > 1) {
    if (parts.length !== variables.length) {
      refuseMetric(text, `the metric has ${parts.length} entries for ${variables.length} variables`)
    }
    const known: ParseOptions = { variables, parameters, undeclared: 'refuse' }
    return parts.map((part) => parseExpression(part, known).term)
  }
  const { term } = parseExpression(METRICS.get(text.trim()) ?? text, { parameters })
  const names = symbols(term).filter((name) => !parameters.includes(name))
  if (names.length > 1) refuseMetric(text, `the metric has the names ${names.join(', ')}`)
  const [placeholder] = names
  return variables.map((name) =>
    placeholder === undefined ? term : substitute(term, new Map([[placeholder, symbol(name)]])),
  )
}

const withMetric = (asked: Asked, metric: string): AskedQuestion => ({
  ...asked,
  question: { ...asked.question, metric: readMetric(metric, asked.question) },
  metric: metric.trim(),
})

/** Names in a friction that are not declared are positive constants, but t, which is the time. */
const withFriction = ({ question, ...asked }: Asked, friction: string | undefined): AskedQuestion => {
  if (friction === undefined) return { ...asked, question: withMomentum(question) }
  const { term } = parseExpression(friction, { parameters: question.parameters })
  const isTime = (name: string): boolean => name === 't' && !question.variables.includes('t')
  const fresh = symbols(term).filter((name) => !question.parameters.includes(name) && !isTime(name))
  const clash = fresh.find((name) => question.variables.includes(name))
  if (clash !== undefined) {
    throw new InputError({
      what: `the friction contains the variable ${clash}`,
      text: friction,
      offset: 0,
      length: friction.length,
      expected: 'a number, or an expression in constants and the time t',
    })
  }
  const zero = { op: 'number', value: { n: 0n, d: 1n } } as const
  const known: LawQuestion = {
    ...question,
    parameters: [...question.parameters, ...fresh],
    assume: [...question.assume, ...fresh.map((name) => ({ left: symbol(name), op: '>', right: zero }) as const)],
  }
  return { ...asked, question: withMomentum(known, term) }
}

const refuseFlow = (what: string): never => {
  throw new InputError({ what, expected: 'gradient flow with a metric, or the heavy ball with a friction' })
}

const SUBJECTS = ['objective', 'map', 'network'] as const

/** Calls from JavaScript may give several subjects, or none, or no text. */
const requireOneSubject = (input: unknown): void => {
  const given = typeof input === 'object' && input !== null ? Object.entries(input) : []
  const subjects = given.filter(([name, value]) => SUBJECTS.some((known) => known === name) && value !== undefined)
  const [[name, value] = [], ...more] = subjects
  const isRead = name === 'objective' && typeof value === 'object' && value !== null
  if (more.length === 0 && (typeof value === 'string' || isRead)) return
  const names = subjects.map(([subject]) => subject).join(' and ')
  throw new InputError({
    what: name === undefined ? 'nothing is asked about' : more.length > 0 ? `${names} are given` : `${name} is no text`,
    expected: "one of { objective: 'x*y' }, { map: 'x*y' } and { network: 'linear:2,2,2' }",
  })
}

/** Reads what laws are asked of. Throws {@link InputError} for text that cannot be read. */
export const readLawsInput = (input: LawsInput, { method, friction, metric }: FlowText = {}): AskedQuestion => {
  requireOneSubject(input)
  const readSubject = (): Asked => {
    if ('network' in input && input.network !== undefined) return askedNetwork(input)
    if ('map' in input && input.map !== undefined) return askedMap(input)
    return askedObjective(asProblem(input as Problem | ProblemText))
  }
  const asked = readSubject()
  if (method === 'heavy-ball') {
    if (metric !== undefined) refuseFlow('a metric is for gradient flow')
    if (asked.domain.length > 0) refuseFlow('assumptions about variables are for gradient flow')
    return withFriction(asked, friction)
  }
  if (friction !== undefined) refuseFlow('a friction is for the heavy ball')
  return metric === undefined ? asked : withMetric(asked, metric)
}
