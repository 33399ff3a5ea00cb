import { parseRational, type Rational } from './rational.ts'
import { refuse } from './refusal.ts'

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80)

/** An object with exactly these fields; those named after `?` may be absent. Own, plain fields only. */
export const readObject = (value: unknown, fields: readonly string[], optional: readonly string[] = []): JsonObject => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('format', `expected an object with ${fields.join(', ')}, found ${shown(value)}`)
  }
  const keys = Object.keys(value)
  for (const field of fields) {
    if (!Object.hasOwn(value, field)) refuse('format', `the field "${field}" is missing in ${shown(value)}`)
  }
  for (const key of keys) {
    if (!fields.includes(key) && !optional.includes(key)) refuse('format', `unexpected field "${key}"`)
  }
  return value as JsonObject
}

/** An object with any fields, e.g. a map from names. */
export const readMap = (value: unknown): ReadonlyMap<string, Json> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('format', `expected an object, found ${shown(value)}`)
  }
  return new Map(Object.entries(value as JsonObject))
}

export const readList = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value : refuse('format', `expected a list, found ${shown(value)}`)

export const readText = (value: unknown): string =>
  typeof value === 'string' ? value : refuse('format', `expected text, found ${shown(value)}`)

export const readTexts = (value: unknown): readonly string[] => readList(value).map(readText)

export const readRational = (value: unknown): Rational => {
  const text = readText(value)
  return /^-?\d+(\/0*[1-9]\d*)?$/.test(text)
    ? parseRational(text)
    : refuse('format', `expected a rational number, found ${shown(value)}`)
}

/** A whole number between two bounds. */
export const readInteger = (value: unknown, low: number, high: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
    ? value
    : refuse('format', `expected a whole number from ${low} to ${high}, found ${shown(value)}`)
