/** Draws that are the same on every run for the same seed. */
export interface Random {
  /** A whole number from low to high, both included. */
  readonly integer: (low: number, high: number) => number
  /** A whole number of size 1 to most, of either sign. */
  readonly nonzero: (most: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

/** mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1))
  return {
    integer,
    nonzero: (most) => integer(1, most) * (unit() < 0.5 ? 1 : -1),
    pick: (list) => {
      const chosen = list[integer(0, list.length - 1)]
      if (chosen === undefined) throw new RangeError('nothing to pick from: the list is empty')
      return chosen
    },
  }
}
