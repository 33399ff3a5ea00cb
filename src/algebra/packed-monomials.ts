import { type Polynomial, termCount } from './polynomial.ts'

const LIMIT = 2 ** 53

/** How exponent rows are packed into words: word w holds the indeterminates first[w] .. first[w+1]-1, mixed radix. */
export interface Packing {
  readonly radix: readonly number[]
  readonly first: readonly number[]
  /** The number of values of the only word; infinite where there are more words. */
  readonly range: number
}

/** The packing for exponents up to the given bounds. */
export const packing = (bounds: readonly number[]): Packing => {
  const first = [0]
  let range = 1
  bounds.forEach((b, k) => {
    if (range * (b + 1) > LIMIT) {
      first.push(k)
      range = 1
    }
    range *= b + 1
  })
  const words = first.length
  return { radix: bounds.map((b) => b + 1), first: [...first, bounds.length], range: words === 1 ? range : Infinity }
}

/** The packed monomials of p, term by term. */
export const pack = (p: Polynomial, { radix, first }: Packing): Float64Array => {
  const n = p.names.length
  const words = first.length - 1
  const keys = new Float64Array(termCount(p) * words)
  for (let i = 0; i < termCount(p); i++)
    for (let w = 0; w < words; w++) {
      let key = 0
      for (let k = first[w] as number; k < (first[w + 1] as number); k++)
        key = key * (radix[k] as number) + (p.exponents[i * n + k] as number)
      keys[i * words + w] = key
    }
  return keys
}

/** The exponents of `count` packed monomials in n indeterminates. */
export const unpack = (keys: Float64Array, count: number, n: number, { radix, first }: Packing): Int32Array => {
  const words = first.length - 1
  const rows = new Int32Array(count * n)
  for (let i = 0; i < count; i++)
    for (let w = 0; w < words; w++) {
      let key = keys[i * words + w] as number
      for (let k = (first[w + 1] as number) - 1; k >= (first[w] as number); k--) {
        const r = radix[k] as number
        const rest = Math.floor(key / r)
        rows[i * n + k] = key - rest * r
        key = rest
      }
    }
  return rows
}
