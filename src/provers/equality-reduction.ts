import type { Json } from '../kernel/json.ts'
import { atomsOf, negate } from '../kernel/polynomial.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

/** A goal u = 0 with functions in it by u ≥ 0 and −u ≥ 0. */
export const equalityReduction = (sequent: Sequent): readonly Reduction[] => {
  const { goal, scope } = sequent
  if (goal === 'false' || goal.op !== '=') return []
  if (![...atomsOf(goal.polynomial)].some((a) => 'arg' in a && a.kind !== 'inverse')) return []
  const [u, opposite] = [textFor(goal.polynomial, scope), textFor(negate(goal.polynomial), scope)]
  return [
    {
      name: 'two inequalities',
      goals: [
        { ...sequent, goal: fact(goal.polynomial, '>=') },
        { ...sequent, goal: fact(negate(goal.polynomial), '>=') },
      ],
      close: ([first, second]) => {
        const contradiction = squaresAndMultiples([{ times: [u] }, { times: [opposite] }])
        const cells = [
          { sign: '<', proof: contradiction },
          { sign: '=', proof: squaresAndMultiples([{ square: u }], [[u, opposite]]) },
          { sign: '>', proof: contradiction },
        ]
        const split: Json = { kind: 'split', on: u, cells }
        return afterLemma(`${u} >= 0`, first as Json, afterLemma(`${opposite} >= 0`, second as Json, split))
      },
    },
  ]
}
