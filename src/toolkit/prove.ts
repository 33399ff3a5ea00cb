import { contextOf } from '../dynamics/objective.ts'
import { InputError } from '../expression/input-error.ts'
import { parseRelationText } from '../expression/parse-relation.ts'
import type { Display } from '../expression/print-matrix.ts'
import { declareNames } from '../expression/shapes.ts'
import type { Claim } from '../kernel/claim.ts'
import { printRelation, type Relation, symbols } from '../kernel/term.ts'
import { atMostMilliseconds, millisecondsLeft } from '../provers/budgets.ts'
import type { Verdict } from '../search/verdict.ts'
import { statementOf } from '../theorems/statement.ts'
import { requireOptions, requireText } from './argument-fields.ts'
import { budgetOf } from './command-budget.ts'
import { isContradictory } from './contradiction.ts'
import { decide, type Means } from './decide.ts'
import { PROVE_FIELDS } from './option-fields.ts'
import { type ParameterNames, readDeciding } from './parameter-cases.ts'
import { type ProvedCases, proveByCases } from './prove-by-cases.ts'
import { showVerdict } from './show-verdict.ts'
import { type Showing, type Shown, withFormulas } from './shown.ts'
import { type ThreadOptions, withThreads } from './with-threads.ts'

/** What may be assumed, which names are parameters, and what the search may cost. */
export interface ProveOptions extends ThreadOptions, Means {
  /** Relations that may be used, e.g. `"x*y == 1, x > 0"`; about variables or parameters; `integer(n)` too. */
  readonly assume?: string
  readonly variables?: string
  readonly parameters?: string
  /**
   * Whether the claim is decided in each case of the signs of its parameters as well, unless it is proved outright; or
   * the expressions in them whose signs tell the cases apart, such as `"a - 2, a + 2"`. Default false.
   */
  readonly cases?: boolean | string
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
  readonly parameterCases?: ProvedCases
  /** The claim as the kernel takes it, for saving it with its certificate. */
  readonly kernelClaim: Claim
  readonly elapsedMs: number
}

/** Of the time, for the claim as it stands where its cases are asked for as well. */
const WHOLE = 0.3

const isAbout = (relation: Relation, allowed: ReadonlySet<string>): boolean =>
  [...symbols(relation.left), ...symbols(relation.right)].every((name) => allowed.has(name))

/** What only a solver says is not called proved. */
const outcomeOf = (verdict: Verdict): string =>
  verdict.status === 'proved' && verdict.trust === 'solver' ? 'reported by a solver' : verdict.status

const proofInWords = ({ statement, latex, verdict, vacuous, kernelClaim }: ProveResult): Required<Showing> => ({
  words: [
    statement,
    showVerdict(verdict, kernelClaim.context.variables),
    ...(vacuous === true ? ['the assumptions contradict each other: this says nothing about any point'] : []),
  ],
  formulas: [`${latex}\\quad\\text{(${vacuous === true ? 'vacuous' : outcomeOf(verdict)})}`],
})

/**
 * Proves or refutes one identity or inequality under assumptions.
 *
 * Returns proved with a certificate the kernel checked, or, with `trust: 'solver'`, as z3 says and nobody re-checked;
 * refuted with an exact witness that satisfies every assumption; or unknown with a reason. Throws `InputError` for text that is not exactly one relation.
 *
 * @example (await prove('x^2 + y^2 >= 2', { assume: 'x*y == 1' })).verdict.status // 'proved'
 * @example (await prove('x^2 + y^2 >= 3', { assume: 'x*y == 1' })).verdict.status // 'refuted'
 */
export const prove = async (text: string, options: ProveOptions = {}): Promise<ProveResult & Shown> => {
  requireText(text, 'a claim')
  requireOptions(options, 'prove', PROVE_FIELDS)
  return withFormulas(await withThreads(options, (own) => proveWith(text, own)), proofInWords)
}

/** A claim as it was read: what is asked of the kernel, and what its text was. */
export interface ReadProofClaim {
  readonly claim: Extract<Claim, { claim: 'relation' }>
  readonly known: ParameterNames
  readonly text: string
  readonly assumptions: readonly string[]
}

/** Reads one relation with its assumptions; throws `InputError` for text that is not exactly one relation. */
export const readProofClaim = (
  text: string,
  options: Pick<ProveOptions, 'assume' | 'variables' | 'parameters'> = {},
): ReadProofClaim => {
  const parameters = declareNames(options.parameters ?? '')
  const declared =
    options.variables === undefined ? {} : { variables: declareNames(options.variables), undeclared: 'refuse' as const }
  const goal = parseRelationText(text, { ...declared, parameters })
  const [relation, ...more] = goal.relations
  const isOfMatrices = goal.displays.length === 1 && more.length > 0
  if (relation === undefined || more.length > 0 || goal.integers.length > 0) {
    throw new InputError({
      what: 'this is not one claim',
      text,
      offset: 0,
      length: Math.max(text.length, 1),
      expected: 'one relation between two expressions, such as x^2 + y^2 >= 2*x*y',
      ...(isOfMatrices ? { advice: 'for A = B with matrices write normF2(A - B) = 0' } : {}),
    })
  }
  const assumed = parseRelationText(options.assume ?? '', { ...declared, parameters, variables: goal.variables })
  const aboutParameters = new Set(parameters)
  const known = {
    parameters,
    integers: assumed.integers,
    assume: assumed.relations.filter((r) => isAbout(r, aboutParameters)),
  }
  const context = contextOf({ ...known, variables: assumed.variables })
  const claim: Extract<Claim, { claim: 'relation' }> = {
    claim: 'relation',
    context,
    assume: assumed.relations.filter((r) => !isAbout(r, aboutParameters)).map(printRelation),
    goal: printRelation(relation),
  }
  return {
    claim,
    known,
    text: (goal.displays[0] as Display).plain,
    assumptions: [...assumed.displays.map(({ plain }) => plain), ...assumed.integers.map((name) => `integer(${name})`)],
  }
}

const proveWith = async (text: string, options: ProveOptions): Promise<ProveResult> => {
  const started = Date.now()
  const { claim, known, assumptions, text: shown } = readProofClaim(text, options)
  const { context } = claim
  const hints = {
    ...(options.degree === undefined ? {} : { degree: options.degree }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  }
  const budget = budgetOf(options)
  const { cases = false } = options
  const deciding = typeof cases === 'string' ? readDeciding(cases, known.parameters) : undefined
  const whole = cases !== false ? atMostMilliseconds(budget, millisecondsLeft(budget) * WHOLE) : budget
  const verdict = await decide(claim, { budget: whole, hints }, options)
  const isVacuous =
    verdict.status === 'proved' && (await isContradictory(context, claim.assume, atMostMilliseconds(budget, 300)))
  const inCases =
    cases !== false && verdict.status !== 'proved'
      ? await proveByCases(claim, known, deciding, { budget, hints }, options)
      : undefined
  const statement = statementOf(claim)
  return {
    claim: shown,
    assumptions,
    statement: statement.text,
    latex: statement.latex,
    verdict,
    ...(isVacuous ? { vacuous: true as const } : {}),
    ...(inCases === undefined ? {} : { parameterCases: inCases }),
    kernelClaim: claim,
    elapsedMs: Date.now() - started,
  }
}
