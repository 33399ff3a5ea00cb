import { lower } from '../../kernel/lower.ts'
import { type Polynomial, rationalValue } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import type { Term } from '../../kernel/term.ts'
import { rationalText } from './coq-term.ts'
import { signStatement, signWord } from './facts.ts'
import { equationOf, type Proof, textIn } from './proof-state.ts'
import { numberSign } from './signs.ts'

/** A Coq proof term for the sign of a quantity without variables, where it is a number or linear in constants. */
export const closedSignProof = (term: Term, signs: Signs, proof: Proof): string | undefined => {
  const normal = lower(term, proof.scope)
  const value = rationalValue(normal)
  const text = textIn(term, proof)
  if (value !== undefined) {
    if (signs !== signOf(value)) return undefined
    const written = rationalText(value).text
    return `(${signWord(signs)}_if (${written}) ${numberSign(value).proof} ${equationOf(proof, text, written)})`
  }
  return signs === linearSign(normal) ? `(ltac:(lra) : ${signStatement(`(${text})`, signs)})` : undefined
}

const signOf = (value: Q.Rational): Signs => (Q.sign(value) > 0 ? POSITIVE : Q.sign(value) < 0 ? NEGATIVE : ZERO)

/** The sign that c_0 + Σ c_i·θ_i has for all θ_i inside their open intervals, as `lra` sees it from these. */
const linearSign = (normal: Polynomial): Signs | undefined => {
  let [low, high] = [Q.ZERO, Q.ZERO]
  for (const { monomial, coefficient } of normal.values()) {
    const [power, ...others] = monomial
    let ends: readonly [Q.Rational, Q.Rational] = [Q.ONE, Q.ONE]
    if (power !== undefined) {
      const [atom, exponent] = power
      if (atom.kind !== 'theta' || exponent !== 1 || others.length > 0) return undefined
      ends = atom.interval
    }
    const [a, b] = ends.map((end) => Q.multiply(coefficient, end)) as [Q.Rational, Q.Rational]
    low = Q.add(low, Q.compare(a, b) < 0 ? a : b)
    high = Q.add(high, Q.compare(a, b) < 0 ? b : a)
  }
  return Q.sign(low) >= 0 ? POSITIVE : Q.sign(high) <= 0 ? NEGATIVE : undefined
}
