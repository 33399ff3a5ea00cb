import { determinant } from '../../src/algebra/linear-algebra.ts'
import * as Fast from '../../src/algebra/polynomial.ts'
import { derivative, substitute } from '../../src/algebra/polynomial-calculus.ts'
import { multiply } from '../../src/algebra/polynomial-product.ts'
import * as Q from '../../src/kernel/rational.ts'
import { type FieldFamily, familyNames } from '../../src/laws/field-family.ts'

type Matrix = readonly (readonly Q.Rational[])[]

const sum = (parts: readonly Fast.Polynomial[], names: readonly string[]): Fast.Polynomial =>
  parts.reduce((total, p) => Fast.add(total, p), Fast.constant(0, names))

/** The gradients of a map's components. */
export const gradients = (components: readonly Fast.Polynomial[], variables: readonly string[]): FieldFamily => ({
  variables,
  functions: [],
  parameters: [],
  fields: components.map((p) => variables.map((name) => derivative(p, name))),
})

/** The gradients of the entries of W_L···W_1, W_l of size widths[l] × widths[l-1]. */
export const linearNetwork = (widths: readonly number[]): FieldFamily => {
  const factors = widths
    .slice(1)
    .map((rows, l) =>
      Array.from({ length: rows }, (_, i) =>
        Array.from({ length: widths[l] as number }, (_, j) => `W${l + 1}[${i + 1},${j + 1}]`),
      ),
    )
  const names = factors.flat(2)
  const [first = [], ...others] = factors.map((rows) => rows.map((row) => row.map((s) => Fast.indeterminate(s, names))))
  const product = others.reduce(
    (below, rows) =>
      rows.map((row) =>
        (below[0] as Fast.Polynomial[]).map((_, j) =>
          sum(
            row.map((entry, k) => multiply(entry, below[k]?.[j] as Fast.Polynomial)),
            names,
          ),
        ),
      ),
    first,
  )
  return gradients(product.flat(), names)
}

/** A sequence of integers drawn from a seed, by Marsaglia's shifts. */
export const integersFrom = (seed: number): ((bound: number) => number) => {
  let state = seed
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

const identity = (n: number): Q.Rational[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Q.rational(i === j ? 1 : 0)))

const TRIPLES = [
  [3, 4, 5],
  [5, 12, 13],
  [8, 15, 17],
] as const

/** A product of rotations of coordinate planes by angles of Pythagorean triples. */
export const randomRotation = (n: number, seed: number, count = n): Matrix => {
  const next = integersFrom(seed)
  let matrix = identity(n)
  for (let k = 0; k < count; k++) {
    const i = next(n)
    const j = (i + 1 + next(n - 1)) % n
    const [a, b, c] = TRIPLES[next(3)] as (typeof TRIPLES)[number]
    const [cosine, sine] = [Q.rational(a, c), Q.rational(next(2) === 0 ? b : -b, c)]
    matrix = matrix.map((row) => {
      const [x, y] = [row[i] as Q.Rational, row[j] as Q.Rational]
      const turned = [...row]
      turned[i] = Q.subtract(Q.multiply(cosine, x), Q.multiply(sine, y))
      turned[j] = Q.add(Q.multiply(sine, x), Q.multiply(cosine, y))
      return turned
    })
  }
  return matrix
}

/** An invertible matrix of small integers, with a denominator here and there. */
export const randomInvertible = (n: number, seed: number): Matrix => {
  const next = integersFrom(seed)
  for (;;) {
    const matrix = Array.from({ length: n }, () =>
      Array.from({ length: n }, () => Q.rational(next(3) === 0 ? next(7) - 3 : 0, next(5) === 0 ? 2 : 1)),
    )
    if (determinant(matrix).n !== 0n) return matrix
  }
}

/** The inverse times the determinant. */
const adjugate = (matrix: Matrix): Matrix =>
  matrix.map((_, i) =>
    matrix.map((_, j) => {
      const minor = matrix.flatMap((row, r) => (r === j ? [] : [row.filter((_, c) => c !== i)]))
      const value = minor.length === 0 ? Q.ONE : determinant(minor)
      return (i + j) % 2 === 0 ? value : Q.negate(value)
    }),
  )

/** The fields in the coordinates y of x = L·y, times det L: y' = L^(-1)·X(L·y). c is a law of X if c(L·y) is one here. */
export const changedBy = (matrix: Matrix, family: FieldFamily): FieldFamily => {
  const { variables, fields } = family
  const names = familyNames(family)
  const combined = (row: readonly Q.Rational[], parts: readonly Fast.Polynomial[]): Fast.Polynomial =>
    sum(
      parts.map((p, k) => Fast.scale(p, row[k] as Q.Rational)),
      names,
    )
  const coordinates = variables.map((name) => Fast.indeterminate(name, names))
  const replaced = new Map(variables.map((name, i) => [name, combined(matrix[i] as Q.Rational[], coordinates)]))
  const inverse = adjugate(matrix)
  return {
    ...family,
    fields: fields.map((components) => {
      const moved = components.map((p) => Fast.rename(substitute(p, replaced), names))
      return variables.map((_, i) => combined(inverse[i] as Q.Rational[], moved))
    }),
  }
}

/** X_j p for every field of the family. */
export const along = (family: FieldFamily, p: Fast.Polynomial): Fast.Polynomial[] =>
  family.fields.map((components) =>
    sum(
      family.variables.map((name, i) => multiply(components[i] as Fast.Polynomial, derivative(p, name))),
      familyNames(family),
    ),
  )
