import type { MonomialTable, Poly } from './sparse-polynomial.ts'

/**
 * Sorts monomials into classes that a sum of squares need not mix: all given polynomials are invariant (up to sign,
 * for `equalities`) under a group of sign changes x_i → ±x_i, and the class of a monomial is its character.
 */
export const signClasses = (
  table: MonomialTable,
  invariant: readonly Poly[],
  equalities: readonly Poly[],
): ((monomial: number) => string) => {
  const parity = (m: number): bigint =>
    table.exponents(m).reduce((bits, e, i) => (e % 2 === 1 ? bits | (1n << BigInt(i)) : bits), 0n)
  const rows: bigint[] = []
  const reduce = (bits: bigint): bigint => {
    let rest = bits
    for (const row of rows) if ((rest ^ row) < rest) rest ^= row
    return rest
  }
  const insert = (bits: bigint): void => {
    const rest = reduce(bits)
    if (rest === 0n) return
    rows.push(rest)
    rows.sort((a, b) => (a > b ? -1 : 1))
  }
  for (const p of invariant) for (const m of p.keys()) insert(parity(m))
  for (const e of equalities) {
    const [first] = e.keys()
    if (first !== undefined) for (const m of e.keys()) insert(parity(m) ^ parity(first))
  }
  return (m) => reduce(parity(m)).toString(36)
}

/** The monomials of each class. */
export const byClass = (monomials: readonly number[], classOf: (m: number) => string): number[][] => {
  const classes = new Map<string, number[]>()
  for (const m of monomials) {
    const key = classOf(m)
    const list = classes.get(key)
    if (list === undefined) classes.set(key, [m])
    else list.push(m)
  }
  return [...classes.values()]
}
