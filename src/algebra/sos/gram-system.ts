import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  sign,
  ZERO,
} from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import type { IdealSpan } from './ideal-span.ts'
import { accumulate, type MonomialTable, type Poly, product } from './sparse-polynomial.ts'

/**
 * Stands for multiplier · basisᵀ·G·basis with an unknown positive semidefinite G; `tag` is the caller's. The traces of
 * all normalized blocks add up to 1.
 */
export interface GramBlock {
  readonly multiplier: Poly
  readonly basis: readonly Poly[]
  readonly tag: number
  readonly isNormalized?: boolean
}

/** One unknown entry of one Gram matrix, row ≤ column. */
export interface GramEntry {
  readonly block: number
  readonly row: number
  readonly column: number
}

/** Σ coefficient·unknown = value; unknowns are numbers of entries. */
export interface GramEquation {
  readonly coefficients: Map<number, Rational>
  readonly value: Rational
}

/** The equations that say Σ multiplier·basisᵀ·G·basis = target modulo an ideal span. */
export interface GramSystem {
  readonly blocks: readonly GramBlock[]
  readonly entries: readonly GramEntry[]
  readonly equations: readonly GramEquation[]
}

/** Writes down the equations, one per monomial. */
export const gramSystem = (
  table: MonomialTable,
  blocks: readonly GramBlock[],
  target: Poly,
  span: IdealSpan,
  budget: Budget,
): GramSystem => {
  const entries: GramEntry[] = []
  const byMonomial = new Map<number, Map<number, Rational>>()
  const goal = span.reduce(target)
  for (const m of goal.keys()) byMonomial.set(m, new Map())
  blocks.forEach(({ multiplier, basis }, block) => {
    basis.forEach((left, row) => {
      charge(budget)
      const half = product(table, multiplier, left)
      for (let column = row; column < basis.length; column++) {
        const image = span.reduce(product(table, half, basis[column] as Poly))
        const factor = row === column ? ONE : rational(2)
        for (const [m, c] of image) {
          let equation = byMonomial.get(m)
          if (equation === undefined) {
            equation = new Map()
            byMonomial.set(m, equation)
          }
          equation.set(entries.length, multiply(c, factor))
        }
        entries.push({ block, row, column })
      }
    })
  })
  const equations = [...byMonomial].map(([m, coefficients]) => ({ coefficients, value: goal.get(m) ?? ZERO }))
  const trace = entries.flatMap(({ block, row, column }, id) =>
    row === column && blocks[block]?.isNormalized === true ? [[id, ONE] as const] : [],
  )
  if (trace.length > 0) equations.push({ coefficients: new Map(trace), value: ONE })
  return { blocks, entries, equations }
}

/**
 * Drops basis elements whose diagonal entry must be 0, as long as some equation says so: a sum of diagonal entries
 * with coefficients of one sign that is 0. For one block of monomials this finds (at least) Newton's half polytope.
 * Returns undefined where an equation cannot hold.
 */
export const withoutForcedZeros = (system: GramSystem): GramSystem | undefined => {
  const { entries } = system
  const dead = system.blocks.map(() => new Set<number>())
  const equations = system.equations.map((e) => ({ coefficients: new Map(e.coefficients), value: e.value }))
  let open = equations
  for (;;) {
    let changed = false
    const next: typeof open = []
    for (const equation of open) {
      let positive = false
      let negative = false
      let mixed = false
      for (const [id, c] of equation.coefficients) {
        const { block, row, column } = entries[id] as GramEntry
        if (dead[block]?.has(row) || dead[block]?.has(column)) equation.coefficients.delete(id)
        else if (row !== column) mixed = true
        else if (sign(c) > 0) positive = true
        else negative = true
      }
      const s = sign(equation.value)
      if (mixed || (positive && negative)) next.push(equation)
      else if (!positive && !negative) {
        if (s !== 0) return undefined
      } else if (s === 0) {
        changed = true
        for (const id of equation.coefficients.keys()) {
          const { block, row } = entries[id] as GramEntry
          dead[block]?.add(row)
        }
      } else if (s > 0 !== positive) return undefined
      else next.push(equation)
    }
    open = next
    if (!changed) break
  }
  const kept = system.blocks.map(({ basis }, b) => basis.map((_, i) => i).filter((i) => !dead[b]?.has(i)))
  const place = kept.map((list) => new Map(list.map((old, now) => [old, now])))
  const renumbered = new Map<number, number>()
  const left: GramEntry[] = []
  entries.forEach(({ block, row, column }, id) => {
    const r = place[block]?.get(row)
    const c = place[block]?.get(column)
    if (r === undefined || c === undefined) return
    renumbered.set(id, left.length)
    left.push({ block, row: r, column: c })
  })
  return {
    blocks: system.blocks.map((b, i) => ({ ...b, basis: (kept[i] ?? []).map((j) => b.basis[j] as Poly) })),
    entries: left,
    equations: open.map(({ coefficients, value }) => ({
      coefficients: new Map([...coefficients].map(([id, c]) => [renumbered.get(id) as number, c])),
      value,
    })),
  }
}

/** All exact solutions: every unknown that is not free is value - Σ coefficient·free unknown. */
export interface AffineSolution {
  readonly pivots: ReadonlyMap<number, GramEquation>
  readonly free: readonly number[]
  /** Those of the given equations that are linearly independent. */
  readonly independent: readonly GramEquation[]
}

/** Solves linear equations over ℚ; undefined where they contradict each other. Throws BudgetSpent. */
export const solveAffine = (
  equations: readonly GramEquation[],
  unknowns: number,
  budget: Budget,
): AffineSolution | undefined => {
  const uses = new Int32Array(unknowns)
  for (const { coefficients } of equations) for (const id of coefficients.keys()) uses[id] = (uses[id] as number) + 1
  const pivots = new Map<number, { coefficients: Map<number, Rational>; value: Rational }>()
  const independent: GramEquation[] = []
  for (const equation of [...equations].sort((a, b) => a.coefficients.size - b.coefficients.size)) {
    charge(budget)
    const row = new Map(equation.coefficients)
    let value = equation.value
    for (const [id, c] of equation.coefficients) {
      const known = pivots.get(id)
      if (known === undefined) continue
      row.delete(id)
      accumulate(row, known.coefficients, negate(c))
      value = add(value, negate(multiply(c, known.value)))
    }
    let pivot = -1
    for (const id of row.keys()) if (pivot < 0 || (uses[id] as number) < (uses[pivot] as number)) pivot = id
    if (pivot < 0) {
      if (!isZero(value)) return undefined
      continue
    }
    independent.push(equation)
    const lead = row.get(pivot) as Rational
    row.delete(pivot)
    for (const [id, c] of row) row.set(id, divide(c, lead))
    value = divide(value, lead)
    if ((uses[pivot] as number) > 1)
      for (const other of pivots.values()) {
        const c = other.coefficients.get(pivot)
        if (c === undefined) continue
        other.coefficients.delete(pivot)
        accumulate(other.coefficients, row, negate(c))
        other.value = add(other.value, negate(multiply(c, value)))
      }
    pivots.set(pivot, { coefficients: row, value })
  }
  const free: number[] = []
  for (let id = 0; id < unknowns; id++) if (!pivots.has(id)) free.push(id)
  return { pivots, free, independent }
}
