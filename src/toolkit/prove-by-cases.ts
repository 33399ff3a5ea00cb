import type { Claim } from '../kernel/claim.ts'
import { parseRelation } from '../kernel/parse-term.ts'
import { printRelation, type Term } from '../kernel/term.ts'
import type { Hints } from '../provers/attempt.ts'
import { atMostMilliseconds, millisecondsLeft } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { type ParameterValues, relationIn } from '../theorems/sign-cases.ts'
import { statementOf } from '../theorems/statement.ts'
import { caseWords } from './case-words.ts'
import { decide, type Means } from './decide.ts'
import { type ParameterNames, parameterCases } from './parameter-cases.ts'

/** A claim in one case of its parameters, and what was found. */
export interface ProvedCase {
  /** The case in words, such as `a > b > 0`. */
  readonly when: string
  readonly latex: string
  readonly sample?: Readonly<Record<string, string>>
  readonly statement: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

/** A claim in every case of the signs of its parameters. */
export interface ProvedCases {
  readonly on: readonly string[]
  readonly cases: readonly ProvedCase[]
  /** The other choices of signs, which no parameters have. */
  readonly impossible: readonly Pick<ProvedCase, 'when' | 'statement' | 'verdict' | 'kernelClaim'>[]
}

type RelationClaim = Extract<Claim, { claim: 'relation' }>

/** Decides a relation in each case of its parameters' signs; undefined where the assumptions leave no sign open. */
export const proveByCases = async (
  claim: RelationClaim,
  names: ParameterNames,
  deciding: readonly Term[] | undefined,
  search: { readonly budget: Budget; readonly hints: Hints },
  means: Means = {},
): Promise<ProvedCases | undefined> => {
  const { budget, hints } = search
  const split = await parameterCases(names, budget, deciding)
  if (split === undefined) return undefined
  const put = (text: string, values: ParameterValues): string => printRelation(relationIn(parseRelation(text), values))
  const cases: ProvedCase[] = []
  for (const [i, one] of split.cases.entries()) {
    const { names: own, values } = one
    const kernelClaim: RelationClaim = {
      ...claim,
      context: { ...claim.context, ...own, assume: own.assume.map(printRelation) },
      assume: claim.assume.map((relation) => put(relation, values)),
      goal: put(claim.goal, values),
    }
    const share = millisecondsLeft(budget) / (split.cases.length - i)
    const verdict = await decide(kernelClaim, { budget: atMostMilliseconds(budget, share), hints }, means)
    const words = caseWords(one)
    const sample = one.sample === undefined ? {} : { sample: one.sample }
    const statement = statementOf(kernelClaim).text
    cases.push({ when: words.plain, latex: words.latex, ...sample, statement, verdict, kernelClaim })
  }
  return {
    on: split.on,
    cases,
    impossible: split.impossible.map(({ when, claim: kernelClaim, verdict }) => ({
      when: when.map(printRelation).join(', '),
      statement: statementOf(kernelClaim).text,
      verdict,
      kernelClaim,
    })),
  }
}
