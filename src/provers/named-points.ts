import { multiply, vanishes } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  atomsOf,
  fromAtom,
  fromEntries,
  integer,
  type Polynomial,
  polynomialKey,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'

/** A point whose coordinates are numbers, or depend on parameters. */
export type Point = ReadonlyMap<string, Polynomial>

const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))

/** The p of hypotheses Σ(x − p)² > 0: the points that the claim knows of. */
export const namedPoints = (sequent: Sequent): Point[] => {
  const { variables } = sequent.scope
  return sequent.hypotheses.flatMap(({ polynomial, op }) => {
    if (op !== '>') return []
    const point = new Map<string, Polynomial>()
    for (const name of variables) {
      const atom = atomOf({ kind: 'variable', name })
      const linear = [...polynomial.values()].filter((e) => e.monomial.some(([a, k]) => a === atom && k === 1))
      const value = fromEntries(linear.map((e) => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) })))
      if ([...atomsOf(value)].some(({ kind }) => kind === 'variable')) return []
      point.set(name, scale(value, Q.rational(-1, 2)))
    }
    const distance = variables.reduce<Polynomial>((sum, name) => {
      const gap = subtract(variable(name), point.get(name) as Polynomial)
      return add(sum, multiply(gap, gap))
    }, integer(0))
    return vanishes(subtract(distance, polynomial)) ? [point] : []
  })
}

/** Polynomials in one variable each that vanish at all points: Π (x − v) over the values v of x. */
export const vanishingAtPoints = (points: readonly Point[], variables: readonly string[]): Polynomial[] => {
  if (points.length === 0) return []
  return variables.map((name) => {
    const values = new Map(points.map((p) => [polynomialKey(p.get(name) as Polynomial), p.get(name) as Polynomial]))
    return [...values.values()].reduce((product, v) => multiply(product, subtract(variable(name), v)), integer(1))
  })
}
