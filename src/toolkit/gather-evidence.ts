import type { CurvatureCheck } from '../dynamics/curvature-identity.ts'
import { gradient } from '../expression/derivative.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import { simplify } from '../expression/simplify.ts'
import { isCheckedClaim } from '../kernel/checked-claim.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { Term } from '../kernel/term.ts'
import { simulateInSlices } from '../numerics/simulate.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { type SecondOpinion, secondOpinion } from '../solvers/nerdamer.ts'
import type { Conclusion, EvidenceJson } from '../theorems/check-result.ts'
import { constantsInDoubles } from './constants-in-doubles.ts'
import { DEFAULT_SIMULATION, type Problem, type SimulateSettings } from './problem.ts'
import { readRunPoint, readSchedule } from './run-text.ts'

export interface EvidenceInput {
  readonly problem: Problem
  readonly f: Term
  readonly residual?: Term
  readonly g?: readonly Piece[]
  readonly laws: readonly Term[]
  readonly conclusion: Conclusion
  readonly checked: readonly unknown[]
  /** The proved points of M ∩ Z in doubles, where `checked` says nothing of them in these variables. */
  readonly attractor?: readonly (readonly number[])[]
  readonly settings: SimulateSettings | false | undefined
  readonly seed: number
  readonly budget: Budget
  readonly curvature?: readonly CurvatureCheck[]
  readonly opinion?: Opinion
}

/** The proved points of M ∩ Z in doubles, in the order of the variables; parameters must be absent. */
const pointsOf = (checked: readonly unknown[], variables: readonly string[]): number[][] =>
  checked.filter(isCheckedClaim).flatMap(({ claim, outcome }) => {
    if (claim.claim !== 'solution-set' || outcome !== 'proved') return []
    const constants = constantsInDoubles(claim.context.constants)
    return claim.points.map((point) => variables.map((name) => evaluate(parseTerm(point[name] as string), constants)))
  })

/** A second opinion: asked for early, and waited for so long when everything else is done. */
export interface Opinion {
  readonly answer: Promise<SecondOpinion>
  readonly cancel: () => void
}

const WAIT_MS = 5000

const awaited = async ({ answer, cancel }: Opinion): Promise<SecondOpinion> => {
  const timer = setTimeout(cancel, WAIT_MS)
  try {
    return await answer
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Asks a second algebra system whether it computes the same, in a worker; it is never believed. Not of objectives with
 * parameters. To be asked early: the worker works while claims are settled here.
 */
export const askSecondOpinion = ({ objective }: Problem, f: Term, budget: Budget): Opinion | undefined => {
  const { variables, parameters } = objective
  if (parameters.length > 0) return undefined
  const controller = new AbortController()
  const cancel = (): void => controller.abort()
  budget.signal?.addEventListener('abort', cancel, { once: true })
  const ours = { gradient: gradient(f, variables), simplified: simplify(f) }
  const answer = secondOpinion(f, variables, ours, { deadline: budget.deadline, signal: controller.signal })
  return { answer, cancel }
}

/**
 * Runs the dynamics and asks the second algebra system; what comes back are measurements and opinions, never verdicts.
 * Objectives with parameters are not run: there is no number to put in.
 */
export const gatherEvidence = async (input: EvidenceInput): Promise<EvidenceJson | undefined> => {
  const { problem, f, residual, g, budget, seed } = input
  if (isSpent(budget)) {
    input.opinion?.cancel()
    return undefined
  }
  const { variables, parameters } = problem.objective
  const { opinion } = input
  const shared = (second: SecondOpinion | undefined): EvidenceJson => ({
    ...(second === undefined
      ? {}
      : { gradientSecondOpinion: second.gradients, simplificationSecondOpinion: second.simplification }),
    ...(input.curvature === undefined ? {} : { curvatureIdentity: input.curvature }),
  })
  if (input.settings === false || parameters.length > 0) {
    return {
      runs: 0,
      note: parameters.length > 0 ? 'f has parameters: not run' : 'no runs were asked for',
      ...shared(opinion && (await awaited(opinion))),
    }
  }
  const { starts, attractor: _, base, schedule, samples: __, ...asked } = { ...DEFAULT_SIMULATION, ...input.settings }
  const formula = schedule === undefined ? undefined : readSchedule(schedule)
  const settings = {
    ...asked,
    seed: input.settings?.seed ?? seed,
    ...(starts === undefined ? {} : { starts: starts.map((start) => readRunPoint(start, variables)) }),
    ...(base === undefined ? {} : { base: readRunPoint(base, variables) }),
    ...(formula === undefined ? {} : { schedule: formula }),
  }
  const attractor = input.attractor ?? pointsOf(input.checked, variables)
  const share = {
    ...budget,
    deadline: Math.min(budget.deadline, Date.now() + Math.max(budget.deadline - Date.now(), 0) / 2),
  }
  const { elapsedMs, ...measured } = await simulateInSlices(
    {
      objective: f,
      variables,
      laws: input.laws,
      ...(residual === undefined ? {} : { residual }),
      ...(g === undefined ? {} : { regularizer: g }),
      ...(attractor.length === 0 ? {} : { attractor }),
    },
    { ...settings, method: 'ngd' },
    share,
  )
  // Times come last: without them the same seed gives the same bytes.
  return { ...measured, ...shared(opinion && (await awaited(opinion))), elapsedMs: Math.round(elapsedMs) }
}
