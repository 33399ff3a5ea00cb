import type { Rational } from '../kernel/rational.ts'

const bitLength = (a: bigint): number => a.toString(2).length

/**
 * The double nearest to a rational number (ties to even).
 *
 * Precondition: none. Result: ±Infinity beyond the range of doubles; below 2^-1022 a result may be off by one unit
 * in its last place (it is rounded twice there).
 */
export const toDouble = (a: Rational): number => {
  const top = a.n < 0n ? -a.n : a.n
  const safe = BigInt(Number.MAX_SAFE_INTEGER)
  if (top <= safe && a.d <= safe) return Number(a.n) / Number(a.d)
  // A quotient of 64 bits or more, with a last bit that says whether anything was cut off.
  const shift = Math.max(0, 64 - (bitLength(top) - bitLength(a.d)))
  const scaled = top << BigInt(shift)
  const quotient = scaled / a.d
  const sticky = quotient * a.d === scaled ? quotient : quotient | 1n
  // Two factors, because 2^-shift alone may be below the smallest double.
  const half = shift >> 1
  const magnitude = Number(sticky) * 2 ** -half * 2 ** -(shift - half)
  return a.n < 0n ? -magnitude : magnitude
}
