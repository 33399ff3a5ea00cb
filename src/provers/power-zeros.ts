import type { Json } from '../kernel/json.ts'
import { type Atom, atomsOf, fromAtom, type Polynomial, polynomialKey } from '../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import { conditionsHold, definedAtZero } from '../kernel/sign.ts'
import { number } from '../kernel/term.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemmas } from './lemma-proofs.ts'
import { powerLemmas } from './power-lemmas.ts'
import type { Reduction } from './reduction.ts'

const polynomialsOf = ({ hypotheses, goal }: Sequent): readonly Polynomial[] => [
  ...hypotheses.map((h) => h.polynomial),
  ...(goal === 'false' ? [] : [goal.polynomial]),
]

/** An argument u of 1/u and of a power that has a value at u = 0, where u = 0 is possible: of u^(n-1) written u^n/u. */
const openBase = (sequent: Sequent): Polynomial | undefined => {
  const { scope, hypotheses } = sequent
  const atoms = [...new Set(polynomialsOf(sequent).flatMap((p) => [...atomsOf(p)]))]
  const poles = new Set(atoms.flatMap((a) => (a.kind === 'inverse' ? [polynomialKey(a.arg)] : [])))
  const isOpen = (atom: Atom): boolean => {
    if (atom.kind !== 'power' || !poles.has(polynomialKey(atom.arg))) return false
    const term = termFor(fromAtom(atom), scope)
    const condition = { left: termFor(atom.arg, scope), op: '!=' as const, right: number(0) }
    return term.op === 'power' && definedAtZero(term, scope) === true && !conditionsHold([condition], hypotheses, scope)
  }
  const open = atoms.find(isOpen)
  return open?.kind === 'power' ? open.arg : undefined
}

const hasPole = (p: Polynomial, u: Polynomial): boolean =>
  [...atomsOf(p)].some((a) => a.kind === 'inverse' && polynomialKey(a.arg) === polynomialKey(u))

/**
 * The sequent where u ≠ 0 and where u = 0, for the base of a power whose derivative is u^n/u in normal form: that is no
 * term of a certificate before u ≠ 0 is known. Where u = 0, what contains 1/u is left out.
 */
export const atZerosOfPowers = (sequent: Sequent): Reduction | undefined => {
  const u = openBase(sequent)
  if (u === undefined) return undefined
  const { goal, hypotheses } = sequent
  const there: Sequent = {
    ...sequent,
    hypotheses: [...hypotheses.filter((h) => !hasPole(h.polynomial, u)), fact(u, '=')],
    goal: goal === 'false' || hasPole(goal.polynomial, u) ? 'false' : goal,
  }
  const lemmas = powerLemmas(there)
  return {
    name: 'zeros of powers',
    goals: [withFacts(sequent, fact(u, '!=')), withFacts(there, ...lemmas.map((l) => l.fact))],
    close: ([off, on]) => ({
      kind: 'split',
      on: textFor(u, sequent.scope),
      cells: [
        { sign: '!=', proof: off as Json },
        { sign: '=', proof: afterLemmas(sequent, lemmas, on as Json) },
      ],
    }),
  }
}
