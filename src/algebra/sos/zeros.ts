import { add, isZero, multiply, ONE, type Rational, rational, sign, ZERO } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import { nullspace } from '../linear-algebra.ts'
import type { GramBlock } from './gram-system.ts'
import { accumulate, type MonomialTable, type Poly } from './sparse-polynomial.ts'

/** A rational zero of the target, and the directions along which the target is flat there to second order. */
export interface Zero {
  readonly point: readonly Rational[]
  readonly directions: readonly (readonly bigint[])[]
}

// For so many variables, the numerators of the coordinates that are tried: about a thousand points.
const GRIDS: readonly (readonly number[])[] = [
  [],
  [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6],
  [0, 1, -1, 2, -2, 3, -3, 4, -4],
  [0, 1, -1, 2, -2, 3, -3],
  [0, 1, -1, 2, -2],
  [0, 1, -1, 2],
  [0, 1, -1],
  [0, 1, -1],
]
const FAR = 3
const MOST_ZEROS = 60
const TOLERANCE = 1e-9

/** All points of the grid; for many variables those on the diagonal and on the axes. */
const gridPoints = function* (n: number): Generator<readonly number[]> {
  const values = GRIDS[n]
  if (values !== undefined) {
    for (let k = 0; k < values.length ** n && n > 0; k++) {
      const x: number[] = []
      for (let i = 0, rest = k; i < n; i++, rest = Math.floor(rest / values.length))
        x.push(values[rest % values.length] as number)
      yield x
    }
    return
  }
  for (let v = -FAR; v <= FAR; v++) {
    yield Array.from({ length: n }, () => v)
    for (let i = 0; i < n && v !== 0; i++) yield Array.from({ length: n }, (_, j) => (i === j ? v : 0))
  }
}

const power = (x: Rational, e: number): Rational => {
  let out = ONE
  for (let i = 0; i < e; i++) out = multiply(out, x)
  return out
}

/** ∂^e p/∂x^e at a point, for e with entries of at most 2 altogether. */
const valueAt = (table: MonomialTable, p: Poly, at: readonly Rational[], by: readonly number[] = []): Rational => {
  let total = ZERO
  for (const [m, c] of p) {
    let term = c
    const exponents = [...table.exponents(m)]
    for (const i of by) {
      term = multiply(term, rational(exponents[i] as number))
      exponents[i] = (exponents[i] as number) - 1
    }
    if (isZero(term)) continue
    exponents.forEach((e, i) => {
      if (e > 0) term = multiply(term, power(at[i] as Rational, e))
    })
    total = add(total, term)
  }
  return total
}

/** p at points in doubles, relative to the sum of its terms' sizes: 0 within rounding where p vanishes. */
const compiled = (table: MonomialTable, p: Poly): ((x: readonly number[]) => number) => {
  const terms = [...p].map(([m, c]) => ({ c: Number(c.n) / Number(c.d), exponents: table.exponents(m) }))
  return (x) => {
    let total = 0
    let size = 0
    for (const { c, exponents } of terms) {
      let value = c
      for (let i = 0; i < x.length; i++) for (let e = exponents[i] as number; e > 0; e--) value *= x[i] as number
      total += value
      size += Math.abs(value)
    }
    return size === 0 ? 0 : total / size
  }
}

const scaled = (table: MonomialTable, x: readonly number[]): Rational[] =>
  x.map((v, i) => {
    const s = table.scales[i] as number
    return s >= 0 ? rational(BigInt(v), 1n << BigInt(s)) : rational(BigInt(v) << BigInt(-s))
  })

/**
 * Points of a small grid where the target is zero, all equalities hold and none of the `factors` is negative: there
 * every summand of target + Σ square²·factor + Σ multiple·equality = 0 is zero. Throws BudgetSpent.
 */
export const rationalZeros = (
  table: MonomialTable,
  target: Poly,
  equalities: readonly Poly[],
  factors: readonly Poly[],
  budget: Budget,
): Zero[] => {
  const vanishing = [target, ...equalities].map((p) => compiled(table, p))
  const nonnegative = factors.map((p) => compiled(table, p))
  const halves = table.scales.map((s) => 2 ** -s)
  const zeros: Zero[] = []
  for (const x of gridPoints(table.variables.length)) {
    charge(budget, 1)
    if (zeros.length >= MOST_ZEROS) break
    const y = x.map((v, i) => v * (halves[i] as number))
    if (vanishing.some((f) => Math.abs(f(y)) > TOLERANCE) || nonnegative.some((f) => f(y) < -TOLERANCE)) continue
    const point = scaled(table, x)
    const isZeroThere = [target, ...equalities].every((p) => isZero(valueAt(table, p, point)))
    if (isZeroThere && factors.every((p) => sign(valueAt(table, p, point)) >= 0)) zeros.push({ point, directions: [] })
  }
  return zeros
}

const secondDerivative = (table: MonomialTable, p: Poly, at: readonly Rational[]): Rational[][] =>
  at.map((_, i) => at.map((__, j) => valueAt(table, p, at, [i, j])))

/** True where p, its gradient at the point and its second derivative along all directions are zero. */
const isFlatAlong = (table: MonomialTable, p: Poly, { point, directions }: Zero): boolean => {
  if (point.some((_, i) => !isZero(valueAt(table, p, point, [i])))) return false
  const hessian = secondDerivative(table, p, point)
  return directions.every((u) => {
    const terms = u.flatMap((a, i) => u.map((b, j) => multiply(rational(a * b), hessian[i]?.[j] as Rational)))
    return isZero(terms.reduce(add))
  })
}

/**
 * The zero with the kernel of the target's second derivative. Preconditions: as of {@link rationalZeros}, without
 * equalities, and the target is nowhere negative. Without directions where factors that vanish there may count.
 */
export const withFlatDirections = (
  table: MonomialTable,
  target: Poly,
  factors: readonly Poly[],
  { point }: Zero,
): Zero => {
  const zero = { point, directions: nullspace(secondDerivative(table, target, point), point.length) }
  const isSure = factors.every((f) => !isZero(valueAt(table, f, point)) || isFlatAlong(table, f, zero))
  return isSure ? zero : { point, directions: [] }
}

/**
 * The blocks cut down to the squares that vanish at the zeros where their multiplier does not, and there also along the
 * flat directions: no certificate is lost.
 */
export const vanishingAt = (table: MonomialTable, blocks: readonly GramBlock[], zeros: readonly Zero[]): GramBlock[] =>
  blocks.map((block) => {
    const rows = zeros
      .filter(({ point }) => !isZero(valueAt(table, block.multiplier, point)))
      .flatMap(({ point, directions }) => [
        block.basis.map((b) => valueAt(table, b, point)),
        ...directions.map((u) =>
          block.basis.map((b) =>
            u.reduce(
              (sum, c, i) => (c === 0n ? sum : add(sum, multiply(rational(c), valueAt(table, b, point, [i])))),
              ZERO,
            ),
          ),
        ),
      ])
    if (rows.length === 0) return block
    const basis = nullspace(rows, block.basis.length).map((combination) => {
      const q = new Map<number, Rational>()
      combination.forEach((c, i) => {
        accumulate(q, block.basis[i] as Poly, rational(c))
      })
      return q
    })
    return { ...block, basis }
  })
