import { spend } from '../effort.ts'
import { type Json, readInteger, readList, readObject } from '../json.ts'
import type { ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { type ModularField, modularFields, readReduction } from './modular-fields.ts'
import { rankAtLeast, reduced } from './residues.ts'

/** A field of the flow, counted from 0, or the bracket of two such trees. */
export type BracketTree = number | readonly [BracketTree, BracketTree]

/** Brackets nested deeper would need more than 2^11 coefficients. */
const MAX_DEPTH = 12

export const readTree = (json: Json | undefined, fields: number, depth = 1): BracketTree => {
  if (!Array.isArray(json)) return readInteger(json, 0, fields - 1)
  if (json.length !== 2) return refuse('format', 'a bracket is a list of two')
  if (depth >= MAX_DEPTH) return refuse('count', `brackets nested deeper than ${MAX_DEPTH}`)
  return [readTree(json[0], fields, depth + 1), readTree(json[1], fields, depth + 1)]
}

/**
 * An element of (Z/m)[ε_1, …, ε_k]/(ε_i²): its 2^k coefficients, that of a product of ε_i at the sum of the 2^(i−1).
 * A polynomial evaluated there gives its derivatives too, with no limit taken and nothing rounded.
 */
type Dual = Float64Array

const times = (a: Dual, b: Dual, m: number): Dual => {
  spend(a.length ** 1.6 / 100)
  return a.map((_, whole) => {
    let total = 0
    // Over the subsets of the bits of `whole`.
    for (let part = whole; ; part = (part - 1) & whole) {
      total = reduced(total + (a[part] as number) * (b[whole ^ part] as number), m)
      if (part === 0) return total
    }
  })
}

const minus = (a: Dual, b: Dual, m: number): Dual => a.map((x, i) => (x - (b[i] as number) + m) % m)

const fieldAt = (field: ModularField, x: readonly Dual[], m: number): readonly Dual[] => {
  const out = x.map((entry) => new Float64Array(entry.length))
  for (const { indices, coefficient, component } of field) {
    let value = new Float64Array(out[component]?.length ?? 0)
    value[0] = coefficient
    for (const i of indices) value = Float64Array.from(times(x[i] as Dual, value, m))
    const total = out[component] as Dual
    value.forEach((entry, k) => {
      total[k] = ((total[k] as number) + entry) % m
    })
  }
  return out
}

/** x + εv with a new ε. */
const extended = (x: readonly Dual[], v: readonly Dual[]): Dual[] =>
  x.map((entry, i) => {
    const out = new Float64Array(2 * entry.length)
    out.set(entry)
    out.set(v[i] as Dual, entry.length)
    return out
  })

/** The value of a bracket [X, Y] = DY·X − DX·Y, where DY·X is the coefficient of ε in Y(x + εX(x)). */
const bracketAt = (
  tree: BracketTree,
  x: readonly Dual[],
  fields: readonly ModularField[],
  m: number,
): readonly Dual[] => {
  if (typeof tree === 'number') return fieldAt(fields[tree] as ModularField, x, m)
  const size = (x[0] as Dual).length
  spend((x.length * (20 + size)) / 10)
  const [left, right] = tree
  const along = bracketAt(right, extended(x, bracketAt(left, x, fields, m)), fields, m)
  const value = along.map((entry) => entry.subarray(0, size))
  const across = bracketAt(left, extended(x, value), fields, m)
  return along.map((entry, i) => minus(entry.subarray(size), (across[i] as Dual).subarray(size), m))
}

/** Checks that n − atMost brackets are independent at a rational point, modulo m (`proofs/FORMAT.md` §10). */
export const checkLieRank = (claim: ReadClaim, atMost: number, json: Json | undefined): void => {
  const { variables, parameters } = claim.context.scope
  const { prime, point, brackets } = readObject(json, ['kind', 'prime', 'point', 'brackets'])
  const by = readReduction(claim, [...variables, ...parameters], prime, point)
  const fields = modularFields(claim, by)
  const trees = readList(brackets).map((tree) => readTree(tree, fields.length))
  const needed = variables.length - atMost
  if (trees.length !== needed) refuse('count', `${needed} brackets are needed, found ${trees.length}`)
  const x = variables.map((name) => Float64Array.of(by.values.get(name) ?? 0))
  const rows = trees.map((tree) => bracketAt(tree, x, fields, by.m).map((entry, i) => [i, entry[0] as number] as const))
  if (rankAtLeast(rows, variables.length, by.m, needed) < needed) {
    refuse('count', 'the brackets are not independent at the point')
  }
}
