import { InputError } from '../expression/input-error.ts'
import { type ParseOptions, parseExpression } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import { declareNames } from '../expression/shapes.ts'
import { sideConditions } from '../expression/side-conditions.ts'
import type { Evidence } from '../numerics/evidence.ts'
import { LAWS_REPORT_FORMATS, type LawsReportFormat, renderLawsReport } from '../report/laws-report.ts'
import { REPORT_FORMATS, type ReportFormat, type ReportOptions, renderReport } from '../report/render-report.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { requireFields, requireOptions, requireText } from './argument-fields.ts'
import { askedLaws } from './asked-laws.ts'
import { checkByCases } from './check-by-cases.ts'
import type { CheckOptions } from './check-options.ts'
import { budgetOf } from './command-budget.ts'
import { compareMinima, type FlatnessOptions, type FlatnessResult } from './compare-minima.ts'
import { refuseContradiction } from './contradiction.ts'
import { type ExponentOptions, type ExponentResult, exponentOf } from './exponent.ts'
import { asProblem } from './given-problem.ts'
import type { LawsInput } from './law-input.ts'
import type { LawsOptions } from './laws-options.ts'
import type { LawsResult } from './laws-result.ts'
import {
  CHECK_FIELDS,
  EXPONENT_FIELDS,
  FLATNESS_FIELDS,
  LAWS_FIELDS,
  REPORT_FIELDS,
  SIMULATE_FIELDS,
  SUBDIFFERENTIAL_FIELDS,
} from './option-fields.ts'
import type { Problem, ProblemText } from './problem.ts'
import {
  checkInWords,
  evidenceInWords,
  exponentInWords,
  lawsInWords,
  subdifferentialInWords,
} from './results-in-words.ts'
import { requireRunSettings } from './run-fields.ts'
import { type Shown, type Worded, withFormulas, withWords } from './shown.ts'
import { type SimulateOptions, simulateProblem } from './simulate.ts'
import { type SubdifferentialOptions, type SubdifferentialResult, subdifferentialOf } from './subdifferential.ts'
import { withThreads } from './with-threads.ts'

/** An expression as it was read. */
export interface Parsed {
  /** The expression printed back, with its matrices where it has any. */
  readonly expression: string
  readonly latex: string
  readonly variables: readonly string[]
  /** Where it is defined: relations such as `y != 0`; empty for everywhere. */
  readonly conditions: readonly string[]
}

/**
 * Reads one expression: what it is, in which variables, and where it is defined. Text is parsed, never evaluated.
 * Throws `InputError` with position and advice.
 *
 * @example parse('x^2/y').conditions // ['y != 0']
 * @example parse("normF2(X*Y)", { variables: ['X:2x3', 'Y:3x2'] }).latex // '\\|X Y\\|_F^2'
 */
export const parse = (text: string, options: Pick<ParseOptions, 'variables' | 'parameters'> = {}): Parsed & Shown => {
  requireText(text, 'an expression')
  requireFields(options, 'the options of parse', { variables: 'texts', parameters: 'texts' })
  const { term, variables, display } = parseExpression(text, {
    variables: declareNames((options.variables ?? []).join(', ')),
    parameters: declareNames((options.parameters ?? []).join(', ')),
  })
  const parsed: Parsed = {
    expression: display?.plain ?? printPlain(term),
    latex: display?.latex ?? printLatex(term),
    variables,
    conditions: sideConditions(term).map(printPlainRelation),
  }
  return withFormulas(parsed, ({ expression, latex, conditions }) => ({
    words: [`${expression}${conditions.length === 0 ? '' : `, where ${conditions.join(', ')}`}`],
    formulas: [latex],
  }))
}

/**
 * The quantities that gradient flow, or the heavy ball, conserves: of an objective, or for every loss of a model map or
 * of a network; each with its verdict, and how many independent ones there are.
 * Throws `InputError` for text that cannot be read and for assumptions that contradict each other.
 *
 * @example (await laws({ objective: '(x^2-y)^2' })).laws[0].expression // 'x*exp(2*y)'
 * @example (await laws({ network: 'linear:3,3,3' })).independent.statement // 'exactly 6 independent laws: …'
 */
export const laws = async (input: LawsInput, options: LawsOptions = {}): Promise<LawsResult & Shown> => {
  requireOptions(options, 'laws', LAWS_FIELDS)
  return withFormulas(await askedLaws(input, options), lawsInWords)
}

/**
 * The whole checklist for an objective and a regularizer, with the conclusion. Without a regularizer one is proposed.
 * Where the answer depends on the signs of parameters, each case of them is checked as well (`parameterCases`).
 * Throws `InputError` for text that cannot be read and for assumptions that contradict each other.
 *
 * @example (await check({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' })).conclusion.verdict // 'certified'
 */
