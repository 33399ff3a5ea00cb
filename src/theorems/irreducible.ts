import * as Q from '../kernel/rational.ts'

/** A polynomial with rational coefficients, constant first. */
export type Coefficients = readonly Q.Rational[]

export const multiplied = (a: Coefficients, b: Coefficients): Coefficients =>
  Array.from({ length: Math.max(0, a.length + b.length - 1) }, (_, k) =>
    a.reduce((sum, c, i) => {
      const other = b[k - i]
      return other === undefined ? sum : Q.add(sum, Q.multiply(c, other))
    }, Q.ZERO),
  )

/** The characteristic polynomial det(t − A) of a square rational matrix, by the method of Faddeev and LeVerrier. */
export const characteristicPolynomial = (a: readonly (readonly Q.Rational[])[]): Coefficients => {
  const n = a.length
  const times = (m: readonly (readonly Q.Rational[])[]): Q.Rational[][] =>
    a.map((row) => a.map((_, j) => row.reduce((sum, x, k) => Q.add(sum, Q.multiply(x, m[k]?.[j] ?? Q.ZERO)), Q.ZERO)))
  const coefficients: Q.Rational[] = new Array<Q.Rational>(n).fill(Q.ZERO)
  coefficients.push(Q.ONE)
  let m: Q.Rational[][] = a.map(() => a.map(() => Q.ZERO))
  for (let k = 1; k <= n; k++) {
    const last = coefficients[n - k + 1] as Q.Rational
    m = times(m).map((row, i) => row.map((x, j) => (i === j ? Q.add(x, last) : x)))
    const trace = times(m).reduce((sum, row, i) => Q.add(sum, row[i] as Q.Rational), Q.ZERO)
    coefficients[n - k] = Q.negate(Q.divide(trace, Q.rational(k)))
  }
  return coefficients
}

const MOST_PRIME = 10_000

const isPrime = (n: number): boolean => {
  if (!Number.isInteger(n) || n < 2 || n > MOST_PRIME) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

/** a modulo f, both residues modulo p, constant first; f monic. */
const remainder = (a: readonly number[], f: readonly number[], p: number): number[] => {
  const rest = [...a]
  for (let top = rest.length - 1; top >= f.length - 1; top--) {
    const c = rest[top] as number
    if (c !== 0)
      f.forEach((x, i) => {
        const at = top - f.length + 1 + i
        rest[at] = ((rest[at] as number) + (p - c) * x) % p
      })
    rest.pop()
  }
  while (rest.length > 0 && rest[rest.length - 1] === 0) rest.pop()
  return rest
}

const inverse = (a: number, p: number): number => {
  let power = 1
  for (let k = 0; k < p - 2; k++) power = (power * a) % p
  return power
}

const isCoprime = (a: readonly number[], b: readonly number[], p: number): boolean => {
  let [u, v] = [a, b]
  while (v.length > 0) {
    const lead = inverse(v[v.length - 1] as number, p)
    const monic = v.map((c) => (c * lead) % p)
    ;[u, v] = [monic, remainder(u, monic, p)]
  }
  return u.length === 1
}

/**
 * True where q is shown to be irreducible over the rational numbers: of degree 1; or, for a monic q with coefficients
 * whose denominators the prime p ≤ 10 000 does not divide, irreducible modulo p, because it has no factor in common with
 * t^(p^k) − t, the product of all irreducible polynomials of degree dividing k, for k up to half its degree. (A monic
 * factor over the rationals has coefficients without p in their denominators too, by Gauss's lemma.)
 */
export const isIrreducible = (q: Coefficients, p: number | null): boolean => {
  const degree = q.length - 1
  const lead = q[degree]
  if (lead === undefined || !Q.equal(lead, Q.ONE) || degree < 1) return false
  if (degree === 1) return true
  if (p === null || !isPrime(p) || q.some(({ d }) => d % BigInt(p) === 0n)) return false
  const residueOf = ({ n, d }: Q.Rational): number => {
    const m = BigInt(p)
    return (Number(((n % m) + m) % m) * inverse(Number(d % m), p)) % p
  }
  const f = q.map(residueOf)
  const times = (a: readonly number[], b: readonly number[]): number[] => {
    const product = new Array<number>(Math.max(0, a.length + b.length - 1)).fill(0)
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        product[i + j] = ((product[i + j] as number) + x * y) % p
      })
    })
    return remainder(product, f, p)
  }
  const raisedToPrime = (a: readonly number[]): number[] => {
    let result: number[] = [1]
    for (let k = 0; k < p; k++) result = times(result, a)
    return result
  }
  let power: number[] = remainder([0, 1], f, p)
  for (let k = 1; 2 * k <= degree; k++) {
    power = raisedToPrime(power)
    const gap = [...power]
    while (gap.length < 2) gap.push(0)
    gap[1] = ((gap[1] as number) + p - 1) % p
    if (!isCoprime(f, remainder(gap, f, p), p)) return false
  }
  return true
}
