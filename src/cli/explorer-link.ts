import type { ProblemText } from '../toolkit/problem.ts'
import { joined } from '../toolkit/problem.ts'
import { type ExplorerState, INITIAL_STATE } from '../web/state.ts'
import { encodeState } from '../web/state-link.ts'

const piecesOf = (regularizer: ProblemText['regularizer']): ExplorerState['regularizer'] => {
  if (regularizer === undefined) return []
  return typeof regularizer === 'string' ? [{ when: '', value: regularizer }] : regularizer
}

/** A number written as 3, 0.5 or 1/2. */
const numberOf = (text: string | undefined): number | undefined => {
  const [top, bottom = 1] = (text ?? '').split('/').map(Number)
  const value = text === undefined || text.trim() === '' ? Number.NaN : (top ?? Number.NaN) / bottom
  return Number.isFinite(value) ? value : undefined
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  (typeof value === 'string' ? value.split(',') : (value ?? []))
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The explorer as a problem is opened in it: its texts, its figure's window and starts, the constants' values there. */
const stateOfProblem = (problem: ProblemText): ExplorerState => {
  const { figure } = problem
  const [left, right, bottom, top] = INITIAL_STATE.view.window
  const [x, y] = [figure?.x ?? [left, right], figure?.y ?? [bottom, top]]
  return {
    ...INITIAL_STATE,
    objective: problem.objective,
    variables: joined(problem.variables),
    // 1, 1/2, 1/3, … are positive and fall, as most problems want their constants.
    parameters: listOf(problem.parameters).map((name, i) => ({
      name,
      value: numberOf(figure?.values?.[name]) ?? 1 / (i + 1),
      assumption: 'real',
    })),
    assume: joined(problem.assume),
    regularizer: piecesOf(problem.regularizer),
    stepSize: figure?.alpha ?? INITIAL_STATE.stepSize,
    view: { ...INITIAL_STATE.view, window: [x[0], x[1], y[0], y[1]] },
    starts: (figure?.starts ?? []).flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [{ x: a, y: b }])),
  }
}

/** The link, below the page's own address, that opens a problem in the explorer. */
export const explorerLink = (address: string, problem: ProblemText | undefined): string =>
  problem === undefined ? address : `${address}#${encodeState(stateOfProblem(problem))}`
