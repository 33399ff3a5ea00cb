import { setImmediate } from 'node:timers/promises'
import { type Budget, isSpent } from '../kernel/budget.ts'
import { type CheckedClaim, isCheckedClaim, obligationsOf, verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Obligation } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Term } from '../kernel/term.ts'
import type { ExactNumber, ExactValue, Verdict } from '../kernel/verdict.ts'
import { attain } from './attained.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { closedEnclosure } from './closed-enclosure.ts'
import { proveCoercive } from './coercivity/prove-coercive.ts'
import { type Refutation, refuteObligation } from './refutation.ts'
import { EFFORTS, proveSequent } from './sequent-prover.ts'

const unknown = (reason: string, tried: readonly string[]): Verdict => ({ status: 'unknown', reason, tried })

/** The terms written in a claim, whose structure may show a sign that the normal form hides. */
const writtenTerms = (claim: Claim): Term[] => {
  const texts: string[] = []
  if ('f' in claim) texts.push(claim.f)
  if ('g' in claim) texts.push(...claim.g.map((piece) => piece.value))
  if ('phi' in claim) texts.push(claim.phi)
  if ('residuals' in claim) texts.push(...claim.residuals)
  return texts.map(parseTerm)
}

const exactNumber = (text: string, constants: Refutation['point']['constants']): ExactNumber => {
  const [name, constant] = Object.entries(constants)[0] ?? []
  if (name === undefined || constant === undefined || !text.includes(name)) return text
  const isPlain = text === name
  return isPlain ? { root: { poly: constant.polynomial, interval: constant.interval } } : text
}

/** The value of what the claim is about: of ∂²g(w, w), not of the goal's −∂²g(w, w), for the claim second-order. */
const goalValue = (claim: Claim, refutation: Refutation): ExactValue | undefined => {
  if (refutation.value === undefined) return undefined
  const value = claim.claim === 'second-order' ? negate(refutation.value) : refutation.value
  const exact = rationalValue(value)
  if (exact !== undefined) return Q.formatRational(exact)
  const enclosed = closedEnclosure(value)
  return enclosed && { interval: [Q.formatRational(enclosed.low), Q.formatRational(enclosed.high)] }
}

const refuted = (claim: Claim, refutation: Refutation): Verdict | undefined => {
  const checked = verify(claim, refutation.certificate)
  if (!isCheckedClaim(checked)) return undefined
  const { texts, constants } = refutation.point
  const isDirection = (name: string): boolean => /^[rs]\[\d+\]$/.test(name) && !claim.context.variables.includes(name)
  const entries = Object.entries(texts).map(([name, text]) => [name, exactNumber(text, constants)] as const)
  const direction = entries.filter(([name]) => isDirection(name))
  const value = goalValue(claim, refutation)
  return {
    status: 'refuted',
    trust: 'kernel',
    witness: Object.fromEntries(entries.filter(([name]) => !isDirection(name))),
    ...(direction.length > 0 ? { direction: Object.fromEntries(direction) } : {}),
    ...(value === undefined ? {} : { value }),
    certificate: refutation.certificate,
    checked,
  }
}

const proved = (claim: Claim, certificate: Json, method: string): Verdict | undefined => {
  const checked: CheckedClaim | { readonly rejected: true } = verify(claim, certificate)
  if (!isCheckedClaim(checked)) return undefined
  return { status: 'proved', trust: 'kernel', method, certificate, checked }
}

/** What a search for counterexamples found: a refutation, or an obligation that fails without refuting the claim. */
type Counterexample = { readonly verdict: Verdict } | { readonly failing: string }

/** Looks for a point where one of the obligations fails. */
const searchRefutation = async (
  claim: Claim,
  open: readonly Obligation[],
  search: Search,
  budget: Budget,
): Promise<Counterexample | undefined> => {
  const share = (budget.deadline - Date.now()) / Math.max(1, open.length)
  for (const obligation of open) {
    await setImmediate()
    const refutation = refuteObligation(obligation, search, atMostMilliseconds(budget, share))
    if (refutation === undefined) continue
    if (!obligation.refutable) return { failing: obligation.name }
    const verdict = refuted(claim, refutation)
    if (verdict !== undefined) return { verdict }
  }
  return undefined
}

