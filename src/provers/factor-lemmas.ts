import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { squareFree } from '../algebra/square-free.ts'
import { lower } from '../kernel/lower.ts'
import { add, type Entry, subtract } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { signsOf, ZERO } from '../kernel/sign.ts'
import { printTerm } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

const MOST_LEMMAS = 8

/** Single indeterminates that divide p, and the factors of the rest's square-free decomposition. */
export const factorsOf = (p: A.Polynomial, budget: Budget): A.Polynomial[] => {
  let rest = p
  const found: A.Polynomial[] = []
  for (const name of p.names) {
    const x = A.indeterminate(name, p.names)
    let times = 0
    for (let q = divideExact(rest, x); q !== undefined && !A.isZero(q); q = divideExact(rest, x)) {
      rest = q
      times++
    }
    if (times > 0) found.push(x)
  }
  return [...found, ...squareFree(rest, budget).factors.map(({ base }) => A.rename(base, p.names))]
}

/** The lemmas u ≠ 0 for the factors u of hypotheses p ≠ 0 and p > 0 that do not say so by themselves. Throws BudgetSpent. */
export const factorLemmas = (sequent: Sequent, budget: Budget): Lemma[] => {
  const { scope, hypotheses } = sequent
  const lemmas: Lemma[] = []
  for (const { polynomial, op } of hypotheses) {
    if ((op !== '!=' && op !== '>') || lemmas.length >= MOST_LEMMAS) continue
    const space = indeterminatesFor([polynomial], scope)
    if (space.relations.length > 0 || [...polynomial.values()].some(hasInverse)) continue
    const p = space.enter(polynomial)
    if (A.degree(p) < 2) continue
    for (const factor of factorsOf(p, budget)) {
      const cofactor = divideExact(p, factor)
      if (A.constantValue(factor) !== undefined || cofactor === undefined) continue
      if (A.constantValue(cofactor) !== undefined) continue
      const term = space.termOf(factor)
      const value = lower(term, scope)
      const isKnown =
        (signsOf(term, hypotheses, scope) & ZERO) === 0 ||
        lemmas.some((l) => subtract(l.fact.polynomial, value).size === 0 || add(l.fact.polynomial, value).size === 0)
      if (isKnown) continue
      const host = printTerm(termFor(polynomial, scope))
      const isSign = op === '>'
      const by = A.negate(isSign ? cofactor : multiply(cofactor, p))
      const proof = {
        kind: 'positivstellensatz',
        terms: [isSign ? { weight: '1', square: '1', times: [host] } : { weight: '1', square: host, times: [] }],
        multiples: [{ of: printTerm(term), by: printTerm(space.termOf(by)) }],
      }
      lemmas.push({ fact: { polynomial: value, op: '!=' }, text: `${printTerm(term)} != 0`, proof })
    }
  }
  return lemmas
}

const hasInverse = ({ monomial }: Entry): boolean => monomial.some(([atom]) => atom.kind === 'inverse')
