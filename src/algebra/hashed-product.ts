import { type Packing, pack, unpack } from './packed-monomials.ts'
import { fromSorted, numerator, type Polynomial, termCount } from './polynomial.ts'

const hashWords = (words: Float64Array, at: number, count: number): number => {
  let h = 0
  for (let w = 0; w < count; w++) {
    const x = words[at + w] as number
    h = Math.imul(h ^ (x | 0), 0x9e3779b1) ^ Math.imul((x / 4294967296) | 0, 0x85ebca6b)
    h ^= h >>> 15
  }
  return Math.imul(h, 0x2c1b3c6d) >>> 1
}

/**
 * a·b by a hash table, for monomials packed in one word and sums that stay safe integers: the common case, without
 * closures.
 */
export const hashedDoubles = (a: Polynomial, b: Polynomial, plan: Packing): Polynomial => {
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

/** a·b by an open-addressing hash table of packed monomials; `small` where all sums are safe integers. */
export const hashedProduct = (a: Polynomial, b: Polynomial, plan: Packing, small: boolean): Polynomial => {
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
