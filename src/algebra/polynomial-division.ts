import { type Rational, rational } from '../kernel/rational.ts'
import type { Budget } from '../search/budget.ts'
import { charge } from '../search/budget.ts'
import {
  aligned,
  constant,
  degrees,
  fromSorted,
  integerGcd,
  isZero,
  numerator,
  type Polynomial,
  scale,
  subtract,
  termCount,
} from './polynomial.ts'
import { multiply } from './polynomial-product.ts'

/** p = content·primitive: a positive or negative rational and a polynomial with coprime integers, the leading positive. */
export const primitive = (p: Polynomial): { readonly content: Rational; readonly primitive: Polynomial } => {
  if (isZero(p)) return { content: rational(0), primitive: p }
  let g = 0n
  for (let i = 0; i < termCount(p) && g !== 1n; i++) g = integerGcd(g, numerator(p, i))
  if (numerator(p, 0) < 0n) g = -g
  const content = rational(g, p.denominator)
  return { content, primitive: scale(p, rational(p.denominator, g)) }
}

/** The primitive part alone. */
export const primitivePart = (p: Polynomial): Polynomial => primitive(p).primitive

/** A binary max-heap of distinct keys. */
const heapPush = (heap: number[], key: number): void => {
  let i = heap.push(key) - 1
  while (i > 0) {
    const up = (i - 1) >> 1
    if ((heap[up] as number) >= key) break
    heap[i] = heap[up] as number
    i = up
  }
  heap[i] = key
}
const heapPop = (heap: number[]): number => {
  const top = heap[0] as number
  const last = heap.pop() as number
  if (heap.length === 0) return top
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && (heap[child + 1] as number) > (heap[child] as number)) child++
    if ((heap[child] as number) <= last) break
    heap[i] = heap[child] as number
    i = child
  }
  heap[i] = last
  return top
}

/** a/b for integer polynomials with b primitive, by packed monomials; undefined where b does not divide a. */
const packedQuotient = (a: Polynomial, b: Polynomial, radix: readonly number[]): Polynomial | undefined => {
  const n = a.names.length
  const keyAt = (p: Polynomial, i: number): number => {
    let key = 0
    for (let k = 0; k < n; k++) key = key * (radix[k] as number) + (p.exponents[i * n + k] as number)
    return key
  }
  const rest = new Map<number, bigint>()
  const heap: number[] = []
  for (let i = 0; i < termCount(a); i++) {
    const key = keyAt(a, i)
    rest.set(key, numerator(a, i))
    heapPush(heap, key)
  }
  const kb = Array.from({ length: termCount(b) }, (_, j) => keyAt(b, j))
  const cb = Array.from({ length: termCount(b) }, (_, j) => numerator(b, j))
  const da = degrees(a)
  const db = degrees(b)
  const rows: number[] = []
  const numerators: bigint[] = []
  while (heap.length > 0) {
    const key = heapPop(heap)
    const c = rest.get(key) as bigint
    rest.delete(key)
    if (c === 0n) continue
    if (c % (cb[0] as bigint) !== 0n) return undefined
    const row: number[] = []
    let left = key
    for (let k = n - 1; k >= 0; k--) {
      const r = radix[k] as number
      const next = Math.floor(left / r)
      const e = left - next * r - (b.exponents[k] as number)
      if (e < 0 || e + (db[k] as number) > (da[k] as number)) return undefined
      row[k] = e
      left = next
    }
    const q = c / (cb[0] as bigint)
    rows.push(...row)
    numerators.push(q)
    const shift = key - (kb[0] as number)
    for (let j = 1; j < kb.length; j++) {
      const at = (kb[j] as number) + shift
      const old = rest.get(at)
      if (old === undefined) heapPush(heap, at)
      rest.set(at, (old ?? 0n) - q * (cb[j] as bigint))
    }
  }
  return fromSorted(a.names, Int32Array.from(rows), numerators, 1n)
}

/** The quotient a/b where b divides a in Q[names], else undefined. Throws where b = 0. */
export const divideExact = (p: Polynomial, q: Polynomial): Polynomial | undefined => {
  const [a, b] = aligned(p, q)
  if (isZero(b)) throw new RangeError('expected a nonzero divisor, found 0')
  if (isZero(a)) return a
  const da = degrees(a)
  const db = degrees(b)
  if (db.some((d, k) => d > (da[k] as number))) return undefined
  const { content, primitive: divisor } = primitive(b)
  const radix = da.map((d) => d + 1)
  const scaled = { ...a, denominator: 1n }
  if (radix.reduce((x, y) => x * y, 1) <= 2 ** 53) {
    const quotient = packedQuotient(scaled, divisor, radix)
    return quotient === undefined ? undefined : scale(quotient, rational(content.d, content.n * a.denominator))
  }
  const { quotients, remainder } = divide(a, [b])
  return isZero(remainder) ? (quotients[0] as Polynomial) : undefined
}

/**
 * Division with remainder by several polynomials in the lexicographic order of `names`:
 * p = Σ quotients[i]·divisors[i] + remainder, where no monomial of the remainder is divisible by a leading monomial.
 */
export const divide = (
  p: Polynomial,
  divisors: readonly Polynomial[],
  budget?: Budget,
): { readonly quotients: Polynomial[]; readonly remainder: Polynomial } => {
  const names = divisors.reduce((all, d) => aligned({ ...constant(0), names: all }, d)[0].names, p.names)
  const base = constant(0, names)
  const gs = divisors.map((d) => aligned(base, d)[1])
  if (gs.some(isZero)) throw new RangeError('expected nonzero divisors, found 0')
  const quotients = gs.map(() => base)
  let rest = aligned(base, p)[1]
  const n = names.length
  const left: Polynomial[] = []
  while (!isZero(rest)) {
    if (budget !== undefined) charge(budget)
    const head = fromSorted(names, rest.exponents.slice(0, n), [numerator(rest, 0)], rest.denominator)
    const i = gs.findIndex((g) => head.exponents.every((e, k) => e >= (g.exponents[k] as number)))
    const g = gs[i]
    if (g === undefined) {
      left.push(head)
      rest = subtract(rest, head)
      continue
    }
    const lead = rational(numerator(g, 0), g.denominator)
    const shifted = { ...head, exponents: head.exponents.map((e, k) => e - (g.exponents[k] as number)) }
    const factor = scale(shifted, rational(lead.d, lead.n))
    quotients[i] = subtract(quotients[i] as Polynomial, scale(factor, -1))
    rest = subtract(rest, multiply(factor, g))
  }
  return { quotients, remainder: left.reduce((sum, t) => subtract(sum, scale(t, -1)), base) }
}
