import * as A from '../algebra/polynomial.ts'
import { power } from '../algebra/polynomial-product.ts'
import { evenFormBound, positiveFormBound } from '../algebra/sos/form-bound.ts'
import type { Budget } from '../kernel/budget.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { formatRational } from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { negated, printTerm, type Term } from '../kernel/term.ts'
import { coneProof, searchCone, UNIT } from './cone-certificate.ts'
import { afterLemmas } from './lemma-proofs.ts'
import { type Problem, problemOf } from './problem.ts'

// Powers of the multiplier that are tried; each makes the program larger.
const MOST_POWERS = 3

const isForm = (p: A.Polynomial): boolean => {
  const degrees = A.terms(p).map(({ exponents }) => exponents.reduce((a, b) => a + b, 0))
  return degrees[0] !== undefined && degrees[0] > 0 && degrees.every((d) => d === degrees[0])
}

/** True for a hypothesis between forms alone, so that it may stay in a search for forms. */
const isAboutForms = (hypothesis: Fact, sequent: Sequent): boolean => {
  const problem = problemOf({ ...sequent, hypotheses: [hypothesis], goal: 'false' })
  const all = [...problem.equalities, ...problem.nonnegative, ...problem.positive, ...problem.nonzero]
  return all.length > 0 && all.every((g) => isForm(g.value))
}

/** What a form is multiplied by: Σ x where all its variables are known not to be negative, else Σ x². */
const multiplierFor = (p: A.Polynomial, problem: Problem): { readonly m: A.Polynomial; readonly isLinear: boolean } => {
  const variables = A.usedNames(p).map((name) => A.indeterminate(name, p.names))
  const known = [...problem.nonnegative, ...problem.positive].map((g) => g.value)
  const isLinear = variables.every((x) => known.some((k) => A.equal(k, x)))
  const m = variables.map((x) => (isLinear ? x : power(x, 2))).reduce(A.add)
  return { m, isLinear }
}

/** m > 0 where the form p is negative: m ≤ 0 would make −p − weight·m^(k−1)·m + (p + weight·m^k) positive. */
const multiplierIsPositive = (p: A.Polynomial, m: A.Polynomial, isLinear: boolean, problem: Problem): Json => {
  const term = problem.indeterminates.termOf
  const k = A.degree(p) / A.degree(m)
  const { weight, parts } = isLinear ? positiveFormBound(p, m) : evenFormBound(p, m)
  const rest: readonly Term[] = k > 1 ? [term(power(m, k - 1))] : []
  return coneProof(
    problem,
    [
      { square: UNIT, times: [term(A.negate(p))] },
      { weight: formatRational(weight), square: UNIT, times: [negated(term(m)), ...rest] },
      ...parts.map(({ weight: own, base }) =>
        isLinear
          ? { weight: formatRational(own), square: UNIT, times: [term(base)] }
          : { weight: formatRational(own), square: term(base) },
      ),
    ],
    [],
  )
}

/**
 * A goal p ≥ 0 for a form p, between hypotheses that are forms: a certificate in which every summand has the same
 * degree, for p or for m^k·p with m = Σ x² (m = Σ x where all variables are known not to be negative). That m > 0 is
 * shown first, in the case p < 0. Throws BudgetSpent.
 * Sources: Pólya (1928); Reznick (1995), for forms that are positive off the origin; others may have m^k·p too.
 */
export const formProof = (sequent: Sequent, problem: Problem, budget: Budget): Json | undefined => {
  const { goal, scope } = sequent
  if (goal === 'false' || goal.op !== '>=' || problem.goal === undefined) return undefined
  const p = problem.goal.value
  const term = problem.indeterminates.termOf(p)
  if (!isForm(p) || problem.indeterminates.relations.length > 0) return undefined
  const { m, isLinear } = multiplierFor(p, problem)
  if (!isLinear && A.degree(p) % 2 === 1) return undefined
  const hypotheses = sequent.hypotheses.filter((h) => isAboutForms(h, sequent))
  const plain: Sequent = { ...sequent, hypotheses }
  const positive = fact(lower(problem.indeterminates.termOf(m), scope), '>')
  const negative = problemOf({ ...plain, hypotheses: [...hypotheses, positive] })
  const degree = A.degree(p) + MOST_POWERS * A.degree(m)
  const proof = searchCone(negative, { degree, products: 2, budget })
  if (proof === undefined) return undefined
  const lemma = multiplierIsPositive(p, m, isLinear, problem)
  const text = printTerm(term)
  return {
    kind: 'split',
    on: text,
    cells: [
      { sign: '>=', proof: { kind: 'sign', form: text } },
      { sign: '<', proof: afterLemmas(sequent, [{ fact: positive, proof: lemma }], proof) },
    ],
  }
}
