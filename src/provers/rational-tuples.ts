import * as Q from '../kernel/rational.ts'

const SMALL = [
  '0',
  '1',
  '-1',
  '2',
  '-2',
  '1/2',
  '-1/2',
  '3',
  '-3',
  '1/3',
  '-3/2',
  '5',
  '-7/3',
  '1/10',
  '10',
  '9/10',
  '3/4',
  '11/10',
  '-4/5',
  '-1/100',
  '1000',
].map(Q.parseRational)

/** A small generator of reproducible numbers in [0, 1) (mulberry32). */
export const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Of very different size, for quantities that change their sign far out or close to 0. */
const EXTREME = ['1000000000', '-1000000000', '1000000', '-1000000', '1/1000', '-1/1000', '1/1000000000', '1', '0'].map(
  Q.parseRational,
)

const WIDTHS = [1, SMALL.length, 9, 5, 4, 3]
const SIZES = [3, 10, 3, 100, 1, 1e6]
const DENOMINATORS = [1, 2, 4, 12, 1000]

/** Tuples of small rationals: all of the first few values in every coordinate, then random ones of growing size. */
export const tuples = function* (length: number, seed: number, mostSize: number): Generator<Q.Rational[]> {
  if (length === 0) {
    yield []
    return
  }
  const fits = (tuple: readonly Q.Rational[]): boolean =>
    tuple.every((q) => Math.abs(Number(q.n) / Number(q.d)) <= mostSize)
  const width = WIDTHS[length] ?? 2
  const total = Math.min(width ** length, 700)
  const order = Array.from({ length: total }, (_, i) =>
    Array.from({ length }, (__, k) => Math.floor(i / width ** k) % width),
  ).sort((a, b) => Math.max(...a) - Math.max(...b))
  for (const digits of order) {
    const tuple = digits.map((d) => SMALL[d] as Q.Rational)
    if (fits(tuple)) yield tuple
  }
  const random = numbers(seed)
  for (let i = 0; i < 60; i++) {
    const tuple = Array.from({ length }, () => EXTREME[Math.floor(random() * EXTREME.length)] as Q.Rational)
    if (fits(tuple)) yield tuple
  }
  for (let i = 0; i < 600; i++) {
    const size = Math.min(SIZES[i % SIZES.length] as number, mostSize)
    const denominator = DENOMINATORS[i % DENOMINATORS.length] as number
    yield Array.from({ length }, () => Q.rational(Math.round((2 * random() - 1) * size * denominator), denominator))
  }
}
