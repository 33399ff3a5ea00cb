import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import type { Budget } from '../search/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { linearRelations } from './linear-relations.ts'

const determinant2 = (
  [a, b]: readonly [Fast.Polynomial, Fast.Polynomial],
  [c, d]: readonly [Fast.Polynomial, Fast.Polynomial],
): Fast.Polynomial => Fast.subtract(multiply(a, d), multiply(b, c))

const pairOf = (list: readonly Fast.Polynomial[]): readonly [Fast.Polynomial, Fast.Polynomial] =>
  list as unknown as readonly [Fast.Polynomial, Fast.Polynomial]

/**
 * det(X, S) for affine fields S in the plane with [S, X] = c·X, c a constant: where it is not zero, its inverse is an
 * integrating factor (Lie), and it is a Darboux polynomial. Scalings of homogeneous and weighted homogeneous fields about
 * any centre, shears, translations and rotations are among the S. Empty in other dimensions.
 */
export const symmetryDeterminants = (field: GradientField, budget: Budget): Fast.Polynomial[] => {
  if (field.variables.length !== 2) return []
  const names = namesOf(field)
  const [x, y] = pairOf(field.variables.map((name) => Fast.indeterminate(name, names)))
  const zero = Fast.constant(0, names)
  const basis = [Fast.constant(1, names), x, y].flatMap((m) => [[m, zero] as const, [zero, m] as const])
  // A mark for each component, so that both make one polynomial.
  const marked = [' 0', ' 1', ...names]
  const together = (parts: readonly Fast.Polynomial[]): Fast.Polynomial =>
    parts.reduce(
      (sum, p, i) => Fast.add(sum, multiply(Fast.rename(p, marked), Fast.indeterminate(` ${i}`, marked))),
      Fast.constant(0, marked),
    )
  const brackets = basis.map((s) =>
    together(
      field.components.map((component, i) => {
        const alongS = s.reduce(
          (sum, entry, k) => Fast.add(sum, multiply(entry, derivative(component, field.variables[k] as string))),
          zero,
        )
        return Fast.subtract(alongS, alongField(field, s[i] as Fast.Polynomial))
      }),
    ),
  )
  const columns = [...brackets, together(field.components)]
  const relations = linearRelations(columns, marked.length - field.parameters.length, field.parameters, budget)
  return relations
    .map((relation) => {
      const symmetry = [0, 1].map((i) =>
        basis.reduce((sum, s, k) => {
          const c = relation.get(k)
          return c === undefined ? sum : Fast.add(sum, multiply(Fast.rename(c, names), s[i] as Fast.Polynomial))
        }, zero),
      )
      return determinant2(pairOf(field.components), pairOf(symmetry))
    })
    .filter((p) => !Fast.isZero(p))
}

const MAX_TERMS = 400

/**
 * The first extactic determinant det(X x_i, X² x_i, …): every invariant line or plane divides it, with any parameters.
 * Empty where it vanishes, for more than three variables, and where it would grow too large.
 */
export const inflections = (field: GradientField): Fast.Polynomial[] => {
  const n = field.variables.length
  if (n > 3) return []
  const names = namesOf(field)
  const rows: Fast.Polynomial[][] = [field.variables.map((name) => Fast.indeterminate(name, names))]
  for (let k = 1; k <= n; k++) {
    const next = (rows.at(-1) as Fast.Polynomial[]).map((p) => alongField(field, p))
    if (next.some((p) => Fast.termCount(p) > MAX_TERMS)) return []
    rows.push(next)
  }
  const [, first, second, third] = rows as [Fast.Polynomial[], ...Fast.Polynomial[][]]
  if (first === undefined || second === undefined) return n === 1 && first !== undefined ? [...first] : []
  if (third === undefined) return [determinant2(pairOf(first), pairOf(second))].filter((p) => !Fast.isZero(p))
  const minors = [0, 1, 2].map((skip) => {
    const rest = (row: readonly Fast.Polynomial[]) => pairOf(row.filter((_, i) => i !== skip))
    return determinant2(rest(first), rest(second))
  })
  const [a, b, c] = minors.map((minor, i) => multiply(minor, third[i] as Fast.Polynomial)) as [
    Fast.Polynomial,
    Fast.Polynomial,
    Fast.Polynomial,
  ]
  const whole = Fast.add(Fast.subtract(a, b), c)
  return Fast.isZero(whole) || Fast.termCount(whole) > MAX_TERMS ? [] : [whole]
}
