/** A polynomial in two variables with integer coefficients, as a map from "i,j" to the coefficient of x^i·y^j. */
export type PlanePolynomial = ReadonlyMap<string, bigint>

// Plain arithmetic of its own, so that a claim is known to be false without asking the code that is tested.

export type PlanePoint = readonly [bigint, bigint]

const exponents = (key: string): readonly [number, number] => {
  const [i = 0, j = 0] = key.split(',').map(Number)
  return [i, j]
}

const fromTerms = (terms: Iterable<readonly [string, bigint]>): PlanePolynomial => {
  const all = new Map<string, bigint>()
  for (const [key, c] of terms) all.set(key, (all.get(key) ?? 0n) + c)
  return new Map([...all].filter(([, c]) => c !== 0n))
}

export const monomial = (c: number, i: number, j: number): PlanePolynomial => fromTerms([[`${i},${j}`, BigInt(c)]])
export const number = (c: number): PlanePolynomial => monomial(c, 0, 0)
export const X = monomial(1, 1, 0)
export const Y = monomial(1, 0, 1)

export const add = (...all: readonly PlanePolynomial[]): PlanePolynomial => fromTerms(all.flatMap((p) => [...p]))

export const multiply = (p: PlanePolynomial, q: PlanePolynomial): PlanePolynomial =>
  fromTerms(
    [...p].flatMap(([a, c]) =>
      [...q].map(([b, d]): [string, bigint] => {
        const [i, j] = exponents(a)
        const [k, l] = exponents(b)
        return [`${i + k},${j + l}`, c * d]
      }),
    ),
  )

export const scale = (p: PlanePolynomial, c: number): PlanePolynomial => multiply(p, number(c))
export const subtract = (p: PlanePolynomial, q: PlanePolynomial): PlanePolynomial => add(p, scale(q, -1))
export const power = (p: PlanePolynomial, k: number): PlanePolynomial =>
  k === 0 ? number(1) : multiply(p, power(p, k - 1))

export const derivative = (p: PlanePolynomial, by: 0 | 1): PlanePolynomial =>
  fromTerms(
    [...p].map(([key, c]): [string, bigint] => {
      const [i, j] = exponents(key)
      return by === 0 ? [`${i - 1},${j}`, c * BigInt(i)] : [`${i},${j - 1}`, c * BigInt(j)]
    }),
  )

export const gradient = (p: PlanePolynomial): readonly [PlanePolynomial, PlanePolynomial] => [
  derivative(p, 0),
  derivative(p, 1),
]

/** ⟨∇p, ∇q⟩. */
export const inner = (p: PlanePolynomial, q: PlanePolynomial): PlanePolynomial => {
  const [a, b] = gradient(p)
  const [c, d] = gradient(q)
  return add(multiply(a, c), multiply(b, d))
}

/** ∇²p(∇q, ∇q). */
export const bend = (p: PlanePolynomial, q: PlanePolynomial): PlanePolynomial => {
  const [u, v] = gradient(q)
  const [a, b] = gradient(p)
  const second = (f: PlanePolynomial) => add(multiply(derivative(f, 0), u), multiply(derivative(f, 1), v))
  return add(multiply(second(a), u), multiply(second(b), v))
}

export const valueAt = (p: PlanePolynomial, [x, y]: PlanePoint): bigint => {
  let total = 0n
  for (const [key, c] of p) {
    const [i, j] = exponents(key)
    total += c * x ** BigInt(i) * y ** BigInt(j)
  }
  return total
}

/** The polynomial expanded, in the names given. */
export const text = (p: PlanePolynomial, [x, y]: readonly [string, string]): string => {
  const factor = (name: string, k: number): string[] => (k === 0 ? [] : [k === 1 ? name : `${name}^${k}`])
  const terms = [...p].map(([key, c]) => {
    const [i, j] = exponents(key)
    return [`(${c})`, ...factor(x, i), ...factor(y, j)].join('*')
  })
  return terms.length === 0 ? '0' : terms.join(' + ')
}
