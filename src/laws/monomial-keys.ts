/** A monomial as the increasing list of its variables by number: [0, 0, 2] is x_0²·x_2. */
export type Monomial = readonly number[]

/** The monomial with exponents e_at, ..., e_(at+n-1). */
export const monomialOf = (exponents: ArrayLike<number>, at: number, n: number): Monomial => {
  const list: number[] = []
  for (let i = 0; i < n; i++) for (let e = exponents[at + i] as number; e > 0; e--) list.push(i)
  return list
}

/** The monomials of degree d in n variables, the first variables first: x_0^d, x_0^(d-1)·x_1, ... */
export const monomialsOfDegree = (n: number, d: number): Monomial[] => {
  if (d === 0) return [[]]
  const found: Monomial[] = []
  const extend = (head: Monomial, left: number): void => {
    for (let i = head.at(-1) ?? 0; i < n; i++) {
      if (left === 1) found.push([...head, i])
      else extend([...head, i], left - 1)
    }
  }
  extend([], d)
  return found
}

/** How many monomials of degree d there are in n variables: C(n+d-1, d). */
export const countOfDegree = (n: number, d: number): number => {
  let count = 1
  for (let k = 1; k <= d; k++) count = (count * (n + k - 1)) / k
  return Math.round(count)
}

const SAFE = 2 ** 53
const MOST_BINOMIALS = 1e6

/** The exponents as text: variable and exponent for each run of the list. */
const textOf = (monomial: Monomial): string => {
  let text = ''
  for (let i = 0; i < monomial.length; ) {
    const from = i
    while (monomial[i] === monomial[from]) i++
    text += `${monomial[from]}^${i - from} `
  }
  return text
}

/**
 * Different keys for the monomials of degree ≤ d in n variables: their places in the combinatorial number system, or
 * text where those are too large.
 */
export const monomialKeys = (n: number, d: number): ((monomial: Monomial) => number | string) => {
  // One variable more pads all to degree d.
  if (countOfDegree(n + 1, d) >= SAFE || d * (n + d) > MOST_BINOMIALS) return textOf
  // binomials[k][b] = C(b, k + 1)
  const binomials: Float64Array[] = []
  for (let k = 0; k < d; k++) {
    const row = new Float64Array(n + d + 1)
    for (let b = 0; b < row.length; b++)
      row[b] =
        k === 0 ? b : b === 0 ? 0 : (row[b - 1] as number) + ((binomials[k - 1] as Float64Array)[b - 1] as number)
    binomials.push(row)
  }
  return (monomial) => {
    let key = 0
    const pad = d - monomial.length
    for (let i = 0; i < monomial.length; i++)
      key += (binomials[pad + i] as Float64Array)[(monomial[i] as number) + 1 + pad + i] as number
    return key
  }
}
