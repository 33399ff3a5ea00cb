import { multiply, vanishes } from '../kernel/normal-form.ts'
import { add, atomsOf, fromAtom, negate, subtract } from '../kernel/polynomial.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

/** The lemmas u ≠ 0 for hypotheses |u| ≠ 0 or |u| > 0, whose normal form is ±sgn(u)·u. */
export const modulusLemmas = ({ scope, hypotheses }: Sequent): Lemma[] =>
  hypotheses.flatMap(({ polynomial, op }) => {
    if (op !== '!=' && op !== '>') return []
    return [...atomsOf(polynomial)].flatMap((atom): Lemma[] => {
      if (atom.kind !== 'sgn') return []
      const s = fromAtom(atom)
      const u = atom.arg
      const size = multiply(s, u)
      if (!vanishes(subtract(polynomial, size)) && !vanishes(add(polynomial, size))) return []
      const isKnown = hypotheses.some((h) => h.op === '!=' && vanishes(subtract(h.polynomial, u)))
      if (isKnown) return []
      // (±s·u)² = u·u
      const proof = {
        kind: 'positivstellensatz',
        terms: [{ weight: '1', square: textFor(polynomial, scope), times: [] }],
        multiples: [{ of: textFor(u, scope), by: textFor(negate(u), scope) }],
      }
      return [{ fact: fact(u, '!='), proof }]
    })
  })
