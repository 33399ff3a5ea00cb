import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { invertModulo, largePrime, multiplyModulo, residue } from '../algebra/prime-field.ts'
import { residuePolynomials } from '../algebra/prime-field-polynomial.ts'
import { type Budget, charge } from '../kernel/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { liftInvariant, reconstructed } from './invariant-lifting.ts'

/** Invariant curves are looked for on so many lines, each modulo a prime of its own. */
const LINES = 4
const HIGHEST_POWER = 32

/** A term c·x^i·y^j of a component modulo p. */
type ModularTerm = readonly [i: number, j: number, c: number]

const modularTerms = (p: Fast.Polynomial, prime: number): ModularTerm[] =>
  Fast.terms(p).map(({ exponents: [i = 0, j = 0], coefficient }) => [i, j, residue(coefficient.n, prime)] as const)

/** Σ_k a_k·b_{s−k}. */
const convolution = (a: readonly number[], b: readonly number[], s: number, prime: number): number => {
  const inverse = 1 / prime
  let sum = 0
  for (let k = 0; k <= s; k++) {
    sum += multiplyModulo(a[k] as number, b[s - k] as number, prime, inverse)
    if (sum >= prime) sum -= prime
  }
  return sum
}

/**
 * The monomials of degree ≤ d along the solution of x′ = X(x) through a point, as power series in time: row s holds the
 * coefficients of t^s. Up to factors s! these are the rows v, Xv, X²v, … of the extactic matrix.
 */
const extacticRows = (
  components: readonly (readonly ModularTerm[])[],
  start: readonly [number, number],
  d: number,
  prime: number,
): number[][] => {
  const monomials = monomialsUpTo(2, d)
  const highest = Math.max(d, ...components.flat().map(([i, j]) => Math.max(i, j)))
  const inverse = 1 / prime
  // powers[c][e] is the series of the e-th power of coordinate c.
  const powers = start.map((a) => {
    const list: number[][] = [[1]]
    for (let e = 1; e <= highest; e++)
      list.push([multiplyModulo((list[e - 1] as number[])[0] as number, a, prime, inverse)])
    return list
  }) as [number[][], number[][]]
  const [xs, ys] = powers
  for (let s = 0; s + 1 < monomials.length; s++) {
    const next = components.map((terms) => {
      let sum = 0
      for (const [i, j, c] of terms) {
        const value = convolution(xs[i] as number[], ys[j] as number[], s, prime)
        sum = (sum + multiplyModulo(c, value, prime, inverse)) % prime
      }
      return multiplyModulo(sum, invertModulo(s + 1, prime), prime, inverse)
    })
    powers.forEach((list, c) => {
      ;(list[0] as number[]).push(0)
      if (highest >= 1) (list[1] as number[]).push(next[c] as number)
      for (let e = 2; e <= highest; e++)
        (list[e] as number[]).push(convolution(list[e - 1] as number[], list[1] as number[], s + 1, prime))
    })
  }
  return monomials.map((_, s) =>
    monomials.map(([i = 0, j = 0]) => convolution(xs[i] as number[], ys[j] as number[], s, prime)),
  )
}

/** The determinant of a matrix modulo p, and where it is singular with a kernel of dimension 1, a vector of it. */
const eliminated = (
  matrix: readonly (readonly number[])[],
  prime: number,
): { readonly determinant: number; readonly kernel?: readonly number[] } => {
  const inverse = 1 / prime
  const rows = matrix.map((row) => [...row])
  const n = rows.length
  const pivots: number[] = []
  let determinant = 1
  let top = 0
  for (let c = 0; c < n; c++) {
    const at = rows.findIndex((row, r) => r >= top && row[c] !== 0)
    if (at < 0) {
      determinant = 0
      continue
    }
    if (at !== top) determinant = determinant === 0 ? 0 : prime - determinant
    ;[rows[at], rows[top]] = [rows[top] as number[], rows[at] as number[]]
    const pivot = rows[top] as number[]
    const lead = pivot[c] as number
    determinant = multiplyModulo(determinant, lead, prime, inverse)
    const scale = invertModulo(lead, prime)
    for (let k = c; k < n; k++) pivot[k] = multiplyModulo(pivot[k] as number, scale, prime, inverse)
    for (const [r, row] of rows.entries()) {
      if (r === top || row[c] === 0) continue
      const factor = prime - (row[c] as number)
      for (let k = c; k < n; k++) {
        const sum = (row[k] as number) + multiplyModulo(factor, pivot[k] as number, prime, inverse)
        row[k] = sum >= prime ? sum - prime : sum
      }
    }
    pivots.push(c)
    top++
  }
  if (top !== n - 1) return { determinant }
  const free = matrix.findIndex((_, c) => !pivots.includes(c))
  const kernel = matrix.map((_, c) => {
    const r = pivots.indexOf(c)
    if (r < 0) return c === free ? 1 : 0
    const entry = (rows[r] as number[])[free] as number
    return entry === 0 ? 0 : prime - entry
  })
  return { determinant, kernel }
}

