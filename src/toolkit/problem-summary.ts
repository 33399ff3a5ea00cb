import { printLatex, printLatexPieces } from '../expression/print-latex.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import type { Problem } from './problem.ts'

/** f and g in entries, where they are shown with matrices. */
const entriesOf = ({ objective, regularizer }: Problem): Pick<CheckResult['problem'], 'inEntries'> => {
  const [g, ...more] = regularizer ?? []
  const inEntries = {
    ...(objective.display === undefined ? {} : { objective: printPlain(objective.term) }),
    ...(g?.display === undefined || more.length > 0 ? {} : { regularizer: printPlain(g.value) }),
  }
  return Object.keys(inEntries).length === 0 ? {} : { inEntries }
}

/** The problem as it was read, before anything is known of it. */
export const summaryOf = (problem: Problem): CheckResult['problem'] => {
  const { title, source, objective, regularizer } = problem
  return {
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    objective: objective.display?.plain ?? printPlain(objective.term),
    objectiveLatex: objective.display?.latex ?? printLatex(objective.term),
    ...entriesOf(problem),
    regularizer: (regularizer ?? []).map(({ when, value, display }) => ({
      when: when.map(printPlainRelation),
      value: display?.plain ?? printPlain(value),
    })),
    regularizerLatex: printLatexPieces(regularizer ?? []),
    proposed: false,
    variables: objective.variables,
    parameters: objective.parameters,
    assume: objective.assume.map(printPlainRelation),
    laws: [],
  }
}
