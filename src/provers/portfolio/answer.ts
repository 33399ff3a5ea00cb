import { obligationsOf } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import { withEffort } from '../../kernel/effort.ts'
import { parseTerm } from '../../kernel/parse-term.ts'
import type { Obligation } from '../../kernel/reading.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Term } from '../../kernel/term.ts'
import { type Budget, BudgetSpent, isSpent } from '../../search/budget.ts'
import { isAccepted, quietly } from '../acceptance.ts'
import { attain } from '../attained.ts'
import type { Search } from '../attempt.ts'
import { bandProof } from '../band-proofs.ts'
import { metered, millisecondsUsed } from '../budgets.ts'
import { proveByCases } from '../case-tree.ts'
import { clearFactors } from '../clear-factors.ts'
import { coercivityByChains, nonCoercivityByCurves } from '../coercivity/prove-coercive.ts'
import { ALL_PARTS, type Part } from '../direct-proofs.ts'
import { levelByExchange } from '../level-by-exchange.ts'
import { firstOrderProof } from '../order/first-order-proof.ts'
import { rankByMinors } from '../rank-by-minors.ts'
import { refuteObligation } from '../refutation.ts'
import { secondOrderBySummands } from '../second-order-by-summands.ts'
import { proveSequent } from '../sequent-prover.ts'
import { bySignChoices } from '../sign-choices.ts'
import { byTightBounds } from '../tight-bounds.ts'
import type { Answer, Question, Reply, Stop } from './question.ts'

/** What is to be shown for a claim, and the terms written in it, whose structure may show what a normal form hides. */
export interface ClaimAtHand {
  readonly obligations: readonly Obligation[]
  /** What it takes to read an obligation, of which no search looks at its budget, in milliseconds of work. */
  readonly reading: ReadonlyMap<string, number>
  readonly forms: readonly Term[]
}

/** A claim whose obligations take more than a check may spend could not be checked either. */
const EFFORT = 5_000_000

/** The terms of a claim about the order that have to be positive. */
const constantsIn = (claim: Claim): readonly string[] => {
  if (claim.claim === 'subregularity') return [claim.near, claim.kappa]
  return claim.claim === 'decrease' ? [claim.near, claim.omega, claim.step] : []
}

/** A term, and what it is divided by: where that is 0, it is not defined. */
const withDivisor = (term: Term): readonly Term[] =>
  term.op === 'divide' ? [term, term.denominator, ...withDivisor(term.numerator)] : [term]

const writtenTerms = (claim: Claim): Term[] => {
  const texts: string[] = []
  if ('f' in claim) texts.push(claim.f)
  if ('g' in claim) texts.push(...claim.g.map((piece) => piece.value))
  if ('phi' in claim) texts.push(claim.phi)
  if ('residuals' in claim) texts.push(...claim.residuals)
  if ('equations' in claim) texts.push(...claim.equations)
  return [...texts.map(parseTerm), ...constantsIn(claim).map(parseTerm).flatMap(withDivisor)]
}

/** So many terms over the common denominator are read in no time; each of the others takes so many milliseconds. */
const FEW_TERMS = 2000
/** As many as the kernel lets a polynomial have. */
const MOST_TERMS = 100_000
const PER_TERM = 0.03

const readingOf = ({ sequent: { goal } }: Obligation): number => {
  const terms = goal === 'false' ? 0 : (quietly(() => clearFactors(goal.polynomial, true).numerator.size) ?? MOST_TERMS)
  return PER_TERM * Math.max(0, terms - FEW_TERMS)
}

let lastKey = ''
let last: ClaimAtHand = { obligations: [], reading: new Map(), forms: [] }

/** The obligations of a claim. Throws a {@link Refusal} for a malformed claim and for one too large to be checked. */
export const claimAtHand = (claim: Claim): ClaimAtHand => {
  const key = JSON.stringify(claim)
  if (key !== lastKey) {
    const read = withEffort(EFFORT, () => ({ obligations: obligationsOf(claim), forms: writtenTerms(claim) }))
    last = { ...read, reading: new Map(read.obligations.map((one) => [one.name, readingOf(one)])) }
    lastKey = key
  }
  return last
}

const nothing = (why: Stop, tried: readonly string[] = []): Reply => ({ found: 'nothing', why, tried })

