import { createHash } from 'node:crypto'
import { detectStructure, onlyResidual } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { difference, printRelation, printTerm } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import { atMostMilliseconds, type Budget } from '../search/budget.ts'
import type { Axis } from '../toolkit/axis.ts'
import { DEFAULT_SIMULATION, type Problem } from '../toolkit/problem.ts'
import { readRunPoint, refuseUnusedSize, scheduleText } from '../toolkit/run-text.ts'
import type { SweepSettings } from '../toolkit/sweep-settings.ts'

/** A problem in the kernel's notation, so that a thread that runs its cells needs no parser of user's text. */
export interface PlannedProblem {
  readonly title?: string
  /** f − min f where the minimum is known, else f. */
  readonly objective: string
  /** h, where f = φ(|h|). */
  readonly residual?: string
  readonly regularizer?: readonly { readonly when: readonly string[]; readonly value: string }[]
  readonly laws: readonly string[]
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly integers: readonly string[]
  readonly assume: readonly string[]
}

/** What all cells have in common, but for what an axis varies. */
export interface PlannedRuns {
  readonly runs: number
  readonly steps: number
  readonly alpha: number
  readonly exponent: number | 'infinity'
  readonly seed: number
  readonly box: readonly [number, number]
  readonly tolerance?: number
  readonly attractor: readonly (readonly (string | number)[])[]
  /** A formula in k and alpha for the step sizes, in the kernel's notation, or the name of one. */
  readonly schedule?: string
  /** Which element of the normalized subdifferential is taken. */
  readonly selection?: string
}

/** Which cells there are: cell i is known from i alone. */
export interface Design {
  readonly kind: 'grid' | 'random'
  readonly cells: number
  readonly repeat: number
  readonly axes: readonly Axis[]
}

/** A sweep as plain JSON: with it and a number a cell can be run anywhere. */
export interface Plan {
  readonly versions: { readonly gradlaw: string }
  readonly problem: PlannedProblem
  readonly runs: PlannedRuns
  readonly design: Design
  /** Seconds that a cell may take. */
  readonly timeout: number
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What all results of a plan depend on, besides what its axes vary; plans that share it share results. */
export const commonDigest = ({ versions, problem, runs }: Plan): string => {
  const { title: _, ...mathematics } = problem
  return digest(JSON.stringify([versions, mathematics, runs]))
}

/** The identity of a plan. */
export const planId = (plan: Plan): string => digest(JSON.stringify(plan)).slice(0, 20)

/** What `simulate:` may say of runs, and cells cannot do. */
const refuseOtherRuns = ({ simulate }: Problem, { axes }: SweepSettings): void => {
  const varied = axes.find(({ kind }) => kind === 'schedule')?.values?.map(String)
  refuseUnusedSize(
    varied ?? (simulate?.schedule === undefined ? [] : [simulate.schedule]),
    axes.map(({ name }) => name),
  )
  if (simulate?.starts !== undefined) {
    throw new InputError({ what: 'a sweep has no use for simulate.starts', expected: 'coordinates under sweep.over' })
  }
  if (simulate?.samples !== undefined) {
    throw new InputError({
      what: 'a sweep has no use for simulate.samples',
      expected: 'the objective written as the sum of its samples',
    })
  }
}

/** Time to find the structure, and the laws of degree 2, once for all cells. */
const STRUCTURE_MS = 5000
const LAWS_MS = 3000

/**
 * The plan of a problem with a `sweep:` section. Structure and laws are looked for here, with the parameters in them.
 *
 * Throws `InputError` for a problem without such a section.
 */
export const planOf = async (problem: Problem, version: string, budget: Budget): Promise<Plan> => {
  const { objective, sweep, regularizer } = problem
  if (sweep === undefined) {
    throw new InputError({ what: 'there is no sweep: section in this file', expected: 'what the cells vary over' })
  }
  const settings = { ...DEFAULT_SIMULATION, ...problem.simulate }
  const { schedule, selection } = settings
  refuseOtherRuns(problem, sweep)
  const structure = detectStructure(objective, atMostMilliseconds(budget, STRUCTURE_MS))
  const residual = onlyResidual(structure)
  const f = structure === undefined ? objective.term : difference(objective.term, structure.shift)
  const found = await findLaws(
    { ...objective, term: f },
    { budget: atMostMilliseconds(budget, LAWS_MS), seed: settings.seed, degree: 2 },
  )
  return {
    versions: { gradlaw: version },
    problem: {
      ...(problem.title === undefined ? {} : { title: problem.title }),
      objective: printTerm(f),
      ...(residual === undefined ? {} : { residual: printTerm(residual) }),
      ...(regularizer === undefined
        ? {}
        : {
            regularizer: regularizer.map(({ when, value }) => ({
              when: when.map(printRelation),
              value: printTerm(value),
            })),
          }),
      laws: found.laws.filter(({ when }) => when === undefined).map(({ term }) => printTerm(term)),
      variables: objective.variables,
      parameters: objective.parameters,
      integers: objective.integers,
      assume: objective.assume.map(printRelation),
    },
    runs: {
      runs: sweep.runs,
      steps: settings.steps,
      alpha: settings.alpha,
      exponent: Number.isFinite(settings.exponent) ? settings.exponent : 'infinity',
      seed: settings.seed,
      box: settings.box,
      ...(sweep.tolerance === undefined ? {} : { tolerance: sweep.tolerance }),
      attractor:
        sweep.attractor.length > 0
          ? sweep.attractor.map((point) => point.map(printTerm))
          : (settings.attractor ?? []).map((point) => readRunPoint(point, objective.variables)),
      ...(schedule === undefined ? {} : { schedule: scheduleText(schedule) }),
      ...(selection === undefined ? {} : { selection }),
    },
    design: { kind: sweep.design, cells: sweep.cells, repeat: sweep.repeat, axes: sweep.axes },
    timeout: sweep.timeout,
  }
}
