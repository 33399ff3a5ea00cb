import { contextOf } from '../dynamics/objective.ts'
import { InputError } from '../expression/input-error.ts'
import { declareVariables } from '../expression/names.ts'
import { parseRelationText } from '../expression/parse-relation.ts'
import { printPlainRelation } from '../expression/print-plain.ts'
import type { Claim } from '../kernel/claim.ts'
import { printRelation, type Relation, symbols } from '../kernel/term.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import { proveClaim } from '../provers/prove-claim.ts'
import { statementOf } from '../theorems/statement.ts'
import { budgetOf } from './check.ts'
import { isContradictory } from './contradiction.ts'

export interface ProveOptions {
  /** Relations that may be used, e.g. `"x*y == 1, x > 0"`; about variables or parameters; `integer(n)` too. */
  readonly assume?: string
  readonly variables?: string
  readonly parameters?: string
  readonly timeout?: number
  readonly degree?: number
  readonly seed?: number
  readonly signal?: AbortSignal
}

/** What `prove` answers, and prints as JSON. */
export interface ProveResult {
  readonly claim: string
  readonly assumptions: readonly string[]
  readonly statement: string
  readonly latex: string
  readonly verdict: Verdict
  /** Whether the assumptions were proved to contradict each other: then the claim says nothing about any point. */
  readonly vacuous?: true
  /** The claim as the kernel takes it, for saving it with its certificate. */
  readonly kernelClaim: Claim
  readonly elapsedMs: number
}

const names = (text: string | undefined): readonly string[] =>
  text === undefined || text.trim() === '' ? [] : declareVariables(text)

const isAbout = (relation: Relation, allowed: ReadonlySet<string>): boolean =>
  [...symbols(relation.left), ...symbols(relation.right)].every((name) => allowed.has(name))

/**
 * Proves or refutes one identity or inequality under assumptions.
 *
 * Returns proved with a certificate the kernel checked, refuted with an exact witness that satisfies every assumption,
 * or unknown with a reason. Throws `InputError` for text that is not exactly one relation.
 *
 * @example await prove('x^2 + y^2 >= 2', { assume: 'x*y == 1' })
 */
export const prove = async (text: string, options: ProveOptions = {}): Promise<ProveResult> => {
  const started = Date.now()
  const parameters = names(options.parameters)
  const declared =
    options.variables === undefined ? {} : { variables: names(options.variables), undeclared: 'refuse' as const }
  const goal = parseRelationText(text, { ...declared, parameters })
  const [relation, ...more] = goal.relations
  if (relation === undefined || more.length > 0 || goal.integers.length > 0) {
    throw new InputError({
      what: 'this is not one claim',
      text,
      offset: 0,
      length: Math.max(text.length, 1),
      expected: 'one relation between two expressions, such as x^2 + y^2 >= 2*x*y',
    })
  }
  const assumed = parseRelationText(options.assume ?? '', { ...declared, parameters, variables: goal.variables })
  const aboutParameters = new Set(parameters)
  const context = contextOf({
    variables: assumed.variables,
    parameters,
    integers: assumed.integers,
    assume: assumed.relations.filter((r) => isAbout(r, aboutParameters)),
  })
  const claim: Claim = {
    claim: 'relation',
    context,
    assume: assumed.relations.filter((r) => !isAbout(r, aboutParameters)).map(printRelation),
    goal: printRelation(relation),
  }
  const hints = {
    ...(options.degree === undefined ? {} : { degree: options.degree }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  }
  const budget = budgetOf(options)
  const verdict = await proveClaim(claim, { budget, hints })
  const isVacuous =
    verdict.status === 'proved' && (await isContradictory(context, claim.assume, atMostMilliseconds(budget, 300)))
  const statement = statementOf(claim)
  return {
    claim: printPlainRelation(relation),
    assumptions: [...assumed.relations.map(printPlainRelation), ...assumed.integers.map((name) => `integer(${name})`)],
    statement: statement.text,
    latex: statement.latex,
    verdict,
    ...(isVacuous ? { vacuous: true as const } : {}),
    kernelClaim: claim,
    elapsedMs: Date.now() - started,
  }
}
