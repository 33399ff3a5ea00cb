import { denseProduct } from './dense-product.ts'
import { hashedDoubles, hashedProduct } from './hashed-product.ts'
import { packing } from './packed-monomials.ts'
import { aligned, constant, degrees, isZero, type Polynomial, termCount } from './polynomial.ts'

const LIMIT = 2 ** 53
const DENSE_LIMIT = 2 ** 24

const largest = (p: Polynomial): number => {
  if (!(p.numerators instanceof Float64Array)) return Infinity
  let best = 0
  for (const c of p.numerators) if (Math.abs(c) > best) best = Math.abs(c)
  return best
}

/** p·q: by an array of all possible monomials where they are few, else by a hash table; doubles where these are exact. */
export const multiply = (p: Polynomial, q: Polynomial): Polynomial => {
  const [x, y] = aligned(p, q)
  if (isZero(x) || isZero(y)) return constant(0, x.names)
  const [a, b] = termCount(x) <= termCount(y) ? [x, y] : [y, x]
  const da = degrees(a)
  const db = degrees(b)
  const plan = packing(da.map((d, k) => d + (db[k] as number)))
  const small = largest(a) * largest(b) * termCount(a) < LIMIT
  const work = termCount(a) * termCount(b)
  return plan.range <= DENSE_LIMIT && plan.range <= 4 * work + 256
    ? denseProduct(a, b, plan, small)
    : small && plan.first.length === 2
      ? hashedDoubles(a, b, plan)
      : hashedProduct(a, b, plan, small)
}

/** p^k for a natural number k (p^0 = 1). Throws for any other k. */
export const power = (p: Polynomial, k: number): Polynomial => {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`expected a natural number as exponent, found ${k}`)
  if (k === 0) return constant(1, p.names)
  const half = power(p, k >> 1)
  const square = k === 1 ? half : multiply(half, half)
  return k % 2 === 1 ? (k === 1 ? p : multiply(square, p)) : square
}

/** The product of a list; 1 over `names` for the empty list. */
export const product = (factors: readonly Polynomial[], names: readonly string[] = []): Polynomial =>
  factors.reduce(multiply, constant(1, names))
