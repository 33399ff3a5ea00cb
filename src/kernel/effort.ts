import { refuse } from './refusal.ts'

// A certificate of one line can ask for arithmetic that takes years. So a check has a fixed amount of work, counted
// in roughly the microseconds of exact arithmetic; the count depends on the input alone, never on the clock.

interface Account {
  spent: number
  readonly limit: number
  /** What was paid for once. */
  readonly paid: Set<string>
}

/** Undefined where nothing is counted. */
let account: Account | undefined

const inAccount = <T>(most: number, run: () => T): { readonly value: T; readonly work: number } => {
  const outer = account
  const limit = outer === undefined ? most : Math.min(most, outer.limit - outer.spent)
  const own = { spent: 0, limit, paid: new Set<string>() }
  account = own
  try {
    return { value: run(), work: own.spent }
  } finally {
    account = outer
  }
}

/** Runs a check that may spend this much work. */
export const withEffort = <T>(most: number, run: () => T): T => inAccount(most, run).value

/** The value of `run`, and the work that it took, which is charged to nothing yet. */
export const metered = <T>(run: () => T) => inAccount(Number.POSITIVE_INFINITY, run)

/** Takes work from the check under way; refuses (`term`) once nothing is left. Free outside {@link withEffort}. */
export const spend = (work: number): void => {
  if (account === undefined) return
  account.spent += work
  if (account.spent > account.limit) refuse('term', 'checking this takes more arithmetic than a check may use')
}

/** Takes the work for what `key` names, once in a check. */
export const spendOnce = (key: string, work: number): void => {
  if (account === undefined || account.paid.has(key)) return
  account.paid.add(key)
  spend(work)
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
const TOO_LONG = [0n, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/** Charges for reducing a fraction, or for a product; no check has the work for integers of more than 400 000 bits. */
export const spendOn = (a: bigint, what: 'gcd' | 'product'): void => {
  if (account === undefined) return
  const size = a < 0n ? -a : a
  const [, gcd, product] = COSTS.find(([bound]) => size < bound) ?? TOO_LONG
  spend(what === 'gcd' ? gcd : product)
}
