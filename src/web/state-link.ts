import {
  ASSUMPTIONS,
  type ExplorerState,
  FLOWS,
  INITIAL_STATE,
  LAYERS,
  METHODS,
  type Parameter,
  type PlanePoint,
  type RegularizerPiece,
  type Schedule,
  SUBJECTS,
  THEMES,
} from './state.ts'

// A link is made to be read: each field by its name, those that are as in INITIAL_STATE left out, texts as typed.

/** The version that is written; a newer one is read as far as its fields are known. */
const VERSION = 1
const LONGEST_TEXT = 20_000
const MOST_LISTED = 200
/** More steps would not be drawn while one looks on. */
const MOST_STEPS = 1_000_000

/** What was read of a link, and in words what could not be. */
export interface DecodedState {
  readonly state: ExplorerState
  readonly complaints: readonly string[]
}

const pieceText = ({ when, value }: RegularizerPiece): string => (when === '' ? value : `${value} | ${when}`)
const scheduleText = (schedule: Schedule): string =>
  schedule.kind === 'constant'
    ? 'constant'
    : schedule.kind === 'power'
      ? `power:${schedule.q}`
      : `formula:${schedule.text}`
const numbersText = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${value}`)
    .join(',')

/** The fields of a link as texts, in the order in which they are written. */
const fieldsOf = (state: ExplorerState): readonly (readonly [string, string])[] => {
  const { view, layers } = state
  return [
    ['of', state.subject],
    ['f', state.objective],
    ['vars', state.variables],
    ...state.parameters.map(({ name, value, assumption }) => ['p', `${name}:${value}:${assumption}`] as const),
    ['assume', state.assume],
    ...state.regularizer.map((piece) => ['g', pieceText(piece)] as const),
    ...state.candidates.map((candidate) => ['compare', candidate] as const),
    ['flow', state.flow.method],
    ['friction', state.flow.friction],
    ['metric', state.flow.metric],
    ['laws', state.quantities],
    ['methods', state.methods.join(',')],
    ['step', `${state.stepSize}`],
    ['schedule', scheduleText(state.schedule)],
    ['beta', `${state.beta}`],
    ['rho', `${state.rho}`],
    ['steps', `${state.steps}`],
    ['at', state.shown === null ? '' : `${state.shown}`],
    ['cloud', state.cloud?.join(',') ?? ''],
    ['axes', view.xVariable === '' && view.yVariable === '' ? '' : `${view.xVariable},${view.yVariable}`],
    ['fixed', numbersText(view.fixed)],
    ['window', view.window.join(',')],
    ['starts', state.starts.map(({ x, y }) => `${x},${y}`).join(';')],
    ['seed', `${state.seed}`],
    ['layers', LAYERS.filter((layer) => layers[layer]).join(',')],
    ['theme', state.theme],
  ]
}

// What is legal in a fragment and reads well is left as it is.
const escaped = (text: string): string =>
  // Half a character has no escape.
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /%(?:2B|2C|2F|3A|3B|3D|40|5E)/g,
    decodeURIComponent,
  )

const INITIAL_FIELDS = new Set(fieldsOf(INITIAL_STATE).map(([name, value]) => `${name}=${value}`))
/** Fields whose initial value is a text: left out, they stand for it. */
const isInitial = (name: string, value: string): boolean => INITIAL_FIELDS.has(`${name}=${value}`)

/**
 * The state as the fragment of a link, without `#`: readable, and short where little differs from the first sight of
 * the page.
 *
 * @example encodeState(INITIAL_STATE) // 'v=1'
 */
export const encodeState = (state: ExplorerState): string =>
  [['v', `${VERSION}`] as const, ...fieldsOf(state).filter(([name, value]) => !isInitial(name, value))]
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join('&')

/** Why a field is not read: what it should be. */
class Unreadable extends Error {}
const refuse = (expected: string): never => {
  throw new Unreadable(expected)
}

