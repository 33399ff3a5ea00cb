import { ONE, type Rational, rational } from '../kernel/rational.ts'

/**
 * A sparse polynomial over Q in the indeterminates `names`: the sum of `numerators[i]/denominator` times the monomial
 * with exponents `exponents[i*n .. i*n+n-1]`, n = `names.length`.
 *
 * Normal form: monomials strictly decreasing lexicographically in the order of `names`, no zero numerator, denominator
 * positive and coprime to the numerators taken together; numerators are doubles exactly where all are safe integers.
 * Two polynomials over the same `names` are equal exactly where these parts are. Make one by the functions below.
 */
export interface Polynomial {
  readonly names: readonly string[]
  readonly exponents: Int32Array
  readonly numerators: Float64Array | readonly bigint[]
  readonly denominator: bigint
}

/** One term of a polynomial. */
export interface PolynomialTerm {
  readonly exponents: readonly number[]
  readonly coefficient: Rational
}

/** The greatest common divisor of two integers, nonnegative. */
export const integerGcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y !== 0n) {
    if (y < 9007199254740992n && x < 9007199254740992n) {
      let u = Number(x)
      let v = Number(y)
      while (v !== 0) [u, v] = [v, u % v]
      return BigInt(u)
    }
    ;[x, y] = [y, x % y]
  }
  return x
}

const SAFE = 9007199254740991n

/** Integers in their cheapest exact form: doubles where all are safe integers, else bigints. */
const compact = (numerators: Float64Array | readonly bigint[]): Float64Array | readonly bigint[] => {
  if (numerators instanceof Float64Array) return numerators
  for (const c of numerators) if (c > SAFE || c < -SAFE) return numerators
  return Float64Array.from(numerators, Number)
}

/**
 * The polynomial with these parts, reduced to normal form. Precondition: monomials strictly decreasing, numerators
 * nonzero (safe integers where doubles), denominator nonzero.
 */
export const fromSorted = (
  names: readonly string[],
  exponents: Int32Array,
  numerators: Float64Array | readonly bigint[],
  denominator: bigint,
): Polynomial => {
  if (numerators.length === 0)
    return { names, exponents: new Int32Array(0), numerators: new Float64Array(0), denominator: 1n }
  if (denominator === 1n) return { names, exponents, numerators: compact(numerators), denominator }
  let g = denominator < 0n ? -denominator : denominator
  for (let i = 0; i < numerators.length && g !== 1n; i++) g = integerGcd(g, BigInt(numerators[i] as number | bigint))
  if (denominator < 0n) g = -g
  if (g === 1n) return { names, exponents, numerators: compact(numerators), denominator }
  const reduced: bigint[] = []
  for (const c of numerators) reduced.push(BigInt(c) / g)
  return { names, exponents, numerators: compact(reduced), denominator: denominator / g }
}

/** -1, 0 or 1 as row i of `a` comes before, is, or comes after row j of `b` in decreasing lexicographic order. */
const compareRows = (a: Int32Array, i: number, b: Int32Array, j: number, n: number): number => {
  for (let k = 0; k < n; k++) {
    const d = (a[i * n + k] as number) - (b[j * n + k] as number)
    if (d !== 0) return d > 0 ? -1 : 1
  }
  return 0
}

/** The sum of arbitrary terms, in any order and with repetitions. Throws where an exponent is not a natural number. */
export const fromTerms = (names: readonly string[], terms: Iterable<PolynomialTerm>): Polynomial => {
  const list = [...terms].filter((t) => t.coefficient.n !== 0n)
  for (const { exponents } of list)
    if (exponents.length !== names.length || exponents.some((e) => !Number.isInteger(e) || e < 0))
      throw new RangeError(`expected ${names.length} natural numbers as exponents, found [${exponents.join(', ')}]`)
  list.sort((s, t) => {
    for (let k = 0; k < names.length; k++) {
      const d = (t.exponents[k] as number) - (s.exponents[k] as number)
      if (d !== 0) return d
    }
    return 0
  })
  let denominator = 1n
  for (const { coefficient } of list)
    denominator = (denominator / integerGcd(denominator, coefficient.d)) * coefficient.d
  const rows: number[] = []
  const numerators: bigint[] = []
  for (let i = 0; i < list.length; ) {
    const row = (list[i] as PolynomialTerm).exponents
    let c = 0n
    while (i < list.length && (list[i] as PolynomialTerm).exponents.every((e, k) => e === row[k])) {
      const q = (list[i++] as PolynomialTerm).coefficient
      c += q.n * (denominator / q.d)
    }
    if (c === 0n) continue
    rows.push(...row)
    numerators.push(c)
  }
  return fromSorted(names, Int32Array.from(rows), numerators, denominator)
}

