import { groebnerBasis, reduce } from '../algebra/groebner.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { number, printTerm } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { coneProof, UNIT } from './cone-certificate.ts'
import { afterLemmas } from './lemma-proofs.ts'
import { idealOf, multiplyAll, type Problem } from './problem.ts'

/**
 * An inequality goal p by p ≡ q modulo the equations, where q, the normal form of p modulo a Gröbner basis of theirs,
 * is shown by `prove`.
 */
export const goalModuloEquations = (
  sequent: Sequent,
  problem: Problem,
  budget: Budget,
  prove: (easier: Sequent) => Json | undefined,
): Json | undefined => {
  const { goal } = sequent
  const ideal = idealOf(problem)
  if (goal === 'false' || (goal.op !== '>' && goal.op !== '>=') || problem.goal === undefined) return undefined
  if (ideal.length === 0 || problem.equalities.every((e) => e.term === undefined)) return undefined
  const { indeterminates } = problem
  const { names } = indeterminates
  const p = problem.goal.value
  const basis = groebnerBasis(ideal, budget, { kind: 'grevlex' }, names)
  // Factors whose sign is known stay as they are: a reduction would hide them.
  const known: A.Polynomial[] = []
  let rest = p
  for (const { value } of [...problem.positive, ...problem.nonzero]) {
    if (A.constantValue(value) !== undefined || A.isZero(reduce(value, basis, budget))) continue
    for (let d = divideExact(rest, value); d !== undefined && !A.isZero(rest); d = divideExact(rest, value)) {
      if (A.degree(d) === A.degree(rest)) break
      known.push(value)
      rest = d
    }
  }
  const q = multiplyAll([reduce(rest, basis, budget), ...known], names)
  if (A.isZero(q) || A.equal(p, q)) return undefined
  const term = indeterminates.termOf(q)
  const easier = fact(lower(term, sequent.scope), goal.op)
  const proof = prove({ ...sequent, goal: easier })
  if (proof === undefined) return undefined
  // −p·multiplier² + q + (p·multiplier² − q) = 0
  const cofactors = idealMembership(A.subtract(p, q), ideal, budget)
  const negatedGoal = problem[goal.op === '>' ? 'nonnegative' : 'positive'].find((g) => A.equal(g.value, A.negate(p)))
  if (cofactors === undefined || negatedGoal?.term === undefined) return undefined
  const closing = coneProof(
    problem,
    [
      { square: negatedGoal.multiplier, times: [negatedGoal.term] },
      { square: UNIT, times: [term] },
    ],
    cofactors,
  )
  return afterLemmas(
    sequent,
    [{ fact: easier, text: `${printTerm(term)} ${goal.op} ${printTerm(number(0))}`, proof }],
    closing,
  )
}