const coercive = async (claim: Parameters<typeof proveCoercive>[0], search: Search): Promise<Verdict> => {
  const attempt = await proveCoercive(claim, search)
  if (attempt.status === 'unknown') return unknown(attempt.reason, attempt.tried)
  const checked = verify(claim, attempt.certificate)
  if (!isCheckedClaim(checked)) return unknown('search-exhausted', ['coercivity'])
  if (checked.outcome === 'proved') {
    return { status: 'proved', trust: 'kernel', method: attempt.method, certificate: attempt.certificate, checked }
  }
  const fields = attempt.certificate as { point?: Record<string, string>; curve?: Record<string, string> }
  return {
    status: 'refuted',
    trust: 'kernel',
    witness: fields.point ?? {},
    ...(fields.curve === undefined ? {} : { curve: fields.curve }),
    certificate: attempt.certificate,
    checked,
  }
}

/**
 * Decides a claim: first a search for an exact counterexample, then proofs of all its obligations. What comes back as
 * proved or refuted was checked by the kernel; everything else is unknown, with the reason and what was tried.
 */
export const proveClaim = async (claim: Claim, search: Search): Promise<Verdict> => {
  const { budget } = search
  if (claim.claim === 'coercive') return coercive(claim, search)
  let obligations: readonly Obligation[]
  let forms: readonly Term[]
  try {
    obligations = obligationsOf(claim)
    forms = writtenTerms(claim)
  } catch (error) {
    if (error instanceof Refusal) return unknown('unsupported', [error.message])
    throw error
  }
  const proofs = new Map<string, Json>()
  const methods = new Set<string>()
  const tried = new Set<string>()
  let reason = 'search-exhausted'
  const isOpen = ({ name }: Obligation): boolean => !proofs.has(name)
  /** One pass over the open obligations; each gets its share of what is left, but no more than `most` milliseconds. */
  const pass = async (most: number, rounds: number): Promise<undefined> => {
    const open = obligations.filter(isOpen)
    for (const [i, { name, sequent }] of open.entries()) {
      const share = Math.min(most, (budget.deadline - Date.now()) / (open.length - i))
      const slice = { ...search, budget: atMostMilliseconds(budget, Math.max(share, 20)) }
      const attempt = await proveSequent(sequent, slice, { forms, efforts: EFFORTS.slice(0, rounds) })
      if (attempt.status === 'proof') {
        proofs.set(name, attempt.proof)
        for (const kind of attempt.method.split(', ')) methods.add(kind)
        continue
      }
      for (const what of attempt.tried) tried.add(`${name}: ${what}`)
      reason = attempt.reason
    }
    return undefined
  }
  const refutation = async (milliseconds: number): Promise<Verdict | undefined> => {
    tried.add('exact counterexamples')
    const slice = atMostMilliseconds(budget, milliseconds)
    const found = await searchRefutation(claim, obligations.filter(isOpen), search, slice)
    if (found === undefined || 'verdict' in found) return found?.verdict
    // A sufficient condition that fails at a point is not to be proved, however long one looks.
    return unknown('search-exhausted', [...tried, `${found.failing}: fails at a point, which refutes nothing`])
  }
  const total = Math.max(0, budget.deadline - Date.now())
  await pass(200, 0)
  const steps: readonly (() => Promise<Verdict | undefined>)[] = [
    () => refutation(Math.min(total / 16, 150)),
    () => pass(total / 6, 1),
    () => refutation(total / 16),
    () => pass(total / 4, 2),
    () => refutation(total / 6),
    () => pass(total, Number.POSITIVE_INFINITY),
  ]
  for (const step of steps) {
    if (obligations.every((o) => !isOpen(o)) || isSpent(budget)) break
    const verdict = await step()
    if (verdict) return verdict
  }
  if (obligations.some(isOpen)) {
    const last = await search.lastResort?.(claim, obligations, proofs)
    return last?.verdict ?? unknown(isSpent(budget) ? 'timeout' : reason, [...tried, ...(last?.tried ?? [])])
  }
  const extra = claim.claim === 'minimum-zero' ? await attain(claim, search) : {}
  if (extra === undefined) return unknown(isSpent(budget) ? 'timeout' : 'search-exhausted', [...tried, 'attained'])
  const certificate = { outcome: 'proved', proofs: Object.fromEntries(proofs), ...extra }
  const verdict = proved(claim, certificate, [...methods].join(', ') || 'nothing to show')
  if (verdict !== undefined) return verdict
  return unknown(isSpent(budget) ? 'timeout' : reason, [...tried])
}
