import { add, divide, isZero, multiply, ONE, type Rational, rational, sign } from '../../kernel/rational.ts'
import { integerGcd } from '../polynomial.ts'

/** A polynomial over ℚ as a list of terms; exponents run parallel to `variables`. Terms may repeat or be zero. */
export interface SparsePolynomial {
  readonly variables: readonly string[]
  readonly terms: readonly { readonly exponents: readonly number[]; readonly coefficient: Rational }[]
}

/** A polynomial over ℚ inside one search: monomial number → nonzero coefficient. */
export type Poly = ReadonlyMap<number, Rational>

/** The monomials met in one search, numbered in order of appearance; number 0 is 1. */
export interface MonomialTable {
  readonly variables: readonly string[]
  /** Inside a search the variable i stands for x_i/2^(scales_i). */
  readonly scales: readonly number[]
  readonly index: (exponents: readonly number[]) => number
  readonly exponents: (monomial: number) => readonly number[]
  readonly degree: (monomial: number) => number
  readonly times: (a: number, b: number) => number
  /** Negative where a comes before b: by degree, then lexicographically. */
  readonly compare: (a: number, b: number) => number
}

/** An empty table for polynomials in the given variables, which may be scaled by powers of 2. */
export const monomialTable = (
  variables: readonly string[],
  scales: readonly number[] = variables.map(() => 0),
): MonomialTable => {
  const numbers = new Map<string, number>()
  const list: (readonly number[])[] = []
  const degrees: number[] = []
  const products = new Map<number, number>()
  const index = (exponents: readonly number[]): number => {
    const key = exponents.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, list.length)
    list.push([...exponents])
    degrees.push(exponents.reduce((a, b) => a + b, 0))
    return list.length - 1
  }
  const exponents = (m: number): readonly number[] => list[m] as readonly number[]
  const degree = (m: number): number => degrees[m] as number
  const times = (a: number, b: number): number => {
    if (a === 0) return b
    if (b === 0) return a
    const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a
    const known = products.get(key)
    if (known !== undefined) return known
    const right = exponents(b)
    const result = index(exponents(a).map((e, i) => e + (right[i] as number)))
    products.set(key, result)
    return result
  }
  const compare = (a: number, b: number): number => {
    const byDegree = degree(a) - degree(b)
    if (byDegree !== 0) return byDegree
    const x = exponents(a)
    const y = exponents(b)
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number)
    return 0
  }
  index(variables.map(() => 0))
  return { variables, scales, index, exponents, degree, times, compare }
}

/** A monomial as a polynomial; number 0 is the constant 1. */
export const monomial = (m: number): Poly => new Map([[m, ONE]])

/** target += factor·p, in place; zero coefficients are dropped. */
export const accumulate = (target: Map<number, Rational>, p: Poly, factor: Rational): void => {
  if (isZero(factor)) return
  for (const [m, c] of p) {
    const old = target.get(m)
    const value = old === undefined ? multiply(c, factor) : add(old, multiply(c, factor))
    if (isZero(value)) target.delete(m)
    else target.set(m, value)
  }
}

/** x^m·p. */
export const shifted = (table: MonomialTable, p: Poly, m: number): Poly => {
  const out = new Map<number, Rational>()
  for (const [n, c] of p) out.set(table.times(n, m), c)
  return out
}

/** p·q. */
export const product = (table: MonomialTable, p: Poly, q: Poly): Poly => {
  const out = new Map<number, Rational>()
  for (const [m, c] of q) accumulate(out, shifted(table, p, m), c)
  return out
}

/** The degree of p; 0 for the zero polynomial. */
export const degreeOf = (table: MonomialTable, p: Poly): number => {
  let degree = 0
  for (const m of p.keys()) degree = Math.max(degree, table.degree(m))
  return degree
}

/** The degree that all terms of p share; undefined where they differ or p = 0. */
export const homogeneousDegree = (table: MonomialTable, p: Poly): number | undefined => {
  let degree: number | undefined
  for (const m of p.keys()) {
    const own = table.degree(m)
    if (degree !== undefined && own !== degree) return undefined
    degree = own
  }
  return degree
}

/** True for a combination of squares of monomials with positive coefficients. */
export const isEvidentlyNonnegative = (table: MonomialTable, p: Poly): boolean => {
  for (const [m, c] of p) if (sign(c) < 0 || table.exponents(m).some((e) => e % 2 === 1)) return false
  return true
}

const scaleFactor = (table: MonomialTable, exponents: readonly number[]): Rational => {
  const bits = exponents.reduce((total, e, i) => total + e * (table.scales[i] as number), 0)
  return bits >= 0 ? rational(1n << BigInt(bits)) : rational(1n, 1n << BigInt(-bits))
}

/** Reads p into a table; p may use fewer variables than the table, in another order. Throws on a strange variable. */
export const enter = (table: MonomialTable, p: SparsePolynomial): Poly => {
  const places = p.variables.map((name) => table.variables.indexOf(name))
  const out = new Map<number, Rational>()
  for (const { exponents, coefficient } of p.terms) {
    const full = table.variables.map(() => 0)
    exponents.forEach((e, i) => {
      const place = places[i] ?? -1
      if (e === 0) return
      if (place < 0 || !Number.isInteger(e) || e < 0)
        throw new RangeError(
          `expected natural exponents of ${table.variables.join(', ')}; found ${p.variables[i]}^${e}`,
        )
      full[place] = (full[place] as number) + e
    })
    accumulate(out, new Map([[table.index(full), coefficient]]), scaleFactor(table, full))
  }
  return out
}

/** Writes a polynomial out of its table, greatest monomial first. */
export const leave = (table: MonomialTable, p: Poly): SparsePolynomial => ({
  variables: table.variables,
  terms: [...p]
    .sort(([a], [b]) => table.compare(b, a))
    .map(([m, c]) => {
      const exponents = table.exponents(m)
      return { exponents, coefficient: divide(c, scaleFactor(table, exponents)) }
    }),
})

const monomialsWhere = (table: MonomialTable, d: number, low: number): number[] => {
  const out: number[] = []
  const last = table.variables.length - 1
  const walk = (prefix: readonly number[], left: number): void => {
    if (prefix.length > last) {
      if (left <= d - low) out.push(table.index(prefix))
      return
    }
    for (let e = prefix.length === last ? Math.max(0, left - d + low) : 0; e <= left; e++) {
      walk([...prefix, e], left - e)
    }
  }
  walk([], d)
  return out.sort(table.compare)
}

/** All monomials of degree at most d, ascending. */
export const monomialsUpTo = (table: MonomialTable, d: number): number[] => monomialsWhere(table, d, 0)

/** All monomials of degree d, ascending. */
export const monomialsOfDegree = (table: MonomialTable, d: number): number[] => monomialsWhere(table, d, d)

/** weight·square² again, the square with coprime integer coefficients and positive leading coefficient. */
export const primitive = (table: MonomialTable, weight: Rational, square: Poly): { weight: Rational; square: Poly } => {
  let lead = -1
  let n = 0n
  let d = 1n
  for (const [m, c] of square) {
    if (lead < 0 || table.compare(m, lead) > 0) lead = m
    n = integerGcd(n, c.n)
    d = (d * c.d) / integerGcd(d, c.d)
  }
  if (lead < 0) return { weight, square }
  const content = rational(sign(square.get(lead) as Rational) < 0 ? -n : n, d)
  const out = new Map<number, Rational>()
  for (const [m, c] of square) out.set(m, divide(c, content))
  return { weight: multiply(weight, multiply(content, content)), square: out }
}
