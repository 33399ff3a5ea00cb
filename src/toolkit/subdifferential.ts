import { contextOf, type Objective } from '../dynamics/objective.ts'
import { detectStructure } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { Refusal } from '../kernel/refusal.ts'
import { difference, number, printTerm, product, substitute, symbol } from '../kernel/term.ts'
import { atMostMilliseconds, millisecondsLeft } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import {
  type MinimaSubject,
  minimaClaims,
  type OnMinima,
  subdifferentialsOnMinima,
} from '../theorems/directions-on-minima.ts'
import { type PointSubject, piecewiseSmooth } from '../theorems/selections.ts'
import { statementOf } from '../theorems/statement.ts'
import { type SelectionEvidence, subdifferentialsAt } from '../theorems/subdifferential.ts'
import { budgetOf } from './command-budget.ts'
import { describeSubdifferentials, type SubdifferentialsJson } from './describe-subdifferentials.ts'
import type { Problem } from './problem.ts'
import { evidenceFor, type Ledger, newLedger } from './subdifferential-search.ts'

/** Where the subdifferentials are asked for, and what the search may cost. */
export interface SubdifferentialOptions {
  /** The point, a number as text for every variable, such as `{ x: '0', y: 'sqrt(2)' }`; without it, all of M = argmin f. */
  readonly at?: { readonly [variable: string]: string }
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
}

/** The subdifferentials at a point or on all minima, with what stays undecided. */
export interface SubdifferentialResult {
  readonly objective: string
  readonly variables: readonly string[]
  /** The point asked for; absent where all of M was. */
  readonly at?: { readonly [variable: string]: string }
  readonly point?: SubdifferentialsJson
  /** On M = {F = 0}, or at a point of M where the norm of F has no smooth pieces. */
  readonly onMinima?: OnMinima & { readonly residuals: readonly string[]; readonly regular: true }
  /** Why nothing is said, where nothing is. */
  readonly reason?: string
  readonly source: string
  readonly claims: readonly { readonly statement: string; readonly verdict: Verdict }[]
  readonly elapsedMs: number
}

const SOURCE = '[J], Definition 3.1 and Lemma 3.3 [R+]; limits on M: docs/theory.md [O]'

export const readPoint = (
  at: { readonly [variable: string]: string },
  { variables }: Objective,
): { [variable: string]: string } => {
  const extra = Object.keys(at).find((name) => !variables.includes(name))
  const missing = variables.find((name) => at[name] === undefined)
  if (extra !== undefined || missing !== undefined) {
    throw new InputError({
      what:
        extra === undefined ? `the point has no value for ${missing}` : `${extra} is not a variable of the objective`,
      expected: `a value for each of ${variables.join(', ')}`,
    })
  }
  return Object.fromEntries(
    variables.map((name) => {
      const { term, variables: free } = parseExpression(at[name] as string, { undeclared: 'refuse' })
      if (free.length > 0) throw new InputError({ what: `${at[name]} is no number`, expected: 'a number' })
      return [name, printTerm(term)]
    }),
  )
}

/** The formulas for f = φ(t) on M, or at a point of M; undefined where they do not apply. */
const onMinima = async (
  objective: Objective,
  point: { readonly [variable: string]: string } | undefined,
  budget: Budget,
  ledger: Ledger,
): Promise<SubdifferentialResult['onMinima']> => {
  const structure = detectStructure(objective, atMostMilliseconds(budget, millisecondsLeft(budget) / 4))
  if (structure === undefined) return undefined
  const { residuals, loss, phi, shift } = structure
  const f = shift.op === 'number' && shift.value.n === 0n ? objective.term : difference(objective.term, shift)
  const known = {
    context: contextOf(objective),
    f: printTerm(f),
    residuals: residuals.map(printTerm),
    loss,
    ...(point === undefined ? {} : { point }),
  }
  // Where φ(t) is a multiple of t, it may be written otherwise, such as sqrt(t^2), and then its slope at 0 is not seen.
  const linear = product(simplify(substitute(phi, new Map([['t', number(1)]]))), symbol('t'))
  for (const own of [linear, phi]) {
    const subject: MinimaSubject = { ...known, phi: printTerm(simplify(own)) }
    const claims = minimaClaims(subject)
    for (const claim of claims) if (!(await ledger.isProved(claim))) break
    const found = subdifferentialsOnMinima(subject, ledger.checked)
    if (found !== undefined) return { ...found, residuals: residuals.map(printPlain), regular: true }
  }
  return undefined
}

const atPoint = async (
  {
    objective,
    budget,
    ledger,
    onPhase,
  }: { objective: Objective; budget: Budget; ledger: Ledger; onPhase?: ((phase: string) => void) | undefined },
  subject: PointSubject,
): Promise<Pick<SubdifferentialResult, 'point' | 'onMinima' | 'reason'>> => {
  try {
    const near = piecewiseSmooth(subject)
    const evidence: SelectionEvidence[] = []
    for (const [i, selection] of near.selections.entries()) {
      onPhase?.(`piece ${i + 1} of ${near.selections.length}`)
      evidence.push(await evidenceFor({ subject, near, objective, budget, ledger }, selection))
    }
    const found = subdifferentialsAt(subject, near, evidence, ledger.checked)
    return { point: describeSubdifferentials(objective.term, near, found, budget) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const found = await onMinima(objective, subject.point, budget, ledger)
    return found === undefined ? { reason: error.message } : { onMinima: found }
  }
}

/**
 * The subdifferentials of f at a point, exactly: limits of gradients (Bouligand), their convex hull (Clarke), and the
 * limits of normalized gradients of [J], Definition 3.1; whether 0 is in the hulls (Fermat's rule), the Lipschitz modulus
 * and regularity. Each element comes with a curve into the cell it is a limit from, which the kernel checked; what could
 * not be decided is listed as open or unknown. Without a point, the same on all of M = argmin f, in symbols.
 *
 * f is made of smooth functions by +, −, ·, /, abs, max, min and powers, or φ(|F|₂) at points with F = 0.
 * Throws `InputError` for parameters and for a point that is none.
 *
 * @example (await subdifferential(readProblem({ objective: 'abs(x)' }), { at: { x: '0' } })).point.bouligand.elements
 */
export const subdifferentialOf = async (
  { objective }: Problem,
  options: SubdifferentialOptions = {},
): Promise<SubdifferentialResult> => {
  const started = Date.now()
  if (objective.parameters.length > 0) {
    throw new InputError({
      what: `the objective has the parameter ${objective.parameters[0]}`,
      expected: 'numbers only',
      advice: 'put numbers in place of the parameters',
    })
  }
  const budget = budgetOf(options)
  const ledger = newLedger(budget, options.seed ?? 1)
  const point = options.at === undefined ? undefined : readPoint(options.at, objective)
  const found = await (point === undefined
    ? onMinima(objective, undefined, budget, ledger).then((minima) =>
        minima === undefined
          ? { reason: 'f was not shown to be φ(|h|), φ(|F|) or φ(|F|_1) with a derivative of full rank on M' }
          : { onMinima: minima },
      )
    : atPoint(
        { objective, budget, ledger, onPhase: options.onPhase },
        { context: contextOf(objective), f: printTerm(objective.term), point },
      ))
  return {
    objective: printPlain(objective.term),
    variables: objective.variables,
    ...(point === undefined ? {} : { at: point }),
    ...found,
    source: SOURCE,
    claims: ledger.entries.map(({ claim, verdict }) => ({ statement: statementOf(claim).text, verdict })),
    elapsedMs: Date.now() - started,
  }
}
