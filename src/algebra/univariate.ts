import { type Rational, rational } from '../kernel/rational.ts'
import { fromTerms, integerGcd, type Polynomial, terms, usedNames } from './polynomial.ts'
import { primitive } from './polynomial-division.ts'

/** A univariate integer polynomial: entry e is the coefficient of the e-th power, the last one nonzero; 0 is []. */
export type Univariate = readonly bigint[]

/** The integer coefficients of the primitive part of a polynomial in at most one indeterminate. Throws for more. */
export const univariate = (p: Polynomial): Univariate => {
  const used = usedNames(p)
  if (used.length > 1) throw new RangeError(`expected one indeterminate, found ${used.join(', ')}`)
  const k = Math.max(0, p.names.indexOf(used[0] ?? ''))
  const list = terms(primitive(p).primitive)
  const out = new Array<bigint>(list.reduce((d, t) => Math.max(d, (t.exponents[k] ?? 0) + 1), 0)).fill(0n)
  for (const t of list) out[t.exponents[k] ?? 0] = t.coefficient.n
  return out
}

/** The polynomial in `name` over Q with these coefficients, lowest first. */
export const polynomialIn = (name: string, coefficients: readonly (bigint | Rational)[]): Polynomial =>
  fromTerms(
    [name],
    coefficients.map((c, e) => ({ exponents: [e], coefficient: typeof c === 'bigint' ? rational(c) : c })),
  )

/** Without leading zeros. */
export const trimmed = (p: readonly bigint[]): Univariate => {
  let n = p.length
  while (n > 0 && p[n - 1] === 0n) n--
  return n === p.length ? p : p.slice(0, n)
}

/** Divided by the gcd of the coefficients, with a positive leading one. */
export const primitiveUnivariate = (p: Univariate): Univariate => {
  let g = p.reduce((a, c) => integerGcd(a, c), 0n)
  if ((p.at(-1) ?? 1n) < 0n) g = -g
  return g === 1n || g === 0n ? p : p.map((c) => c / g)
}

/** The derivative p'. */
export const derivativeUnivariate = (p: Univariate): Univariate => p.slice(1).map((c, e) => c * BigInt(e + 1))

/** p·q. */
export const multiplyUnivariate = (p: Univariate, q: Univariate): Univariate => {
  if (p.length === 0 || q.length === 0) return []
  const out = new Array<bigint>(p.length + q.length - 1).fill(0n)
  p.forEach((a, i) => {
    if (a === 0n) return
    q.forEach((b, j) => {
      out[i + j] = (out[i + j] as bigint) + a * b
    })
  })
  return out
}

/** The quotient p/q in Z[t] where q divides p there, else undefined. Precondition: q ≠ 0. */
export const divideUnivariate = (p: Univariate, q: Univariate): Univariate | undefined => {
  const rest = [...p]
  const lead = q.at(-1) as bigint
  const out = new Array<bigint>(Math.max(0, p.length - q.length + 1)).fill(0n)
  for (let e = p.length - q.length; e >= 0; e--) {
    const top = rest[e + q.length - 1] as bigint
    if (top % lead !== 0n) return undefined
    const c = top / lead
    out[e] = c
    if (c !== 0n)
      q.forEach((b, j) => {
        rest[e + j] = (rest[e + j] as bigint) - c * b
      })
  }
  return rest.every((c) => c === 0n) ? out : undefined
}

/** The primitive gcd of two integer polynomials, by a primitive remainder sequence. */
export const gcdUnivariate = (p: Univariate, q: Univariate): Univariate => {
  let a = primitiveUnivariate(p)
  let b = primitiveUnivariate(q)
  if (a.length < b.length) [a, b] = [b, a]
  while (b.length > 0) {
    let rest = [...a]
    const lead = b.at(-1) as bigint
    while (rest.length >= b.length) {
      const top = rest.at(-1) as bigint
      const g = integerGcd(top, lead)
      const shift = rest.length - b.length
      rest = rest.map((c, i) => (c * lead) / g - (i >= shift ? (top / g) * (b[i - shift] as bigint) : 0n))
      rest = [...trimmed(rest)]
    }
    a = b
    b = primitiveUnivariate(rest)
  }
  return a
}

/** The primitive square-free part. */
export const squareFreeUnivariate = (p: Univariate): Univariate => {
  const f = primitiveUnivariate(p)
  if (f.length <= 2) return f
  return divideUnivariate(f, gcdUnivariate(f, derivativeUnivariate(f))) as Univariate
}

/** The sign of p at a rational number. */
export const signAt = (p: Univariate, x: Rational): -1 | 0 | 1 => {
  let value = 0n
  let scale = 1n
  for (let e = p.length - 1; e >= 0; e--) {
    value = value * x.n + (p[e] as bigint) * scale
    scale *= x.d
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0
}
