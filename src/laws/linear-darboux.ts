import { factor } from '../algebra/multivariate-factorization.ts'
import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn, derivative } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { combination, linearRelations } from './linear-relations.ts'
import { degreeInVariables } from './polynomial-laws.ts'

const EIGENVALUE = ' lambda'

type Matrix = readonly (readonly Fast.Polynomial[])[]

const isLinear = (field: GradientField): boolean =>
  field.functions.length === 0 && field.components.every((p) => degreeInVariables(p, field) <= 1)

/** The matrix of p ↦ Xp on 1, x_1, …, x_n, by columns, for a field of degree 1. */
const operatorOf = (field: GradientField): Matrix => {
  const names = namesOf(field)
  const images = field.variables.map((name) => alongField(field, Fast.indeterminate(name, names)))
  const constantTerm = (p: Fast.Polynomial): Fast.Polynomial =>
    Fast.fromTerms(
      names,
      Fast.terms(p).filter(({ exponents }) => exponents.slice(0, field.variables.length).every((e) => e === 0)),
    )
  const zero = Fast.constant(0, names)
  return [
    [zero, ...field.variables.map(() => zero)],
    ...images.map((p) => [constantTerm(p), ...field.variables.map((name) => derivative(p, name))]),
  ]
}

const applied = (matrix: Matrix, v: readonly Fast.Polynomial[], budget: Budget): Fast.Polynomial[] =>
  v.map((_, i) => {
    charge(budget, matrix.length)
    return matrix.reduce(
      (total, column, j) => Fast.add(total, multiply(column[i] as Fast.Polynomial, v[j] as Fast.Polynomial)),
      Fast.constant(0, v[0]?.names ?? []),
    )
  })

/** det(λ − M) by the recursion of Faddeev and LeVerrier. */
const characteristic = (matrix: Matrix, names: readonly string[], budget: Budget): Fast.Polynomial => {
  const size = matrix.length
  const all = [...names, EIGENVALUE]
  const lambda = Fast.indeterminate(EIGENVALUE, all)
  const unit = matrix.map((_, j) => matrix.map((_, i) => Fast.constant(i === j ? 1 : 0, names)))
  let current: Fast.Polynomial[][] = unit
  let result = Fast.constant(1, all)
  for (let k = 1; k <= size; k++) {
    const next = current.map((column) => applied(matrix, column, budget))
    const trace = next.reduce((sum, column, j) => Fast.add(sum, column[j] as Fast.Polynomial), Fast.constant(0, names))
    const coefficient = Fast.scale(trace, rational(-1, k))
    result = Fast.add(multiply(result, lambda), Fast.rename(coefficient, all))
    current = next.map((column, j) => column.map((p, i) => (i === j ? Fast.add(p, coefficient) : p)))
  }
  return result
}

/** q(M)·e_j for all j, q given by its coefficients. */
const polynomialOf = (
  matrix: Matrix,
  coefficients: readonly Fast.Polynomial[],
  names: readonly string[],
  budget: Budget,
): Matrix =>
  matrix.map((_, j) => {
    const unit = matrix.map((_, i) => Fast.constant(i === j ? 1 : 0, names))
    return [...coefficients].reverse().reduce(
      (sum, c) => applied(matrix, sum, budget).map((p, i) => Fast.add(p, multiply(c, unit[i] as Fast.Polynomial))),
      unit.map(() => Fast.constant(0, names)),
    )
  })

/**
 * The Darboux polynomials of degree 1 of a field of degree 1, and the norms of those over quadratic fields: eigenvectors
 * of p ↦ Xp on linear functions, with parameters as they stand; all of them but for eigenvalues of higher degree, which
 * are counted in `left`. Undefined for other fields.
 */
export const linearDarboux = (
  field: GradientField,
  budget: Budget,
): { readonly candidates: Fast.Polynomial[]; readonly left: number } | undefined => {
  if (!isLinear(field)) return undefined
  const names = namesOf(field)
  const matrix = operatorOf(field)
  const functions = [Fast.constant(1, names), ...field.variables.map((name) => Fast.indeterminate(name, names))]
  const marks = matrix.map((_, i) => ` ${i}`)
  const marked = [...marks, ...names]
  const eigenvectors = (q: Fast.Polynomial): Fast.Polynomial[] => {
    const coefficients = coefficientsIn(q, EIGENVALUE).map((c) => Fast.rename(c, names))
    const columns = polynomialOf(matrix, coefficients, names, budget).map((column) =>
      column.reduce(
        (sum, p, i) => Fast.add(sum, multiply(Fast.rename(p, marked), Fast.indeterminate(marks[i] as string, marked))),
        Fast.constant(0, marked),
      ),
    )
    const kernel = linearRelations(columns, marked.length - field.parameters.length, field.parameters, budget)
    return kernel.map((relation) => combination(relation, functions))
  }
  let left = 0
  const { factors } = factor(characteristic(matrix, names, budget), budget)
  const candidates = factors.flatMap(({ base }): Fast.Polynomial[] => {
    const degree = Fast.degreeIn(base, EIGENVALUE)
    if (degree === 1) return eigenvectors(base)
    if (degree !== 2) {
      left += degree
      return []
    }
    // For c₂λ² + c₁λ + c₀ and v in the kernel, c₂·Mv + c₁·v + c₂·θ·v is an eigenvector; its norm is rational.
    const [c0, c1, c2] = coefficientsIn(base, EIGENVALUE).map((c) => Fast.rename(c, names)) as [
      Fast.Polynomial,
      Fast.Polynomial,
      Fast.Polynomial,
    ]
    return eigenvectors(base).map((v) => {
      const a = Fast.add(multiply(c2, alongField(field, v)), multiply(c1, v))
      const product = Fast.subtract(multiply(a, a), multiply(c1, multiply(a, v)))
      return Fast.add(product, multiply(multiply(c0, c2), multiply(v, v)))
    })
  })
  return { candidates, left }
}
