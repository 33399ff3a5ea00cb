import type { Claim } from '../../../src/kernel/claim.ts'
import {
  add,
  monomial,
  number,
  type PlanePoint,
  type PlanePolynomial,
  power,
  scale,
  text,
  X,
  Y,
} from './plane-polynomial.ts'
import type { Random } from './random.ts'

/** Makes a claim that is false by construction or by exact evaluation; undefined where this draw is not false. */
export type Family = (setting: Setting) => Claim | undefined

/** What the families draw from: numbers, two names of variables and the context that declares them. */
export interface Setting extends Random {
  readonly names: readonly [string, string]
  readonly context: Claim['context']
  readonly show: (p: PlanePolynomial) => string
  readonly point: (x: bigint | number | string, y: bigint | number | string) => { readonly [name: string]: string }
}

export const settingOf = (random: Random): Setting => {
  const names = random.pick([['x', 'y'] as const, ['u', 'v'] as const, ['b', 'a'] as const])
  return {
    ...random,
    names,
    context: { variables: names, parameters: [], integers: [], assume: [], constants: {} },
    show: (p) => text(p, names),
    point: (x, y) => ({ [names[0]]: `${x}`, [names[1]]: `${y}` }),
  }
}

export const onePiece = (value: string) => [{ when: [], value }]

/** x^a·y^b − c and its law b·x² − a·y². */
export const monomialResidual = (s: Setting) => {
  const [a, b, c] = [s.integer(1, 3), s.integer(1, 3), s.nonzero(4)]
  return { h: add(monomial(1, a, b), number(-c)), law: add(monomial(b, 2, 0), monomial(-a, 0, 2)), a, b, c }
}

/** (x − p)(y − q) − c, with its centre (p, q). */
export const shiftedHyperbola = (s: Setting) => {
  const [p, q, c] = [s.integer(-3, 3), s.integer(-3, 3), s.nonzero(4)]
  const x = add(X, number(-p))
  const y = add(Y, number(-q))
  return { h: add(monomial(1, 1, 1), monomial(-q, 1, 0), monomial(-p, 0, 1), number(p * q - c)), x, y, p, q, c }
}

/** A small polynomial of degree at most two. */
export const quadratic = (s: Setting): PlanePolynomial =>
  add(
    monomial(s.integer(-2, 2), 2, 0),
    monomial(s.integer(-2, 2), 1, 1),
    monomial(s.integer(-2, 2), 0, 2),
    monomial(s.integer(-1, 1), 1, 0),
    number(s.integer(-2, 2)),
  )

/** h² as users may write it, with its polynomial. */
export const lossOf = (s: Setting, h: PlanePolynomial): { readonly text: string; readonly value: PlanePolynomial } => {
  const k = s.pick([2, 2, 4])
  const factor = s.integer(1, 2)
  const value = scale(power(h, k), factor)
  return { value, text: s.pick([s.show(value), `${factor}*(${s.show(h)})^${k}`]) }
}

const GRID: readonly bigint[] = [-3n, -2n, -1n, 0n, 1n, 2n, 3n]

/** The first small integer point where a condition holds. */
export const witness = (holds: (point: PlanePoint) => boolean): PlanePoint | undefined =>
  GRID.flatMap((x) => GRID.map((y): PlanePoint => [x, y])).find(holds)