/** The constant c as a polynomial. */
export const constant = (c: Rational | bigint | number, names: readonly string[] = []): Polynomial => {
  const q = typeof c === 'object' ? c : rational(c)
  return fromSorted(names, new Int32Array(q.n === 0n ? 0 : names.length), q.n === 0n ? [] : [q.n], q.d)
}

/** The indeterminate `name` as a polynomial, in `names` with `name` added where it is not among them. */
export const indeterminate = (name: string, names: readonly string[] = [name]): Polynomial => {
  const all = names.includes(name) ? names : [...names, name]
  return fromSorted(
    all,
    Int32Array.from(all, (s) => (s === name ? 1 : 0)),
    Float64Array.of(1),
    1n,
  )
}

/** The number of terms; 0 for the zero polynomial. */
export const termCount = (p: Polynomial): number => p.numerators.length
/** True for the zero polynomial. */
export const isZero = (p: Polynomial): boolean => p.numerators.length === 0

/** The numerator of term i, as a bigint. */
export const numerator = (p: Polynomial, i: number): bigint => BigInt(p.numerators[i] as number | bigint)

/** The coefficient of term i. */
export const coefficientAt = (p: Polynomial, i: number): Rational => rational(numerator(p, i), p.denominator)

/** The exponents of term i. */
export const exponentsAt = (p: Polynomial, i: number): number[] =>
  Array.from(p.exponents.subarray(i * p.names.length, (i + 1) * p.names.length))

/** All terms, lexicographically decreasing. */
export const terms = (p: Polynomial): PolynomialTerm[] =>
  Array.from({ length: termCount(p) }, (_, i) => ({ exponents: exponentsAt(p, i), coefficient: coefficientAt(p, i) }))

/** The total degree; -1 for the zero polynomial. */
export const degree = (p: Polynomial): number => {
  const n = p.names.length
  let best = -1
  for (let i = 0; i < termCount(p); i++) {
    let d = 0
    for (let k = 0; k < n; k++) d += p.exponents[i * n + k] as number
    if (d > best) best = d
  }
  return best
}

/** The degree in each indeterminate; all zero for the zero polynomial. */
export const degrees = (p: Polynomial): number[] => {
  const n = p.names.length
  const best = new Array<number>(n).fill(0)
  for (let i = 0; i < p.exponents.length; i++) {
    const e = p.exponents[i] as number
    if (e > (best[i % n] as number)) best[i % n] = e
  }
  return best
}

/** The degree in one indeterminate; 0 where it does not occur, -1 for the zero polynomial. */
export const degreeIn = (p: Polynomial, name: string): number => {
  if (isZero(p)) return -1
  const k = p.names.indexOf(name)
  return k < 0 ? 0 : (degrees(p)[k] as number)
}

/** The indeterminates that occur, in the order of `names`. */
export const usedNames = (p: Polynomial): string[] => {
  const d = degrees(p)
  return p.names.filter((_, k) => (d[k] as number) > 0)
}

/** The value of a constant polynomial; undefined where an indeterminate occurs. */
export const constantValue = (p: Polynomial): Rational | undefined => {
  if (isZero(p)) return rational(0)
  return termCount(p) === 1 && p.exponents.every((e) => e === 0) ? coefficientAt(p, 0) : undefined
}

/** The same polynomial over other names, which must contain every indeterminate that occurs. */
export const rename = (p: Polynomial, names: readonly string[]): Polynomial => {
  if (p.names === names || (p.names.length === names.length && p.names.every((s, i) => s === names[i])))
    return p.names === names ? p : { ...p, names }
  const used = usedNames(p)
  const missing = used.find((s) => !names.includes(s))
  if (missing !== undefined) throw new RangeError(`"${missing}" occurs and is not among [${names.join(', ')}]`)
  const from = names.map((s) => p.names.indexOf(s))
  return fromTerms(
    names,
    terms(p).map((t) => ({ ...t, exponents: from.map((k) => (k < 0 ? 0 : (t.exponents[k] as number))) })),
  )
}

