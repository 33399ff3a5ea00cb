import type { Json } from '../kernel/json.ts'
import { multiply } from '../kernel/normal-form.ts'
import { type Atom, type Entry, fromEntries, negate, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent, signsUnder } from '../kernel/sequent.ts'
import { NEGATIVE } from '../kernel/sign.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

const FUNCTIONS = ['exp', 'log', 'sin', 'cos', 'tanh', 'power']

const isFunction = (atom: Atom): boolean => FUNCTIONS.includes(atom.kind)

const functionsIn = (p: Polynomial): Set<Atom> =>
  new Set([...p.values()].flatMap((e) => e.monomial.map(([a]) => a)).filter(isFunction))

/** The part of p that is linear in an atom, without it; undefined where the atom has a higher power. */
const slopeIn = (p: Polynomial, atom: Atom): Polynomial | undefined => {
  const entries = [...p.values()].filter((e) => e.monomial.some(([a]) => a === atom))
  if (entries.some((e) => e.monomial.some(([a, k]) => a === atom && k > 1))) return undefined
  return fromEntries(entries.map((e): Entry => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) })))
}

/**
 * A goal p ≥ 0 (or > 0) by a hypothesis h ≥ 0 and a factor c ≥ 0 such that p − c·h has one function less: what remains
 * is to be shown.
 */
export const remainderReductions = (sequent: Sequent): readonly Reduction[] => {
  const { goal, scope, hypotheses } = sequent
  if (goal === 'false' || goal.op === '=' || goal.op === '!=') return []
  const p = goal.polynomial
  const { op } = goal
  const text = (q: Polynomial): string => textFor(q, scope)
  return [...functionsIn(p)].flatMap((atom) =>
    hypotheses.flatMap(({ polynomial: h, op: given }): Reduction[] => {
      if (given === '=' || given === '!=') return []
      const [own, other] = [slopeIn(p, atom), slopeIn(h, atom)]
      const [entry, ...more] = other === undefined ? [] : [...other.values()]
      if (own === undefined || entry === undefined || more.length > 0 || entry.monomial.length > 0) return []
      const factor = scale(own, Q.invert(entry.coefficient))
      if ((signsUnder(termFor(factor, scope), sequent) & NEGATIVE) !== 0) return []
      const rest = subtract(p, multiply(factor, h))
      if (functionsIn(rest).size >= functionsIn(p).size) return []
      return [
        {
          name: 'a bound of a function',
          goals: [{ ...sequent, goal: fact(rest, op) }],
          close: ([proof]) =>
            afterLemma(
              `${text(rest)} ${op} 0`,
              proof as Json,
              squaresAndMultiples([
                { times: [text(negate(p))] },
                { times: [text(factor), text(h)] },
                { times: [text(rest)] },
              ]),
            ),
        },
      ]
    }),
  )
}
