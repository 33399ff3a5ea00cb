const BITS = 1200n

/** arctan(1/n)·2^BITS. */
const arctangent = (n: bigint): bigint => {
  let power = (1n << (BITS + 32n)) / n
  let total = 0n
  for (let k = 0n; power !== 0n; k++) {
    total += (k % 2n === 0n ? power : -power) / (2n * k + 1n)
    power /= n * n
  }
  return total >> 32n
}

let kept: bigint | undefined
/** (π/2)·2^BITS by Machin's formula, π/4 = 4·arctan(1/5) − arctan(1/239). */
const quarter = (): bigint => {
  kept ??= 2n * (4n * arctangent(5n) - arctangent(239n))
  return kept
}

/** x for a finite x, |x| ≥ 1, times 2^BITS. */
const fixed = (x: number): bigint => {
  const exponent = Math.max(0, Math.floor(Math.log2(Math.abs(x))) - 52)
  // Both are exact: x has no more digits.
  return (BigInt(Math.trunc((x / 2 ** exponent) * 2 ** 60)) << (BITS - 60n)) << BigInt(exponent)
}

/** r and k mod 4 with x = r + k·π/2 and |r| ≤ π/4, for any finite |x| ≥ 1; r to half a unit. */
export const reducedAngle = (x: number): readonly [number, number] => {
  const value = fixed(x)
  const unit = quarter()
  const k = (2n * value + unit) / (2n * unit) - (2n * value + unit < 0n ? 1n : 0n)
  const rest = value - k * unit
  // A hundred bits of it are more than enough.
  const shift = BigInt(Math.max(0, (rest < 0n ? -rest : rest).toString(2).length - 100))
  return [(Number(rest >> shift) / 2 ** 600) * 2 ** (Number(shift) - 600), Number(BigInt.asUintN(2, k))]
}