/** Both polynomials over the same names: those of the first, then those of the second that are new. */
export const aligned = (a: Polynomial, b: Polynomial): readonly [Polynomial, Polynomial] => {
  if (a.names === b.names) return [a, b]
  const names = [...a.names, ...b.names.filter((s) => !a.names.includes(s))]
  return [rename(a, names), rename(b, names)]
}

/** True where p = q, over whatever names they are given. */
export const equal = (p: Polynomial, q: Polynomial): boolean => {
  const [a, b] = aligned(p, q)
  return (
    a.denominator === b.denominator &&
    a.exponents.length === b.exponents.length &&
    a.numerators.length === b.numerators.length &&
    a.exponents.every((e, i) => e === b.exponents[i]) &&
    (a.numerators as readonly (number | bigint)[]).every((c, i) => c === b.numerators[i])
  )
}

/** c·p. */
export const scale = (p: Polynomial, c: Rational | bigint | number): Polynomial => {
  const q = typeof c === 'object' ? c : rational(c)
  if (q.n === 0n) return constant(0, p.names)
  if (q.n === ONE.n && q.d === ONE.d) return p
  if (q.d === 1n && q.n === -1n && p.numerators instanceof Float64Array)
    return { ...p, numerators: p.numerators.map((x) => -x) }
  const numerators: bigint[] = []
  for (const x of p.numerators) numerators.push(BigInt(x) * q.n)
  return fromSorted(p.names, p.exponents, numerators, p.denominator * q.d)
}

/** -p. */
export const negate = (p: Polynomial): Polynomial => scale(p, -1)

/** p + s·q for s = 1 or -1. */
const combine = (p: Polynomial, q: Polynomial, s: 1 | -1): Polynomial => {
  const [a, b] = aligned(p, q)
  if (isZero(b)) return a
  if (isZero(a)) return s === 1 ? b : negate(b)
  const n = a.names.length
  const g = integerGcd(a.denominator, b.denominator)
  const denominator = (a.denominator / g) * b.denominator
  const fa = b.denominator / g
  const fb = (a.denominator / g) * BigInt(s)
  const rows = new Int32Array(a.exponents.length + b.exponents.length)
  const fast =
    a.numerators instanceof Float64Array && b.numerators instanceof Float64Array && a.denominator === b.denominator
  const small = new Float64Array(fast ? termCount(a) + termCount(b) : 0)
  const large: bigint[] = []
  let count = 0
  let safe = true
  for (let i = 0, j = 0; i < termCount(a) || j < termCount(b); ) {
    const order = i >= termCount(a) ? 1 : j >= termCount(b) ? -1 : compareRows(a.exponents, i, b.exponents, j, n)
    const source = order <= 0 ? a.exponents : b.exponents
    const at = (order <= 0 ? i : j) * n
    if (fast) {
      const x = order <= 0 ? (a.numerators[i] as number) : 0
      const y = order >= 0 ? s * (b.numerators[j] as number) : 0
      small[count] = x + y
      if (!Number.isSafeInteger(x + y)) safe = false
    } else {
      large[count] = (order <= 0 ? numerator(a, i) * fa : 0n) + (order >= 0 ? numerator(b, j) * fb : 0n)
    }
    if (order <= 0) i++
    if (order >= 0) j++
    if (fast ? small[count] === 0 : large[count] === 0n) continue
    for (let k = 0; k < n; k++) rows[count * n + k] = source[at + k] as number
    count++
  }
  if (!safe) {
    const widen = (r: Polynomial): Polynomial => ({ ...r, numerators: Array.from(r.numerators, BigInt) })
    return combine(widen(a), widen(b), s)
  }
  return fromSorted(
    a.names,
    rows.slice(0, count * n),
    fast ? small.slice(0, count) : large.slice(0, count),
    denominator,
  )
}

/** p + q, over the names of both. */
export const add = (p: Polynomial, q: Polynomial): Polynomial => combine(p, q, 1)
/** p - q, over the names of both. */
export const subtract = (p: Polynomial, q: Polynomial): Polynomial => combine(p, q, -1)
