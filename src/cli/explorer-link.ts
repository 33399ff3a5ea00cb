import type { ProblemText } from '../toolkit/problem.ts'
import type { RegularizerPiece } from '../web/state.ts'
import { encodeState } from '../web/state-link.ts'
import { type OpenedProblem, stateOfProblem } from '../web/state-of-problem.ts'

const piecesOf = (regularizer: ProblemText['regularizer']): readonly RegularizerPiece[] => {
  if (regularizer === undefined) return []
  return typeof regularizer === 'string' ? [{ when: '', value: regularizer }] : regularizer
}

/** What stands between commas; entries of matrices have commas of their own. */
const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  (typeof value === 'string' ? value.split(/,(?![^[(]*[\])])/) : (value ?? []))
    .map((part) => part.trim())
    .filter((part) => part !== '')

const openedProblem = ({ figure, simulate, ...problem }: ProblemText): OpenedProblem => ({
  objective: problem.objective,
  variables: listOf(problem.variables),
  parameters: listOf(problem.parameters).map((name) => ({ name, value: figure?.values?.[name] })),
  assume: listOf(problem.assume),
  regularizer: piecesOf(problem.regularizer),
  x: figure?.x,
  y: figure?.y,
  starts: figure?.starts ?? [],
  alpha: figure?.alpha ?? simulate?.alpha,
  exponent: figure?.exponent ?? simulate?.exponent,
})

/** The link, below the page's own address, that opens a problem in the explorer. */
export const explorerLink = (address: string, problem: ProblemText | undefined): string =>
  problem === undefined ? address : `${address}#${encodeState(stateOfProblem(openedProblem(problem)))}`
