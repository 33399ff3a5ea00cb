import { lower } from '../kernel/lower.ts'
import { add, rationalValue, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { printTerm, symbol } from '../kernel/term.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

/**
 * The lemmas p > 0 for parameters with a hypothesis p > c or p ≥ c, c a positive number or, for p > c, zero, or two
 * hypotheses that add up to p > 0 (p > q and q > 0).
 */
export const parameterLemmas = (sequent: Sequent): Lemma[] => {
  const { scope, hypotheses } = sequent
  const bounds = hypotheses.filter(({ op }) => op === '>' || op === '>=')
  return [...scope.parameters].flatMap((name): Lemma[] => {
    const value = lower(symbol(name), scope)
    const isKnown = hypotheses.some((h) => h.op === '>' && subtract(h.polynomial, value).size === 0)
    if (isKnown) return []
    const lemma = (form: string): Lemma[] => [
      { fact: fact(value, '>'), text: `${printTerm(symbol(name))} > 0`, proof: { kind: 'sign', form } },
    ]
    for (const [i, { polynomial, op }] of bounds.entries()) {
      const text = `(${textFor(polynomial, scope)})`
      const rest = rationalValue(subtract(value, polynomial))
      if (rest !== undefined && Q.sign(rest) > 0) return lemma(`${text} + ${Q.formatRational(rest)}`)
      const isSum = (other: Fact): boolean =>
        (op === '>' || other.op === '>') && subtract(value, add(polynomial, other.polynomial)).size === 0
      const other = bounds.slice(i + 1).find(isSum)
      if (other !== undefined) return lemma(`${text} + (${textFor(other.polynomial, scope)})`)
    }
    return []
  })
}
