/** A source of doubles uniform in [0, 1), multiples of 2^-53. */
export type Random = () => number

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** What splitmix32 adds to its state, and what it multiplies with. */
export const SPLITMIX = { increment: 0x9e3779b9, first: 0x85ebca6b, second: 0xc2b2ae35 } as const

/** The first word of splitmix32 from the state a XOR b, two integers of which the lower 32 bits count. */
export const hash = (a: number, b: number): number => {
  const state = ((a ^ b) + SPLITMIX.increment) | 0
  const half = Math.imul(state ^ (state >>> 16), SPLITMIX.first)
  const whole = Math.imul(half ^ (half >>> 13), SPLITMIX.second)
  return (whole ^ (whole >>> 16)) >>> 0
}

/** splitmix32: spreads a seed over the state of another generator. */
const spread = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    const word = hash(state, 0)
    state = (state + SPLITMIX.increment) | 0
    return word
  }
}

/** The generator xoshiro128** of 32-bit words from a state that is not all zero (Blackman and Vigna, 2018). */
export const xoshiro128 = (state: readonly [number, number, number, number]): (() => number) => {
  let [a, b, c, d] = state
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }
}

/**
 * Random numbers from {@link xoshiro128}, seeded through splitmix32: the same seed gives the same numbers everywhere.
 *
 * Precondition: `seed` is a safe integer, else a RangeError; all its bits count.
 */
export const seeded = (seed: number): Random => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`expected a safe integer as seed, found ${seed}`)
  const low = spread(seed % 2 ** 32)
  // Another start than that of `low`, so that the two never cancel.
  const high = spread(Math.floor(seed / 2 ** 32) ^ 0x5bf03635)
  const word = (): number => low() ^ rotate(high(), 16)
  const next = xoshiro128([word() | 1, word(), word(), word()])
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) * 2 ** -53
}

/** The words of an integer's two halves: those above 2^32 count too. */
export const wordsOf = (value: number): readonly [number, number] => [
  hash(value % 2 ** 32, 0),
  hash(Math.floor(value / 2 ** 32), 0),
]

/** What {@link wordAt} is before it looks at k. */
export const stateAt = (seed: number, i: number): number => [seed, i].flatMap(wordsOf).reduce(hash, 0)

/** A 32-bit word that depends on three integers alone: draws that can be repeated in any order. */
export const wordAt = (seed: number, i: number, k: number): number => wordsOf(k).reduce(hash, stateAt(seed, i))

/** An interval [low, high]. */
export type Interval = readonly [number, number]

/** One interval for every variable, from one for all or one each; throws a RangeError where they do not fit. */
export const boxOf = (box: Interval | readonly Interval[], dimension: number): readonly Interval[] => {
  const [low, high] = box
  const intervals: readonly Interval[] =
    typeof low === 'number' && typeof high === 'number'
      ? Array.from({ length: dimension }, (): Interval => [low, high])
      : (box as readonly Interval[])
  if (intervals.length !== dimension)
    throw new RangeError(`expected one interval or ${dimension} of them, found ${intervals.length}`)
  for (const [a, b] of intervals)
    if (!(Number.isFinite(a) && Number.isFinite(b) && a <= b))
      throw new RangeError(`expected an interval [low, high] with low <= high, found [${a}, ${b}]`)
  return intervals
}

/** A point uniform in the box. */
export const uniformPoint = (random: Random, box: readonly Interval[]): number[] =>
  box.map(([low, high]) => low + (high - low) * random())
