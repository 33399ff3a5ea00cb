import { equationAmong } from './check-positivstellensatz.ts'
import { spend } from './effort.ts'
import { type Json, readInteger, readObject } from './json.ts'
import { isInteger } from './polynomial.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import type { Sequent } from './sequent.ts'

const MOST_RESIDUES = 20_000

const powerModulo = (base: number, exponent: number, m: number): number => {
  let value = 1
  for (let i = 0; i < exponent; i++) value = (value * base) % m
  return value
}

/**
 * Checks that an equation among the hypotheses, its denominators cleared, has no solution modulo the number given: the
 * hypotheses contradict each other (`proofs/FORMAT.md` §4.9). Refuses otherwise.
 */
export const checkCongruence = (proof: Json, sequent: Sequent): void => {
  const fields = readObject(proof, ['kind', 'of', 'modulus'])
  const m = readInteger(fields.modulus, 2, 1000)
  const entries = [...equationAmong(fields.of as Json, sequent).values()]
  const atoms = [...new Set(entries.flatMap((e) => e.monomial.map(([atom]) => atom)))]
  if (!atoms.every(isInteger)) refuse('congruence', 'something in the equation need not be an integer')
  const count = m ** atoms.length
  if (count > MOST_RESIDUES) refuse('congruence', 'too many residues')
  const denominator = entries.reduce((d, { coefficient: c }) => d * Q.multiply(c, Q.rational(d)).d, 1n)
  const summands = entries.map(({ monomial, coefficient: c }) => ({
    factor: Number((c.n * (denominator / c.d)) % BigInt(m)),
    powers: monomial.map(([atom, times]) => {
      spend(m * times)
      const table = Array.from({ length: m }, (_, r) => powerModulo(r, times, m))
      return { place: atoms.indexOf(atom), table }
    }),
  }))
  for (let code = 0; code < count; code++) {
    spend(summands.length)
    const residues = atoms.map((_, i) => Math.floor(code / m ** i) % m)
    const value = summands.reduce(
      (sum, { factor, powers }) =>
        sum + powers.reduce((f, { place, table }) => (f * (table[residues[place] as number] as number)) % m, factor),
      0,
    )
    if (value % m === 0) refuse('congruence', `the equation has a solution modulo ${m}`)
  }
}
