/**
 * A monomial order on the indeterminates in the order they are listed: graded reverse lexicographic; lexicographic; the
 * elimination order that compares the first `eliminated` indeterminates by grevlex, then the others by grevlex; or the
 * same for any number of consecutive blocks of given sizes (indeterminates after them form a last block).
 */
export type MonomialOrder =
  | { readonly kind: 'grevlex' }
  | { readonly kind: 'lex' }
  | { readonly kind: 'elimination'; readonly eliminated: number }
  | { readonly kind: 'blocks'; readonly sizes: readonly number[] }

/** The graded reverse lexicographic order. */
export const GREVLEX: MonomialOrder = { kind: 'grevlex' }
/** The lexicographic order. */
export const LEX: MonomialOrder = { kind: 'lex' }

/**
 * Monomials as doubles: additive (the key of a product is the sum of keys) and in the order of the monomials, as long
 * as no total degree exceeds `degreeLimit`.
 */
export interface MonomialKeys {
  readonly order: MonomialOrder
  readonly degreeLimit: number
  /** Keys of monomials are below this. */
  readonly range: number
  readonly encode: (exponents: ArrayLike<number>) => number
  readonly decode: (key: number) => number[]
}

/** The blocks of indeterminates [first, end) that are compared by grevlex one after the other. */
const blocks = (n: number, order: MonomialOrder): readonly (readonly [number, number])[] => {
  if (order.kind === 'grevlex') return [[0, n]]
  if (order.kind === 'lex') return Array.from({ length: n }, (_, k) => [k, k + 1] as const)
  const sizes = order.kind === 'blocks' ? order.sizes : [order.eliminated]
  const parts: [number, number][] = []
  let first = 0
  for (const size of [...sizes, n]) {
    const end = Math.min(n, first + size)
    if (first < end) parts.push([first, end])
    first = end
  }
  return parts
}

/** The order of the remaining indeterminates where only those at which `kept` is true remain. */
export const restrictedOrder = (order: MonomialOrder, kept: readonly boolean[]): MonomialOrder => {
  if (order.kind === 'grevlex' || order.kind === 'lex') return order
  let first = 0
  const sizes = (order.kind === 'blocks' ? order.sizes : [order.eliminated]).map((size) => {
    const part = kept.slice(first, first + size)
    first += size
    return part.filter((k) => k).length
  })
  return { kind: 'blocks', sizes }
}

/** Keys for n indeterminates in a given order; `copies` is how many disjoint ranges of keys the caller needs. */
export const monomialKeys = (n: number, order: MonomialOrder, copies = 1): MonomialKeys => {
  const parts = blocks(n, order)
  const radix = Math.min(4096, Math.floor((2 ** 53 / copies) ** (1 / Math.max(1, n)) * (1 - 1e-9)))
  // grevlex in a block compares e1+...+ek, then e1+...+e(k-1), ..., then e1: these sums are the digits.
  const encode = (exponents: ArrayLike<number>): number => {
    let key = 0
    for (const [first, end] of parts) {
      let sum = 0
      for (let k = first; k < end; k++) sum += exponents[k] as number
      for (let k = end - 1; k >= first; k--) {
        key = key * radix + sum
        sum -= exponents[k] as number
      }
    }
    return key
  }
  const decode = (key: number): number[] => {
    const exponents = new Array<number>(n).fill(0)
    let rest = key
    for (let b = parts.length - 1; b >= 0; b--) {
      const [first, end] = parts[b] as readonly [number, number]
      let below = 0
      for (let k = first; k < end; k++) {
        const next = Math.floor(rest / radix)
        const sum = rest - next * radix
        exponents[k] = sum - below
        below = sum
        rest = next
      }
    }
    return exponents
  }
  return { order, degreeLimit: radix - 1, range: radix ** n, encode, decode }
}
