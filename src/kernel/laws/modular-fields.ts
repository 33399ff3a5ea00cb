import { spend } from '../effort.ts'
import { type Json, readInteger, readMap, readRational } from '../json.ts'
import { clear, multiply } from '../normal-form.ts'
import { atomOf, fromAtom, fromEntries, type Polynomial } from '../polynomial.ts'
import * as Q from '../rational.ts'
import type { ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { number } from '../term.ts'
import { readFlow } from './flow.ts'
import { requireInterior } from './generic.ts'
import { readModulus, reduced, requireInverse, residueOf } from './residues.ts'

/** c·Πx_i modulo m, with the index of each variable as often as its exponent, in order: c·x_0²x_3 has [0, 0, 3]. */
export interface ModularTerm {
  readonly indices: readonly number[]
  readonly coefficient: number
}

/** How polynomials are reduced: the variables' indices, and numbers for parameters (and variables, at a point). */
export interface Reduction {
  readonly m: number
  readonly index: ReadonlyMap<string, number>
  readonly values: ReadonlyMap<string, number>
}

const MOST = 2 ** 52

/** The modulus, and rational numbers for exactly these names; those of parameters must lie inside what is assumed. */
export const readReduction = (
  { context }: ReadClaim,
  names: readonly string[],
  prime: Json | undefined,
  point: Json | undefined,
): Reduction => {
  const { variables, parameters } = context.scope
  const m = readModulus(prime)
  const given = readMap(point)
  if (given.size !== names.length || !names.every((name) => given.has(name))) {
    return refuse('point', `a value is needed for each of ${names.join(', ')}, and for nothing else`)
  }
  const read = (value: Json | undefined): Q.Rational =>
    typeof value === 'string' ? readRational(value) : Q.rational(readInteger(value, -MOST, MOST))
  const values = names.map((name) => [name, read(given.get(name))] as const)
  const ofParameters = values.filter(([name]) => parameters.has(name)).map(([name, q]) => [name, number(q)] as const)
  requireInterior(context, new Map(ofParameters))
  return {
    m,
    index: new Map(variables.map((name, i) => [name, i])),
    values: new Map(values.map(([name, q]) => [name, residueOf(q, m)])),
  }
}

/** A polynomial in the variables modulo m; its coefficients may be rational functions of the parameters. */
export const modularTerms = (p: Polynomial, by: Reduction): readonly ModularTerm[] => {
  const { m, index, values } = by
  const numberFor = (atom: Parameters<typeof fromAtom>[0]): number => {
    if (atom.kind === 'parameter') return values.get(atom.name) ?? 0
    if (atom.kind !== 'inverse') return refuse('term', `${atom.kind} is no rational function of rational numbers`)
    const terms = modularTerms(atom.arg, by)
    if (terms.some(({ indices }) => indices.length > 0)) return refuse('term', 'a denominator contains a variable')
    return requireInverse(
      terms.reduce((sum, t) => (sum + t.coefficient) % m, 0),
      m,
    )
  }
  return [...p.values()].map((entry) => {
    const indices: number[] = []
    let coefficient = residueOf(entry.coefficient, m)
    for (const [atom, times] of entry.monomial) {
      const at = atom.kind === 'variable' ? index.get(atom.name) : undefined
      const value = at === undefined ? numberFor(atom) : 1
      for (let i = 0; i < times; i++) {
        if (at === undefined) coefficient = reduced(coefficient * value, m)
        else indices.push(at)
      }
    }
    spend(1 + indices.length / 10)
    return { indices: indices.sort((a, b) => a - b), coefficient }
  })
}

/** For each field its terms, each with the index of its component. */
export type ModularField = readonly (ModularTerm & { readonly component: number })[]

/**
 * The fields of the flow modulo m, each times the denominators of its components: a field X and D·X with D ≠ 0 have the
 * same laws. Refuses (`term`) a flow that is not rational, with rational coefficients.
 */
export const modularFields = (claim: ReadClaim, by: Reduction): readonly ModularField[] => {
  const { scope } = claim.context
  const n = scope.variables.length
  // A variable for each component, while the denominators of all are cleared together; no name has a space in it.
  const markers = scope.variables.map((_, i) => `component ${i}`)
  const index = new Map([...by.index, ...markers.map((name, i) => [name, n + i] as const)])
  return readFlow(claim)
    .fields()
    .map((components) => {
      const marked = components.map((p, i) =>
        multiply(p, fromAtom(atomOf({ kind: 'variable', name: markers[i] as string }))),
      )
      const together = fromEntries(marked.flatMap((p) => [...p.values()]))
      const terms = modularTerms(clear(together).numerator, { ...by, index })
      // The marker is the last of the indices.
      return terms.map(({ indices, coefficient }) => ({
        indices: indices.slice(0, -1),
        coefficient,
        component: (indices.at(-1) as number) - n,
      }))
    })
}
