import type { Claim } from '../../src/kernel/claim.ts'
import { parseRelation } from '../../src/kernel/parse-term.ts'
import { symbols } from '../../src/kernel/term.ts'
import type { Search } from '../../src/provers/attempt.ts'
import { contextOf } from '../refused/entries.ts'

export const context = contextOf

/** A search of so many milliseconds. */
export const within = (milliseconds: number, hints: Search['hints'] = {}): Search => ({
  budget: { deadline: Date.now() + milliseconds },
  hints: { seed: 1, ...hints },
})

export const onePiece = (value: string) => [{ when: [], value }]

/** A relation under assumptions, as the kernel takes it; names that are not said to be parameters are variables. */
export const relationClaim = (
  goal: string,
  given: {
    readonly assume?: readonly string[]
    readonly parameters?: readonly string[]
    readonly integers?: readonly string[]
  } = {},
): Claim => {
  const { assume = [], parameters = [], integers = [] } = given
  const known = new Set([...parameters, ...integers])
  const namesIn = (text: string): readonly string[] => {
    const { left, right } = parseRelation(text)
    return [...symbols(left), ...symbols(right)]
  }
  const variables = [...new Set([goal, ...assume].flatMap(namesIn))].filter((name) => !known.has(name))
  const isAboutParameters = (text: string): boolean => namesIn(text).every((name) => known.has(name))
  return {
    claim: 'relation',
    context: context(variables, { parameters: [...known], integers, assume: assume.filter(isAboutParameters) }),
    assume: assume.filter((text) => !isAboutParameters(text)),
    goal,
  }
}
