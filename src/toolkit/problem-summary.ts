import { printLatex, printLatexPieces } from '../expression/print-latex.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import type { Problem } from './problem.ts'

/** The problem as it was read, before anything is known of it. */
export const summaryOf = ({ title, source, objective, regularizer }: Problem): CheckResult['problem'] => ({
  ...(title === undefined ? {} : { title }),
  ...(source === undefined ? {} : { source }),
  objective: objective.display?.plain ?? printPlain(objective.term),
  objectiveLatex: objective.display?.latex ?? printLatex(objective.term),
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
})
