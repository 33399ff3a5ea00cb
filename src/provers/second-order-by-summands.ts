import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { gradient, hessianForm, inner } from '../kernel/derivative.ts'
import { combination, freshWeights } from '../kernel/directions.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { inverse, multiply, power, vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { add, integer, negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Obligation } from '../kernel/reading.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent, signsUnder, within } from '../kernel/sequent.ts'
import { type Fact, NEGATIVE, POSITIVE } from '../kernel/sign.ts'
import { negated, number, printTerm, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { clearFactors } from './clear-factors.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import { nonzeroLemmas } from './nonzero-lemmas.ts'
import { squaresAndMultiples } from './reduction.ts'
import { proveSequent } from './sequent-prover.ts'

type SecondOrder = Claim & { readonly claim: 'second-order' }

/** A factor base^exponent of a summand, or exp(base) where there is no exponent. */
interface Factor {
  readonly base: Polynomial
  readonly exponent: Polynomial | undefined
}

const MOST_SUMMANDS = 40
const LEMMA_MS = 3000

const summandsOf = (term: Term): readonly Term[] => (term.op === 'add' ? term.args.flatMap(summandsOf) : [term])

/** The factors of a product of powers and exponentials as it is written. */
const factorsOf = (term: Term, exponent: Polynomial, scope: Scope): readonly Factor[] => {
  switch (term.op) {
    case 'number':
      return []
    case 'multiply':
      return term.args.flatMap((arg) => factorsOf(arg, exponent, scope))
    case 'divide':
      return [...factorsOf(term.numerator, exponent, scope), ...factorsOf(term.denominator, negate(exponent), scope)]
    case 'power':
      return factorsOf(term.base, multiply(exponent, lower(term.exponent, scope)), scope)
    case 'call': {
      const arg = term.args[0] as Term
      if (term.name === 'abs') return factorsOf(arg, exponent, scope)
      if (term.name === 'exp') return [{ base: multiply(exponent, lower(arg, scope)), exponent: undefined }]
      break
    }
    default:
  }
  return [{ base: lower(term, scope), exponent }]
}

/** −∂²G(w, w)/G = −(log G)″ − (log G)′² along w, for a product G of powers. */
const bendOf = (factors: readonly Factor[], variables: readonly string[], w: readonly Polynomial[]): Polynomial => {
  let slope = integer(0)
  let second = integer(0)
  for (const { base, exponent } of factors) {
    const first = inner(gradient(base, variables), w)
    const bend = hessianForm(base, variables, w)
    if (exponent === undefined) {
      slope = add(slope, first)
      second = add(second, bend)
      continue
    }
    const relative = first.size === 0 ? first : multiply(first, inverse(base))
    const curved = bend.size === 0 ? bend : multiply(bend, inverse(base))
    slope = add(slope, multiply(exponent, relative))
    second = add(second, multiply(exponent, subtract(curved, power(relative, 2))))
  }
  return negate(vanishes(slope) ? second : add(second, power(slope, 2)))
}

/** κ as a product of powers of irreducible factors, with what is left of its denominators; its sign is then seen. */
const factored = (kappa: Polynomial, sequent: Sequent, search: Search) => {
  const cleared = clearFactors(kappa, false)
  const space = indeterminatesFor([kappa], sequent.scope)
  let rest = space.enter(cleared.numerator)
  const below: { base: Term; power: number }[] = []
  for (const { base, power: times } of cleared.factors) {
    const divisor = space.enter(base)
    let left = times
    for (let q = divideExact(rest, divisor); left > 0 && q !== undefined; q = divideExact(rest, divisor)) {
      rest = q
      left--
    }
    if (left > 0) below.push({ base: termFor(base, sequent.scope), power: left })
  }
  if (A.isZero(rest)) return undefined
  const { scale, factors } = factor(rest, atMostMilliseconds(search.budget, 1000))
  const above = factors.map((f) => ({ base: space.termOf(A.rename(f.base, space.names)), power: f.multiplicity }))
  return { scale, above, below }
}

const raisedTo = ({ base, power: k }: { base: Term; power: number }): Term => (k === 1 ? base : raised(base, k))

/** Facts that hold under the hypotheses, each with a proof, as they are asked for. */
const factsOf = (sequent: Sequent, search: Search) => {
  // What is needed is near at hand: g > 0 only makes the search longer.
  const plain: Sequent = { ...sequent, hypotheses: sequent.hypotheses.filter(({ polynomial }) => polynomial.size < 40) }
  const lemmas: Lemma[] = nonzeroLemmas(plain, atMostMilliseconds(search.budget, 500)).filter((lemma) =>
    isAccepted(lemma.proof, { ...plain, goal: lemma.fact }),
  )
  const now = (): Sequent => withLemmas(sequent, lemmas)
  const show = async (term: Term, op: '>' | '!='): Promise<boolean> => {
    if (within(signsUnder(term, now()), op)) return true
    const goal: Fact = fact(lower(term, sequent.scope), op)
    const budget = atMostMilliseconds(search.budget, LEMMA_MS)
    const attempt = await proveSequent({ ...withLemmas(plain, lemmas), goal }, { ...search, budget })
    if (attempt.status === 'unknown') return false
    lemmas.push({ fact: goal, text: `${printTerm(term)} ${op} 0`, proof: attempt.proof })
    return true
  }
  return { lemmas, now, show }
}

type Facts = ReturnType<typeof factsOf>

/** κ as a term that is positive by structure under facts that are shown on the way; undefined where none is found. */
const positiveForm = async (
  kappa: Polynomial,
  sequent: Sequent,
  facts: Facts,
  search: Search,
): Promise<Term | undefined> => {
  const parts = factored(kappa, sequent, search)
  if (parts === undefined) return undefined
  let isNegative = Q.sign(parts.scale) < 0
  for (const { base, power: times } of [...parts.above, ...parts.below]) {
    if (times % 2 === 0) {
      if (!(await facts.show(base, '!='))) return undefined
      continue
    }
    const signs = signsUnder(base, facts.now())
    if ((signs & NEGATIVE) !== 0 && (signs & POSITIVE) === 0 && within(signsUnder(negated(base), facts.now()), '>')) {
      isNegative = !isNegative
    } else if (await facts.show(base, '>')) {
      // Positive as it is.
    } else if (await facts.show(negated(base), '>')) isNegative = !isNegative
    else return undefined
  }
  if (isNegative) return undefined
  const top = product(number(parts.scale), ...parts.above.map(raisedTo))
  return parts.below.length === 0 ? top : quotient(top, product(...parts.below.map(raisedTo)))
}

/** One of the summands is positive, for their sum g is; where a summand is, so is Σ κ_k·G_k. */
const oneAfterAnother = (summands: readonly Term[], form: string, g: string): Json =>
  summands.reduceRight<Json>(
    (rest, summand) => ({
      kind: 'split',
      on: printTerm(summand),
      cells: [
        { sign: '>', proof: { kind: 'sign', form } },
        { sign: '<=', proof: rest },
      ],
    }),
    squaresAndMultiples([{ times: [g] }, ...summands.map((s) => ({ times: [printTerm(negated(s))] }))]),
  )

/**
 * ∇²g(w, w) < 0 summand by summand, for g = Σ G_k with products G_k ≥ 0 of powers, as they are written: where the G_k are
 * functions of laws, −∇²G_k(w, w) = κ_k·G_k, and −∇²g(w, w) = Σ κ_k·G_k > 0 wherever g > 0 if every κ_k > 0.
 *
 * For g = Σ (x_i² − x_j²)² and h = x_1⋯x_n − 1, κ_ij = 4·∏_{k ≠ i, j} x_k²; for h = Σ a_i z_i² − 1 and
 * G = z_i^m·z_1^n with m·a_i + n·a_1 = 0, κ = 4m·a_i(a_i − a_1). Returns a proof that the kernel accepted, or undefined.
 */
export const secondOrderBySummands = async (
  claim: SecondOrder,
  { name, sequent }: Obligation,
  search: Search,
): Promise<Json | undefined> => {
  const index = /^piece\.(\d+)$/.exec(name)?.[1]
  const piece = claim.g[Number(index ?? 0) - 1]
  if (piece === undefined) return undefined
  const context = readContext(claim.context)
  const { variables } = context.scope
  const g = parseTerm(piece.value)
  const summands = summandsOf(g)
  if (summands.length > MOST_SUMMANDS) return undefined
  const slopes = claim.residuals.map((h) => gradient(lower(parseTerm(h), sequent.scope), variables))
  const weights = claim.loss === 'single' ? [integer(1)] : freshWeights(context, claim.loss, slopes.length).weights
  const direction = combination(weights, slopes, variables.length)
  const facts = factsOf(sequent, search)
  const parts: Term[] = []
  for (const summand of summands) {
    if (!within(signsUnder(summand, facts.now()), '>=')) return undefined
    const kappa = bendOf(factorsOf(summand, integer(1), sequent.scope), variables, direction)
    const form = await positiveForm(kappa, sequent, facts, search)
    if (form === undefined) return undefined
    parts.push(product(form, summand))
  }
  const form = printTerm(sum(...parts))
  const last: Json = summands.length === 1 ? { kind: 'sign', form } : oneAfterAnother(summands, form, printTerm(g))
  const whole = afterLemmas(sequent, facts.lemmas, last)
  return isAccepted(whole, sequent) ? whole : undefined
}
