import { contextOf, withTerm } from '../dynamics/objective.ts'
import { simplify } from '../expression/simplify.ts'
import { printRelation, printTerm, type Relation, substitute, type Term } from '../kernel/term.ts'
import type { CheckResult, ClaimEntry, Conclusion, ParameterCases } from '../theorems/check-result.ts'
import { type CaseGrounds, conclusionByCases } from '../theorems/conclusion-by-cases.ts'
import { relationIn } from '../theorems/sign-cases.ts'
import { statementOf } from '../theorems/statement.ts'
import { caseWords } from './case-words.ts'
import { checkInAxes } from './check-in-axes.ts'
import type { CheckOptions } from './check-options.ts'
import { piecesOf, restricted } from './check-setting.ts'
import { checkedOf, subjectOf } from './check-subject.ts'
import { budgetOf, DEFAULT_TIMEOUT } from './command-budget.ts'
import { type CasesOfParameters, type ParameterCase, parameterCases, readDeciding } from './parameter-cases.ts'
import type { Problem } from './problem.ts'

/** Conclusions that hold for all parameters at once: no cases are needed. */
const UNIFORM: readonly string[] = ['certified', 'locally-certified', 'no-regularization']
/** Of the time, for a first look at the problem as it stands; its cases share the rest. */
const FIRST_LOOK = 0.1

const secondsUntil = (deadline: number): number => Math.max(0.05, (deadline - Date.now()) / 1000)

const counted = (verdicts: readonly string[]): string =>
  [...new Set(verdicts)].map((verdict) => `${verdicts.filter((v) => v === verdict).length} ${verdict}`).join(', ')

/** The problem in one case: equalities are substituted, inequalities assumed. */
const inCase = (problem: Problem, { values, names }: ParameterCase): Problem => {
  const { objective, domain, regularizer } = problem
  const put = (term: Term): Term => (values.size === 0 ? term : simplify(substitute(term, values)))
  const relations = (list: readonly Relation[]): readonly Relation[] => list.map((r) => relationIn(r, values))
  const pieces = regularizer?.map(({ when, value }) => ({ when: relations(when), value: put(value) }))
  return {
    ...problem,
    objective: withTerm({ ...objective, ...names }, put(objective.term)),
    ...(domain === undefined ? {} : { domain: relations(domain) }),
    ...(pieces === undefined ? {} : { regularizer: pieces }),
  }
}

/** What is said of the whole where each case has an answer of its own. */
const inCases = (conclusion: Conclusion, { cases }: ParameterCases): Conclusion => ({
  ...conclusion,
  text: `${conclusion.text} The answer depends on the parameters; of their ${cases.length} cases: ${counted(
    cases.map((one) => one.conclusion.verdict),
  )}.`,
})

/**
 * The conclusion for all parameters where all cases are certified; undefined where that is not so. Where no regularizer was
 * given it is about the one that was proposed for the whole, if the cases have the same, or says that they have others.
 */
const joined = (
  problem: Problem,
  look: CheckResult,
  { deciding, cases, impossible }: CasesOfParameters,
  { cases: results }: ParameterCases,
): Conclusion | undefined => {
  if (results.some(({ conclusion }) => conclusion.verdict !== 'certified')) return undefined
  const grounds = results.flatMap((result, i): CaseGrounds[] => {
    const subject = subjectOf(result)
    const when = cases[i]?.when.map(printRelation)
    return subject === undefined || when === undefined
      ? []
      : [{ when, words: result.when, subject, checked: checkedOf(result) }]
  })
  const { objective, regularizer } = problem
  const whole = { context: contextOf(objective), f: printTerm(objective.term), on: deciding }
  const g = regularizer === undefined ? subjectOf(look)?.g : piecesOf(restricted(regularizer, problem))
  const seals = impossible.flatMap(({ verdict }) => ('checked' in verdict && verdict.checked ? [verdict.checked] : []))
  const about = g && conclusionByCases({ ...whole, g }, grounds, seals)
  return about ?? (regularizer === undefined ? conclusionByCases(whole, grounds, seals) : undefined)
}

/** What only the whole could not show is not needed where the cases show it. */
const notNeeded = (entry: ClaimEntry): ClaimEntry =>
  entry.verdict.status === 'unknown' ? { ...entry, needed: false } : entry

/** The checks of the cases, which share the time that is left. */
const checkCases = async (
  problem: Problem,
  split: CasesOfParameters,
  options: CheckOptions,
  until: number,
): Promise<ParameterCases> => {
  // The caller hears of the claims of the whole; the cases are told by name.
  const { onClaim: _heard, onPhase, cases: _on, ...own } = options
  const results: ParameterCases['cases'][number][] = []
  for (const [i, one] of split.cases.entries()) {
    const words = caseWords(one)
    onPhase?.(`the case ${words.plain}`)
    const timeout = secondsUntil(until) / (split.cases.length - i)
    const result = await checkInAxes(inCase(problem, one), { ...own, timeout, simulate: false })
    const { problem: shown, claims, conclusion, theorems = [] } = result
    const sample = one.sample === undefined ? {} : { sample: one.sample }
    results.push({ when: words.plain, latex: words.latex, ...sample, problem: shown, claims, conclusion, theorems })
  }
  return {
    on: split.on,
    cases: results,
    impossible: split.impossible.map(({ when, claim, verdict }) => ({
      when: when.map(printRelation).join(', '),
      statement: statementOf(claim).text,
      verdict,
      kernelClaim: claim,
    })),
  }
}

/**
 * {@link checkInAxes}, and where there is no answer for all parameters at once, the same for each case of their signs: every
 * choice of signs of the parameters and of their differences is a case, or was proved to be impossible. Where each case
 * is certified, so is the whole, by `conclusionByCases`.
 *
 * The problem as it stands has a first look of a tenth of the time. It is looked at again where some
 * cases have no answer either.
 */
export const checkByCases = async (problem: Problem, options: CheckOptions = {}): Promise<CheckResult> => {
  const started = Date.now()
  const { cases = true, timeout = DEFAULT_TIMEOUT } = options
  const budget = budgetOf(options)
  const { objective } = problem
  const deciding = typeof cases === 'string' ? readDeciding(cases, objective.parameters) : undefined
  const split = cases === false ? undefined : await parameterCases(objective, budget, deciding)
  if (split === undefined || split.cases.length < 2) return checkInAxes(problem, options)
  const lookFor = (seconds: number): Promise<CheckResult> => checkInAxes(problem, { ...options, timeout: seconds })
  let whole = await lookFor(timeout * FIRST_LOOK)
  if (UNIFORM.includes(whole.conclusion.verdict)) return whole
  const found = await checkCases(problem, split, options, budget.deadline)
  const elapsedMs = (): number => Date.now() - started
  const conclusion = joined(problem, whole, split, found)
  if (conclusion !== undefined) {
    const claims = whole.claims.map(notNeeded)
    return { ...whole, claims, conclusion, parameterCases: found, elapsedMs: elapsedMs() }
  }
  const isOpen = found.cases.some((one) => one.conclusion.verdict === 'undecided')
  if (isOpen && whole.conclusion.verdict === 'undecided') {
    whole = await lookFor(secondsUntil(budget.deadline))
    if (UNIFORM.includes(whole.conclusion.verdict)) return whole
  }
  return {
    ...whole,
    conclusion: inCases(whole.conclusion, found),
    parameterCases: found,
    elapsedMs: elapsedMs(),
  }
}