export const check = async (
  problem: Problem | ProblemText,
  options: CheckOptions = {},
): Promise<CheckResult & Shown> => {
  const read = asProblem(problem)
  requireOptions(options, 'check', CHECK_FIELDS)
  if (options.simulate !== undefined && options.simulate !== false) {
    requireRunSettings(options.simulate, 'the settings of simulate')
  }
  const { simulate: settings } = read
  const { seed } = options
  await refuseContradiction(read.objective, budgetOf(options))
  // A seed that was asked for counts more than the one in a problem file.
  const seeded = settings === undefined || seed === undefined ? read : { ...read, simulate: { ...settings, seed } }
  return withFormulas(await withThreads(options, (own) => checkByCases(seeded, own)), checkInWords)
}

/**
 * Runs a method on the objective and measures: evidence, never a verdict.
 *
 * @example (await simulate({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' })).fittedOrder // about 2
 */
export const simulate = async (
  problem: Problem | ProblemText,
  options: SimulateOptions = {},
): Promise<Evidence & Worded> => {
  requireOptions(options, 'simulate', SIMULATE_FIELDS)
  return withWords(await simulateProblem(asProblem(problem), options), evidenceInWords)
}

/**
 * The Lyapunov exponents of gradient descent and of its stochastic form at a minimum that fits every sample, where f is
 * (1/N) times the sum of its samples' losses. Throws `InputError` for what is no such sum and no such minimum.
 *
 * @example (await exponent({ objective: '(x*y-1)^2/2' }, { point: ['1', '1'], step: '1/2' })).gd.exact // '-infinity'
 */
export const exponent = async (
  problem: Problem | ProblemText,
  options: ExponentOptions = {},
): Promise<ExponentResult & Worded> => {
  requireOptions(options, 'exponent', EXPONENT_FIELDS)
  return withWords(await exponentOf(asProblem(problem), options), exponentInWords)
}

/**
 * The subdifferentials of the objective at a point, or on all of argmin f: limits of gradients (Bouligand), their convex
 * hull (Clarke), limits of normalized gradients, Fermat's rule, the Lipschitz modulus and regularity; exact, each element
 * with a proof that it occurs, and what could not be decided listed as open.
 * Throws `InputError` for parameters and for a point that is none.
 *
 * @example (await subdifferential({ objective: 'abs(x)' }, { at: { x: '0' } })).point?.clarke.containsZero.answer // 'yes'
 */
export const subdifferential = async (
  problem: Problem | ProblemText,
  options: SubdifferentialOptions = {},
): Promise<SubdifferentialResult & Worded> => {
  requireOptions(options, 'subdifferential', SUBDIFFERENTIAL_FIELDS)
  return withWords(await subdifferentialOf(asProblem(problem), options), subdifferentialInWords)
}

/**
 * Which of two minima of the objective is flatter ([J], Definition 3.31): by the sharpness, by an isometry that swaps
 * them, or by higher order. Throws `InputError` for parameters and for a point that is no minimum.
 *
 * @example (await flatness({ objective: '(x*y-1)^2' }, { at: { x: '1', y: '1' }, and: { x: '2', y: '1/2' } })).relation // 'flatter'
 */
export const flatness = async (
  problem: Problem | ProblemText,
  options: FlatnessOptions,
): Promise<FlatnessResult & Worded> => {
  requireOptions(options, 'flatness', FLATNESS_FIELDS)
  if (options.at === undefined || options.and === undefined) {
    throw new InputError({ what: 'a point is missing', expected: "two: { at: { x: '1' }, and: { x: '-1' } }" })
  }
  return withWords(await compareMinima(asProblem(problem), options), ({ objective, text }) => ({
    words: [`f = ${objective}`, text],
  }))
}

/**
 * A summary of what was checked, or of the laws that were found, ready to paste. Laws have no format `coq`.
 *
 * @example report(await check({ objective: '(x*y-1)^2' }, { simulate: false }), 'latex', { fragment: true })
 * @example report(await laws({ network: 'linear:2,2,2' }), 'markdown')
 */
export const report = <Result extends CheckResult | LawsResult>(
  result: Result,
  format: Result extends CheckResult ? ReportFormat : LawsReportFormat,
  options: ReportOptions = {},
): string => {
  const isResult = typeof result === 'object' && result !== null
  const formats: readonly string[] = isResult && 'claims' in result ? REPORT_FORMATS : LAWS_REPORT_FORMATS
  if (!isResult || !('claims' in result || 'laws' in result)) {
    throw new InputError({ what: 'nothing can be reported of this', expected: 'a result of check or laws' })
  }
  if (!formats.includes(format)) {
    throw new InputError({ what: `there is no format ${String(format)}`, expected: `one of ${formats.join(', ')}` })
  }
  requireFields(options, 'the options of report', REPORT_FIELDS)
  return 'claims' in result
    ? renderReport(result, format, options)
    : renderLawsReport(result, format as LawsReportFormat, options)
}
