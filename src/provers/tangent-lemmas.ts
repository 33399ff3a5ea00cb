import { exponential, inverse, logarithm, power, tangent } from '../kernel/normal-form.ts'
import { type Atom, atomsOf, integer, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

const tangentAt = (u: Polynomial): Polynomial => subtract(subtract(exponential(u), integer(1)), u)

/**
 * The inequalities that the kernel knows of exp, log and tanh (`proofs/FORMAT.md` §4.8), for the arguments that occur
 * in a sequent; for those of exp also at ±half of them where `more`.
 */
export const tangentLemmas = (sequent: Sequent, more: boolean): Lemma[] => {
  const { scope, goal, hypotheses } = sequent
  const atoms = new Set<Atom>()
  for (const { polynomial } of [...hypotheses, ...(goal === 'false' ? [] : [goal])]) atomsOf(polynomial, atoms)
  const lemmas: Lemma[] = []
  const add = (name: string, of: Polynomial, states: Fact): void => {
    lemmas.push({ fact: states, proof: { kind: 'fact', fact: name, of: textFor(of, scope) } })
  }
  for (const atom of atoms) {
    if (atom.kind === 'exp') {
      const factors = more ? [1, -1, 0.5, -0.5] : [1]
      for (const c of factors) {
        const u = scale(atom.arg, Q.rational(2 * c, 2))
        add('exp-tangent', u, fact(tangentAt(u), '>='))
      }
    }
    if (atom.kind === 'log') {
      const { arg } = atom
      add('log-tangent', arg, fact(subtract(subtract(arg, integer(1)), logarithm(arg)), '>='))
      const below = subtract(integer(1), inverse(arg))
      add('log-lower', arg, fact(subtract(logarithm(arg), below), '>='))
    }
    if (atom.kind === 'tanh') {
      add('tanh-range', atom.arg, fact(subtract(integer(1), power(tangent(atom.arg), 2)), '>'))
    }
  }
  return lemmas
}
