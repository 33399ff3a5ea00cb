import { enclose } from '../kernel/enclosure.ts'
import { inverse, multiply } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  constant,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  isClosed,
  negate,
  type Polynomial,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { textFor } from './kernel-text.ts'

/** Exact values for all names of a sequent, as the certificate writes them. */
export interface ExactPoint {
  readonly values: ReadonlyMap<string, Polynomial>
  readonly texts: { readonly [name: string]: string }
  readonly constants: {
    readonly [name: string]: { readonly polynomial: string; readonly interval: readonly [string, string] }
  }
  /** Doubles near the values. */
  readonly doubles: ReadonlyMap<string, number>
}

const toDouble = ({ n, d }: Q.Rational): number => Number(n) / Number(d)

export const rationalPoint = (given: ReadonlyMap<string, Q.Rational>): ExactPoint => ({
  values: new Map([...given].map(([n, q]) => [n, constant(q)])),
  texts: Object.fromEntries([...given].map(([n, q]) => [n, Q.formatRational(q)])),
  constants: {},
  doubles: new Map([...given].map(([n, q]) => [n, toDouble(q)])),
})

/** The point with rational coordinates `given` and others in ℚ(θ), θ the root of `minimal` in the interval. */
export const algebraicPoint = (
  given: ReadonlyMap<string, Q.Rational>,
  coordinates: ReadonlyMap<string, readonly Q.Rational[]>,
  minimal: readonly bigint[],
  root: { readonly lower: Q.Rational; readonly upper: Q.Rational },
  theta: string,
): ExactPoint => {
  if (minimal.length === 2) {
    const value = Q.rational(-(minimal[0] as bigint), minimal[1] as bigint)
    const all = new Map(given)
    for (const [name, c] of coordinates) {
      all.set(
        name,
        c.reduceRight((s, x) => Q.add(Q.multiply(s, value), x), Q.ZERO),
      )
    }
    return rationalPoint(all)
  }
  const interval: readonly [string, string] = [Q.formatRational(root.lower), Q.formatRational(root.upper)]
  const defining = minimal.map((c) => Q.rational(c))
  const atom = fromAtom(atomOf({ kind: 'theta', name: theta, minimal: defining, interval: [root.lower, root.upper] }))
  const near = nearRoot(minimal, toDouble(root.lower), toDouble(root.upper))
  const base = rationalPoint(given)
  const values = new Map(base.values)
  const doubles = new Map(base.doubles)
  const texts: Record<string, string> = { ...base.texts }
  let isUsed = false
  for (const [name, c] of coordinates) {
    if (c.length > 1) isUsed = true
    values.set(
      name,
      c.reduceRight<Polynomial>((s, x) => add(multiply(s, atom), constant(x)), integer(0)),
    )
    texts[name] = inTheta(c, theta)
    doubles.set(
      name,
      c.reduceRight((s, x) => s * near + toDouble(x), 0),
    )
  }
  const constants = isUsed ? { [theta]: { polynomial: inTheta(defining, 't'), interval } } : {}
  return { values, texts, constants, doubles }
}

const nearRoot = (minimal: readonly bigint[], low: number, high: number): number => {
  const at = (x: number): number => minimal.reduceRight((s, c) => s * x + Number(c), 0)
  let [a, b] = [low, high]
  const isNegative = at(a) < 0
  for (let i = 0; i < 60; i++) {
    const middle = (a + b) / 2
    if (at(middle) < 0 === isNegative) a = middle
    else b = middle
  }
  return (a + b) / 2
}

/** Σ c_e·name^e as text, e.g. `-1 + 2*t^3`. */
export const inTheta = (c: readonly Q.Rational[], name: string): string => {
  let text = ''
  c.forEach((x, e) => {
    if (Q.isZero(x)) return
    const size = Q.absolute(x)
    const power = e === 0 ? '' : e === 1 ? name : `${name}^${e}`
    const body = e === 0 ? Q.formatRational(size) : Q.equal(size, Q.ONE) ? power : `${Q.formatRational(size)}*${power}`
    const isNegative = Q.sign(x) < 0
    text += text === '' ? (isNegative ? `-${body}` : body) : isNegative ? ` - ${body}` : ` + ${body}`
  })
  return text === '' ? '0' : text
}

/** The point on a·unknown + b = 0 where the other coordinates are given and a, b are closed and a ≠ 0 there. */
export const closedSolution = (
  equation: Polynomial,
  unknown: string,
  given: ReadonlyMap<string, Q.Rational>,
  scope: Scope,
): ExactPoint | undefined => {
  const base = rationalPoint(given)
  const atom = atomOf({ kind: 'variable', name: unknown })
  try {
    const line = specialize(equation, base.values)
    const entries = [...line.values()]
    const isLinear = (e: Entry): boolean => e.monomial.some(([a, k]) => a === atom && k === 1)
    const slope = fromEntries(
      entries.filter(isLinear).map((e) => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) })),
    )
    const offset = fromEntries(entries.filter((e) => !isLinear(e)))
    if (slope.size === 0 || !isClosed(slope) || !isClosed(offset)) return undefined
    const value = negate(multiply(offset, inverse(slope)))
    const near = enclose(value, new Map(), 64)
    if (near === undefined) return undefined
    return {
      values: new Map([...base.values, [unknown, value]]),
      texts: { ...base.texts, [unknown]: textFor(value, scope) },
      constants: {},
      doubles: new Map([...base.doubles, [unknown, toDouble(near.low)]]),
    }
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}
