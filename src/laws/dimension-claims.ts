import { largePrime } from '../algebra/prime-field.ts'
import { flowOf, type LawQuestion, questionContext } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import type { Entry } from '../kernel/polynomial.ts'
import { isOne, printTerm, product, raised, type Term } from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { generator } from './brackets/lie-rank.ts'
import { monomialCount } from './degree-plan.ts'
import { type Judged, judged } from './law-bounds.ts'
import { parameterValues } from './parameter-values.ts'

/** The two sides of a dimension of conserved polynomials, each with the kernel's verdict; a theorem page joins them. */
export interface DimensionClaims {
  /** No more: the rank of the equations for the coefficients. */
  readonly atMost: Judged
  /** Products of the laws found are linearly independent: no less, if these are conserved. */
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
        more.push({ factors: [...factors, raised(law, times)], degree: degree + times * own })
    if (more.length > MOST_PRODUCTS + 1) return undefined
    found = more
  }
  return found.slice(1).map(({ factors }) => {
    const [only, ...others] = factors
    // Where more than one law is a factor each stands as a power, so that the page finds it again in the product.
    const isLaw = only?.op === 'power' && others.length === 0 && isOne(only.exponent)
    return isLaw ? only.base : product(...factors)
  })
}

/**
 * The kernel's verdicts on a dimension of conserved polynomials, from above and from below.
 *
 * @param laws the polynomial laws found: generators of all of them
 */
export const dimensionClaims = (
  question: LawQuestion,
  degree: number,
  dimension: number,
  laws: readonly Term[],
  { budget, seed }: { readonly budget: Budget; readonly seed: number },
): DimensionClaims => {
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
  if (dimension === 0) return { atMost }
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
  return { atMost, atLeast }
}