const PARTS: { readonly [strategy in Question['strategy']]?: ReadonlySet<Part> } = {
  'at once': ALL_PARTS,
  equations: new Set(['equations']),
  cone: new Set(['cone']),
  points: new Set(['points']),
  reductions: new Set(['reductions']),
  splits: new Set(['splits']),
}

const answerIn = async ({ claim, strategy, obligation: name, effort }: Question, search: Search): Promise<Reply> => {
  const { budget, hints } = search
  const stop = (): Stop => {
    if (budget.signal?.aborted === true) return 'interrupted'
    if (isSpent(budget)) return 'timeout'
    return strategy === 'cone' && (hints.degree ?? effort.degree) < effort.degree ? 'degree bound' : 'exhausted'
  }
  if (claim.claim === 'coercive' && (strategy === 'chains' || strategy === 'curves')) {
    const run = strategy === 'chains' ? coercivityByChains : nonCoercivityByCurves
    const attempt = await run(claim, search)
    return attempt.status === 'certificate'
      ? { found: 'certificate', certificate: attempt.certificate }
      : nothing(attempt.reason === 'timeout' ? stop() : 'exhausted', attempt.tried)
  }
  if (claim.claim === 'minimum-zero' && strategy === 'zeros') {
    const found = await attain(claim, search)
    return found === undefined ? nothing(stop()) : { found: 'attained', attained: found.attained }
  }
  const { obligations, forms } = claimAtHand(claim)
  const obligation = obligations.find((o) => o.name === name)
  if (obligation === undefined) return nothing('unsupported: no such obligation')
  if (strategy === 'counterexamples') {
    const refutation = refuteObligation(obligation, search, budget)
    if (refutation === undefined) return nothing(stop())
    return obligation.refutable ? { found: 'certificate', certificate: refutation.certificate } : { found: 'failing' }
  }
  if (claim.claim === 'full-rank' && strategy === 'minors') {
    const proof = rankByMinors(claim, budget)
    return proof === undefined || !isAccepted(proof, obligation.sequent) ? nothing(stop()) : { found: 'proof', proof }
  }
  if (claim.claim === 'second-order' && strategy === 'summands') {
    const proof = await secondOrderBySummands(claim, obligation, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  if ((claim.claim === 'second-order' || claim.claim === 'regularity-of-g') && strategy === 'bands') {
    const proof = await bandProof(claim, obligation, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  if (claim.claim === 'critical-values' && strategy === 'exchange') {
    const proof = await levelByExchange(claim, obligation, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  if (strategy === 'sign choices') {
    const proof = await bySignChoices(obligation.sequent, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  if (strategy === 'tight bounds') {
    const proof = await byTightBounds(obligation.sequent, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  if (strategy === 'first order') {
    const proof = await firstOrderProof(claim, obligation, forms, search)
    return proof === undefined ? nothing(stop()) : { found: 'proof', proof }
  }
  const parts = PARTS[strategy]
  const attempt =
    strategy === 'cases'
      ? await proveByCases(obligation.sequent, search, forms)
      : await proveSequent(obligation.sequent, search, {
          forms,
          efforts: parts === undefined ? [] : [effort],
          ...(parts === undefined ? {} : { parts }),
        })
  return attempt.status === 'proof' ? { found: 'proof', proof: attempt.proof } : nothing(stop(), attempt.tried)
}

/**
 * Answers a question in this thread, at the latest when the work it may take is done or the budget is spent. The reading of
 * a large obligation takes nothing from what the question may take, and is counted with it.
 */
export const answer = async (question: Question, budget: Budget): Promise<Answer> => {
  const own = metered(budget, question.milliseconds)
  const reply = async (): Promise<Reply> => {
    try {
      return await answerIn(question, { budget: own, hints: question.hints })
    } catch (error) {
      if (error instanceof BudgetSpent) return nothing(budget.signal?.aborted === true ? 'interrupted' : 'timeout')
      if (error instanceof Refusal) return nothing(`unsupported: ${error.message}`)
      throw error
    }
  }
  const found = await reply()
  const reading = question.obligation === undefined ? 0 : (last.reading.get(question.obligation) ?? 0)
  return { reply: found, milliseconds: millisecondsUsed(own) + reading }
}
