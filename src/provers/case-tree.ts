import { groebnerBasis } from '../algebra/groebner.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { negate, type Polynomial, polynomialKey } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import type { Term } from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { isAccepted } from './acceptance.ts'
import type { ProofAttempt, Search } from './attempt.ts'
import { ALL_PARTS, direct, type Effort, guarded, type Session } from './direct-proofs.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { afterLemmas, withLemmas } from './lemma-proofs.ts'
import { nextTask } from './next-task.ts'
import { idealOf, type Problem, problemOf } from './problem.ts'
import { openSigns, type Split, splitOn } from './splits.ts'

const EQUATIONS: Effort = { milliseconds: 1000, degree: 2, depth: 0 }
const LEAF: Effort = { milliseconds: 2000, degree: 4, depth: 0 }
const MOST_LEVELS = 9
const MOST_CELLS = 150

/** The irreducible factors of a Gröbner basis of the equations where it has several, those that occur most often first. */
const factorSplits = (sequent: Sequent, problem: Problem, budget: Budget): Split[] => {
  const { indeterminates } = problem
  const known = [...problem.nonzero, ...problem.positive].map((g) => g.value)
  const basis = groebnerBasis(idealOf(problem), budget, { kind: 'grevlex' }, indeterminates.names)
  const found = new Map<string, { on: Polynomial; degree: number; count: number }>()
  const relations = problem.equalities.filter((e) => e.term === undefined).map((e) => e.value)
  for (const e of basis.elements) {
    if (relations.some((r) => A.equal(r, e))) continue
    const bases = factor(e, budget)
      .factors.map(({ base }) => base)
      .filter((b) => !known.some((k) => A.equal(k, b) || A.equal(k, A.negate(b))))
    if (bases.length < 2) continue
    for (const base of bases) {
      const on = lower(indeterminates.termOf(base), sequent.scope)
      const key = polynomialKey(on)
      found.set(key, { on, degree: A.degree(base), count: (found.get(key)?.count ?? 0) + 1 })
    }
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.degree - b.degree)
    .map(({ on }) => ({ on, signs: ['=', '!='] }))
}

/** Whether a split was done on the way to this cell. */
const isDecided = ({ hypotheses }: Sequent, on: Polynomial): boolean => {
  const keys = [polynomialKey(on), polynomialKey(negate(on))]
  return hypotheses.some((h) => h.op !== '>=' && keys.includes(polynomialKey(h.polynomial)))
}

/**
 * A proof by cases: on whether a factor of an equation vanishes, and on the signs of moduli, again and again, until the
 * equations of each cell decide it. This is how the real zeros of a system are taken apart into their components.
 */
export const proveByCases = async (sequent: Sequent, search: Search, forms: readonly Term[]): Promise<ProofAttempt> => {
  const { budget } = search
  let cells = 0
  const session: Session = { ...search, forms, parts: ALL_PARTS, tried: new Set() }
  const equationsOnly: Session = { ...session, parts: new Set(['equations']) }
  const prove = async (cell: Sequent, levels: number): Promise<Json | undefined> => {
    await nextTask()
    if (isSpent(budget) || ++cells > MOST_CELLS) return undefined
    const fast = direct(cell, EQUATIONS, equationsOnly)
    if (fast !== undefined) return fast
    const lemmas = (guarded(session, 'equations', () => equationLemmas(cell, budget)) ?? []).filter((lemma) =>
      isAccepted(lemma.proof, { ...cell, goal: lemma.fact }),
    )
    const enriched = withLemmas(cell, lemmas)
    const finish = (proof: Json | undefined): Json | undefined => {
      const whole = proof && afterLemmas(cell, lemmas, proof)
      return whole !== undefined && isAccepted(whole, cell) ? whole : undefined
    }
    const second = lemmas.length === 0 ? undefined : finish(direct(enriched, EQUATIONS, equationsOnly))
    if (second !== undefined) return second
    const splits = guarded(session, 'factors of equations', () => [
      ...openSigns(enriched),
      ...factorSplits(enriched, problemOf(enriched), budget),
    ])
    const next = splits?.find(({ on }) => !isDecided(enriched, on))
    if (next === undefined || levels === 0) return finish(direct(enriched, LEAF, session))
    return finish(await splitOn(enriched, next, (part) => prove(part, levels - 1)))
  }
  const proof = await prove(sequent, MOST_LEVELS)
  if (proof !== undefined) return { status: 'proof', proof, method: 'split' }
  return { status: 'unknown', reason: isSpent(budget) ? 'timeout' : 'search-exhausted', tried: [...session.tried] }
}
