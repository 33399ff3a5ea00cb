import { refuse } from './refusal.ts'

// A certificate of one line can ask for arithmetic that takes years. So a check has a fixed amount of work, counted
// in roughly the microseconds of exact arithmetic; the count depends on the input alone, never on the clock.

let left = Number.POSITIVE_INFINITY

/** Takes work from the check under way; refuses (`term`) once nothing is left. Free outside {@link withEffort}. */
export const spend = (work: number): void => {
  left -= work
  if (left < 0) refuse('term', 'checking this takes more arithmetic than a check may use')
}

/** Runs a check that may spend this much work. */
export const withEffort = <T>(work: number, run: () => T): T => {
  const outer = left
  left = Math.min(work, outer)
  try {
    return run()
  } finally {
    left = outer
  }
}

const power = (bits: number): bigint => 1n << BigInt(bits)
/** What a greatest common divisor of integers below the bound costs, and a product of them. */
const COSTS: readonly (readonly [bound: bigint, gcd: number, product: number])[] = [
  [power(256), 3, 0],
  [power(1_024), 40, 0],
  [power(4_096), 500, 3],
  [power(16_384), 15_000, 30],
  [power(65_536), 500_000, 300],
  [power(400_000), 20_000_000, 5_000],
]

/** Charges for reducing a fraction, or for a product; refuses integers of more than 400 000 bits. */
export const spendOn = (a: bigint, what: 'gcd' | 'product'): void => {
  if (left === Number.POSITIVE_INFINITY) return
  const size = a < 0n ? -a : a
  const cost = COSTS.find(([bound]) => size < bound)
  if (cost === undefined) return refuse('term', 'an integer of more than 400000 bits')
  spend(what === 'gcd' ? cost[1] : cost[2])
}
