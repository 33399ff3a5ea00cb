import { InputError } from '../expression/input-error.ts'

/** What a field takes, or the words it may be. What is `looked at` elsewhere has a reader that says what is wrong with it. */
export type FieldKind = keyof typeof TAKES | readonly string[] | 'looked at'

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((part) => typeof part === 'string')

/** True for an object that is no list. */
export const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TAKES = {
  text: { fits: (value: unknown) => typeof value === 'string', words: "a text, such as 'x^2' or '1/10'" },
  texts: { fits: isTexts, words: "a list of texts, such as ['x', 'y']" },
  'text or texts': {
    fits: (value: unknown) => typeof value === 'string' || isTexts(value),
    words: 'a text, or a list of texts',
  },
  number: {
    fits: (value: unknown) => typeof value === 'number' && !Number.isNaN(value),
    words: 'a number',
  },
  numbers: {
    fits: (value: unknown) => Array.isArray(value) && value.every((part) => typeof part === 'number'),
    words: 'a list of numbers, such as [0.1, 1]',
  },
  function: { fits: (value: unknown) => typeof value === 'function', words: 'a function' },
  'abort signal': {
    fits: (value: unknown) =>
      typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value,
    words: 'an AbortSignal',
  },
  'yes or no': { fits: (value: unknown) => typeof value === 'boolean', words: 'true or false' },
  'yes, no or text': {
    fits: (value: unknown) => typeof value === 'boolean' || typeof value === 'string',
    words: 'true, false or a text',
  },
  'texts by name': {
    fits: (value: unknown) => isMap(value) && isTexts(Object.values(value)),
    words: "texts by the names of the variables, such as { x: '1', y: '1/2' }",
  },
} as const

/** Each field of an argument with what it takes. */
export type FieldKinds<T> = { readonly [Name in keyof Required<T>]: FieldKind }

interface Fields {
  readonly [name: string]: FieldKind
}

/** What any search takes; one that has no use for some of these does not mind them. */
const COMMON: Fields = {
  timeout: 'number',
  degree: 'number',
  seed: 'number',
  workers: 'number',
  memory: 'number',
  trust: ['kernel', 'solver'],
  threads: 'looked at',
  signal: 'abort signal',
  onPhase: 'function',
}

const described = (value: unknown): string => {
  if (isMap(value)) return 'an object'
  const shown = typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : String(value)
  return shown.length > 40 ? `${shown.slice(0, 37)}...` : shown
}

const takes = (kind: Exclude<FieldKind, 'looked at'>) =>
  typeof kind === 'string'
    ? TAKES[kind]
    : { fits: (value: unknown) => kind.some((word) => word === value), words: `one of ${kind.join(', ')}` }

const requireKinds = (given: unknown, what: string, kinds: Fields, others: Fields): void => {
  const fields: Fields = { ...others, ...kinds }
  const own = Object.keys(kinds)
  const first = own[0] ?? 'timeout'
  if (!isMap(given)) {
    const value = described(given)
    throw new InputError({ what: `${what} are ${value}`, expected: `an object, such as { ${first}: ... }` })
  }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (kind === undefined) {
      throw new InputError({ what: `there is no "${name}" in ${what}`, expected: `one of ${own.join(', ')}` })
    }
    if (kind === 'looked at') continue
    const { fits, words } = takes(kind)
    if (!fits(value)) throw new InputError({ what: `${name} is ${described(value)}`, expected: words })
  }
}

/**
 * Refuses what a program without types passes by mistake: something else than an object, a field that is not there, a
 * field of another kind. `what` names the argument in the message, as in "the fields of a problem". Throws `InputError`.
 */
export const requireFields = <T extends object>(given: T, what: string, kinds: FieldKinds<T>): void =>
  requireKinds(given, what, kinds, {})

/** The same for the options of a search, `name` being its function. */
export const requireOptions = <T extends object>(given: T, name: string, kinds: FieldKinds<T>): void =>
  requireKinds(given, `the options of ${name}`, kinds, COMMON)

/** Refuses what is no text where one is asked for. Throws `InputError`. */
export const requireText = (given: unknown, what: string): void => {
  if (typeof given === 'string') return
  throw new InputError({ what: `${what} is ${described(given)}`, expected: TAKES.text.words })
}
