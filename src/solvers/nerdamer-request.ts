/** Values for the symbols of an expression: exact rationals as text, by name. */
export type TextPoint = Readonly<Record<string, string>>

/** What the nerdamer worker is asked, in a list: the derivatives by `variables`, or one simplification; and their values. */
export interface NerdamerRequest {
  readonly kind: 'gradient' | 'simplify'
  readonly expression: string
  readonly variables: readonly string[]
  readonly points: readonly TextPoint[]
}

/** One expression nerdamer gave, with its value at each point: a fraction (near it, if irrational) or null. */
export interface NerdamerResult {
  readonly text: string
  readonly values: readonly (string | null)[]
}

const isValue = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && /^-?\d+(\/[1-9]\d*)?$/.test(value))

const isResult = (value: unknown): value is NerdamerResult =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'values' in value &&
  Array.isArray(value.values) &&
  value.values.every(isValue)

const isAnswer = (value: unknown): value is readonly NerdamerResult[] => Array.isArray(value) && value.every(isResult)

/** The worker's answers, one for each request, or undefined where they do not have the form of such. */
export const readAnswers = (value: unknown): readonly (readonly NerdamerResult[])[] | undefined =>
  Array.isArray(value) && value.every(isAnswer) ? value : undefined
