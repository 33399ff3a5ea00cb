import { type Atom, atomsOf, fromAtom } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { POSITIVE, signsOf } from '../kernel/sign.ts'
import { printTerm } from '../kernel/term.ts'
import { termFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

/** s = root(u, n) > 0 for the roots in the equations with n even and u > 0 by its sign: s ≤ 0 gives u = sⁿ ≤ 0. */
export const positiveRootLemmas = ({ hypotheses, scope }: Sequent): Lemma[] => {
  const equations = hypotheses.filter(({ op }) => op === '=')
  const roots = new Set<Atom>()
  for (const { polynomial } of equations) {
    for (const atom of atomsOf(polynomial)) if (atom.kind === 'root' && atom.index % 2 === 0) roots.add(atom)
  }
  return [...roots].flatMap((atom): Lemma[] => {
    if (atom.kind !== 'root') return []
    const u = termFor(atom.arg, scope)
    if (signsOf(u, hypotheses, scope) !== POSITIVE) return []
    const root = fromAtom(atom)
    const s = printTerm(termFor(root, scope))
    const proof = {
      kind: 'positivstellensatz',
      terms: [
        { weight: '1', square: '1', times: [printTerm(u)] },
        { weight: '1', square: atom.index === 2 ? '1' : `(${s})^${atom.index / 2 - 1}`, times: [`-${s}`, s] },
      ],
      multiples: [],
    }
    return [{ fact: { polynomial: root, op: '>' }, text: `${s} > 0`, proof }]
  })
}
