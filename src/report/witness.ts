import type { ExactNumber, ExactValue, Verdict } from '../search/verdict.ts'
import { type Inline, text } from './document.ts'
import { formulaOf, joined, symbolic } from './formula.ts'

type Refuted = Extract<Verdict, { status: 'refuted' }>

/** `the root of t^3 - 2 in [1, 2]`. */
export const rootWords = (poly: string, interval: readonly string[]): readonly Inline[] => {
  const range = `[${interval.join(', ')}]`
  return text`the root of ${formulaOf(poly)} in ${symbolic(range, range)}`
}

const coordinate = (name: string, value: ExactNumber): readonly Inline[] =>
  typeof value === 'string'
    ? [joined(formulaOf(name), '=', formulaOf(value))]
    : text`${formulaOf(name)} is ${rootWords(value.root.poly, value.root.interval)}`

const listed = (parts: readonly (readonly Inline[])[]): readonly Inline[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [', ', ...part]))

const rank = (name: string, variables: readonly string[]): number => {
  const at = variables.indexOf(name)
  return at < 0 ? variables.length : at
}

/** Where a claim fails: an exact point (with a direction), or a curve. */
export const witnessWords = (
  { witness, direction, curve, certificate }: Refuted,
  variables: readonly string[],
): readonly Inline[] => {
  const ordered = <Value>(values: { readonly [name: string]: Value }): readonly (readonly [string, Value])[] =>
    Object.entries(values).sort(([a], [b]) => rank(a, variables) - rank(b, variables))
  if (curve !== undefined) {
    const from = (certificate as { readonly from?: unknown }).from
    const rest = typeof from === 'string' ? text` for ${joined(symbolic('t', 't'), '≥', formulaOf(from))}` : []
    const parts = ordered(curve).map(([name, value]) => [joined(formulaOf(name), '=', formulaOf(value))])
    return text`the curve ${listed(parts)}${rest}`
  }
  return listed(ordered({ ...witness, ...direction }).map(([name, value]) => coordinate(name, value)))
}

const decimal = (rational: string): number => {
  const [top = '0', bottom = '1'] = rational.split('/')
  // Only the leading digits count here, and long ones would overflow a double.
  const cut = Math.max(Math.min(top.length, bottom.length) - 18, 0)
  return Number(cut === 0 ? top : top.slice(0, -cut)) / Number(cut === 0 ? bottom : bottom.slice(0, -cut))
}

/** ` = 3/4`, or for an enclosure a rounded number in it. */
export const valueWords = (value: ExactValue): readonly Inline[] => {
  if (typeof value === 'string') return [joined('=', formulaOf(value))]
  if ('root' in value) return text`is ${rootWords(value.root.poly, value.root.interval)}`
  const [low, high] = value.interval.map(decimal) as [number, number]
  const rounded = String(Number(((low + high) / 2).toPrecision(4)))
  return text`≈ ${symbolic(rounded, rounded)} (enclosed between two rationals in the certificate)`
}
