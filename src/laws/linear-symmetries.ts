import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import type { Budget } from '../kernel/budget.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { type LinearRelation, linearRelations } from './linear-relations.ts'
import { newSpan } from './span.ts'

/** A matrix A with ⟨∇f, A x⟩ ≡ 0, so that f(exp(tA)x) = f(x); entries are integers, or polynomials in the parameters. */
export interface LinearSymmetry {
  readonly generator: readonly (readonly Fast.Polynomial[])[]
  /** Symmetric generators S give the law x^⊤S x; antisymmetric ones give no quadratic law. */
  readonly type: 'symmetric' | 'antisymmetric' | 'general'
}

type Entry = readonly [row: number, column: number, factor: 1 | -1]

/** The generators that are combinations of these patterns of entries. */
const generatorsAmong = (
  patterns: readonly (readonly Entry[])[],
  field: GradientField,
  budget: Budget,
): Fast.Polynomial[][][] => {
  const names = namesOf(field)
  const n = field.variables.length
  const columns = patterns.map((pattern) =>
    pattern.reduce(
      (sum, [i, j, factor]) => {
        const moved = multiply(
          field.components[i] as Fast.Polynomial,
          Fast.indeterminate(field.variables[j] as string, names),
        )
        return Fast.add(sum, Fast.scale(moved, factor))
      },
      Fast.constant(0, names),
    ),
  )
  const matrixOf = (relation: LinearRelation): Fast.Polynomial[][] => {
    const zero = Fast.constant(0, field.parameters)
    const matrix = Array.from({ length: n }, () => new Array<Fast.Polynomial>(n).fill(zero))
    for (const [k, c] of relation)
      for (const [i, j, factor] of patterns[k] as readonly Entry[])
        (matrix[i] as Fast.Polynomial[])[j] = Fast.add(matrix[i]?.[j] as Fast.Polynomial, Fast.scale(c, factor))
    return matrix
  }
  return linearRelations(columns, n, field.parameters, budget).map(matrixOf)
}

/**
 * A basis of the Lie algebra of linear symmetries of f, symmetric and antisymmetric generators first: the matrices A
 * with ⟨X, A x⟩ ≡ 0, by exact linear algebra on coefficients.
 * Source: [J], Proposition 3.36: symmetric generators give quadratic laws.
 */
export const linearSymmetries = (field: GradientField, budget: Budget): LinearSymmetry[] => {
  const n = field.variables.length
  const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: n - i }, (_, k) => [i, i + k] as const)).flat()
  const symmetric = pairs.map(([i, j]): Entry[] =>
    i === j
      ? [[i, i, 1]]
      : [
          [i, j, 1],
          [j, i, 1],
        ],
  )
  const antisymmetric = pairs
    .filter(([i, j]) => i !== j)
    .map(([i, j]): Entry[] => [
      [i, j, 1],
      [j, i, -1],
    ])
  const single = pairs.flatMap(([i, j]): Entry[][] => (i === j ? [[[i, i, 1]]] : [[[i, j, 1]], [[j, i, 1]]]))
  const span = newSpan()
  const isNew = (matrix: readonly (readonly Fast.Polynomial[])[]): boolean => {
    const entries = matrix.flatMap((row, i) =>
      row.flatMap((p, j) =>
        Fast.terms(p).map(({ exponents, coefficient }) => [`${i},${j}:${exponents.join()}`, coefficient.n] as const),
      ),
    )
    return span.extend(new Map(entries))
  }
  return [
    ...generatorsAmong(symmetric, field, budget).map((generator) => ({ generator, type: 'symmetric' as const })),
    ...generatorsAmong(antisymmetric, field, budget).map((generator) => ({
      generator,
      type: 'antisymmetric' as const,
    })),
    ...generatorsAmong(single, field, budget).map((generator) => ({ generator, type: 'general' as const })),
  ].filter(({ generator }) => isNew(generator))
}
