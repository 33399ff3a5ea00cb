import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { power } from '../algebra/polynomial-product.ts'
import { sumOfSquares } from '../algebra/sos/sum-of-squares.ts'
import { squareFree } from '../algebra/square-free.ts'
import { lower } from '../kernel/lower.ts'
import * as Q from '../kernel/rational.ts'
import { formatRational } from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { printTerm, product, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { exponentialLemmas } from './exponential-lemmas.ts'
import type { Lemma } from './lemma-proofs.ts'
import { positiveRootLemmas } from './positive-root-lemmas.ts'
import { powerBaseLemmas } from './power-base-lemmas.ts'
import { type Given, multiplesFor, multiplyAll, type Problem, problemOf } from './problem.ts'

const isUnit = (p: A.Polynomial): boolean => A.constantValue(p) !== undefined

/** e = unit·rest, the unit a product of what cannot vanish. */
const withoutUnits = (problem: Problem, e: A.Polynomial): { rest: A.Polynomial; units: Given[] } => {
  let rest = e
  const units: Given[] = []
  for (const g of [...problem.positive, ...problem.nonzero]) {
    if (isUnit(g.value) || g.term === undefined) continue
    for (let q = divideExact(rest, g.value); q !== undefined; q = divideExact(rest, g.value)) {
      rest = q
      units.push(g)
    }
  }
  return { rest, units }
}

/** The lemma b = 0 for the radical b of what remains of e once factors that cannot vanish are taken out. */
const radicalLemma = (sequent: Sequent, problem: Problem, index: number, budget: Budget): Lemma | undefined => {
  const { indeterminates } = problem
  const e = problem.equalities[index] as Given
  const { rest, units } = withoutUnits(problem, e.value)
  if (isUnit(rest)) return undefined
  const { scale, factors } = squareFree(rest, budget)
  const highest = Math.max(...factors.map((f) => f.multiplicity))
  if (highest === 1 && units.length === 0) return undefined
  const bases = factors.map((f) => f.base).filter((b) => !isUnit(b))
  const radical = multiplyAll(bases, indeterminates.names)
  // radical^(2k) · units² = ± e · cofactor
  const k = Math.ceil(highest / 2)
  const names = indeterminates.names
  const cofactor = multiplyAll(
    [
      A.constant(Q.invert(scale), names),
      ...factors.map((f) => power(f.base, 2 * k - f.multiplicity)),
      ...units.map((u) => u.value),
    ],
    names,
  )
  const lemmaTerm = indeterminates.termOf(radical)
  const fact = { polynomial: lower(lemmaTerm, sequent.scope), op: '=' as const }
  const unitTerms = units.flatMap((u): Term[] => {
    const own = u.term as Term
    const isSign = problem.positive.includes(u)
    return u.multiplier.op === 'number' ? [own] : isSign ? [own, u.multiplier, u.multiplier] : [own, u.multiplier]
  })
  const square = product(...Array.from({ length: k }, () => lemmaTerm), ...unitTerms)
  const cofactors = problem.equalities.map((_, i) => (i === index ? A.negate(cofactor) : A.constant(0, names)))
  const proof = {
    kind: 'positivstellensatz',
    terms: [{ weight: '1', square: printTerm(square), times: [] }],
    multiples: multiplesFor(problem, cofactors),
  }
  return { fact, text: `${printTerm(lemmaTerm)} = 0`, proof }
}

/** The lemmas s = 0 for every square of a sum of squares that vanishes. */
const squareLemmas = (sequent: Sequent, problem: Problem, index: number, budget: Budget): Lemma[] => {
  const { indeterminates } = problem
  const names = indeterminates.names
  const e = problem.equalities[index] as Given
  if (A.degree(e.value) % 2 === 1 || A.degree(e.value) < 2 || A.degree(e.value) > 16) return []
  for (const sign of [1, -1]) {
    const value = A.scale(e.value, sign)
    const used = A.usedNames(value)
    const cut = A.rename(value, used)
    const squares = sumOfSquares({ variables: used, terms: A.terms(cut) }, { budget })
    if (squares === undefined || squares.length < 2) continue
    const terms = squares.map(({ weight, square }) => {
      const p = A.rename(A.fromTerms(square.variables, square.terms), names)
      return { weight, p, term: indeterminates.termOf(p) }
    })
    const cofactors = problem.equalities.map((_, i) => A.constant(i === index ? -sign : 0, names))
    return terms.map(({ term }): Lemma => {
      const proof = {
        kind: 'positivstellensatz',
        terms: terms.map((t) => ({ weight: formatRational(t.weight), square: printTerm(t.term), times: [] })),
        multiples: multiplesFor(problem, cofactors),
      }
      return {
        fact: { polynomial: lower(term, sequent.scope), op: '=' },
        text: `${printTerm(term)} = 0`,
        proof,
      }
    })
  }
  return []
}

/**
 * What the equations say over the reals beyond their ideal: factors that cannot vanish are dropped, powers become
 * their bases, and every square of a sum of squares vanishes. Repeats itself on what was found.
 */
export const equationLemmas = (sequent: Sequent, budget: Budget): Lemma[] => {
  const lemmas: Lemma[] = [...exponentialLemmas(sequent), ...powerBaseLemmas(sequent), ...positiveRootLemmas(sequent)]
  const bare: Sequent = { ...sequent, goal: 'false' }
  const done = new Set<string>()
  for (let round = 0; round < 3; round++) {
    const current: Sequent = { ...bare, hypotheses: [...bare.hypotheses, ...lemmas.map((l) => l.fact)] }
    const problem = problemOf(current)
    const fresh: Lemma[] = []
    problem.equalities.forEach((e, index) => {
      if (e.term === undefined) return
      const key = printTerm(e.term)
      if (done.has(key)) return
      done.add(key)
      try {
        const radical = radicalLemma(current, problem, index, budget)
        if (radical !== undefined) fresh.push(radical)
        else fresh.push(...squareLemmas(current, problem, index, budget))
      } catch (error) {
        if (!(error instanceof BudgetSpent)) throw error
      }
    })
    if (fresh.length === 0) break
    lemmas.push(...fresh)
  }
  return lemmas
}
