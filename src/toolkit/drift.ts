import { STEP_METHODS, type StepMethod } from '../dynamics/method-step.ts'
import { detectStructure, onlyResidual } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import type { Term } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import { requireOptions } from './argument-fields.ts'
import { budgetOf } from './command-budget.ts'
import type { Means } from './decide.ts'
import { asProblem } from './given-problem.ts'
import { slopeOf } from './loss-slope.ts'
import { type Asked, type MethodDrift, underMethod } from './method-drift.ts'
import { DRIFT_FIELDS } from './option-fields.ts'
import type { Problem, ProblemText } from './problem.ts'
import { markOf } from './show-verdict.ts'
import { type Showing, type Worded, withWords } from './shown.ts'
import { type ThreadOptions, withThreads } from './with-threads.ts'

/** Which law is followed under which methods, and for how long. */
export interface DriftOptions extends ThreadOptions, Means {
  /** The quantity that is followed; by default the first laws of gradient flow that are found. */
  readonly law?: string
  /** By default all methods whose step can be written down. */
  readonly methods?: readonly string[]
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
  /** What is known after each method. */
  readonly onFound?: (known: DriftResult) => void
}

/** One law under many methods. */
export interface LawUnderMethods {
  readonly law: string
  readonly latex: string
  readonly methods: readonly MethodDrift[]
}

/** What one step of each method does to each law. */
export interface DriftResult {
  readonly objective: string
  readonly variables: readonly string[]
  readonly laws: readonly LawUnderMethods[]
  readonly elapsedMs: number
}

const MOST_LAWS = 3

const isStepMethod = (name: string): name is StepMethod => (STEP_METHODS as readonly string[]).includes(name)

const readMethods = (names: readonly string[] | undefined): readonly StepMethod[] =>
  (names ?? STEP_METHODS).map((name) => {
    if (isStepMethod(name)) return name
    throw new InputError({
      what: `"${name}" is not a method whose step can be written down`,
      expected: `one of ${STEP_METHODS.join(', ')}`,
    })
  })

/** What the names in a formula mean that are no variables. */
const meanings = (names: MethodDrift['names'], formula: string): readonly string[] =>
  Object.entries(names)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula))
    .map(([name, meaning]) => `${name} = ${meaning}`)

const driftInWords = ({ objective, laws }: DriftResult): Showing => ({
  words: [
    `f = ${objective}`,
    ...laws.flatMap(({ law, methods }) =>
      methods.map(({ method, factor, order, names, identity }) => {
        const subject = `${identity === undefined ? '?' : markOf(identity.verdict)} ${law} under ${method}`
        if (factor !== undefined) return [`${subject}: times ${factor}`, ...meanings(names, factor)].join(', ')
        return `${subject}: ${order === undefined ? 'no formula' : `changes in the order alpha^${order}`}`
      }),
    ),
  ],
})

/**
 * One law, many methods: the exact change of a conserved quantity of gradient flow in one step of each method, as a
 * formula in the step size and the state; each formula, its sign and where the law breaks decided by the kernel.
 *
 * Where f = φ(|h|) has one residual, the formulas of gradient descent, heavy ball and normalized gradient descent hold
 * for every φ. Throws `InputError` for text that cannot be read and methods that are not known.
 *
 * @example (await drift({ objective: '(x*y-1)^2' }, { law: 'x^2-y^2', methods: ['ngd'] })).laws[0].methods[0].factor // '1 - alpha^2/(x^2 + y^2)'
 */
export const drift = async (
  given: Problem | ProblemText,
  options: DriftOptions = {},
): Promise<DriftResult & Worded> => {
  const problem = asProblem(given)
  requireOptions(options, 'drift', DRIFT_FIELDS)
  return withWords(
    await withThreads(options, async (own) => {
      const started = Date.now()
      const methods = readMethods(options.methods)
      const { variables, parameters, term } = problem.objective
      const budget = budgetOf(options)
      const { onPhase } = options
      onPhase?.('structure of f')
      const structure = detectStructure(problem.objective, atMostMilliseconds(budget, 5000))
      const residual = onlyResidual(structure)
      const slope = structure !== undefined && residual !== undefined ? slopeOf(structure.phi, residual) : undefined
      const laws =
        options.law === undefined
          ? (
              await findLaws(problem.objective, {
                budget: atMostMilliseconds(budget, 5000),
                seed: options.seed ?? 1,
                degree: 2,
              })
            ).laws
              .filter(({ when }) => when === undefined)
              .slice(0, MOST_LAWS)
              .map((found) => found.term)
          : [parseExpression(options.law, { variables, parameters, undeclared: 'refuse' }).term]
      if (laws.length === 0) {
        throw new InputError({
          what: 'no law of gradient flow was found for this objective',
          expected: 'a quantity to follow',
          advice: 'name one with --law',
        })
      }
      const results: { law: Term; methods: MethodDrift[] }[] = laws.map((law) => ({ law, methods: [] }))
      const known = (): DriftResult => ({
        objective: printPlain(term),
        variables,
        laws: results.map(({ law, methods: found }) => ({
          law: printPlain(law),
          latex: printLatex(law),
          methods: [...found],
        })),
        elapsedMs: Date.now() - started,
      })
      for (const { law, methods: found } of results) {
        const asked: Asked = {
          problem,
          f: term,
          law,
          ...(residual === undefined ? {} : { residual }),
          ...(slope === undefined ? {} : { slope }),
        }
        for (const method of methods) {
          onPhase?.(`${printPlain(law)} under ${method}`)
          found.push(await underMethod(asked, method, budget, own))
          options.onFound?.(known())
        }
      }
      return known()
    }),
    driftInWords,
  )
}
