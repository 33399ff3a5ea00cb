import * as A from '../algebra/polynomial.ts'
import { power } from '../algebra/polynomial-product.ts'
import { sumOfSquaresQuotient } from '../algebra/sos/denominator.ts'
import { evenFormBound, positiveFormBound } from '../algebra/sos/form-bound.ts'
import type { SparsePolynomial } from '../algebra/sos/sparse-polynomial.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { formatRational } from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { negated, printTerm, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { coneProof, searchCone, UNIT } from './cone-certificate.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'
import { type Problem, problemOf } from './problem.ts'

// The largest degree of an unknown multiplier, and power of a known one, that is tried.
const MOST_DEGREE = 4

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

/** The proof with a lemma m > 0 in the case p < 0; where p ≥ 0 there is nothing to show. */
const whereNegative = (p: Term, sequent: Sequent, lemma: Lemma, proof: Json): Json => {
  const text = printTerm(p)
  return {
    kind: 'split',
    on: text,
    cells: [
      { sign: '>=', proof: { kind: 'sign', form: text } },
      { sign: '<', proof: afterLemmas(sequent, [lemma], proof) },
    ],
  }
}

/** m^k·p in the cone of the hypotheses, with m = Σ x² or Σ x. */
const byPowers = ({ sequent, problem, p }: FormGoal, powers: number, budget: Budget): Json | undefined => {
  const { termOf } = problem.indeterminates
  const { m, isLinear } = multiplierFor(p, problem)
  if (!isLinear && A.degree(p) % 2 === 1) return undefined
  const positive = fact(lower(termOf(m), sequent.scope), '>')
  const hypotheses = sequent.hypotheses.filter((h) => isAboutForms(h, sequent))
  const negative = problemOf({ ...sequent, hypotheses: [...hypotheses, positive] })
  const proof = searchCone(negative, { degree: A.degree(p) + powers * A.degree(m), products: 2, budget })
  const lemma = { fact: positive, proof: multiplierIsPositive(p, m, isLinear, problem) }
  return proof && whereNegative(termOf(p), sequent, lemma, proof)
}

/** s·p = Σ weight·square² with an unknown sum of squares s; that s > 0 where p < 0 needs a certificate of its own. */
const byQuotient = ({ sequent, problem, p }: FormGoal, degree: number, budget: Budget): Json | undefined => {
  const { termOf } = problem.indeterminates
  const names = A.usedNames(p)
  const found = sumOfSquaresQuotient({ variables: names, terms: A.terms(A.rename(p, names)) }, degree, { budget })
  if (found === undefined) return undefined
  const own = ({ variables, terms }: SparsePolynomial): A.Polynomial =>
    A.rename(A.fromTerms(variables, terms), problem.indeterminates.names)
  const s = termOf(own(found.denominator))
  const positive = fact(lower(s, sequent.scope), '>')
  const isNegative = fact(lower(termOf(A.negate(p)), sequent.scope), '>')
  const lemma = searchCone(problemOf({ ...sequent, hypotheses: [isNegative], goal: positive }), {
    degree: A.degree(p) + degree,
    products: 1,
    budget,
  })
  if (lemma === undefined) return undefined
  const proof = coneProof(
    problem,
    [
      { square: UNIT, times: [termOf(A.negate(p)), s] },
      ...found.squares.map(({ weight, square }) => ({ weight: formatRational(weight), square: termOf(own(square)) })),
    ],
    [],
  )
  return whereNegative(termOf(p), sequent, { fact: positive, text: `${printTerm(s)} > 0`, proof: lemma }, proof)
}

interface FormGoal {
  readonly sequent: Sequent
  readonly problem: Problem
  readonly p: A.Polynomial
}

/**
 * A goal p ≥ 0 for a form p, between hypotheses that are forms: a certificate in which every summand has the same
 * degree, for s·p with s = m^k, m = Σ x² (m = Σ x where all variables are known not to be negative) or with an unknown
 * sum of squares s. That s > 0 is shown first, in the case p < 0. Throws BudgetSpent.
 * Sources: Pólya (1928) and Reznick (1995) for m^k·p, where p is positive off the origin; Artin (1927) for s.
 */
export const formProof = (sequent: Sequent, problem: Problem, budget: Budget): Json | undefined => {
  const { goal } = sequent
  if (goal === 'false' || goal.op !== '>=' || problem.goal === undefined) return undefined
  const p = problem.goal.value
  if (!isForm(p) || problem.indeterminates.relations.length > 0) return undefined
  const form = { sequent, problem, p }
  const first = byPowers(form, 1, budget)
  if (first !== undefined) return first
  for (let degree = 2; degree <= MOST_DEGREE; degree += 2) {
    const proof = byQuotient(form, degree, budget) ?? byPowers(form, degree, budget)
    if (proof !== undefined) return proof
  }
  return undefined
}
