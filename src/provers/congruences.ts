import type { Json } from '../kernel/json.ts'
import { type Atom, atomsOf, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { isInteger } from './integer-lemmas.ts'
import { textFor } from './kernel-text.ts'

const MODULI = [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 25, 27]
const MOST_RESIDUES = 20_000

/** A number modulo which the polynomial in integer parameters, its denominators cleared, has no zero. */
const modulusFor = (p: Polynomial): number | undefined => {
  const atoms = [...atomsOf(p)]
  const entries = [...p.values()]
  if (!atoms.every(isInteger)) return undefined
  const d = entries.reduce((e, { coefficient: c }) => e * Q.multiply(c, Q.rational(e)).d, 1n)
  const summands = entries.map(({ monomial, coefficient: c }) => ({
    factor: c.n * (d / c.d),
    powers: monomial.map(([atom, times]): readonly [Atom, number] => [atom, times]),
  }))
  return MODULI.filter((m) => m ** atoms.length <= MOST_RESIDUES).find((m) => {
    const size = BigInt(m)
    for (let code = 0; code < m ** atoms.length; code++) {
      const residues = new Map(atoms.map((a, i) => [a, BigInt(Math.floor(code / m ** i) % m)]))
      const value = summands.reduce(
        (sum, { factor, powers }) =>
          sum + powers.reduce((f, [a, times]) => (f * (residues.get(a) as bigint) ** BigInt(times)) % size, factor),
        0n,
      )
      if (value % size === 0n) return false
    }
    return true
  })
}

/** A goal u ≠ 0, or a contradiction in an equation u = 0, by a number modulo which u is never 0. */
export const byCongruence = (sequent: Sequent): Json | undefined => {
  const { goal, hypotheses, scope } = sequent
  if (scope.integers.size === 0) return undefined
  const proofOf = (p: Polynomial): Json | undefined => {
    const modulus = modulusFor(p)
    return modulus === undefined ? undefined : { kind: 'congruence', of: textFor(p, scope), modulus }
  }
  for (const { polynomial } of hypotheses.filter((h) => h.op === '=')) {
    const proof = proofOf(polynomial)
    if (proof !== undefined) return proof
  }
  if (goal === 'false' || goal.op !== '!=') return undefined
  const inner = proofOf(goal.polynomial)
  const on = textFor(goal.polynomial, scope)
  return (
    inner && {
      kind: 'split',
      on,
      cells: [
        { sign: '!=', proof: { kind: 'sign', form: on } },
        { sign: '=', proof: inner },
      ],
    }
  )
}
