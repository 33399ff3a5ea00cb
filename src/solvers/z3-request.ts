/** What the z3 worker is asked: whether a script has a model, within so many milliseconds and megabytes. */
export interface Z3Request {
  readonly script: string
  readonly milliseconds: number
  readonly megabytes: number
}

/** A value in a model: a fraction as text, or the `index`-th root (from 1, in order) of an integer polynomial. */
export type ModelValue = string | { readonly polynomial: readonly string[]; readonly index: number }

/** What z3 said. `values` of a model are by the names of the script. */
export type Z3Answer =
  | { readonly outcome: 'unsat'; readonly version: string }
  | { readonly outcome: 'sat'; readonly version: string; readonly values: { readonly [name: string]: ModelValue } }
  | { readonly outcome: 'unknown'; readonly version: string; readonly reason: string }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFraction = (value: unknown): value is string => typeof value === 'string' && /^-?\d+(\/[1-9]\d*)?$/.test(value)

const isModelValue = (value: unknown): value is ModelValue =>
  isFraction(value) ||
  (isRecord(value) &&
    Number.isInteger(value.index) &&
    Array.isArray(value.polynomial) &&
    value.polynomial.every((c) => typeof c === 'string' && /^-?\d+$/.test(c)))

/** The worker's answer, or undefined where it does not have the form of one. */
export const readZ3Answer = (value: unknown): Z3Answer | undefined => {
  if (!isRecord(value) || typeof value.version !== 'string') return undefined
  const { version } = value
  switch (value.outcome) {
    case 'unsat':
      return { outcome: 'unsat', version }
    case 'unknown':
      return typeof value.reason === 'string' ? { outcome: 'unknown', version, reason: value.reason } : undefined
    case 'sat': {
      const { values } = value
      if (!isRecord(values)) return undefined
      const entries = Object.entries(values)
      return entries.every((entry): entry is [string, ModelValue] => isModelValue(entry[1]))
        ? { outcome: 'sat', version, values: Object.fromEntries(entries) }
        : undefined
    }
    default:
      return undefined
  }
}
