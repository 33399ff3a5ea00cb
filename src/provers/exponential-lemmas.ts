import { exponential, multiply } from '../kernel/normal-form.ts'
import { add, integer, negate, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'

/** The lemmas u = 0 from hypotheses exp(u) = 1: exp(u) ≥ 1 + u and exp(−u) ≥ 1 − u leave nothing else. */
export const exponentialLemmas = (sequent: Sequent): Lemma[] =>
  sequent.hypotheses.flatMap(({ polynomial, op }): Lemma[] => {
    const entries = [...polynomial.values()]
    const main = entries.find((e) => e.monomial.length === 1)
    const rest = entries.find((e) => e.monomial.length === 0)
    const [atom, times] = main?.monomial[0] ?? []
    if (op !== '=' || entries.length !== 2 || main === undefined || rest === undefined) return []
    if (atom?.kind !== 'exp' || times !== 1 || !Q.isZero(Q.add(main.coefficient, rest.coefficient))) return []
    const u = atom.arg
    const text = (p: Polynomial): string => textFor(p, sequent.scope)
    const down = exponential(negate(u))
    const gap = subtract(exponential(u), integer(1))
    const above = subtract(gap, u)
    const below = add(subtract(down, integer(1)), u)
    const tangent = (of: Polynomial) => ({ kind: 'fact', fact: 'exp-tangent', of: text(of) })
    const lemmas: Lemma[] = [
      { fact: fact(above, '>='), proof: tangent(u) },
      { fact: fact(below, '>='), proof: tangent(negate(u)) },
    ]
    // (e − u)·(e′ + u) = −u² + e·(u + u·exp(−u) − exp(−u)·e) for e = exp(u) − 1, e′ = exp(−u) − 1 = −exp(−u)·e.
    const by = subtract(add(u, multiply(u, down)), multiply(down, gap))
    const closing = {
      kind: 'positivstellensatz',
      terms: [
        { weight: '1', square: text(u), times: [] },
        { weight: '1', square: '1', times: [text(above), text(below)] },
      ],
      multiples: [{ of: text(polynomial), by: text(scale(negate(by), Q.invert(main.coefficient))) }],
    }
    const goal = fact(u, '=')
    return [{ fact: goal, proof: afterLemmas({ ...sequent, goal }, lemmas, closing) }]
  })
