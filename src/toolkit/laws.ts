import { methodOf } from '../dynamics/law-question.ts'
import { parseExpression } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { printTerm } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import type { Independent, Law, LawSearch } from '../laws/law.ts'
import { lawClaim } from '../laws/law-claims.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { budgetOf } from './command-budget.ts'
import { countedAtOnce } from './counted-at-once.ts'
import type { AskedQuestion } from './law-input.ts'
import type { LawsOptions } from './laws-options.ts'
import type { LawEntry, LawsResult } from './laws-result.ts'

const SHARE_OF_SEARCH = 0.7

/** The search ends early by the clock too: what it finds has still to be shown to the kernel. */
const searchBudget = (budget: Budget): Budget => {
  const now = Date.now()
  const part = partOf(budget, millisecondsLeft(budget) * SHARE_OF_SEARCH)
  return { ...part, deadline: Math.min(part.deadline, now + (budget.deadline - now) * SHARE_OF_SEARCH) }
}

const entryOf = (asked: AskedQuestion, law: Law): LawEntry => ({
  expression: printPlain(law.term),
  latex: printLatex(law.term),
  kind: law.kind,
  domain: law.domain,
  verdict: law.verdict,
  kernelClaim: lawClaim(asked.question, law.term, [...asked.domain, ...(law.when ?? [])]),
  independent: law.independent,
})

/** What was asked, and what of the search needs no more work. */
const headOf = (asked: AskedQuestion, found: LawSearch, started: number) => {
  const { question, source, text, latex, components, metric } = asked
  const isObjective = source === 'objective'
  return {
    objective: isObjective ? text : `every loss of ${text}`,
    objectiveLatex: isObjective ? latex : `\\ell\\left(${latex}\\right)`,
    ...(source === 'map' ? { map: text } : {}),
    ...(source === 'network' ? { network: text } : {}),
    ...(components === undefined ? {} : { components }),
    method: methodOf(question),
    ...(metric === undefined ? {} : { metric }),
    variables: question.variables,
    parameters: question.parameters,
    matrixLaws: found.matrixLaws.map(({ plain, latex: tex, kind, entries }) => ({
      expression: plain,
      latex: tex,
      kind,
      entries: entries.map(printTerm),
    })),
    polynomialDimension: found.polynomialDimension,
    symmetries: found.symmetries.map(({ law, ...symmetry }) => ({
      ...symmetry,
      ...(law === undefined ? {} : { law: printPlain(law) }),
    })),
    negative: [],
    notSearched: found.notSearched,
    elapsedMs: Date.now() - started,
  }
}

/** The function, computed once for the same argument in a row: stages that add nothing cost nothing. */
const onceEach = <A, B>(compute: (argument: A) => B): ((argument: A) => B) => {
  let last: { readonly argument: A; readonly value: B } | undefined
  return (argument) => {
    if (last === undefined || last.argument !== argument) last = { argument, value: compute(argument) }
    return last.value
  }
}

/** Only laws that are no polynomials in others; the polynomial ones that are found are so already. */
const generatorsOf = (laws: readonly LawEntry[]) => {
  const generators = laws.filter(({ kind }) => kind === 'polynomial')
  return { count: generators.length, independent: generators.filter(({ independent }) => independent).length }
}

/**
 * The quantities that a flow conserves, each proved by the kernel, and how many independent ones there are: for the
 * gradient flow x′ = −∇f(x) of an objective, for every loss of a model map or a network, or for the heavy ball.
 *
 * Polynomials up to the degree asked for are complete; products of powers and exponentials of polynomials are found
 * from Darboux polynomials of small degree. Supplied candidates are proved, or refuted with an exact witness.
 */
export const laws = async (asked: AskedQuestion, options: LawsOptions = {}): Promise<LawsResult> => {
  const started = Date.now()
  const budget: Budget = budgetOf(options)
  const { question, domain } = asked
  const { variables, parameters } = question
  const seed = options.seed ?? 1
  const candidates = (options.candidates ?? []).map(
    (text) => parseExpression(text, { variables, parameters, undeclared: 'refuse' }).term,
  )
  const onPhase = options.onPhase ?? ((): void => {})
  const { onFound, degree } = options
  const stated = onceEach((all: readonly Law[]) => all.map((law) => entryOf(asked, law)))
  const judgedAtOnce = onceEach((independent: Independent) => countedAtOnce(question, independent))
  const assembled = (found: LawSearch): LawsResult => ({
    ...headOf(asked, found, started),
    laws: stated(found.laws),
    polynomialDimensionVerdict: {},
    independent: judgedAtOnce(found.independent),
  })
  const searching = searchBudget(budget)
  const found = await findLaws(question, {
    budget: searching,
    seed,
    candidates,
    onPhase,
    shapes: asked.shapes,
    domain,
    ...(degree === undefined ? {} : { degree }),
    ...(onFound === undefined ? {} : { onFound: (part) => onFound(assembled(part)) }),
  })
  const wasCut = isSpent(searching)
  const first = assembled(found)
  onFound?.(first)
  // The provers come with the first claim that the search has not settled by itself: laws are seen before.
  const { settleLaws } = await import('./settle-laws.ts')
  const settled = await settleLaws(asked, found, first, { ...options, budget, seed, wasCut })
  return {
    ...settled,
    ...(options.generators === true ? { generators: generatorsOf(settled.laws) } : {}),
    elapsedMs: Date.now() - started,
  }
}
