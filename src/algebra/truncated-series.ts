import { type Budget, charge } from '../search/budget.ts'

/**
 * Polynomials in x with power series in y1, ..., yk as coefficients, modulo a prime P and modulo total degree > `degree`
 * in the y: entry i is the polynomial in x (residues, lowest first) at the i-th monomial in y.
 */
export type TruncatedSeries = readonly (readonly bigint[])[]

/** A univariate polynomial modulo P: residues, lowest first, the last one nonzero. */
type Residues = readonly bigint[]

const trim = (a: readonly bigint[]): Residues => {
  let n = a.length
  while (n > 0 && a[n - 1] === 0n) n--
  return n === a.length ? a : a.slice(0, n)
}

/** Univariate and truncated arithmetic modulo a (large) prime. `monomials` are those in y by increasing degree. */
export const seriesArithmetic = (prime: bigint, monomials: readonly (readonly number[])[], budget: Budget) => {
  const mod = (a: bigint): bigint => {
    const r = a % prime
    return r < 0n ? r + prime : r
  }
  const total = (e: readonly number[]): number => e.reduce((s, x) => s + x, 0)
  const degreeOf = monomials.map(total)
  const index = new Map(monomials.map((e, i) => [e.join(), i]))
  const invert = (a: bigint): bigint => {
    let [r, s, u, v] = [prime, mod(a), 0n, 1n]
    while (s !== 0n) {
      const q = r / s
      ;[r, s] = [s, r - q * s]
      ;[u, v] = [v, u - q * v]
    }
    return mod(u)
  }
  const add = (a: Residues, b: Residues): Residues =>
    trim(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => mod((a[i] ?? 0n) + (b[i] ?? 0n))))
  const multiply = (a: Residues, b: Residues): Residues => {
    if (a.length === 0 || b.length === 0) return []
    const out = new Array<bigint>(a.length + b.length - 1).fill(0n)
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        out[i + j] = (out[i + j] as bigint) + x * y
      })
    })
    return trim(out.map(mod))
  }
  const scale = (a: Residues, c: bigint): Residues => trim(a.map((x) => mod(x * c)))
  const divide = (a: Residues, b: Residues): readonly [Residues, Residues] => {
    const rest = [...a]
    const quotient = new Array<bigint>(Math.max(0, a.length - b.length + 1)).fill(0n)
    const lead = invert(b[b.length - 1] as bigint)
    for (let e = a.length - b.length; e >= 0; e--) {
      const c = mod((rest[e + b.length - 1] as bigint) * lead)
      quotient[e] = c
      if (c !== 0n) for (let j = 0; j < b.length; j++) rest[e + j] = mod((rest[e + j] as bigint) - c * (b[j] as bigint))
    }
    return [trim(quotient), trim(rest)]
  }
  /** s with s·a ≡ 1 modulo b, for coprime a and b. */
  const invertModulo = (a: Residues, b: Residues): Residues => {
    let [r, r1] = [b, divide(a, b)[1]]
    let [s, s1]: [Residues, Residues] = [[], [1n]]
    while (r1.length > 0) {
      const [q, rest] = divide(r, r1)
      ;[r, r1] = [r1, rest]
      ;[s, s1] = [s1, add(s, scale(multiply(q, s1), prime - 1n))]
    }
    return divide(scale(s, invert(r[0] as bigint)), b)[1]
  }
  /** The product up to total degree `most` in y. */
  const multiplySeries = (a: TruncatedSeries, b: TruncatedSeries, most: number): TruncatedSeries => {
    const out: Residues[] = monomials.map(() => [])
    a.forEach((f, i) => {
      if (f.length === 0) return
      charge(budget)
      b.forEach((g, j) => {
        if (g.length === 0 || (degreeOf[i] as number) + (degreeOf[j] as number) > most) return
        const at = index.get(monomials[i]?.map((e, k) => e + (monomials[j]?.[k] as number)).join() ?? '') as number
        out[at] = add(out[at] as Residues, multiply(f, g))
      })
    })
    return out
  }
  return { mod, add, multiply, scale, divide, invert, invertModulo, multiplySeries, degreeOf, index }
}
