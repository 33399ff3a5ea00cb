import type { Json } from '../kernel/json.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { isClosed } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import type { Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { isAccepted, quietly } from './acceptance.ts'
import type { Hints } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { searchCone } from './cone-certificate.ts'
import { formProof } from './forms.ts'
import { goalModuloEquations } from './goal-modulo-equations.ts'
import { constantModuloIdeal, contradictoryEquations, vanishingProduct } from './ideal-tactics.ts'
import { smallLinearProof } from './linear/small-linear-proof.ts'
import { type Problem, problemOf } from './problem.ts'
import { boundByPower } from './root-bounds.ts'
import { signForms } from './sign-forms.ts'

/** How hard one round tries. */
export interface Effort {
  readonly milliseconds: number
  readonly degree: number
  readonly depth: number
}

/** The parts of a search for a proof, each of which can be asked for alone. */
export type Part = 'equations' | 'cone' | 'points' | 'reductions' | 'splits'

export const ALL_PARTS: ReadonlySet<Part> = new Set(['equations', 'cone', 'points', 'reductions', 'splits'])

/** The state of one search: what was tried, for the verdict `unknown`. */
export interface Session {
  readonly budget: Budget
  readonly hints: Hints
  readonly forms: readonly Term[]
  readonly parts: ReadonlySet<Part>
  readonly tried: Set<string>
}

/** {@link quietly}, and remembers that it was tried. */
export const guarded = <T>(session: Session, name: string, run: () => T | undefined): T | undefined => {
  session.tried.add(name)
  return quietly(run)
}

/** Proofs without a search: identities, numbers, signs read off. */
export const immediate = (sequent: Sequent, session: Session): Json | undefined => {
  const { goal } = sequent
  if (goal === 'false') return undefined
  if ((goal.op === '=' || goal.op === '>=') && vanishes(goal.polynomial)) return { kind: 'identity' }
  const enclosure = { kind: 'enclosure', bits: 128 }
  if (isClosed(goal.polynomial) || session.tried.size === 0) {
    if (isAccepted(enclosure, sequent)) return enclosure
  }
  const bySign = guarded(session, 'sign', () => {
    for (const form of signForms(sequent, session.forms, atMostMilliseconds(session.budget, 1000))) {
      const proof = { kind: 'sign', form }
      if (isAccepted(proof, sequent)) return proof
    }
    return undefined
  })
  if (bySign !== undefined) return bySign
  return isAccepted(enclosure, sequent) ? enclosure : undefined
}

/** The largest degree of a hypothesis or of the goal. */
export const coneDegree = (problem: Problem): number => {
  const all = [...problem.equalities, ...problem.nonnegative, ...problem.positive, ...problem.nonzero]
  return Math.max(2, ...all.map((g) => (g.value.exponents.length === 0 ? 0 : degreeOf(g))))
}

/** The least even degree that is high enough for all of them. */
export const evenDegree = (problem: Problem): number => 2 * Math.ceil(coneDegree(problem) / 2)

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
export const direct = (sequent: Sequent, effort: Effort, session: Session): Json | undefined => {
  const fast = immediate(sequent, session)
  if (fast !== undefined) return fast
  const problem = guarded(session, 'lowering', () => problemOf(sequent))
  if (problem === undefined) return undefined
  const budget = atMostMilliseconds(session.budget, effort.milliseconds)
  const check = (proof: Json | undefined): Json | undefined =>
    proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
  const slice = (): Budget => atMostMilliseconds(budget, effort.milliseconds / 4)
  const byEquations = (): Json | undefined =>
    check(guarded(session, 'bound by a power', () => boundByPower(sequent, (s) => immediate(s, session), budget))) ??
    check(guarded(session, 'nullstellensatz', () => contradictoryEquations(problem, slice()))) ??
    check(guarded(session, 'ideal membership', () => constantModuloIdeal(problem, slice()))) ??
    check(guarded(session, 'real radical', () => vanishingProduct(problem, slice()))) ??
    check(
      guarded(session, 'goal modulo equations', () =>
        goalModuloEquations(sequent, problem, slice(), (easier) => immediate(easier, session)),
      ),
    )
  const byCone = (): Json | undefined =>
    check(guarded(session, 'linear program', () => smallLinearProof(problem, evenDegree(problem), slice()))) ??
    check(cone(problem, effort, session, 0, budget)) ??
    check(guarded(session, 'forms', () => formProof(sequent, problem, slice()))) ??
    check(cone(problem, effort, session, 2, budget))
  const found = session.parts.has('equations') ? byEquations() : undefined
  return found ?? (session.parts.has('cone') ? byCone() : undefined)
}

/** A certificate with all that the degree allows: up to two hypotheses multiplied, and all their monomials. */
const cone = (
  problem: Problem,
  effort: Effort,
  session: Session,
  products: number,
  budget: Budget,
): Json | undefined => {
  const own = coneDegree(problem)
  const top = Math.min(
    effort.degree + (own > effort.degree ? own + (own % 2) - effort.degree : 0),
    session.hints.degree ?? 24,
  )
  return guarded(session, `positivstellensatz of degree ${top}`, () =>
    searchCone(problem, {
      degree: top,
      products,
      isPlainDone: products > 0,
      budget: atMostMilliseconds(budget, effort.milliseconds / 2),
    }),
  )
}
