import { nullspaceSparse } from '../algebra/linear-algebra.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact, primitivePart } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { invert } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { jointContent } from './content.ts'

/** Coefficients c_j ≠ 0 by column, polynomials in the parameters with integer coefficients and no common factor. */
export type LinearRelation = ReadonlyMap<number, Fast.Polynomial>

type Row = Map<number, Fast.Polynomial>

/** Splits columns into classes that share no monomial, by joining the columns of each row. */
const blocks = (columnCount: number, rows: Iterable<Row>, budget: Budget): { columns: number[]; rows: Row[] }[] => {
  const parent = Array.from({ length: columnCount }, (_, j) => j)
  const find = (j: number): number => {
    let root = j
    while (parent[root] !== root) root = parent[root] as number
    parent[j] = root
    return root
  }
  const all = [...rows]
  for (const row of all) {
    charge(budget, 1)
    const [first, ...others] = row.keys()
    for (const other of others) parent[find(other)] = find(first as number)
  }
  const byRoot = new Map<number, { columns: number[]; rows: Row[] }>()
  for (let j = 0; j < columnCount; j++) {
    const root = find(j)
    const block = byRoot.get(root) ?? { columns: [], rows: [] }
    block.columns.push(j)
    byRoot.set(root, block)
  }
  for (const row of all) byRoot.get(find(row.keys().next().value as number))?.rows.push(row)
  return [...byRoot.values()]
}

const numericKernel = (columns: readonly number[], rows: readonly Row[], budget: Budget): bigint[][] => {
  const position = new Map(columns.map((c, i) => [c, i]))
  const sparse = rows.map((row) => {
    charge(budget, 5)
    const entries = [...row].map(([c, p]) => [position.get(c) as number, Fast.coefficientAt(p, 0)] as const)
    entries.sort(([a], [b]) => a - b)
    const common = entries.reduce((m, [, q]) => (m / Fast.integerGcd(m, q.d)) * q.d, 1n)
    return { columns: entries.map(([c]) => c), values: entries.map(([, q]) => q.n * (common / q.d)) }
  })
  return nullspaceSparse(sparse, columns.length, budget)
}

const withoutContent = (row: Row, budget: Budget): void => {
  const [first, ...others] = row.values()
  if (first === undefined) return
  const common = others.reduce((a, b) => (Fast.constantValue(a) === undefined ? gcd(a, b, budget) : a), first)
  const isPlain = Fast.constantValue(common) !== undefined
  const divided = [...row].map(([c, p]) => [c, isPlain ? p : (divideExact(p, common) ?? p)] as const)
  const scale = invert(jointContent(divided.map(([, p]) => p)))
  for (const [c, p] of divided) row.set(c, Fast.scale(p, scale))
}

/** Gauss–Jordan elimination over the polynomials in the parameters, rows kept without common factors. */
const parametricKernel = (columns: readonly number[], rows: readonly Row[], budget: Budget): LinearRelation[] => {
  const rest = rows.map((row) => new Map(row))
  const pivots = new Map<number, Row>()
  for (const column of columns) {
    charge(budget)
    const candidates = rest.filter((row) => row.has(column))
    const size = (row: Row): number => Fast.termCount(row.get(column) as Fast.Polynomial)
    const pivot = candidates.sort((a, b) => size(a) - size(b))[0]
    if (pivot === undefined) continue
    rest.splice(rest.indexOf(pivot), 1)
    const lead = pivot.get(column) as Fast.Polynomial
    for (const row of [...rest, ...pivots.values()]) {
      const entry = row.get(column)
      if (entry === undefined) continue
      charge(budget)
      for (const c of new Set([...row.keys(), ...pivot.keys()])) {
        const own = row.get(c)
        const other = pivot.get(c)
        const left = own === undefined ? undefined : multiply(own, lead)
        const right = other === undefined ? undefined : multiply(other, entry)
        const value = right === undefined ? left : left === undefined ? Fast.negate(right) : Fast.subtract(left, right)
        if (value === undefined || Fast.isZero(value)) row.delete(c)
        else row.set(c, value)
      }
      withoutContent(row, budget)
    }
    pivots.set(column, pivot)
  }
  return columns
    .filter((column) => !pivots.has(column))
    .map((free) => {
      charge(budget)
      const used = [...pivots].filter(([, row]) => row.has(free))
      const one = Fast.constant(1, (rows[0]?.values().next().value as Fast.Polynomial | undefined)?.names ?? [])
      const common = used.reduce((l, [column, row]) => {
        const lead = row.get(column) as Fast.Polynomial
        return multiply(l, divideExact(lead, gcd(l, lead, budget)) as Fast.Polynomial)
      }, one)
      const relation: Row = new Map([[free, common]])
      for (const [column, row] of used) {
        const factor = divideExact(common, row.get(column) as Fast.Polynomial) as Fast.Polynomial
        relation.set(column, Fast.negate(multiply(factor, row.get(free) as Fast.Polynomial)))
      }
      withoutContent(relation, budget)
      return new Map([...relation].sort(([a], [b]) => a - b))
    })
}

/**
 * A basis of all (c_j) over Q(parameters) with Σ c_j·p_j = 0, cleared of denominators.
 *
 * @param columns the p_j, all over the variables followed by the parameters
 * @param variableCount how many of the names are variables
 * @param parameterNames the other names, over which the results are written
 */
export const linearRelations = (
  columns: readonly Fast.Polynomial[],
  variableCount: number,
  parameterNames: readonly string[],
  budget: Budget,
): LinearRelation[] => {
  const rows = new Map<string, Map<number, Fast.PolynomialTerm[]>>()
  columns.forEach((p, j) => {
    charge(budget, 5)
    for (const { exponents, coefficient } of Fast.terms(p)) {
      const key = exponents.slice(0, variableCount).join()
      const row = rows.get(key) ?? new Map<number, Fast.PolynomialTerm[]>()
      const terms = row.get(j) ?? []
      terms.push({ exponents: exponents.slice(variableCount), coefficient })
      row.set(j, terms)
      rows.set(key, row)
    }
  })
  const entries = [...rows.values()].map((row): Row => {
    charge(budget, 5)
    return new Map([...row].map(([j, terms]) => [j, Fast.fromTerms(parameterNames, terms)]))
  })
  return blocks(columns.length, entries, budget).flatMap((block) => {
    charge(budget)
    const isNumeric = block.rows.every((row) => [...row.values()].every((p) => Fast.constantValue(p) !== undefined))
    if (!isNumeric) return parametricKernel(block.columns, block.rows, budget)
    return numericKernel(block.columns, block.rows, budget).map(
      (vector): LinearRelation =>
        new Map(
          vector.flatMap((c, i) => (c === 0n ? [] : [[block.columns[i] as number, Fast.constant(c, parameterNames)]])),
        ),
    )
  })
}

/** Σ c_j·p_j, primitive, for p_j over names that contain the parameters. */
export const combination = (relation: LinearRelation, columns: readonly Fast.Polynomial[]): Fast.Polynomial => {
  const names = columns[0]?.names ?? []
  const total = [...relation].reduce(
    (sum, [j, c]) => Fast.add(sum, multiply(Fast.rename(c, names), columns[j] as Fast.Polynomial)),
    Fast.constant(0, names),
  )
  return Fast.isZero(total) ? total : primitivePart(total)
}
