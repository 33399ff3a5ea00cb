import { aligned, constant, degrees, fromSorted, isZero, numerator, type Polynomial, termCount } from './polynomial.ts'

const LIMIT = 2 ** 53
const DENSE_LIMIT = 2 ** 24

/** How exponent rows are packed into words: word w holds the indeterminates first[w] .. first[w+1]-1, mixed radix. */
interface Packing {
  readonly radix: readonly number[]
  readonly first: readonly number[]
  /** The number of values of the only word; infinite where there are more words. */
  readonly range: number
}

const packing = (bounds: readonly number[]): Packing => {
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

const pack = (p: Polynomial, { radix, first }: Packing): Float64Array => {
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

const unpack = (keys: Float64Array, count: number, n: number, { radix, first }: Packing): Int32Array => {
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

const largest = (p: Polynomial): number => {
  if (!(p.numerators instanceof Float64Array)) return Infinity
  let best = 0
  for (const c of p.numerators) if (Math.abs(c) > best) best = Math.abs(c)
  return best
}

/** Products accumulated in an array with one cell per possible monomial. */
const denseProduct = (a: Polynomial, b: Polynomial, plan: Packing, small: boolean): Polynomial => {
  const ka = pack(a, plan)
  const kb = pack(b, plan)
  const n = a.names.length
  const cells = small ? new Float64Array(plan.range) : undefined
  const large = small ? [] : new Array<bigint>(plan.range).fill(0n)
  if (cells !== undefined) {
    const ca = a.numerators as Float64Array
    const cb = b.numerators as Float64Array
    for (let i = 0; i < ka.length; i++) {
      const base = ka[i] as number
      const c = ca[i] as number
      for (let j = 0; j < kb.length; j++) {
        const at = base + (kb[j] as number)
        cells[at] = (cells[at] as number) + c * (cb[j] as number)
      }
    }
  } else {
    const cb = Array.from({ length: kb.length }, (_, j) => numerator(b, j))
    for (let i = 0; i < ka.length; i++) {
      const base = ka[i] as number
      const c = numerator(a, i)
      for (let j = 0; j < kb.length; j++) {
        const at = base + (kb[j] as number)
        large[at] = (large[at] as bigint) + c * (cb[j] as bigint)
      }
    }
  }
  const kept: number[] = []
  for (let at = plan.range - 1; at >= 0; at--)
    if (cells !== undefined ? cells[at] !== 0 : large[at] !== 0n) kept.push(at)
  const numerators =
    cells !== undefined ? Float64Array.from(kept, (at) => cells[at] as number) : kept.map((at) => large[at] as bigint)
  return fromSorted(
    a.names,
    unpack(Float64Array.from(kept), kept.length, n, plan),
    numerators,
    a.denominator * b.denominator,
  )
}

const hashWords = (words: Float64Array, at: number, count: number): number => {
  let h = 0
  for (let w = 0; w < count; w++) {
    const x = words[at + w] as number
    h = Math.imul(h ^ (x | 0), 0x9e3779b1) ^ Math.imul((x / 4294967296) | 0, 0x85ebca6b)
    h ^= h >>> 15
  }
  return Math.imul(h, 0x2c1b3c6d) >>> 1
}

/** The same for monomials packed in one word and sums that stay safe integers: the common case, without closures. */
const hashedDoubles = (a: Polynomial, b: Polynomial, plan: Packing): Polynomial => {
  const n = a.names.length
  const ka = pack(a, plan)
  const kb = pack(b, plan)
  const ca = a.numerators as Float64Array
  const cb = b.numerators as Float64Array
  let capacity = 1 << Math.min(20, 3 + Math.ceil(Math.log2(ka.length + kb.length)))
  let slots = new Int32Array(capacity)
  let keys = new Float64Array((capacity >> 1) + 1)
  let sums = new Float64Array((capacity >> 1) + 1)
  // Entries count from 1, so that 0 marks an empty slot.
  let count = 0
  for (let i = 0; i < ka.length; i++) {
    const base = ka[i] as number
    const c = ca[i] as number
    if (count + kb.length > capacity >> 1) {
      while (count + kb.length > capacity >> 1) capacity *= 2
      const wider = new Float64Array((capacity >> 1) + 1)
      wider.set(keys.subarray(0, count + 1))
      keys = wider
      const more = new Float64Array((capacity >> 1) + 1)
      more.set(sums.subarray(0, count + 1))
      sums = more
      slots = new Int32Array(capacity)
      for (let k = 1; k <= count; k++) {
        let slot = hashOf(keys[k] as number) & (capacity - 1)
        while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1)
        slots[slot] = k
      }
    }
    const mask = capacity - 1
    for (let j = 0; j < kb.length; j++) {
      const key = base + (kb[j] as number)
      let slot = hashOf(key) & mask
      let at = slots[slot] as number
      while (at !== 0 && keys[at] !== key) {
        slot = (slot + 1) & mask
        at = slots[slot] as number
      }
      if (at === 0) {
        at = ++count
        slots[slot] = at
        keys[at] = key
        sums[at] = 0
      }
      sums[at] = (sums[at] as number) + c * (cb[j] as number)
    }
  }
  const sorted = keys.slice(1, count + 1).sort()
  const kept = new Float64Array(count)
  const numerators = new Float64Array(count)
  let length = 0
  for (let i = count - 1; i >= 0; i--) {
    const key = sorted[i] as number
    let slot = hashOf(key) & (capacity - 1)
    while (keys[slots[slot] as number] !== key) slot = (slot + 1) & (capacity - 1)
    const value = sums[slots[slot] as number] as number
    if (value === 0) continue
    kept[length] = key
    numerators[length++] = value
  }
  return fromSorted(
    a.names,
    unpack(kept, length, n, plan),
    numerators.subarray(0, length),
    a.denominator * b.denominator,
  )
}

const hashOf = (x: number): number => {
  const high = Math.floor(x * 2.3283064365386963e-10)
  const h = Math.imul(x - high * 4294967296, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
  return Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 1
}

/** Products accumulated in an open-addressing hash table of packed monomials. */
const hashedProduct = (a: Polynomial, b: Polynomial, plan: Packing, small: boolean): Polynomial => {
  const words = plan.first.length - 1
  const n = a.names.length
  const ka = pack(a, plan)
  const kb = pack(b, plan)
  let capacity = 1 << Math.min(20, 2 + Math.ceil(Math.log2(termCount(a) + termCount(b) + 4)))
  let slots = new Int32Array(capacity).fill(-1)
  let keys = new Float64Array((capacity >> 1) * words)
  let sums = new Float64Array(small ? capacity >> 1 : 0)
  const large: bigint[] = []
  let count = 0
  const grow = (): void => {
    capacity *= 4
    slots = new Int32Array(capacity).fill(-1)
    const wider = new Float64Array((capacity >> 1) * words)
    wider.set(keys)
    keys = wider
    if (small) {
      const more = new Float64Array(capacity >> 1)
      more.set(sums)
      sums = more
    }
    for (let i = 0; i < count; i++) {
      let slot = hashWords(keys, i * words, words) & (capacity - 1)
      while (slots[slot] !== -1) slot = (slot + 1) & (capacity - 1)
      slots[slot] = i
    }
  }
  const probe = new Float64Array(words)
  const find = (): number => {
    let slot = hashWords(probe, 0, words) & (capacity - 1)
    for (;;) {
      const at = slots[slot] as number
      if (at < 0) break
      let w = 0
      while (w < words && keys[at * words + w] === probe[w]) w++
      if (w === words) return at
      slot = (slot + 1) & (capacity - 1)
    }
    slots[slot] = count
    keys.set(probe, count * words)
    if (!small) large.push(0n)
    return count++
  }
  const cb = small ? [] : Array.from({ length: termCount(b) }, (_, j) => numerator(b, j))
  for (let i = 0; i < termCount(a); i++) {
    const x = small ? (a.numerators[i] as number) : 0
    const y = small ? 0n : numerator(a, i)
    for (let j = 0; j < termCount(b); j++) {
      for (let w = 0; w < words; w++) probe[w] = (ka[i * words + w] as number) + (kb[j * words + w] as number)
      const at = find()
      if (small) sums[at] = (sums[at] as number) + x * (b.numerators[j] as number)
      else large[at] = (large[at] as bigint) + y * (cb[j] as bigint)
      if (count >= capacity >> 1) grow()
    }
  }
  const order = sortedDescending(keys, count, words)
  const kept = order.filter((i) => (small ? sums[i] !== 0 : large[i] !== 0n))
  const sorted = new Float64Array(kept.length * words)
  for (let i = 0; i < kept.length; i++)
    for (let w = 0; w < words; w++) sorted[i * words + w] = keys[(kept[i] as number) * words + w] as number
  const numerators = small
    ? Float64Array.from(kept, (i) => sums[i] as number)
    : Array.from(kept, (i) => large[i] as bigint)
  return fromSorted(a.names, unpack(sorted, kept.length, n, plan), numerators, a.denominator * b.denominator)
}

/** The row numbers in decreasing order of their (distinct) keys, by native sorts of doubles. */
const sortedDescending = (keys: Float64Array, count: number, words: number): Int32Array => {
  // The rank of each row by its words so far; sorting rank·values + value and then reading off the new rank.
  let ranks: Float64Array = new Float64Array(count)
  for (let w = 0; w < words; w++) {
    const column = Float64Array.from({ length: count }, (_, i) => keys[i * words + w] as number)
    const own = w === 0 ? column : ranksOf(column)
    if (w > 0) for (let i = 0; i < count; i++) own[i] = (ranks[i] as number) * count + (own[i] as number)
    ranks = ranksOf(own)
  }
  const order = new Int32Array(count)
  for (let i = 0; i < count; i++) order[count - 1 - (ranks[i] as number)] = i
  return order
}

/** The position of each value among the distinct values, from 0 up. */
const ranksOf = (values: Float64Array): Float64Array => {
  const sorted = values.slice().sort()
  let distinct = 0
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[distinct - 1]) sorted[distinct++] = sorted[i] as number
  const rankOf = new Map<number, number>()
  for (let i = 0; i < distinct; i++) rankOf.set(sorted[i] as number, i)
  return values.map((v) => rankOf.get(v) as number)
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
