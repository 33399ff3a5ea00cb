import { InputError } from '../expression/input-error.ts'

/** What a field takes. What is `looked at` elsewhere has a reader that says what is wrong with it. */
export type FieldKind = keyof typeof TAKES | 'looked at'

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((part) => typeof part === 'string')
const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

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
    fits: (value: unknown) => isMap(value) && isTexts(Object.values(value as object)),
    words: "texts by the names of the variables, such as { x: '1', y: '1/2' }",
  },
} as const

/** Each field of an argument with what it takes. */
export type FieldKinds<T> = { readonly [Name in keyof Required<T>]: FieldKind }

/** What any search takes; a function that has no use for one of these does not mind it. */
const COMMON: { readonly [name: string]: FieldKind } = {
  timeout: 'number',
  degree: 'number',
  seed: 'number',
  workers: 'number',
  memory: 'number',
  trust: 'text',
  threads: 'looked at',
  signal: 'abort signal',
  onPhase: 'looked at',
}

const described = (value: unknown): string => {
  const shown = typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : String(value)
  return isMap(value) ? 'an object' : shown.length > 40 ? `${shown.slice(0, 37)}...` : shown
}

/**
 * Refuses what a program without types passes by mistake: something else than an object, a field that is not there, a
 * field of another kind. `what` names the argument in the message, as in "the options of check". Throws `InputError`.
 */
export const requireFields = <T extends object>(given: T, what: string, kinds: FieldKinds<T>): void => {
  const fields: { readonly [name: string]: FieldKind } = { ...COMMON, ...kinds }
  const own = Object.keys(kinds)
  const first = own[0] ?? 'timeout'
  if (!isMap(given)) {
    const value = described(given)
    throw new InputError({ what: `${what} are ${value}`, expected: `an object, such as { ${first}: ... }` })
  }
  for (const [name, value] of Object.entries(given)) {
    const kind = fields[name]
    if (kind === undefined) {
      throw new InputError({ what: `there is no "${name}" in ${what}`, expected: `one of ${own.join(', ')}` })
    }
    if (value === undefined || kind === 'looked at') continue
    const { fits, words } = TAKES[kind]
    if (!fits(value)) throw new InputError({ what: `${name} is ${described(value)}`, expected: words })
  }
}

/** Refuses what is no text where one is asked for. Throws `InputError`. */
export const requireText = (given: unknown, what: string): void => {
  if (typeof given === 'string') return
  throw new InputError({ what: `${what} is ${described(given)}`, expected: TAKES.text.words })
}
