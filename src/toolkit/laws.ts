import { contextOf } from '../dynamics/objective.ts'
import { parseExpression } from '../expression/parse.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import type { Claim } from '../kernel/claim.ts'
import { printRelation, printTerm } from '../kernel/term.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { findLaws, type LawKind } from '../laws/find-laws.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { budgetOf } from './command-budget.ts'
import { decide, type Means } from './decide.ts'
import type { Problem } from './problem.ts'
import type { ThreadOptions } from './with-threads.ts'

export interface LawsOptions extends ThreadOptions, Pick<Means, 'threads'> {
  /** Quantities to check as well, listed with kind `supplied` whatever their verdict. */
  readonly candidates?: readonly string[]
  readonly degree?: number
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
}

export interface LawEntry {
  readonly expression: string
  readonly latex: string
  readonly kind: LawKind
  /** Where the law is differentiable and conserved. */
  readonly domain: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

/** What `laws` answers, and prints as JSON. */
export interface LawsResult {
  readonly objective: string
  readonly variables: readonly string[]
  readonly laws: readonly LawEntry[]
  /** Degree d to the dimension of all conserved polynomials of degree at most d, without constants. */
  readonly polynomialDimension: { readonly [degree: string]: number }
  readonly independent: {
    readonly found: number
    /** n − 1: the gradients of laws are orthogonal to ∇f, which is not zero everywhere. */
    readonly upperBound: number
    readonly complete: boolean
    /** That the laws found are independent: their gradients are, at a rational point. */
    readonly verdict: Verdict
    readonly kernelClaim?: Claim
  }
  readonly symmetries: readonly {
    readonly generator: readonly (readonly string[])[]
    readonly type: string
    readonly law?: string
  }[]
  readonly notSearched: readonly string[]
  readonly elapsedMs: number
}

/**
 * The quantities that gradient flow x′ = −∇f(x) conserves, each proved by the kernel, and how many independent ones
 * there are.
 *
 * Polynomials up to the degree asked for are complete; products of powers and exponentials of polynomials are found
 * from Darboux polynomials of small degree. Supplied candidates are proved, or refuted with an exact witness.
 *
 * @example await laws(readProblem({ objective: '(x^2-y)^2' })) // x*exp(2*y)
 */
export const laws = async (problem: Problem, options: LawsOptions = {}): Promise<LawsResult> => {
  const started = Date.now()
  const means: Means = { ...options, trust: 'kernel' }
  const budget = budgetOf(options)
  const { objective } = problem
  const { variables, parameters } = objective
  const candidates = (options.candidates ?? []).map(
    (text) => parseExpression(text, { variables, parameters, undeclared: 'refuse' }).term,
  )
  options.onPhase?.('looking for conserved quantities')
  const seed = options.seed ?? 1
  const found = await findLaws(objective, {
    budget: partOf(budget, millisecondsLeft(budget) * 0.7),
    seed,
    candidates,
    ...(options.degree === undefined ? {} : { degree: options.degree }),
  })
  const context = contextOf(objective)
  const f = printTerm(objective.term)
  const when = (problem.domain ?? []).map(printRelation)
  const entries: LawEntry[] = []
  for (const { term, kind, domain, verdict } of found.laws) {
    const kernelClaim: Claim = { claim: 'conserved', context, f, g: [{ when, value: printTerm(term) }] }
    options.onPhase?.(`checking ${printPlain(term)}`)
    // What is not an identity was only supplied: it may be refuted, or proved by other means.
    const settled =
      verdict.status === 'unknown' || when.length > 0
        ? await decide(kernelClaim, { budget, hints: { seed } }, means)
        : verdict
    entries.push({ expression: printPlain(term), latex: printLatex(term), kind, domain, verdict: settled, kernelClaim })
  }
  const { minor, found: count, upperBound, complete } = found.independent
  const kernelClaim: Claim | undefined = minor && {
    claim: 'independent',
    context,
    quantities: minor.laws,
    point: minor.point,
  }
  const verdict: Verdict =
    kernelClaim === undefined
      ? { status: 'unknown', reason: count === 0 ? 'no law was found' : 'search-exhausted', tried: [] }
      : await decide(kernelClaim, { budget, hints: { seed } }, means)
  return {
    objective: objective.display?.plain ?? printPlain(objective.term),
    variables,
    laws: entries,
    polynomialDimension: found.polynomialDimension,
    independent: {
      found: count,
      upperBound,
      complete: complete && verdict.status === 'proved',
      verdict,
      ...(kernelClaim === undefined ? {} : { kernelClaim }),
    },
    symmetries: found.symmetries.map(({ generator, type, law }) => ({
      generator,
      type,
      ...(law === undefined ? {} : { law: printPlain(law) }),
    })),
    notSearched: found.notSearched,
    elapsedMs: Date.now() - started,
  }
}
