import { setImmediate } from 'node:timers/promises'
import { type Budget, BudgetSpent, isSpent } from '../kernel/budget.ts'
import { checkProof } from '../kernel/check-proof.ts'
import type { Json } from '../kernel/json.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { isClosed } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Term } from '../kernel/term.ts'
import type { Hints, ProofAttempt, Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { searchCone } from './cone-certificate.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { constantModuloIdeal, contradictoryEquations, vanishingProduct } from './ideal-tactics.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import { namedPoints, vanishingAtPoints } from './named-points.ts'
import { nonzeroLemmas } from './nonzero-lemmas.ts'
import { pointwise } from './pointwise.ts'
import { type Problem, problemOf } from './problem.ts'
import { signForms } from './sign-forms.ts'
import { splitCandidates, splitOn } from './splits.ts'

/** True where the kernel accepts the proof of the sequent. */
export const isAccepted = (proof: Json, sequent: Sequent): boolean => {
  try {
    checkProof(proof, sequent)
    return true
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return false
    throw error
  }
}

/** How hard one round tries. */
interface Effort {
  readonly milliseconds: number
  readonly degree: number
  readonly depth: number
}

const ROUNDS: readonly Effort[] = [
  { milliseconds: 300, degree: 4, depth: 0 },
  { milliseconds: 1000, degree: 8, depth: 1 },
  { milliseconds: 4000, degree: 10, depth: 2 },
  { milliseconds: 20000, degree: 12, depth: 3 },
  { milliseconds: 100000, degree: 16, depth: 4 },
]

/** The state of one search: what was tried, for the verdict `unknown`. */
interface Session {
  readonly budget: Budget
  readonly hints: Hints
  readonly forms: readonly Term[]
  readonly tried: Set<string>
}

const guarded = <T>(session: Session, name: string, run: () => T): T | undefined => {
  session.tried.add(name)
  try {
    return run()
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}

/** Proofs without a search: identities, numbers, signs read off. */
const immediate = (sequent: Sequent, session: Session): Json | undefined => {
  const { goal } = sequent
  if (goal === 'false') return undefined
  if ((goal.op === '=' || goal.op === '>=') && vanishes(goal.polynomial)) return { kind: 'identity' }
  const enclosure = { kind: 'enclosure', bits: 128 }
  if (isClosed(goal.polynomial) || session.tried.size === 0) {
    if (isAccepted(enclosure, sequent)) return enclosure
  }
  const forms =
    guarded(session, 'sign', () => signForms(sequent, session.forms, atMostMilliseconds(session.budget, 1000))) ?? []
  for (const form of forms) {
    const proof = { kind: 'sign', form }
    if (isAccepted(proof, sequent)) return proof
  }
  return isAccepted(enclosure, sequent) ? enclosure : undefined
}

const coneDegree = (problem: Problem): number => {
  const all = [...problem.equalities, ...problem.nonnegative, ...problem.positive, ...problem.nonzero]
  return Math.max(2, ...all.map((g) => (g.value.exponents.length === 0 ? 0 : degreeOf(g))))
}

const degreeOf = (g: Problem['equalities'][number]): number => {
  const n = g.value.names.length
  let best = 0
  for (let i = 0; i < g.value.exponents.length; i += n) {
    let d = 0
    for (let k = 0; k < n; k++) d += g.value.exponents[i + k] as number
    best = Math.max(best, d)
  }
  return best
}

/** Certificates from the equations' ideal and from the cone, without lemmas and splits. */
const direct = (sequent: Sequent, effort: Effort, session: Session): Json | undefined => {
  const fast = immediate(sequent, session)
  if (fast !== undefined) return fast
  const problem = guarded(session, 'lowering', () => problemOf(sequent))
  if (problem === undefined) return undefined
  const budget = atMostMilliseconds(session.budget, effort.milliseconds)
  const check = (proof: Json | undefined): Json | undefined =>
    proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
  const slice = (): Budget => atMostMilliseconds(budget, effort.milliseconds / 4)
  return (
    check(guarded(session, 'nullstellensatz', () => contradictoryEquations(problem, slice()))) ??
    check(guarded(session, 'ideal membership', () => constantModuloIdeal(problem, slice()))) ??
    check(guarded(session, 'real radical', () => vanishingProduct(problem, slice()))) ??
    cone(sequent, problem, effort, session, budget)
  )
}

const cone = (
  sequent: Sequent,
  problem: Problem,
  effort: Effort,
  session: Session,
  budget: Budget,
): Json | undefined => {
  const own = coneDegree(problem)
  const top = Math.min(
    effort.degree + (own > effort.degree ? own + (own % 2) - effort.degree : 0),
    session.hints.degree ?? 24,
  )
  for (const products of [0, 1, 2]) {
    const proof = guarded(session, `positivstellensatz of degree ${top}`, () =>
      searchCone(problem, { degree: top, products, budget: atMostMilliseconds(budget, effort.milliseconds / 2) }),
    )
    if (proof !== undefined && isAccepted(proof, sequent)) return proof
    if (isSpent(budget)) return undefined
  }
  return undefined
}

/** First shows of every variable that its value is one of those at the named points, then goes through the zeros. */
const throughPoints = (sequent: Sequent, effort: Effort, session: Session): Json | undefined => {
  const budget = atMostMilliseconds(session.budget, effort.milliseconds)
  const lemmas: Lemma[] = []
  for (const p of vanishingAtPoints(namedPoints(sequent), sequent.scope.variables)) {
    const goal = fact(p, '=')
    const step: Sequent = { ...withLemmas(sequent, lemmas), goal }
    const problem = problemOf(withoutPositive(step))
    const proof = guarded(session, 'values at the points', () =>
      searchCone(problem, { degree: Math.max(8, coneDegree(problem)), products: 0, budget }),
    )
    if (proof !== undefined && isAccepted(proof, step)) lemmas.push({ fact: goal, proof })
  }
  if (lemmas.length === 0) return undefined
  const proof = guarded(session, 'zero-dimensional system', () => pointwise(withLemmas(sequent, lemmas), budget))
  return proof && afterLemmas(sequent, lemmas, proof)
}

const withoutPositive = (sequent: Sequent): Sequent => ({
  ...sequent,
  hypotheses: sequent.hypotheses.filter((h) => h.op === '=' || h.op === '!='),
})

/** A proof of the sequent within the effort; checked by the kernel. */
const prove = async (sequent: Sequent, effort: Effort, session: Session): Promise<Json | undefined> => {
  await setImmediate()
  if (isSpent(session.budget)) return undefined
  const first = direct(sequent, effort, session)
  if (first !== undefined) return first
  const slice = atMostMilliseconds(session.budget, effort.milliseconds)
  const lemmas: Lemma[] = []
  const learn = (name: string, find: (s: Sequent) => readonly Lemma[]): void => {
    const found = guarded(session, name, () => find(withLemmas(sequent, lemmas))) ?? []
    for (const lemma of found) {
      const current = withLemmas(sequent, lemmas)
      if (isAccepted(lemma.proof, { ...current, goal: lemma.fact })) lemmas.push(lemma)
    }
  }
  learn('equations', (s) => equationLemmas(s, slice))
  learn('nonzero', (s) => nonzeroLemmas(s, slice))
  const enriched = withLemmas(sequent, lemmas)
  const finish = (proof: Json | undefined): Json | undefined => {
    if (proof === undefined) return undefined
    const whole = afterLemmas(sequent, lemmas, proof)
    return isAccepted(whole, sequent) ? whole : undefined
  }
  if (lemmas.length > 0) {
    const second = finish(direct(enriched, effort, session))
    if (second !== undefined) return second
  }
  const points = guarded(session, 'zero-dimensional system', () =>
    pointwise(enriched, atMostMilliseconds(session.budget, effort.milliseconds)),
  )
  const third = finish(points)
  if (third !== undefined) return third
  if (effort.depth === 0) return undefined
  const fourth = finish(throughPoints(enriched, effort, session))
  if (fourth !== undefined) return fourth
  const inner: Effort = { ...effort, depth: effort.depth - 1, milliseconds: effort.milliseconds / 2 }
  for (const candidate of guarded(session, 'split', () => splitCandidates(enriched, session.hints)) ?? []) {
    if (isSpent(session.budget)) return undefined
    const proof = await splitOn(enriched, candidate, (cell) => prove(cell, inner, session))
    const whole = finish(proof)
    if (whole !== undefined) return whole
  }
  return undefined
}

/** The kinds of proof inside a proof, outermost first, without repetition. */
export const kindsOf = (proof: Json, found: Set<string> = new Set()): Set<string> => {
  if (typeof proof !== 'object' || proof === null) return found
  if (Array.isArray(proof)) for (const item of proof) kindsOf(item, found)
  else {
    const { kind } = proof as { kind?: Json }
    if (typeof kind === 'string') found.add(kind)
    for (const value of Object.values(proof)) kindsOf(value, found)
  }
  return found
}

/** `forms` are terms whose sign may be the goal's; `rounds` is how many rounds are tried, 0 for no search at all. */
export interface ProofOptions {
  readonly forms?: readonly Term[]
  readonly rounds?: number
}

/**
 * Searches for a proof of one sequent (`proofs/FORMAT.md` §4), cheap ways first, each harder round with more time and
 * higher degrees. Every proof returned was accepted by the kernel.
 */
export const proveSequent = async (
  sequent: Sequent,
  search: Search,
  { forms = [], rounds = Number.POSITIVE_INFINITY }: ProofOptions = {},
): Promise<ProofAttempt> => {
  const session: Session = { ...search, forms, tried: new Set() }
  const found = (proof: Json): ProofAttempt => ({ status: 'proof', proof, method: [...kindsOf(proof)].join(', ') })
  const fast = immediate(sequent, session)
  if (fast !== undefined) return found(fast)
  for (const effort of ROUNDS.slice(0, rounds)) {
    if (isSpent(search.budget)) return { status: 'unknown', reason: 'timeout', tried: [...session.tried] }
    const proof = await prove(sequent, effort, session)
    if (proof !== undefined) return found(proof)
  }
  const reason = isSpent(search.budget) ? 'timeout' : 'search-exhausted'
  return { status: 'unknown', reason, tried: [...session.tried] }
}
