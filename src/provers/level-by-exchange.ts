import type { Claim } from '../kernel/claim.ts'
import { type Context, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { combination, freshWeights } from '../kernel/directions.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { add, negate, type Polynomial, scale, subtract, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Obligation } from '../kernel/reading.ts'
import { fact } from '../kernel/sequent.ts'
import { NEGATIVE, POSITIVE, signsOf } from '../kernel/sign.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { exchangeRelations } from './exchange-relations.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import { assumedOf } from './parametric-points.ts'
import { squaresAndMultiples } from './reduction.ts'
import { EFFORTS, proveSequent } from './sequent-prover.ts'

/** A term c·s_j·h_a·h_b. */
interface Product {
  readonly j: number
  readonly pair: readonly [number, number]
  readonly coefficient: Q.Rational
}

/** Σ_k P_k·e_k = Λ·Σ s_j h_j + Σ c·s_j·h_a·h_b with e = DFᵀs, and |Σ c·s_j·h_a·h_b| ≤ C·|F|₁² for s_j² ≤ 1. */
interface Balance {
  readonly field: readonly Polynomial[]
  readonly rate: Polynomial
  readonly products: readonly Product[]
  readonly bound: Q.Rational
  /** What is left of C·|F|₁² beside the products: numbers times |h_a|·|h_b|. */
  readonly slack: readonly { readonly pair: readonly [number, number]; readonly coefficient: Q.Rational }[]
  /** Whether 0 is a critical point and Λ/C the value there, so that no larger level is true. */
  readonly isAttained: boolean
}

const keyOf = ([a, b]: readonly [number, number]): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** The sum of the exchange relations with the weights ±|a_l| that make every ω_l·γ_l positive. */
const balanceOf = (values: readonly Polynomial[], context: Context, budget: Budget): Balance | undefined => {
  const { scope } = context
  const assumed = assumedOf(scope)
  const { binomials, relations } = exchangeRelations(values, scope.variables, budget)
  let field: readonly Polynomial[] = scope.variables.map(() => zero)
  let rate: Polynomial = zero
  const products: Product[] = []
  const sizes = new Map<string, Q.Rational>()
  let used = 0
  for (const { pivot, field: own, pairs, weights } of relations) {
    const { center, factor } = binomials[pivot] as (typeof binomials)[number]
    const signs = signsOf(termFor(center, scope), assumed, scope)
    if (signs !== POSITIVE && signs !== NEGATIVE) continue
    used++
    const size = Q.absolute(factor)
    const weight = signs === POSITIVE ? size : Q.negate(size)
    rate = add(rate, scale(center, weight))
    field = field.map((p, k) => add(p, scale(own[k] as Polynomial, weight)))
    pairs.forEach((pair, j) => {
      const coefficient = Q.multiply(weight, weights[j] as Q.Rational)
      products.push({ j, pair, coefficient })
      sizes.set(keyOf(pair), Q.add(sizes.get(keyOf(pair)) ?? Q.ZERO, Q.absolute(coefficient)))
    })
  }
  if (products.length === 0) return undefined
  const pairs = values.flatMap((_, a) => values.slice(a).map((__, i) => [a, a + i] as const))
  const sizeOf = (pair: readonly [number, number]): Q.Rational => sizes.get(keyOf(pair)) ?? Q.ZERO
  const halves = ([a, b]: readonly [number, number]): Q.Rational => Q.rational(a === b ? 1 : 2)
  const bound = pairs
    .map((pair) => Q.divide(sizeOf(pair), halves(pair)))
    .reduce((x, y) => (Q.compare(x, y) < 0 ? y : x), Q.ZERO)
  const slack = pairs.flatMap((pair) => {
    const coefficient = Q.subtract(Q.multiply(bound, halves(pair)), sizeOf(pair))
    return Q.isZero(coefficient) ? [] : [{ pair, coefficient }]
  })
  // With every γ ≠ 0 in it, Λ is Σ|h_j(0)|.
  const isAttained =
    used === binomials.filter(({ center }) => center.size > 0).length &&
    Q.equal(bound, Q.ONE) &&
    binomials.every(({ monomial }) => monomial.reduce((sum, e) => sum + e, 0) > 1)
  return { field, rate, products, bound, slack, isAttained }
}

/** Λ/C as a term: |F|₁ is at least this at every critical point off {F = 0}. */
const leastNorm = ({ rate, bound }: Balance, context: Context): Term =>
  termFor(scale(rate, Q.invert(bound)), context.scope)

/**
 * A number L > 0 such that |F|₁ ≥ L wherever |F|₁ is critical and F ≠ 0, by Euler's relation: with a field P that moves the
 * residuals towards 0 up to products of two of them ({@link exchangeRelations}), at a critical point, DFᵀs = 0,
 * s_j·h_j = |h_j|, |s_j| ≤ 1,
 *
 * 0 = ⟨s, DF·P⟩ = Λ·|F|₁ + Σ c·s_j·h_a·h_b ≥ Λ·|F|₁ − C·|F|₁².
 *
 * For F = xyᵀ − uvᵀ it is |u|₁|v|₁, the value at 0, in every size: no critical value lies between 0 and that. Undefined
 * where there is no such field; `isAttained` where no larger number will do. Throws BudgetSpent.
 */
export const normByExchange = (
  values: readonly Polynomial[],
  context: Context,
  budget: Budget,
): { readonly norm: Term; readonly isAttained: boolean } | undefined => {
  const balance = balanceOf(values, context, budget)
  return balance && { norm: leastNorm(balance, context), isAttained: balance.isAttained }
}

/** The proof that |F|₁ ≥ L, as two lemmas: |F|₁ > 0, |F|₁ ≥ L. */
const lemmasOf = (balance: Balance, residuals: readonly Term[], context: Context): readonly Lemma[] => {
  const values = residuals.map((h) => lower(h, context.scope))
  const { scope, weights } = freshWeights(context, 'l1', values.length)
  const { variables } = context.scope
  const text = (p: Polynomial): string => textFor(p, scope)
  const slopes = values.map((h) => gradient(h, variables))
  const critical = combination(weights, slopes, variables.length)
  const [h, s] = [residuals.map(printTerm), weights.map(text)]
  const sizes = h.map((one) => `abs(${one})`)
  const norm = sizes.join(' + ')
  const positive = squaresAndMultiples([
    { times: [`-(${norm})`, norm] },
    { times: [h.map((one) => `(${one})^2`).join(' + ')] },
    ...sizes.flatMap((a, i) => sizes.slice(i + 1).map((b) => ({ weight: '2', times: [a, b] }))),
  ])
  const least = printTerm(leastNorm(balance, context))
  const { field, rate, products, bound, slack } = balance
  const nonnegative = products.flatMap(({ j, pair: [a, b], coefficient }) => {
    const weight = Q.formatRational(Q.divide(Q.absolute(coefficient), Q.rational(2)))
    const times = [sizes[a] as string, sizes[b] as string]
    // |h_a||h_b| ± s·h_a·h_b = ½|h_a||h_b|·((1 ± s·sgn(h_a)·sgn(h_b))² + 1 − s²)
    const signs = a === b ? '' : `*sgn(${h[a]})*sgn(${h[b]})`
    const square = `1 ${Q.sign(coefficient) > 0 ? '+' : '-'} ${s[j]}${signs}`
    return [
      { weight, square, times },
      { weight, times: [`1 - ${s[j]}^2`, ...times] },
    ]
  })
  const proof = squaresAndMultiples(
    [
      { weight: Q.formatRational(bound), times: [`${least} - (${norm})`, norm] },
      ...nonnegative,
      ...slack.map(({ pair: [a, b], coefficient }) => ({
        weight: Q.formatRational(coefficient),
        times: [sizes[a] as string, sizes[b] as string],
      })),
    ],
    [
      ...critical.flatMap((e, k): (readonly [string, string])[] => {
        const by = field[k] as Polynomial
        return by.size === 0 || e.size === 0 ? [] : [[text(e), text(negate(by))]]
      }),
      ...values.map((_, j) => [`${s[j]}*(${h[j]}) - ${sizes[j]}`, text(rate)] as const),
    ],
  )
  const total = values.reduce<Polynomial>(
    (sum, __, j) => add(sum, lower(parseTerm(sizes[j] as string), context.scope)),
    zero,
  )
  const gap = subtract(total, lower(leastNorm(balance, context), context.scope))
  return [
    { fact: fact(total, '>'), text: `${norm} > 0`, proof: positive },
    { fact: fact(gap, '>='), text: `${norm} - (${least}) >= 0`, proof },
  ]
}

type CriticalValues = Claim & { readonly claim: 'critical-values' }

/** A proof of the claim by {@link normByExchange}, for the loss |F|₁. Throws BudgetSpent. */
export const levelByExchange = async (
  claim: CriticalValues,
  { sequent }: Obligation,
  search: Search,
): Promise<Json | undefined> => {
  if (claim.loss !== 'l1') return undefined
  const context = readContext(claim.context)
  const residuals = claim.residuals.map(parseTerm)
  const balance = balanceOf(
    residuals.map((h) => lower(h, context.scope)),
    context,
    search.budget,
  )
  if (balance === undefined) return undefined
  const lemmas = lemmasOf(balance, residuals, context)
  const known = withLemmas(sequent, lemmas)
  // Beside what is known of |F|₁ nothing is needed.
  const goal = { ...known, hypotheses: lemmas.map((lemma) => lemma.fact) }
  const attempt = await proveSequent(goal, search, { efforts: EFFORTS.slice(0, 1) })
  if (attempt.status !== 'proof') return undefined
  const whole = afterLemmas(sequent, lemmas, attempt.proof)
  return isAccepted(whole, sequent) ? whole : undefined
}
