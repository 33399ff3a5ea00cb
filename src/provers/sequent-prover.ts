import type { Json } from '../kernel/json.ts'
import type { Sequent } from '../kernel/sequent.ts'
import type { Term } from '../kernel/term.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { isAccepted } from './acceptance.ts'
import type { ProofAttempt, Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { byCongruence } from './congruences.ts'
import {
  ALL_PARTS,
  direct,
  type Effort,
  evenDegree,
  guarded,
  immediate,
  type Part,
  type Session,
} from './direct-proofs.ts'
import { equalityReduction } from './equality-reduction.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { eulerLemmas } from './euler-lemmas.ts'
import { factorLemmas } from './factor-lemmas.ts'
import { factorReductions } from './factor-reductions.ts'
import { functionLemmas } from './function-lemmas.ts'
import { geometricMeanLemmas } from './geometric-mean.ts'
import { integerLemmas } from './integer-lemmas.ts'
import { kindsOf } from './kinds-of-proof.ts'
import { learner } from './learner.ts'
import { linearProof } from './linear/linear-proof.ts'
import { smallLinearProof } from './linear/small-linear-proof.ts'
import { logarithmReductions } from './logarithm-reductions.ts'
import { modulusLemmas } from './modulus-lemmas.ts'
import { namedPoints } from './named-points.ts'
import { nextTask } from './next-task.ts'
import { nonzeroLemmas } from './nonzero-lemmas.ts'
import { inOneVariable } from './one-variable.ts'
import { parameterLemmas } from './parameter-lemmas.ts'
import { powerLemmas } from './power-lemmas.ts'
import { atZerosOfPowers } from './power-zeros.ts'
import { problemOf } from './problem.ts'
import type { Reduction } from './reduction.ts'
import { remainderReductions } from './remainder-reductions.ts'
import { rootArgumentLemmas } from './root-argument-lemmas.ts'
import { rootReductions } from './root-reductions.ts'
import { secantLemmas } from './secant-lemmas.ts'
import { pieceReductions, withKnownSigns } from './sign-pieces.ts'
import { splitCandidates, splitOn } from './splits.ts'
import { summandLemmas } from './summand-lemmas.ts'
import { tangentLemmas } from './tangent-lemmas.ts'
import { vanishingVariables } from './vanishing-variables.ts'
import { byZeros, throughPoints } from './zeros-of-equations.ts'

/** The rounds of a search, each harder than the one before. */
export const EFFORTS: readonly Effort[] = [
  { milliseconds: 500, degree: 4, depth: 0 },
  { milliseconds: 1500, degree: 8, depth: 1 },
  { milliseconds: 4000, degree: 10, depth: 2 },
  { milliseconds: 20000, degree: 12, depth: 3 },
  { milliseconds: 100000, degree: 16, depth: 4 },
]

/** A linear certificate for an inequality, or that the hypotheses contradict each other. */
const linearContradiction = (sequent: Sequent, budget: Budget): Json | undefined => {
  const isInequality = sequent.goal !== 'false' && (sequent.goal.op === '>' || sequent.goal.op === '>=')
  const problem = problemOf(isInequality ? sequent : { ...sequent, goal: 'false' })
  return smallLinearProof(problem, evenDegree(problem), budget)
}

/** How many reductions may be made one inside another. */
const MOST_REDUCTIONS = 16

/** The proof that a reduction makes of the proofs of its goals. */
const reduced = async (
  sequent: Sequent,
  { name, goals, close }: Reduction,
  effort: Effort,
  session: Session,
  left: number,
): Promise<Json | undefined> => {
  const inner: Effort = { ...effort, depth: 0, milliseconds: effort.milliseconds / 2 }
  const proofs: Json[] = []
  for (const goal of goals) {
    const proof = await prove(goal, inner, { ...session, parts: ALL_PARTS }, left - 1)
    if (proof === undefined) return undefined
    proofs.push(proof)
  }
  const whole = guarded(session, name, () => close(proofs))
  return whole !== undefined && isAccepted(whole, sequent) ? whole : undefined
}

/** The first of the reductions that leads to a proof. */
const byReductions = async (
  sequent: Sequent,
  name: string,
  find: (s: Sequent) => readonly Reduction[],
  effort: Effort,
  session: Session,
  left: number,
): Promise<Json | undefined> => {
  if (left === 0 || !session.parts.has('reductions')) return undefined
  for (const reduction of guarded(session, name, () => find(sequent)) ?? []) {
    const proof = await reduced(sequent, reduction, effort, session, left)
    if (proof !== undefined || isSpent(session.budget)) return proof
  }
  return undefined
}

/** A proof of the sequent within the effort; checked by the kernel. */
const prove = async (
  sequent: Sequent,
  effort: Effort,
  session: Session,
  left = MOST_REDUCTIONS,
): Promise<Json | undefined> => {
  await nextTask()
  if (isSpent(session.budget)) return undefined
  const fast = immediate(sequent, session)
  if (fast !== undefined) return fast
  const zeros = guarded(session, 'zeros of powers', () => atZerosOfPowers(sequent))
  if (zeros !== undefined && left > 0) return reduced(sequent, zeros, effort, session, left)
  const check = (proof: Json | undefined): Json | undefined =>
    proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
  const reduce = (name: string, find: (s: Sequent) => readonly Reduction[]): Promise<Json | undefined> =>
    byReductions(sequent, name, find, effort, session, left)
  const own = atMostMilliseconds(session.budget, effort.milliseconds)
  if (session.parts.has('reductions')) {
    const known = guarded(session, 'values of signs', () => withKnownSigns(sequent))
    if (known !== undefined && left > 0) return reduced(sequent, known, effort, session, left)
    const quick =
      check(guarded(session, 'one variable', () => inOneVariable(sequent, own))) ??
      check(guarded(session, 'congruences', () => byCongruence(sequent))) ??
      (await reduce('variables that vanish', vanishingVariables)) ??
      (await reduce('logarithms', logarithmReductions)) ??
      (await reduce('roots', rootReductions))
    if (quick !== undefined) return quick
    if (left < MOST_REDUCTIONS) {
      // Inside a piece, what is linear and the other pieces first: most pieces are empty.
      const linear = check(guarded(session, 'linear program', () => linearContradiction(sequent, own)))
      if (linear !== undefined) return linear
    }
    // An equation between moduli is seldom seen otherwise.
    const isEquation = sequent.goal !== 'false' && sequent.goal.op === '='
    if ((isEquation || left < MOST_REDUCTIONS) && pieceReductions(sequent).length > 0) {
      const pieces = await reduce('pieces', pieceReductions)
      if (pieces !== undefined || left < MOST_REDUCTIONS) return pieces
    }
  }
  const hasPoints = namedPoints(sequent).length > 0
  const { parts } = session
  const throughNamed = (): Json | undefined =>
    parts.has('points') ? check(throughPoints(sequent, effort, session)) : undefined
  const linear = await linearProof(sequent, effort, session)
  if (linear !== undefined) return linear
  const first = hasPoints ? throughNamed() : direct(sequent, effort, session)
  if (first !== undefined) return first
  const slice = atMostMilliseconds(session.budget, effort.milliseconds)
  const { lemmas, enriched, learn, finish } = learner(sequent, session)
  learn('equations', (s) => equationLemmas(s, slice))
  learn('nonzero', (s) => nonzeroLemmas(s, slice))
  learn('tangents', (s) => tangentLemmas(s, effort.depth > 1))
  learn('functions', (s) => functionLemmas(s))
  if (lemmas.length > 0 || hasPoints) {
    const second = finish(direct(enriched(), effort, session))
    if (second !== undefined) return second
  }
  if (!hasPoints && parts.has('points')) {
    const third = check(byZeros(sequent, effort, session))
    if (third !== undefined) return third
  }
  const bounded =
    lemmas.length === 0
      ? undefined
      : finish(await byReductions(enriched(), 'bounds of functions', remainderReductions, effort, session, left))
  const fourth =
    bounded ??
    (await reduce('pieces', pieceReductions)) ??
    (await reduce('factors', (s) => factorReductions(s, own))) ??
    (await reduce('equality', equalityReduction))
  if (fourth !== undefined) return fourth
  if (effort.depth === 0 || !parts.has('splits')) return undefined
  const inner: Effort = { ...effort, depth: effort.depth - 1, milliseconds: effort.milliseconds / 2 }
  for (const candidate of guarded(session, 'split', () => splitCandidates(enriched(), session.hints)) ?? []) {
    if (isSpent(session.budget)) return undefined
    const proof = await splitOn(enriched(), candidate, (cell) =>
      prove(cell, inner, { ...session, parts: ALL_PARTS }, left),
    )
    const whole = finish(proof)
    if (whole !== undefined) return whole
  }
  return undefined
}

/** `forms` are terms whose sign may be the goal's; without `efforts` there is no search at all. */
export interface ProofOptions {
  readonly forms?: readonly Term[]
  readonly efforts?: readonly Effort[]
  readonly parts?: ReadonlySet<Part>
}

/**
 * Searches for a proof of one sequent (`proofs/FORMAT.md` §4), cheap ways first, each harder round with more time and
 * higher degrees. Every proof returned was accepted by the kernel.
 */
export const proveSequent = async (
  sequent: Sequent,
  search: Search,
  { forms = [], efforts = EFFORTS, parts = ALL_PARTS }: ProofOptions = {},
): Promise<ProofAttempt> => {
  const session: Session = { ...search, forms, parts, tried: new Set() }
  const found = (proof: Json): ProofAttempt => ({ status: 'proof', proof, method: [...kindsOf(proof)].join(', ') })
  const { enriched, learn, finish } = learner(sequent, session)
  learn('parameters', parameterLemmas)
  learn('arguments of roots', (s) => rootArgumentLemmas(s, forms))
  learn('factors', (s) => factorLemmas(s, atMostMilliseconds(search.budget, 200)))
  learn('parameters', modulusLemmas)
  learn('powers', powerLemmas)
  learn('integers', integerLemmas)
  learn('summands', (s) => summandLemmas(s, forms))
  learn('Euler', eulerLemmas)
  learn('geometric mean', geometricMeanLemmas)
  const fast = finish(immediate(enriched(), session))
  if (fast !== undefined) return found(fast)
  const tangents = learner(enriched(), session)
  tangents.learn('tangents', (s) => tangentLemmas(s, false))
  tangents.learn('secants', secantLemmas)
  const second = tangents.lemmas.length === 0 ? undefined : tangents.finish(immediate(tangents.enriched(), session))
  const near = finish(second)
  if (near !== undefined) return found(near)
  for (const effort of efforts) {
    if (isSpent(search.budget)) return { status: 'unknown', reason: 'timeout', tried: [...session.tried] }
    const proof = finish(await prove(enriched(), effort, session))
    if (proof !== undefined) return found(proof)
  }
  const reason = isSpent(search.budget) ? 'timeout' : 'search-exhausted'
  return { status: 'unknown', reason, tried: [...session.tried] }
}