/** The coefficients of the polynomial with these values at 0, 1, 2, …, modulo p. */
const interpolated = (values: readonly number[], prime: number): number[] => {
  const inverse = 1 / prime
  const minus = (a: number, b: number): number => (a >= b ? a - b : a - b + prime)
  const c = [...values]
  for (let order = 1; order < c.length; order++) {
    const scale = invertModulo(order, prime)
    for (let k = c.length - 1; k >= order; k--)
      c[k] = multiplyModulo(minus(c[k] as number, c[k - 1] as number), scale, prime, inverse)
  }
  let out: number[] = []
  for (let k = c.length - 1; k >= 0; k--) {
    const next = [c[k] as number, ...out]
    for (const [e, q] of out.entries()) next[e] = minus(next[e] as number, multiplyModulo(q, k % prime, prime, inverse))
    out = next
  }
  return out
}

const rootsModulo = (coefficients: readonly number[], prime: number): number[] => {
  const { monic, gcd, subtract, powerModulo, factor } = residuePolynomials(prime)
  const trimmed = [...coefficients]
  while (trimmed.length > 0 && trimmed.at(-1) === 0) trimmed.pop()
  if (trimmed.length < 2) return []
  const f = monic(trimmed)
  const linear = gcd(f, subtract(powerModulo([0, 1], BigInt(prime), f), [0, 1]))
  return linear.length < 2 ? [] : factor(linear).map(([c = 0]) => (c === 0 ? 0 : prime - c))
}

/** Points through which members of families are looked for. */
const MEMBER_POINTS: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 1],
  [1, -1],
  [0, 1],
  [1, 0],
  [-2, 1],
]
const MEMBER_PRIMES = 12

/** The curve of degree d through a point that the field leaves invariant, if it is the only one: modulo many primes. */
const memberThrough = (
  field: GradientField,
  d: number,
  [x, y]: readonly [number, number],
  budget: Budget,
): Fast.Polynomial | undefined => {
  const monomials = monomialsUpTo(2, d)
  let modulus = 1n
  let residues = monomials.map(() => 0n)
  let fixed = -1
  for (let k = 0; k < MEMBER_PRIMES; k++) {
    const prime = largePrime(k)
    const components = field.components.map((p) => modularTerms(p, prime))
    charge(budget, monomials.length ** 2)
    const rows = extacticRows(components, [residue(x, prime), residue(y, prime)], d, prime)
    const { kernel } = eliminated(rows, prime)
    if (kernel === undefined) return undefined
    if (fixed < 0) fixed = kernel.findIndex((c) => c !== 0)
    if (kernel[fixed] === 0) continue
    const scale = invertModulo(kernel[fixed] as number, prime)
    const inverse = BigInt(invertModulo(residue(modulus, prime), prime))
    residues = residues.map((c, i) => {
      const target = BigInt(multiplyModulo(kernel[i] as number, scale, prime, 1 / prime))
      const step = ((((target - c) * inverse) % BigInt(prime)) + BigInt(prime)) % BigInt(prime)
      return c + modulus * step
    })
    modulus *= BigInt(prime)
    const curve = reconstructed(residues, modulus, monomials, namesOf(field))
    if (curve !== undefined && divideExact(alongField(field, curve), curve) !== undefined) return curve
  }
  return undefined
}

/** Members of the families of invariant curves of degree d that a planar field without parameters has. */
export const invariantMembers = (field: GradientField, d: number, budget: Budget): Fast.Polynomial[] =>
  MEMBER_POINTS.flatMap((point) => memberThrough(field, d, point, budget) ?? [])

/**
 * Invariant curves of degree d of a planar field without parameters: polynomials of degree d over Q, almost surely all
 * that are irreducible over the complex numbers. The extactic determinant (Pereira 2001) is computed modulo a prime on a
 * random line from the power series of solutions; where it vanishes, the kernel is the curve modulo the prime, which is
 * lifted by Newton's method. Undefined where the determinant vanishes identically: then there are families of curves.
 */
export const modularInvariants = (field: GradientField, d: number, budget: Budget): Fast.Polynomial[] | undefined => {
  const found: Fast.Polynomial[] = []
  const size = monomialsUpTo(2, d).length
  const highest = Math.max(...field.components.map(Fast.degree))
  const bound = size * d + ((highest - 1) * size * (size - 1)) / 2
  for (let line = 0; line < LINES; line++) {
    const prime = largePrime(line)
    const components = field.components.map((p) => modularTerms(p, prime))
    const [a, b, u, v] = [7919, 104729, 1299709, 15485863].map((k) => (k * (line + 3) * 31 + 17) % prime) as [
      number,
      number,
      number,
      number,
    ]
    const pointAt = (t: number): readonly [number, number] => [
      (a + multiplyModulo(u, t, prime, 1 / prime)) % prime,
      (b + multiplyModulo(v, t, prime, 1 / prime)) % prime,
    ]
    const values: number[] = []
    for (let t = 0; t <= bound; t++) {
      charge(budget, size * size)
      values.push(eliminated(extacticRows(components, pointAt(t), d, prime), prime).determinant)
      if (t === 3 && values.every((value) => value === 0)) return undefined
    }
    charge(budget, bound * bound)
    for (const root of rootsModulo(interpolated(values, prime), prime)) {
      const { kernel } = eliminated(extacticRows(components, pointAt(root), d, prime), prime)
      if (kernel === undefined) continue
      charge(budget, 1000)
      const lifted = liftInvariant(field, d, kernel, prime, HIGHEST_POWER, budget)
      if (lifted !== undefined) found.push(lifted)
    }
  }
  return found
}
