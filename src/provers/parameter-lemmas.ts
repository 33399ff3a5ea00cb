import { lower } from '../kernel/lower.ts'
import { rationalValue, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { printTerm, symbol } from '../kernel/term.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

/** The lemmas p > 0 for parameters with a hypothesis p > c or p ≥ c, c a positive number or, for p > c, zero. */
export const parameterLemmas = (sequent: Sequent): Lemma[] => {
  const { scope, hypotheses } = sequent
  return [...scope.parameters].flatMap((name): Lemma[] => {
    const value = lower(symbol(name), scope)
    const isKnown = hypotheses.some((h) => h.op === '>' && subtract(h.polynomial, value).size === 0)
    if (isKnown) return []
    for (const { polynomial, op } of hypotheses) {
      if (op !== '>' && op !== '>=') continue
      const rest = rationalValue(subtract(value, polynomial))
      if (rest === undefined || Q.sign(rest) <= 0) continue
      const form = `(${textFor(polynomial, scope)}) + ${Q.formatRational(rest)}`
      return [{ fact: fact(value, '>'), text: `${printTerm(symbol(name))} > 0`, proof: { kind: 'sign', form } }]
    }
    return []
  })
}
