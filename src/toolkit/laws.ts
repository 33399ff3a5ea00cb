import { methodOf } from '../dynamics/law-question.ts'
import { parseExpression } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import type { Claim } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import { findLaws } from '../laws/find-laws.ts'
import type { Independent, Law, LawSearch } from '../laws/law.ts'
import { lawClaim } from '../laws/law-claims.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { canonical } from '../theorems/hypothesis.ts'
import { budgetOf } from './command-budget.ts'
import { decide, type Means } from './decide.ts'
import { concluded, counted, countedAtOnce, dimensionsOf } from './law-counts.ts'
import type { AskedQuestion, FlowText } from './law-input.ts'
import type { LawEntry, LawsResult } from './laws-result.ts'
import { negativeAnswers } from './negative-answers.ts'
import type { ThreadOptions } from './with-threads.ts'

/** Which laws are looked for, up to what degree, under which flow, and what the search may cost. */
export interface LawsOptions extends ThreadOptions, Pick<Means, 'threads'>, FlowText {
  /** Quantities to check as well, listed with kind `supplied` whatever their verdict. */
  readonly candidates?: readonly string[]
  /** List no law that is a polynomial in others, and say how many of those listed are independent. */
  readonly generators?: boolean
  readonly degree?: number
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
  /** What is known after each stage of the search, the last one excepted. */
  readonly onFound?: (known: LawsResult) => void
}

const SHARE_OF_SEARCH = 0.7
const MOST_FOR_NEGATIVE = 4000

/** The search ends early by the clock too: what it finds has still to be shown to the kernel. */
const searchBudget = (budget: Budget): Budget => {
  const now = Date.now()
  const part = partOf(budget, millisecondsLeft(budget) * SHARE_OF_SEARCH)
  return { ...part, deadline: Math.min(part.deadline, now + (budget.deadline - now) * SHARE_OF_SEARCH) }
}

const negativeBudget = (budget: Budget): Budget =>
  partOf(budget, Math.min(MOST_FOR_NEGATIVE, millisecondsLeft(budget) / 2))

const entryOf = (asked: AskedQuestion, law: Law): LawEntry => ({
  expression: printPlain(law.term),
  latex: printLatex(law.term),
  kind: law.kind,
  domain: law.domain,
  verdict: law.verdict,
  kernelClaim: lawClaim(asked.question, law.term, [...asked.domain, ...(law.when ?? [])]),
  independent: law.independent,
})

/** True for a verdict on exactly this claim, which may be about a smaller set than what was found at first. */
const isAbout = (verdict: Verdict, claim: Claim): boolean =>
  verdict.status !== 'unknown' && canonical(verdict.checked?.claim) === canonical(claim)

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
  const means: Means = { ...options, trust: 'kernel' }
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
  const entries: LawEntry[] = []
  for (const entry of first.laws) {
    // What is not an identity was only supplied: it may be refuted, or proved by other means.
    const isSettled = isAbout(entry.verdict, entry.kernelClaim) || isSpent(budget)
    if (!isSettled) onPhase(`checking ${entry.expression}`)
    entries.push(
      isSettled ? entry : { ...entry, verdict: await decide(entry.kernelClaim, { budget, hints: { seed } }, means) },
    )
  }
  onPhase('proving how many there are')
  const count = await counted(question, found.independent, first.independent, { budget, seed, wasCut }, means)
  const independent = concluded(question, count, entries)
  onFound?.({ ...first, laws: entries, independent })
  const polynomialDimensionVerdict = dimensionsOf(
    question,
    found,
    entries.map(({ verdict }) => verdict),
    { budget, seed, onPhase },
  )
  onPhase('looking for laws that cannot exist')
  const negative =
    domain.length > 0 || isSpent(budget) ? [] : await negativeAnswers(question, negativeBudget(budget), means)
  return {
    ...first,
    laws: entries,
    independent,
    ...(options.generators === true ? { generators: generatorsOf(entries) } : {}),
    polynomialDimensionVerdict,
    negative,
    elapsedMs: Date.now() - started,
  }
}
