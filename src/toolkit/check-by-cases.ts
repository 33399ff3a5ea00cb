import { withTerm } from '../dynamics/objective.ts'
import { simplify } from '../expression/simplify.ts'
import { printRelation, type Relation, substitute, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { CheckResult, Conclusion, ParameterCases } from '../theorems/check-result.ts'
import { statementOf } from '../theorems/statement.ts'
import { caseWords } from './case-words.ts'
import { checkInAxes } from './check-in-axes.ts'
import type { CheckOptions } from './check-options.ts'
import { budgetOf, DEFAULT_TIMEOUT } from './command-budget.ts'
import { type ParameterCase, parameterCases, readDeciding, relationIn } from './parameter-cases.ts'
import type { Problem } from './problem.ts'

/** Conclusions that hold for all parameters at once: no cases are needed. */
const UNIFORM: readonly string[] = ['certified', 'locally-certified', 'no-regularization']
/** Of the time, for the problem as it stands; its cases share the rest. */
const WHOLE = 0.3

const secondsLeft = ({ deadline }: Budget): number => Math.max(0.05, (deadline - Date.now()) / 1000)

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
 * {@link checkInAxes}, and where there is no answer for all parameters at once, the same for each case of their signs: every
 * choice of signs of the parameters and of their differences is a case, or was proved to be impossible.
 */
export const checkByCases = async (problem: Problem, options: CheckOptions = {}): Promise<CheckResult> => {
  const started = Date.now()
  // The caller hears of the claims of the whole; the cases are told by name.
  const { onClaim: _heard, onPhase, cases = true, ...own } = options
  const budget = budgetOf(options)
  const { objective } = problem
  const deciding = typeof cases === 'string' ? readDeciding(cases, objective.parameters) : undefined
  const split = cases === false ? undefined : await parameterCases(objective, budget, deciding)
  if (split === undefined || split.cases.length < 2) return checkInAxes(problem, options)
  const whole = await checkInAxes(problem, { ...options, timeout: (options.timeout ?? DEFAULT_TIMEOUT) * WHOLE })
  if (UNIFORM.includes(whole.conclusion.verdict)) return whole
  const results: ParameterCases['cases'][number][] = []
  for (const [i, one] of split.cases.entries()) {
    const words = caseWords(one)
    onPhase?.(`the case ${words.plain}`)
    const timeout = secondsLeft(budget) / (split.cases.length - i)
    const {
      problem: shown,
      claims,
      conclusion,
      theorems = [],
    } = await checkInAxes(inCase(problem, one), { ...own, timeout, simulate: false })
    const sample = one.sample === undefined ? {} : { sample: one.sample }
    results.push({ when: words.plain, latex: words.latex, ...sample, problem: shown, claims, conclusion, theorems })
  }
  const found: ParameterCases = {
    on: split.on,
    cases: results,
    impossible: split.impossible.map(({ when, claim, verdict }) => ({
      when: when.map(printRelation).join(', '),
      statement: statementOf(claim).text,
      verdict,
      kernelClaim: claim,
    })),
  }
  return {
    ...whole,
    conclusion: inCases(whole.conclusion, found),
    parameterCases: found,
    elapsedMs: Date.now() - started,
  }
}
