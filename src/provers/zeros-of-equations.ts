import type { Json } from '../kernel/json.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import { atMostMilliseconds } from './budgets.ts'
import { searchCone } from './cone-certificate.ts'
import { coneDegree, type Effort, guarded, type Session } from './direct-proofs.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { textFor } from './kernel-text.ts'
import { learner } from './learner.ts'
import { namedPoints, vanishingAtPoints } from './named-points.ts'
import { pointwise } from './pointwise.ts'
import { problemOf } from './problem.ts'
import { cellFacts } from './splits.ts'
import { byValues } from './value-lemmas.ts'

/** Goes through the real zeros of the equations, after showing that every variable has one of its values at the points. */
export const throughPoints = (sequent: Sequent, effort: Effort, session: Session): Json | undefined => {
  const budget = atMostMilliseconds(session.budget, effort.milliseconds)
  const { lemmas, enriched, learn, finish } = learner(sequent, session)
  learn('equations', (s) => equationLemmas(s, budget))
  const go = (): Json | undefined =>
    finish(guarded(session, 'zero-dimensional system', () => pointwise(enriched(), budget)))
  const points = namedPoints(sequent)
  const quick = atMostMilliseconds(budget, effort.milliseconds * 0.8)
  const direct = finish(guarded(session, 'values at the points', () => byValues(enriched(), points, quick)))
  const first = direct ?? go()
  if (first !== undefined) return first
  const before = lemmas.length
  for (const p of vanishingAtPoints(points, sequent.scope.variables)) {
    const goal = fact(p, '=')
    const problem = problemOf(equationsOnly({ ...enriched(), goal }))
    const degree = Math.max(8, coneDegree(problem))
    learn('values at the points', () => {
      const proof = searchCone(problem, { degree, products: 0, budget })
      return proof === undefined ? [] : [{ fact: goal, proof }]
    })
  }
  return lemmas.length > before ? go() : undefined
}

const equationsOnly = (sequent: Sequent): Sequent => ({
  ...sequent,
  hypotheses: sequent.hypotheses.filter((h) => h.op === '=' || h.op === '!='),
})

const COMPLEMENT = { '>': '<=', '>=': '<', '=': '!=', '!=': '=' } as const

/** {@link throughPoints} for any goal, by splitting it from its negation. */
export const byZeros = (sequent: Sequent, effort: Effort, session: Session): Json | undefined => {
  const { goal, scope } = sequent
  if (goal === 'false') return throughPoints(sequent, effort, session)
  const { polynomial, op } = goal
  const cell = COMPLEMENT[op]
  const negation = cellFacts(polynomial, cell)
  const proof = throughPoints(withFacts(sequent, ...negation), effort, session)
  if (proof === undefined) return undefined
  const on = textFor(polynomial, scope)
  const cells = [
    { sign: op, proof: { kind: 'sign', form: on } },
    { sign: cell, proof },
  ]
  return { kind: 'split', on, cells }
}
