import * as Fast from '../algebra/polynomial.ts'
import { type Budget, charge } from '../kernel/budget.ts'
import * as Q from '../kernel/rational.ts'
import type { FieldFamily } from './field-family.ts'
import { type LinearRelation, linearRelations } from './linear-relations.ts'
import { newSpan } from './span.ts'

/** An entry of a generator x ↦ A x + b: that of A at `row`, `column`, or of b where `column` is the number of variables. */
export interface GeneratorEntry {
  readonly row: number
  readonly column: number
  /** A nonzero integer, or polynomial in the parameters. */
  readonly value: Fast.Polynomial
}

/** An affine vector field A x + b along which the potentials do not change: ⟨∇f_j, A x + b⟩ ≡ 0 for every j. */
export interface LinearSymmetry {
  readonly entries: readonly GeneratorEntry[]
  /** Of A: symmetric generators give the law x^⊤A x + 2 b^⊤x; antisymmetric ones give no quadratic law. */
  readonly type: 'symmetric' | 'antisymmetric' | 'general'
}

/** Entries with factors, whose sum is one unknown. */
type Pattern = readonly (readonly [row: number, column: number, factor: 1 | -1])[]

/** Where X_j·(x_k or 1) contributes to the equations: an equation's index, exponents of the parameters, a coefficient. */
export type Column = readonly {
  readonly equation: number
  readonly exponents: readonly number[]
  readonly value: Q.Rational
}[]

/** For each entry (i, k) of (A, b) what x_k·X_i, or X_i for b, contributes to Σ_i X_i·(A x + b)_i = 0. */
export const equationColumns = (family: FieldFamily, budget: Budget): ((row: number, column: number) => Column) => {
  const { variables, functions, parameters, fields } = family
  const n = variables.length
  const own = n + functions.length
  const equations = new Map<string, number>()
  // The nonzero exponents of a monomial, one raised by 1, as a key.
  const keyOf = (field: number, powers: readonly (readonly [number, number])[], raised: number): string => {
    let key = `${field}:`
    let isOpen = raised < n
    for (const [position, power] of powers) {
      if (isOpen && position >= raised) {
        isOpen = false
        key += position === raised ? `${position}^${power + 1}.` : `${raised}^1.${position}^${power}.`
      } else key += `${position}^${power}.`
    }
    return isOpen ? `${key}${raised}^1.` : key
  }
  const slopes = variables.map((_, i) =>
    fields.flatMap((components, field) =>
      Fast.terms(components[i] as Fast.Polynomial).map(({ exponents, coefficient }) => ({
        field,
        powers: exponents.slice(0, own).flatMap((e, p) => (e === 0 ? [] : [[p, e] as const])),
        exponents: exponents.slice(own),
        coefficient,
      })),
    ),
  )
  const width = parameters.length
  return (row, column) =>
    (slopes[row] ?? []).map(({ field, powers, exponents, coefficient }) => {
      charge(budget)
      const key = keyOf(field, powers, column)
      const equation = equations.get(key) ?? equations.size
      equations.set(key, equation)
      return { equation, exponents: exponents.slice(0, width), value: coefficient }
    })
}

/** The generators that are combinations of these patterns. */
const generatorsAmong = (patterns: readonly Pattern[], family: FieldFamily, budget: Budget): GeneratorEntry[][] => {
  const columnAt = equationColumns(family, budget)
  const names = ['equation', ...family.parameters]
  const unit = Q.rational(-1)
  const columns = patterns.map((pattern) =>
    Fast.fromTerms(
      names,
      pattern.flatMap(([i, k, factor]) =>
        columnAt(i, k).map(({ equation, exponents, value }) => ({
          exponents: [equation, ...exponents],
          coefficient: factor === 1 ? value : Q.multiply(unit, value),
        })),
      ),
    ),
  )
  const entriesOf = (relation: LinearRelation): GeneratorEntry[] =>
    [...relation].flatMap(([k, c]) =>
      (patterns[k] as Pattern).map(([row, column, factor]) => ({
        row,
        column,
        value: factor === 1 ? c : Fast.negate(c),
      })),
    )
  return linearRelations(columns, 1, family.parameters, budget).map(entriesOf)
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const vectorOf = (entries: readonly GeneratorEntry[]): ReadonlyMap<string, bigint> =>
  new Map(
    entries.flatMap(({ row, column, value }) =>
      Fast.terms(value).map(
        ({ exponents, coefficient }) => [`${row},${column}:${exponents.join()}`, coefficient.n] as const,
      ),
    ),
  )

/**
 * A basis of the Lie algebra of affine symmetries of a gradient field, or of several at once: the (A, b) with
 * ⟨X_j, A x + b⟩ ≡ 0 for every field, by exact linear algebra on coefficients. Symmetric A come first, then
 * antisymmetric ones, then what completes the algebra. Functions in the fields count as independent coordinates, so that
 * what is found holds for every choice of the signs at kinks.
 *
 * Throws `BudgetSpent`.
 * Source: [J], Proposition 3.36: symmetric generators give quadratic laws.
 */
export const linearSymmetries = (family: FieldFamily, budget: Budget): LinearSymmetry[] => {
  const n = family.variables.length
  const pairs = range(n).flatMap((i) => range(n - i).map((k) => [i, i + k] as const))
  const translations = range(n).map((i): Pattern => [[i, n, 1]])
  const symmetric = pairs.map(
    ([i, k]): Pattern =>
      i === k
        ? [[i, i, 1]]
        : [
            [i, k, 1],
            [k, i, 1],
          ],
  )
  const antisymmetric = pairs
    .filter(([i, k]) => i !== k)
    .map(
      ([i, k]): Pattern => [
        [i, k, 1],
        [k, i, -1],
      ],
    )
  const all = range(n).flatMap((i) => range(n).map((k): Pattern => [[i, k, 1]]))
  const known: LinearSymmetry[] = [
    ...generatorsAmong([...symmetric, ...translations], family, budget).map((entries) => ({
      entries,
      type: 'symmetric' as const,
    })),
  ]
  const span = newSpan()
  const offer = (generators: readonly GeneratorEntry[][], type: LinearSymmetry['type']): void => {
    for (const entries of generators) if (span.extend(vectorOf(entries))) known.push({ entries, type })
  }
  for (const { entries } of known) span.extend(vectorOf(entries))
  offer(generatorsAmong([...antisymmetric, ...translations], family, budget), 'antisymmetric')
  const whole = generatorsAmong([...all, ...translations], family, budget)
  if (whole.length > known.length) offer(whole, 'general')
  return known
}
