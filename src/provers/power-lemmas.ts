import { lower } from '../kernel/lower.ts'
import { atomsOf, fromAtom } from '../kernel/polynomial.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { definedAtZero, POSITIVE, signsOf, ZERO } from '../kernel/sign.ts'
import { printTerm } from '../kernel/term.ts'
import { termFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

/**
 * The lemmas |u|^e = 0 and |u|^e > 0 for powers with a positive exponent e with parameters, where the hypotheses say by
 * sign that u = 0 or u ≠ 0.
 */
export const powerLemmas = ({ scope, hypotheses, goal }: Sequent): Lemma[] => {
  const polynomials = [...hypotheses.map((h) => h.polynomial), ...(goal === 'false' ? [] : [goal.polynomial])]
  const atoms = new Set(polynomials.flatMap((p) => [...atomsOf(p)]))
  return [...atoms].flatMap((atom): Lemma[] => {
    if (atom.kind !== 'power' || atom.signed) return []
    const term = termFor(fromAtom(atom), scope)
    if (term.op !== 'power' || definedAtZero(term, scope) !== true) return []
    // What is known of the power itself may contradict what is known of u; then the first goes.
    const signs = signsOf(term.base, hypotheses, scope)
    if (signs !== ZERO && signs !== POSITIVE) return []
    const op = signs === ZERO ? '=' : '>'
    const form = printTerm(term)
    return [{ fact: fact(lower(term, scope), op), text: `${form} ${op} 0`, proof: { kind: 'sign', form } }]
  })
}
