import { lower } from '../kernel/lower.ts'
import { atomsOf, polynomialKey } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { children, printTerm, type Term } from '../kernel/term.ts'
import { isAccepted } from './acceptance.ts'
import type { Lemma } from './lemma-proofs.ts'

const underRoots = (term: Term): Term[] => [
  ...(term.op === 'call' && (term.name === 'sqrt' || term.name === 'root') ? [term.args[0] as Term] : []),
  ...children(term).flatMap(underRoots),
]

/**
 * u > 0 for the u under roots of the sequent whose sign shows where they are written in one of the forms, and need not
 * show in the normal form: 1 + (x − 1)²y².
 */
export const rootArgumentLemmas = (sequent: Sequent, forms: readonly Term[]): Lemma[] => {
  const { hypotheses, goal, scope } = sequent
  const polynomials = [
    ...hypotheses.map(({ polynomial }) => polynomial),
    ...(goal === 'false' ? [] : [goal.polynomial]),
  ]
  const wanted = new Set(
    polynomials.flatMap((p) => [...atomsOf(p)].flatMap((a) => (a.kind === 'root' ? [polynomialKey(a.arg)] : []))),
  )
  return forms.flatMap(underRoots).flatMap((u): Lemma[] => {
    const polynomial = lower(u, scope)
    // Once for each.
    if (!wanted.delete(polynomialKey(polynomial))) return []
    const fact = { polynomial, op: '>' as const }
    const proof = { kind: 'sign', form: printTerm(u) }
    return isAccepted(proof, { ...sequent, goal: fact }) ? [{ fact, text: `${printTerm(u)} > 0`, proof }] : []
  })
}