const numberOf = (text: string, expected = 'a number'): number => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) < 1e100 ? value : refuse(expected)
}
const countOf = (text: string): number => {
  const value = numberOf(text, 'a whole number')
  return Number.isSafeInteger(value) && value >= 0 ? value : refuse('a whole number')
}
const listOf = (text: string, separator: string): readonly string[] => {
  const parts = text === '' ? [] : text.split(separator)
  return parts.length <= MOST_LISTED ? parts : refuse(`at most ${MOST_LISTED} entries`)
}
const oneOf = <T extends string>(text: string, known: readonly T[]): T =>
  known.find((one) => one === text) ?? refuse(`one of ${known.join(', ')}`)
const someOf = <T extends string>(text: string, known: readonly T[]): readonly T[] => {
  const given = listOf(text, ',').map((one) => oneOf(one, known))
  return known.filter((one) => given.includes(one))
}
const nameOf = (text: string): string => (/^[\p{L}_][\p{L}\p{N}_[\],]*$/u.test(text) ? text : refuse('a name'))

const parameterOf = (text: string): Parameter => {
  const [name = '', value = '', assumption = 'real'] = text.split(':')
  return { name: nameOf(name), value: numberOf(value), assumption: oneOf(assumption, ASSUMPTIONS) }
}

const pieceOf = (text: string): RegularizerPiece => {
  const [value = '', when = '', ...more] = text.split(' | ')
  return more.length === 0 ? { when, value } : refuse('an expression, or "EXPRESSION | CONDITION"')
}

const scheduleOf = (text: string): Schedule => {
  if (text === 'constant') return { kind: 'constant' }
  const [kind = '', ...rest] = text.split(':')
  if (kind === 'formula') return { kind, text: rest.join(':') }
  const q = kind === 'power' ? numberOf(rest.join(':')) : 0
  return q > 0 ? { kind: 'power', q } : refuse('constant, power:Q with Q > 0, or formula:TEXT')
}

const windowOf = (text: string): ExplorerState['view']['window'] => {
  const [xmin = 0, xmax = 0, ymin = 0, ymax = 0, ...more] = listOf(text, ',').map((one) => numberOf(one))
  const isFrame = more.length === 0 && xmin < xmax && ymin < ymax
  return isFrame ? [xmin, xmax, ymin, ymax] : refuse('xmin,xmax,ymin,ymax')
}

const pointOf = (text: string): PlanePoint => {
  const [x, y, ...more] = text.split(',').map((one) => numberOf(one))
  return x !== undefined && y !== undefined && more.length === 0 ? { x, y } : refuse('points x,y with ; between them')
}

const axesOf = (text: string): readonly [string, string] => {
  if (text === '') return ['', '']
  // Entries of matrices have commas of their own.
  const [x, y, ...more] = text.split(/,(?![^[]*\])/).map(nameOf)
  return x !== undefined && y !== undefined && more.length === 0 && x !== y ? [x, y] : refuse('two names')
}

const fixedOf = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (text === '' ? [] : text.split(/,(?![^[]*\])/)).map((one) => {
      const [name = '', value = ''] = one.split(':')
      return [nameOf(name), numberOf(value)]
    }),
  )

