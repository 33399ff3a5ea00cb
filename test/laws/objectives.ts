import type { Objective } from '../../src/dynamics/objective.ts'
import { parseRelation, parseTerm } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import type { LawSearch } from '../../src/laws/find-laws.ts'
import type { GradientField } from '../../src/laws/gradient-field.ts'
import { gradientField } from '../../src/laws/polynomial-fields.ts'
import type { Budget } from '../../src/search/budget.ts'

export const budget = (seconds = 20): Budget => ({ deadline: Date.now() + 1000 * seconds })

/** An objective from kernel text; parameters named m and n are integers. */
export const objectiveOf = (text: string, variables: string, parameters = '', assume: string[] = []): Objective => {
  const names = parameters === '' ? [] : parameters.split(' ')
  return {
    term: parseTerm(text),
    variables: variables.split(' '),
    parameters: names,
    integers: names.filter((name) => name === 'm' || name === 'n'),
    assume: assume.map(parseRelation),
  }
}

export const fieldOf = (text: string, variables: string, parameters = ''): GradientField => {
  const field = gradientField(objectiveOf(text, variables, parameters), budget())
  if ('unsupported' in field) throw new Error(field.unsupported)
  return field
}

export const printedLaws = (search: LawSearch): string[] => search.laws.map(({ term }) => printTerm(term))
