import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import * as Q from '../kernel/rational.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import type { FieldFamily } from './field-family.ts'
import { linearRelations } from './linear-relations.ts'
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

/** Where X_j·(x_k or 1) contributes to the equations: an equation's index, exponents of the parameters, a coefficient. */
export type Column = readonly {
  readonly equation: number
  readonly exponents: readonly number[]
  readonly value: Q.Rational
}[]

/** The indeterminate whose powers number the equations; no declared name begins with a space. */
export const EQUATION = ' equation'

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

/** The unknown entries that no equation with one unknown forces to be 0, in rounds until none is left. */
const remaining = (columns: readonly Column[]): number[] => {
  const members = new Map<number, number[]>()
  columns.forEach((column, j) => {
    for (const equation of new Set(column.map((entry) => entry.equation))) {
      const list = members.get(equation)
      if (list === undefined) members.set(equation, [j])
      else list.push(j)
    }
  })
  const left = new Map([...members].map(([equation, list]) => [equation, list.length]))
  const isZero = new Uint8Array(columns.length)
  const queue = [...left].flatMap(([equation, count]) => (count === 1 ? [equation] : []))
  for (let equation = queue.pop(); equation !== undefined; equation = queue.pop()) {
    const only = members.get(equation)?.find((j) => isZero[j] === 0)
    if (only === undefined) continue
    isZero[only] = 1
    for (const other of new Set((columns[only] as Column).map((entry) => entry.equation))) {
      const count = (left.get(other) as number) - 1
      left.set(other, count)
      if (count === 1) queue.push(other)
    }
  }
  return [...columns.keys()].filter((j) => isZero[j] === 0)
}

const polynomialOf = (column: Column, names: readonly string[]): Fast.Polynomial =>
  Fast.fromTerms(
    names,
    column.map(({ equation, exponents, value }) => ({ exponents: [equation, ...exponents], coefficient: value })),
  )

/** Of the equations, with which memory stays below about two gigabytes. */
const MOST_COEFFICIENTS = 5_000_000

/** All generators: the kernel of (A, b) ↦ ⟨X_j, A x + b⟩, the equations taken together for all fields. */
const allGenerators = (family: FieldFamily, budget: Budget): GeneratorEntry[][] => {
  const n = family.variables.length
  const terms = family.fields.flat().reduce((count, p) => count + Fast.termCount(p), 0)
  if (terms * (n + 1) > MOST_COEFFICIENTS) throw new BudgetSpent(`more than ${MOST_COEFFICIENTS} coefficients`)
  const columnAt = equationColumns(family, budget)
  const places = range(n).flatMap((row) => range(n + 1).map((column) => [row, column] as const))
  const columns = places.map(([row, column]) => columnAt(row, column))
  const free = remaining(columns)
  const names = [EQUATION, ...family.parameters]
  const kept = free.map((j) => polynomialOf(columns[j] as Column, names))
  return linearRelations(kept, 1, family.parameters, budget).map((relation) =>
    [...relation].map(([k, value]): GeneratorEntry => {
      const [row, column] = places[free[k] as number] as readonly [number, number]
      return { row, column, value }
    }),
  )
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Σ of entries in the same place, zeros left out. */
const collected = (entries: readonly GeneratorEntry[]): GeneratorEntry[] => {
  const found = new Map<string, GeneratorEntry>()
  for (const entry of entries) {
    const key = `${entry.row},${entry.column}`
    const old = found.get(key)
    found.set(key, old === undefined ? entry : { ...entry, value: Fast.add(old.value, entry.value) })
  }
  return [...found.values()].filter(({ value }) => !Fast.isZero(value))
}

/** The combinations of generators with A^⊤ = A, or A^⊤ = −A. */
const generatorsWith = (
  sign: 1 | -1,
  generators: readonly (readonly GeneratorEntry[])[],
  { variables, parameters }: FieldFamily,
  budget: Budget,
): GeneratorEntry[][] => {
  const n = variables.length
  const names = [EQUATION, ...parameters]
  const columns = generators.map((entries) =>
    polynomialOf(
      entries.flatMap(({ row, column, value }): Column => {
        if (column === n) return []
        return Fast.terms(value).flatMap(({ exponents, coefficient }) => [
          { equation: row * n + column, exponents, value: coefficient },
          {
            equation: column * n + row,
            exponents,
            value: sign === 1 ? Q.negate(coefficient) : coefficient,
          },
        ])
      }),
      names,
    ),
  )
  return linearRelations(columns, 1, parameters, budget).map((relation) =>
    collected(
      [...relation].flatMap(([k, c]) =>
        (generators[k] as readonly GeneratorEntry[]).map((entry) => ({ ...entry, value: multiply(c, entry.value) })),
      ),
    ),
  )
}

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
 * Throws `BudgetSpent`, also where there are too many equations.
 * Source: [J], Proposition 3.36: symmetric generators give quadratic laws.
 */
export const linearSymmetries = (family: FieldFamily, budget: Budget): LinearSymmetry[] => {
  const all = allGenerators(family, budget)
  const span = newSpan()
  const known: LinearSymmetry[] = []
  const offer = (generators: readonly (readonly GeneratorEntry[])[], type: LinearSymmetry['type']): void => {
    for (const entries of generators) {
      if (known.length < all.length && span.extend(vectorOf(entries))) known.push({ entries, type })
    }
  }
  offer(generatorsWith(1, all, family, budget), 'symmetric')
  offer(generatorsWith(-1, all, family, budget), 'antisymmetric')
  offer(all, 'general')
  return known
}
