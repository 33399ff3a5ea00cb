// Residues are doubles in [0, p). For p < 2^26 a product and a sum of residues stay exact below 2^53; the primes below
// 2^30 are for 64-bit arithmetic, in which eight products and a residue stay below 2^63 + 2^30.

const isPrime = (n: number): boolean => {
  if (n % 2 === 0 || n % 3 === 0) return n === 2 || n === 3
  for (let d = 5; d * d <= n; d += 6) if (n % d === 0 || n % (d + 2) === 0) return false
  return n > 1
}

const primesBelow = (bound: number): ((k: number) => number) => {
  const found: number[] = []
  return (k) => {
    let candidate = (found.at(-1) ?? bound) - 1
    while (found.length <= k) {
      if (isPrime(candidate)) found.push(candidate)
      candidate--
    }
    return found[k] as number
  }
}

/** The k-th prime below 2^26, counted downwards from k = 0. */
export const largePrime = primesBelow(2 ** 26)

/** The k-th prime below 2^30, counted downwards from k = 0. */
export const widePrime = primesBelow(2 ** 30)

/** a·b modulo p, for residues a and b; `inverseOfP` is 1/p as a double. */
export const multiplyModulo = (a: number, b: number, p: number, inverseOfP: number): number => {
  const x = a * b
  const r = x - Math.floor(x * inverseOfP) * p
  return r >= p ? r - p : r < 0 ? r + p : r
}

/** a·b modulo p, for residues a and b modulo p < 2^30; `inverseOfP` is 1/p as a double. */
export const multiplyWide = (a: number, b: number, p: number, inverseOfP: number): number => {
  // The quotient is right or off by one; the lower 32 bits then tell the rest.
  const r = (Math.imul(a, b) - Math.imul((a * b * inverseOfP) | 0, p)) | 0
  return r >= p ? r - p : r < 0 ? r + p : r
}

/** 1/a modulo the prime p, for a residue a ≠ 0. */
export const invertModulo = (a: number, p: number): number => {
  let [r, s, u, v] = [p, a, 0, 1]
  while (s !== 0) {
    const q = Math.floor(r / s)
    ;[r, s] = [s, r - q * s]
    ;[u, v] = [v, u - q * v]
  }
  if (r !== 1) throw new RangeError(`expected a unit modulo ${p}, found ${a}`)
  return u < 0 ? u + p : u
}

/** The residue of an integer modulo p. */
export const residue = (a: bigint | number, p: number): number => {
  const r = typeof a === 'number' ? a % p : Number(a % BigInt(p))
  return r < 0 ? r + p : r
}

/** floor(√a) for a ≥ 0, by Newton's iteration. */
export const integerSquareRoot = (a: bigint): bigint => {
  if (a < 2n) return a
  let x = 1n << BigInt((a.toString(16).length * 4 + 1) >> 1)
  for (;;) {
    const y = (x + a / x) >> 1n
    if (y >= x) return x
    x = y
  }
}

/**
 * The fraction n/d with n ≡ a·d modulo m, |n| ≤ bound and 0 < d ≤ bound (unique where 2·bound² < m), or undefined.
 * Source: Wang 1981; von zur Gathen and Gerhard, Modern Computer Algebra, 5.10.
 */
export const rationalReconstruction = (
  a: bigint,
  m: bigint,
  bound: bigint,
): { readonly n: bigint; readonly d: bigint } | undefined => {
  let [r, s, u, v] = [m, ((a % m) + m) % m, 0n, 1n]
  while (s > bound) {
    const q = r / s
    ;[r, s] = [s, r - q * s]
    ;[u, v] = [v, u - q * v]
  }
  if (v === 0n) return undefined
  const [n, d] = v < 0n ? [-s, -v] : [s, v]
  if (d > bound) return undefined
  let [x, y] = [n < 0n ? -n : n, d]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 1n ? { n, d } : undefined
}
