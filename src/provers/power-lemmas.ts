import { lower } from '../kernel/lower.ts'
import { atomsOf, fromAtom } from '../kernel/polynomial.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { definedAtZero, NEGATIVE, POSITIVE, signsOf, ZERO } from '../kernel/sign.ts'
import { printTerm, type RelationOperator } from '../kernel/term.ts'
import { termFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

const OPERATORS: ReadonlyMap<number, RelationOperator> = new Map([
  [ZERO, '='],
  [POSITIVE, '>'],
  [NEGATIVE | POSITIVE, '!='],
])

/**
 * The lemmas p = 0, p > 0 or p ≠ 0 for powers p with parameters in the exponent that have a value at the zeros of their
 * base, where the hypotheses say by sign whether the base is 0.
 */
export const powerLemmas = ({ scope, hypotheses, goal }: Sequent): Lemma[] => {
  const polynomials = [...hypotheses.map((h) => h.polynomial), ...(goal === 'false' ? [] : [goal.polynomial])]
  const atoms = new Set(polynomials.flatMap((p) => [...atomsOf(p)]))
  return [...atoms].flatMap((atom): Lemma[] => {
    if (atom.kind !== 'power') return []
    const term = termFor(fromAtom(atom), scope)
    if (term.op !== 'power' || definedAtZero(term, scope) !== true) return []
    // What is known of the power itself may contradict what is known of its base; then the first goes.
    const known = OPERATORS.get(signsOf(term.base, hypotheses, scope))
    if (known === undefined) return []
    const op = OPERATORS.get(signsOf(term, [fact(lower(term.base, scope), known)], scope))
    if (op === undefined) return []
    const form = printTerm(term)
    return [{ fact: fact(lower(term, scope), op), text: `${form} ${op} 0`, proof: { kind: 'sign', form } }]
  })
}
