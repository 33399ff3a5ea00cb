import { ASSUMPTIONS, type ExplorerState, INITIAL_STATE, type RegularizerPiece } from './state.ts'

/** A problem as files and the command line give it, with what is drawn of it: of a figure all is optional. */
export interface OpenedProblem {
  readonly objective: string
  readonly variables: readonly string[]
  readonly parameters: readonly {
    readonly name: string
    /** What it is assumed to be; `real` where it is nothing that the page knows. */
    readonly kind?: string
    /** Its number in the figure, such as 3, 0.5 or 1/2. */
    readonly value?: string | undefined
  }[]
  readonly assume: readonly string[]
  readonly regularizer: readonly RegularizerPiece[]
  readonly x?: readonly [number, number] | undefined
  readonly y?: readonly [number, number] | undefined
  readonly starts?: readonly (readonly number[])[]
  readonly alpha?: number | undefined
  readonly exponent?: string | number | undefined
}

const numberOf = (text: string | undefined): number | undefined => {
  const [top, bottom = 1] = (text ?? '').split('/').map(Number)
  const value = text === undefined || text.trim() === '' ? Number.NaN : (top ?? Number.NaN) / bottom
  return Number.isFinite(value) ? value : undefined
}

/** 1, 1/2, 1/3, … are positive and fall, as most problems want their constants. */
const defaultValue = (index: number): number => 1 / (index + 1)

/** The page as a problem is opened in it: its texts, its window and starts, and the plane through the first start. */
export const stateOfProblem = (problem: OpenedProblem): ExplorerState => {
  const { view } = INITIAL_STATE
  const { variables, starts = [] } = problem
  const { x = [view.window[0], view.window[1]], y = [view.window[2], view.window[3]] } = problem
  const [first] = starts
  const q = Number(problem.exponent ?? 4)
  // The entries of vectors and matrices have names of their own.
  const isScalar = variables.every((name) => !name.includes(':'))
  return {
    ...INITIAL_STATE,
    objective: problem.objective,
    variables: variables.join(', '),
    parameters: problem.parameters.map(({ name, kind, value }, i) => ({
      name,
      value: numberOf(value) ?? defaultValue(i),
      assumption: ASSUMPTIONS.find((one) => one === kind) ?? 'real',
    })),
    assume: problem.assume.join(', '),
    regularizer: problem.regularizer,
    stepSize: problem.alpha ?? INITIAL_STATE.stepSize,
    schedule: q > 0 && Number.isFinite(q) ? { kind: 'power', q } : { kind: 'constant' },
    view: {
      ...view,
      window: [x[0], x[1], y[0], y[1]],
      fixed:
        isScalar && variables.length > 2 && first !== undefined
          ? Object.fromEntries(variables.slice(2).map((name, i) => [name, first[i + 2] ?? 1]))
          : {},
    },
    starts: starts.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [{ x: a, y: b }])),
  }
}
