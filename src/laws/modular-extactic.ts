import { monomialsUpTo } from '../algebra/ideal-membership.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { invertModulo, multiplyModulo, residue } from '../algebra/prime-field.ts'
import { residuePolynomials } from '../algebra/prime-field-polynomial.ts'
import { type Budget, charge } from '../search/budget.ts'
import { alongField, type GradientField, namesOf } from './gradient-field.ts'
import { liftInvariant, reconstructed } from './invariant-lifting.ts'

/** Invariant curves are looked for on so many lines, each modulo a prime of its own. */
const LINES = 4
const HIGHEST_POWER = 40
/** Larger determinants are not factored. */
const MAX_BOUND = 500

/** The k-th prime below 2^22, counted downwards: hundreds of products of residues add up exactly. */
const smallPrime = (k: number): number => {
  let candidate = 2 ** 22
  for (let left = k; left >= 0; candidate--) {
    let divisor = 2
    while (divisor * divisor <= candidate - 1 && (candidate - 1) % divisor !== 0) divisor++
    if (divisor * divisor > candidate - 1) left--
  }
  return candidate
}

/** A term c·x^i·y^j of a component modulo p. */
type ModularTerm = readonly [i: number, j: number, c: number]

const modularTerms = (p: Fast.Polynomial, prime: number): ModularTerm[] =>
  Fast.terms(p).map(({ exponents: [i = 0, j = 0], coefficient }) => [i, j, residue(coefficient.n, prime)] as const)

/** Σ_k a_k·b_{s−k}, exact as a double before it is reduced. */
const convolution = (a: readonly number[], b: readonly number[], s: number, prime: number): number => {
  let sum = 0
  for (let k = 0; k <= s; k++) sum += (a[k] as number) * (b[s - k] as number)
  return sum % prime
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

/** t^prime modulo a monic polynomial of degree at most 500. */
const frobenius = (modulus: readonly number[], prime: number): number[] => {
  const n = modulus.length - 1
  const reduce = (product: Float64Array): Float64Array => {
    // Fewer than 2^9 products of residues below 2^22 are added up before they are reduced.
    for (let e = product.length - 1; e >= n; e--) {
      const lead = (product[e] as number) % prime
      const factor = lead === 0 ? 0 : prime - lead
      for (let k = 0; k < n; k++) product[e - n + k] = (product[e - n + k] as number) + factor * (modulus[k] as number)
    }
    return product.slice(0, n).map((c) => c % prime)
  }
  let power = new Float64Array(n)
  power[0] = 1
  for (const bit of prime.toString(2)) {
    const square = new Float64Array(2 * n)
    const shift = bit === '1' ? 1 : 0
    for (let i = 0; i < n; i++) {
      const a = power[i] as number
      if (a !== 0)
        for (let k = 0; k < n; k++) square[i + k + shift] = (square[i + k + shift] as number) + a * (power[k] as number)
    }
    power = reduce(square.map((c) => c % prime)) as Float64Array<ArrayBuffer>
  }
  return [...power]
}

const rootsModulo = (coefficients: readonly number[], prime: number): number[] => {
  const { monic, gcd, subtract, factor } = residuePolynomials(prime)
  const trimmed = [...coefficients]
  while (trimmed.length > 0 && trimmed.at(-1) === 0) trimmed.pop()
  if (trimmed.length < 3) return []
  const f = monic(trimmed)
  const linear = gcd(f, subtract(frobenius(f, prime), [0, 1]))
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
    const prime = smallPrime(k)
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
 * lifted by Newton's method. Where the determinant vanishes identically there are families of curves.
 */
export const modularInvariants = (
  field: GradientField,
  d: number,
  budget: Budget,
): Fast.Polynomial[] | 'families' | 'too large' => {
  const found: Fast.Polynomial[] = []
  const size = monomialsUpTo(2, d).length
  const highest = Math.max(...field.components.map(Fast.degree))
  const bound = size * d + ((highest - 1) * size * (size - 1)) / 2
  if (bound > MAX_BOUND) return 'too large'
  for (let line = 0; line < LINES; line++) {
    const prime = smallPrime(line)
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
      charge(budget, (size * size) / 2)
      values.push(eliminated(extacticRows(components, pointAt(t), d, prime), prime).determinant)
      if (t === 3 && values.every((value) => value === 0)) return 'families'
    }
    charge(budget, (bound * bound) / 2)
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
