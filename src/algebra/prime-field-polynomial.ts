import { invertModulo, multiplyModulo, residue } from './prime-field.ts'

/** A univariate polynomial modulo a prime: residues, lowest first, the last one nonzero. */
export type ResiduePolynomial = readonly number[]

const trim = (a: number[]): ResiduePolynomial => {
  while (a.length > 0 && a[a.length - 1] === 0) a.pop()
  return a
}

/** Arithmetic of univariate polynomials modulo a prime below 2^26. */
export const residuePolynomials = (p: number) => {
  const inverse = 1 / p
  const times = (a: number, b: number): number => multiplyModulo(a, b, p, inverse)
  const minus = (a: number, b: number): number => (a >= b ? a - b : a - b + p)
  const plus = (a: number, b: number): number => (a + b >= p ? a + b - p : a + b)
  const from = (f: readonly bigint[]): ResiduePolynomial => trim(f.map((c) => residue(c, p)))
  const add = (a: ResiduePolynomial, b: ResiduePolynomial): ResiduePolynomial =>
    trim(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => plus(a[i] ?? 0, b[i] ?? 0)))
  const subtract = (a: ResiduePolynomial, b: ResiduePolynomial): ResiduePolynomial =>
    trim(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => minus(a[i] ?? 0, b[i] ?? 0)))
  const multiply = (a: ResiduePolynomial, b: ResiduePolynomial): ResiduePolynomial => {
    if (a.length === 0 || b.length === 0) return []
    const out = new Array<number>(a.length + b.length - 1).fill(0)
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        out[i + j] = plus(out[i + j] as number, times(x, y))
      })
    })
    return trim(out)
  }
  const scale = (a: ResiduePolynomial, c: number): ResiduePolynomial => trim(a.map((x) => times(x, c)))
  const monic = (a: ResiduePolynomial): ResiduePolynomial =>
    a.length === 0 ? a : scale(a, invertModulo(a[a.length - 1] as number, p))
  const divide = (a: ResiduePolynomial, b: ResiduePolynomial): readonly [ResiduePolynomial, ResiduePolynomial] => {
    const rest = [...a]
    const quotient = new Array<number>(Math.max(0, a.length - b.length + 1)).fill(0)
    const lead = invertModulo(b[b.length - 1] as number, p)
    for (let e = a.length - b.length; e >= 0; e--) {
      const c = times(rest[e + b.length - 1] as number, lead)
      quotient[e] = c
      if (c === 0) continue
      for (let j = 0; j < b.length; j++) rest[e + j] = minus(rest[e + j] as number, times(c, b[j] as number))
    }
    return [trim(quotient), trim(rest)]
  }
  const remainder = (a: ResiduePolynomial, b: ResiduePolynomial): ResiduePolynomial => divide(a, b)[1]
  const gcd = (a: ResiduePolynomial, b: ResiduePolynomial): ResiduePolynomial => {
    let [x, y] = [a, b]
    while (y.length > 0) [x, y] = [y, remainder(x, y)]
    return monic(x)
  }
  /** s and t with s·a + t·b = 1, for coprime a and b. */
  const bezout = (a: ResiduePolynomial, b: ResiduePolynomial): readonly [ResiduePolynomial, ResiduePolynomial] => {
    let [r, r1]: ResiduePolynomial[] = [a, b]
    let [s, s1]: ResiduePolynomial[] = [[1], []]
    let [t, t1]: ResiduePolynomial[] = [[], [1]]
    while ((r1 as ResiduePolynomial).length > 0) {
      const [q, rest] = divide(r as ResiduePolynomial, r1 as ResiduePolynomial)
      ;[r, r1] = [r1, rest]
      ;[s, s1] = [s1, subtract(s as ResiduePolynomial, multiply(q, s1 as ResiduePolynomial))]
      ;[t, t1] = [t1, subtract(t as ResiduePolynomial, multiply(q, t1 as ResiduePolynomial))]
    }
    const c = invertModulo((r as ResiduePolynomial)[0] as number, p)
    return [scale(s as ResiduePolynomial, c), scale(t as ResiduePolynomial, c)]
  }
  /** a^e modulo m. */
  const powerModulo = (a: ResiduePolynomial, e: bigint, m: ResiduePolynomial): ResiduePolynomial => {
    let result: ResiduePolynomial = [1]
    for (const bit of e.toString(2)) {
      result = remainder(multiply(result, result), m)
      if (bit === '1') result = remainder(multiply(result, a), m)
    }
    return result
  }
  const derivative = (a: ResiduePolynomial): ResiduePolynomial => trim(a.slice(1).map((c, e) => times(c, (e + 1) % p)))

  /** The monic irreducible factors of a monic square-free polynomial (Cantor and Zassenhaus 1981). */
  const factor = (f: ResiduePolynomial): ResiduePolynomial[] => {
    const found: ResiduePolynomial[] = []
    let seed = 1
    const split = (g: ResiduePolynomial, d: number): void => {
      if (g.length - 1 === d) {
        found.push(g)
        return
      }
      for (;;) {
        const r = trim(
          Array.from({ length: g.length - 1 }, () => {
            seed = (seed * 1103515245 + 12345) % 2147483648
            return seed % p
          }),
        )
        const w = powerModulo(r, (BigInt(p) ** BigInt(d) - 1n) / 2n, g)
        const h = gcd(g, subtract(w, [1]))
        if (h.length <= 1 || h.length >= g.length) continue
        split(h, d)
        split(divide(g, h)[0], d)
        return
      }
    }
    let rest = f
    let x: ResiduePolynomial = [0, 1]
    for (let d = 1; rest.length - 1 >= 2 * d; d++) {
      x = powerModulo(remainder(x, rest), BigInt(p), rest)
      const g = gcd(rest, subtract(x, [0, 1]))
      if (g.length <= 1) continue
      split(g, d)
      rest = divide(rest, g)[0]
    }
    if (rest.length > 1) found.push(rest)
    return found
  }
  return { from, add, subtract, multiply, scale, monic, divide, gcd, bezout, derivative, factor }
}