/** What a field changes of the state; fields that may be repeated add to it. */
const READERS: Readonly<Record<string, (text: string, state: ExplorerState) => Partial<ExplorerState>>> = {
  of: (text) => ({ subject: oneOf(text, SUBJECTS) }),
  f: (objective) => ({ objective }),
  vars: (variables) => ({ variables }),
  p: (text, { parameters }) => {
    const read = parameterOf(text)
    const isKnown = parameters.some(({ name }) => name === read.name) || parameters.length === MOST_LISTED
    return { parameters: isKnown ? refuse('each parameter once') : [...parameters, read] }
  },
  assume: (assume) => ({ assume }),
  g: (text, { regularizer }) => ({ regularizer: [...regularizer, pieceOf(text)].slice(0, MOST_LISTED) }),
  compare: (text, { candidates }) => ({ candidates: [...candidates, text].slice(0, MOST_LISTED) }),
  flow: (text, { flow }) => ({ flow: { ...flow, method: oneOf(text, FLOWS) } }),
  friction: (friction, { flow }) => ({ flow: { ...flow, friction } }),
  metric: (metric, { flow }) => ({ flow: { ...flow, metric } }),
  laws: (quantities) => ({ quantities }),
  methods: (text) => ({ methods: someOf(text, METHODS) }),
  step: (text) => {
    const stepSize = numberOf(text)
    return { stepSize: stepSize > 0 ? stepSize : refuse('a positive number') }
  },
  schedule: (text) => ({ schedule: scheduleOf(text) }),
  beta: (text) => {
    const beta = numberOf(text)
    return { beta: beta >= 0 && beta < 1 ? beta : refuse('a number of at least 0 and less than 1') }
  },
  rho: (text) => {
    const rho = numberOf(text)
    return { rho: rho > 0 ? rho : refuse('a positive number') }
  },
  steps: (text) => {
    const steps = countOf(text)
    return { steps: steps > 0 && steps <= MOST_STEPS ? steps : refuse(`a whole number from 1 to ${MOST_STEPS}`) }
  },
  at: (text) => ({ shown: text === '' ? null : countOf(text) }),
  cloud: (text) => ({ cloud: text === '' ? null : windowOf(text) }),
  axes: (text, { view }) => {
    const [xVariable, yVariable] = axesOf(text)
    return { view: { ...view, xVariable, yVariable } }
  },
  fixed: (text, { view }) => ({ view: { ...view, fixed: fixedOf(text) } }),
  window: (text, { view }) => ({ view: { ...view, window: windowOf(text) } }),
  starts: (text) => ({ starts: listOf(text, ';').map(pointOf) }),
  seed: (text) => ({ seed: countOf(text) }),
  layers: (text) => {
    const on = someOf(text, LAYERS)
    return { layers: Object.fromEntries(LAYERS.map((layer) => [layer, on.includes(layer)])) as ExplorerState['layers'] }
  },
  theme: (text) => ({ theme: oneOf(text, THEMES) }),
}

/** What the fields are called in a complaint. */
const TITLES: Readonly<Record<string, string>> = {
  of: 'what laws are asked of',
  f: 'the objective',
  vars: 'the variables',
  p: 'a parameter',
  assume: 'the assumptions',
  g: 'the regularizer',
  compare: 'a regularizer to compare',
  flow: 'the flow',
  friction: 'the friction',
  metric: 'the metric',
  laws: 'the quantities to check',
  methods: 'the methods',
  step: 'the step size',
  schedule: 'the schedule',
  beta: 'the momentum',
  rho: 'the length',
  steps: 'the number of steps',
  at: 'the step shown',
  cloud: 'the window of the starts',
  axes: 'the axes',
  fixed: 'the values of other variables',
  window: 'the window',
  starts: 'the starts',
  seed: 'the seed',
  layers: 'the layers',
  theme: 'the theme',
}

const shortened = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`)

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('a whole text: the link seems to be cut off')
  }
}

/**
 * Reads the fragment of a link, with or without `#`. What cannot be read is left as at the first sight of the page and
 * told in `complaints`; never throws.
 */
export const decodeState = (fragment: string): DecodedState => {
  const complaints: string[] = []
  let state = INITIAL_STATE
  const text = fragment.replace(/^#/, '')
  for (const part of text === '' ? [] : text.split('&')) {
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const raw = at < 0 ? '' : part.slice(at + 1)
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined
    try {
      const value = unescaped(raw)
      if (name === 'v') {
        if (numberOf(value, 'the version of the link') > VERSION) {
          complaints.push(`this link was made by a newer version (${shortened(value)}); what is known of it is shown`)
        }
      } else if (read === undefined) complaints.push(`the link has a field ${shortened(name)}, which is not known here`)
      else state = { ...state, ...read(value.length <= LONGEST_TEXT ? value : refuse('a shorter text'), state) }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      const title = Object.hasOwn(TITLES, name) ? TITLES[name] : shortened(name)
      complaints.push(`${title} of the link could not be read: ${shortened(raw)}; expected ${error.message}`)
    }
  }
  return { state, complaints }
}
