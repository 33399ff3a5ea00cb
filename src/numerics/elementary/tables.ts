// A table of logarithms, by integers alone, so that it is the same everywhere.

/** Numbers are integers over 2^BITS. */
const BITS = 128n
const ONE = 1n << BITS

/** log((n + 1)/n) = 2·atanh(1/(2n + 1)). */
const logarithmOfStep = (n: bigint): bigint => {
  const m = 2n * n + 1n
  let power = (2n * ONE) / m
  let total = 0n
  for (let k = 1n; power !== 0n; k += 2n) {
    total += power / k
    power /= m * m
  }
  return total
}

/** log(j/middle) for j = first, …, last. */
const logarithms = (first: number, middle: number, last: number): readonly bigint[] => {
  const steps = Array.from({ length: last - first }, (_, i) => logarithmOfStep(BigInt(first + i)))
  const origin = steps.slice(0, middle - first).reduce((a, b) => a + b, 0n)
  let sum = -origin
  return [
    sum,
    ...steps.map((step) => {
      sum += step
      return sum
    }),
  ]
}

/** v as a multiple of 2^-bits and the rest. */
const inTwo = (v: bigint, bits: number): readonly [number, number] => {
  const unit = 1n << (BITS - BigInt(bits))
  const high = (v + unit / 2n) >> (BITS - BigInt(bits))
  return [Number(high) / 2 ** bits, Number(v - high * unit) / 2 ** Number(BITS)]
}

/** Numbers as sums of two doubles, the first with few bits. */
interface Table {
  readonly high: readonly number[]
  readonly low: readonly number[]
}

const tableOf = (values: readonly bigint[], bits: number): Table => {
  const pairs = values.map((value) => inTwo(value, bits))
  return { high: pairs.map(([high]) => high), low: pairs.map(([, low]) => low) }
}

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The points c = j/128, FIRST ≤ j ≤ LAST, are the nearest ones to the numbers between √½ and √2. */
export const STEPS_OF_LOGARITHM = 128
export const FIRST_OF_LOGARITHM = 91
const LAST = 181

/** log c, the first parts being multiples of 2^-42, so that sums with multiples of 2^-42 below 2^10 are exact; and 1/c. */
export const logarithmTable = once((): Table & { readonly inverse: readonly number[] } => ({
  ...tableOf(logarithms(FIRST_OF_LOGARITHM, STEPS_OF_LOGARITHM, LAST), 42),
  inverse: Array.from(
    { length: LAST - FIRST_OF_LOGARITHM + 1 },
    (_, i) => STEPS_OF_LOGARITHM / (FIRST_OF_LOGARITHM + i),
  ),
}))
