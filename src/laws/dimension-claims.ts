import { largePrime } from '../algebra/prime-field.ts'
import { flowOf, type LawQuestion, questionContext } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { type Budget, isSpent } from '../kernel/budget.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import type { Entry } from '../kernel/polynomial.ts'
import { printTerm, product, type Term } from '../kernel/term.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { generator } from './brackets/lie-rank.ts'
import { monomialCount } from './degree-plan.ts'
import { type Judged, judged } from './law-bounds.ts'
import { parameterValues } from './parameter-values.ts'

/** That the conserved polynomials of degree ≤ d without constants form a space of exactly this dimension. */
export interface DimensionVerdict {
  /** Proved where both sides are. */
  readonly status: Verdict['status']
  readonly dimension: number
  /** No more: the rank of the equations for the coefficients. */
  readonly atMost: Judged
  /** No less: products of the laws found, each conserved because its factors are, are linearly independent. */
  readonly atLeast?: Judged
}

const MOST_MONOMIALS = 25_000
const MOST_PRODUCTS = 400

const openVerdict = (claim: Claim, reason: string): Judged => ({
  claim,
  verdict: { status: 'unknown', reason, tried: [] },
})

/** The degree of a law in the variables. */
const degreeIn = (law: Term, question: LawQuestion): number => {
  const monomials = [...lower(law, scopeOf(question)).values()].map(({ monomial }) => monomial)
  const degreeOf = (monomial: Entry['monomial']): number =>
    monomial.reduce((degree, [atom, times]) => (atom.kind === 'variable' ? degree + times : degree), 0)
  return Math.max(0, ...monomials.map(degreeOf))
}

/** All products of laws of degree at most d; undefined where they are too many. */
const productsUpTo = (laws: readonly (readonly [law: Term, degree: number])[], d: number): Term[] | undefined => {
  let found: { factors: readonly Term[]; degree: number }[] = [{ factors: [], degree: 0 }]
  for (const [law, own] of laws) {
    const more = [...found]
    for (const { factors, degree } of found)
      for (let times = 1; own > 0 && degree + times * own <= d; times++)
        more.push({ factors: [...factors, ...new Array<Term>(times).fill(law)], degree: degree + times * own })
    if (more.length > MOST_PRODUCTS + 1) return undefined
    found = more
  }
  return found.slice(1).map(({ factors }) => product(...factors))
}

/**
 * The kernel's verdicts on a dimension of conserved polynomials, from above and from below.
 *
 * @param laws the polynomial laws found: generators of all of them
 */
export const dimensionVerdict = (
  question: LawQuestion,
  degree: number,
  dimension: number,
  laws: readonly Term[],
  { budget, seed }: { readonly budget: Budget; readonly seed: number },
): DimensionVerdict => {
  const context = questionContext(question)
  const count: Json = {
    kind: 'modular-rank',
    prime: largePrime(0),
    parameters: Object.fromEntries(parameterValues(question, generator(seed))),
  }
  const certificate: Json = { outcome: 'proved', proofs: {}, count }
  const bound: Claim = {
    claim: 'polynomial-laws-bound',
    context,
    flow: flowOf(question),
    degree,
    atMost: dimension,
  }
  const isTooLarge = monomialCount(question.variables.length, degree) > MOST_MONOMIALS
  const atMost = isTooLarge
    ? openVerdict(bound, `more than ${MOST_MONOMIALS} monomials`)
    : isSpent(budget)
      ? openVerdict(bound, 'timeout')
      : judged(bound, certificate, 'modular-rank')
  if (dimension === 0) return { status: atMost.verdict.status, dimension, atMost }
  const products = productsUpTo(
    laws.map((law) => [law, degreeIn(law, question)] as const),
    degree,
  )
  const quantities = (products ?? []).map(printTerm)
  const independent: Claim = { claim: 'linearly-independent', context, quantities, degree }
  const atLeast =
    quantities.length !== dimension
      ? openVerdict(independent, 'search-exhausted')
      : isSpent(budget)
        ? openVerdict(independent, 'timeout')
        : judged(independent, certificate, 'modular-rank')
  const isProved = atMost.verdict.status === 'proved' && atLeast.verdict.status === 'proved'
  return { status: isProved ? 'proved' : 'unknown', dimension, atMost, atLeast }
}
