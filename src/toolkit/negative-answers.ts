import { polynomialIn, univariate } from '../algebra/univariate.ts'
import { factorUnivariate } from '../algebra/univariate-factorization.ts'
import type { LawQuestion } from '../dynamics/law-question.ts'
import { contextOf, type Objective } from '../dynamics/objective.ts'
import { detectStructure } from '../dynamics/structure.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { vanishes } from '../kernel/normal-form.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { difference, printTerm } from '../kernel/term.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { inTheta } from '../provers/exact-point.ts'
import { type Budget, BudgetSpent, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import {
  definitenessMinors,
  type Equilibrium,
  type EquilibriumSubject,
  equilibriumAt,
  type NegativeConclusion,
} from '../theorems/equilibrium.ts'
import { isIrreducible } from '../theorems/irreducible.ts'
import { type BasinSubject, basinHypotheses, lawsOnBasin } from '../theorems/laws-on-basin.ts'
import { criticalHypotheses, hessianSpectrum, noAnalyticLaw, type SpectralFactor } from '../theorems/no-analytic-law.ts'
import {
  definiteHypotheses,
  type Extremum,
  isolatedHypotheses,
  noContinuousLaw,
} from '../theorems/no-continuous-law.ts'
import { statementOf } from '../theorems/statement.ts'
import { tameClassOf } from './check-setting.ts'
import { decide, type Means } from './decide.ts'
import { type CriticalPoints, criticalPointsOf } from './equilibria.ts'

/** A certified statement that there are no laws of some kind, with the claims that its theorem rests on. */
export interface NegativeAnswer extends NegativeConclusion {
  /** The critical point that it is about. */
  readonly point?: PointJson
  readonly constants?: ContextJson['constants']
  readonly claims: readonly SettledClaim[]
}

interface SettledClaim {
  readonly statement: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

const MOST_POINTS = 6
const CLAIM_MILLISECONDS = 1000
const BASIN_MILLISECONDS = 1500

/** Proves claims one after another, and stops at the first that is not proved. */
const allProved = async (
  claims: readonly Claim[],
  budget: Budget,
  means: Means,
): Promise<SettledClaim[] | undefined> => {
  const settled: SettledClaim[] = []
  for (const kernelClaim of claims) {
    if (isSpent(budget)) return undefined
    const search = {
      budget: partOf(budget, Math.min(CLAIM_MILLISECONDS, millisecondsLeft(budget))),
      hints: { seed: 1 },
    }
    const verdict = await decide(kernelClaim, search, { ...means, trust: 'kernel' })
    if (verdict.status !== 'proved') return undefined
    settled.push({ statement: statementOf(kernelClaim).text, verdict, kernelClaim })
  }
  return settled
}

const sealsOf = (settled: readonly SettledClaim[]): unknown[] =>
  settled.map(({ verdict }) => (verdict.status === 'proved' ? verdict.checked : undefined))

const answerOf = (
  conclusion: NegativeConclusion | undefined,
  claims: readonly SettledClaim[],
  subject?: EquilibriumSubject,
): NegativeAnswer | undefined =>
  conclusion && {
    ...conclusion,
    ...(subject === undefined ? {} : { point: subject.point, constants: subject.context.constants }),
    claims,
  }

/** Whether the leading minors, closed or in the parameters, may all be positive; a proof has the last word. */
const mayBePositive = (minors: readonly Polynomial[]): boolean =>
  minors.every((minor) => {
    try {
      return closedSign(minor) !== -1 && !vanishes(minor)
    } catch {
      return true
    }
  })

const SMALL_PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
]

/** The irreducible factors of the characteristic polynomial of the Hessian, each with a prime that shows it. */
const spectralFactors = (equilibrium: Equilibrium, budget: Budget): SpectralFactor[] | undefined => {
  const spectrum = hessianSpectrum(equilibrium)
  if (spectrum === undefined) return undefined
  const found: SpectralFactor[] = []
  for (const { base, multiplicity } of factorUnivariate(polynomialIn('t', spectrum), budget).factors) {
    const integers = univariate(base)
    const lead = integers[integers.length - 1] as bigint
    const monic = integers.map((c) => Q.rational(c, lead))
    const prime = integers.length === 2 ? null : SMALL_PRIMES.find((p) => isIrreducible(monic, p))
    if (prime === undefined) return undefined
    for (let k = 0; k < multiplicity; k++) found.push({ polynomial: inTheta(monic, 't'), prime })
  }
  return found
}

const definiteAnswer = async (
  subject: EquilibriumSubject,
  equilibrium: Equilibrium,
  budget: Budget,
  means: Means,
): Promise<NegativeAnswer | undefined> => {
  if (equilibrium.hessian.length > 6) return undefined
  for (const extremum of ['minimum', 'maximum'] as const) {
    if (!mayBePositive(definitenessMinors(equilibrium, extremum))) continue
    const claims = definiteHypotheses(subject, extremum)
    const settled = claims && (await allProved(claims, budget, means))
    const answer = settled && answerOf(noContinuousLaw(subject, extremum, sealsOf(settled)), settled, subject)
    if (answer !== undefined) return answer
  }
  return undefined
}

/** A degenerate extremum among finitely many critical points. */
const isolatedAnswer = async (
  subject: EquilibriumSubject,
  all: NonNullable<CriticalPoints['all']>,
  budget: Budget,
  means: Means,
): Promise<NegativeAnswer | undefined> => {
  for (const radius of [null, '1', '1/10'])
    for (const extremum of ['minimum', 'maximum'] as const satisfies readonly Extremum[]) {
      const hypotheses = isolatedHypotheses(subject, extremum, radius)
      if (hypotheses === undefined) continue
      const extreme = await allProved([hypotheses.extremum], budget, means)
      if (extreme === undefined) continue
      const points = radius === null ? all.points : [subject.point]
      const context = radius === null ? all.context : subject.context
      const critical = await allProved([{ ...hypotheses.critical, context, points }], budget, means)
      if (critical === undefined) continue
      const settled = [...extreme, ...critical]
      const answer = answerOf(noContinuousLaw(subject, extremum, sealsOf(settled), radius), settled, subject)
      if (answer !== undefined) return answer
    }
  return undefined
}

const analyticAnswer = async (
  subject: EquilibriumSubject,
  equilibrium: Equilibrium,
  budget: Budget,
  means: Means,
): Promise<NegativeAnswer | undefined> => {
  const factors = spectralFactors(equilibrium, budget)
  const claims = criticalHypotheses(subject)
  if (factors === undefined || claims === undefined) return undefined
  const settled = await allProved(claims, budget, means)
  return settled && answerOf(noAnalyticLaw(subject, factors, sealsOf(settled)), settled, subject)
}

/** Whether the eigenvalues of the Hessian, all real, have both signs: by Descartes' rule, which is exact for them. */
const isSaddle = (equilibrium: Equilibrium): boolean => {
  const spectrum = hessianSpectrum(equilibrium)
  if (spectrum === undefined) return false
  const changes = (signs: readonly number[]): number => {
    const nonzero = signs.filter((s) => s !== 0)
    return nonzero.filter((s, i) => i > 0 && s !== nonzero[i - 1]).length
  }
  const signs = spectrum.map(Q.sign)
  return changes(signs) > 0 && changes(signs.map((s, i) => (i % 2 === 0 ? s : -s))) > 0
}

const answerAt = async (
  subject: EquilibriumSubject,
  all: CriticalPoints['all'],
  budget: Budget,
  means: Means,
): Promise<NegativeAnswer | undefined> => {
  const equilibrium = equilibriumAt(subject)
  if (equilibrium === undefined) return undefined
  return (
    (await definiteAnswer(subject, equilibrium, budget, means)) ??
    (await analyticAnswer(subject, equilibrium, budget, means)) ??
    (all && !isSaddle(equilibrium) ? await isolatedAnswer(subject, all, budget, means) : undefined)
  )
}

/** At most dim M laws on the basin of M, for several residuals; for one it says no more than n − 1. */
const basinAnswer = async (objective: Objective, budget: Budget, means: Means): Promise<NegativeAnswer | undefined> => {
  const structure = detectStructure(objective, budget)
  if (structure?.loss !== 'l2') return undefined
  const { residuals, loss, phi, shift } = structure
  const isZero = shift.op === 'number' && Q.isZero(shift.value)
  const f = isZero ? objective.term : difference(objective.term, shift)
  const subject: BasinSubject = {
    context: contextOf(objective),
    f: printTerm(f),
    residuals: residuals.map(printTerm),
    loss,
    phi: printTerm(phi),
    tameClass: tameClassOf(f, { objective }),
  }
  const settled = await allProved(basinHypotheses(subject), budget, means)
  return settled && answerOf(lawsOnBasin(subject, sealsOf(settled)), settled)
}

/**
 * What can be certified not to exist for the gradient flow of one objective: continuous laws on the basin of an isolated
 * minimum or maximum, analytic laws near a critical point without resonance, more than dim M laws on the basin of
 * M = argmin f. Nothing is said about maps, metrics and momentum.
 */
export const negativeAnswers = async (
  question: LawQuestion,
  budget: Budget,
  means: Means = {},
): Promise<NegativeAnswer[]> => {
  const { potentials, source, metric, motion } = question
  const [term] = potentials
  if (source !== 'objective' || term === undefined || metric !== undefined || motion !== undefined) return []
  const objective: Objective = { ...question, term }
  const found: NegativeAnswer[] = []
  try {
    const { points, all } = criticalPointsOf(objective, partOf(budget, Math.min(2000, millisecondsLeft(budget) / 4)))
    for (const { context, point } of points.slice(0, MOST_POINTS)) {
      if (isSpent(budget)) break
      const answer = await answerAt({ context, f: printTerm(term), point }, all, budget, means)
      if (answer !== undefined) found.push(answer)
    }
    const basin = await basinAnswer(
      objective,
      partOf(budget, Math.min(BASIN_MILLISECONDS, millisecondsLeft(budget))),
      means,
    )
    if (basin !== undefined) found.push(basin)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
  }
  return found
}
