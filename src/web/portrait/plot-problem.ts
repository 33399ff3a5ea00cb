import type { DrawingText } from '../../toolkit/drawing.ts'
import type { Analysis } from '../analysis.ts'
import type { ExplorerState } from '../state.ts'
import type { PlaneNames } from './messages.ts'

/** What is compiled of the state and of what is known by now. */
export const plotProblem = (state: ExplorerState, { laws }: Analysis): DrawingText => ({
  objective: state.objective,
  variables: state.variables,
  parameters: Object.fromEntries(state.parameters.map(({ name, value }) => [name, value])),
  laws: laws.map(({ text }) => text),
  regularizer: [],
})

/** The plane of the state; other variables have the values of the first flat minimum unless the user gave some. */
export const plotPlane = ({ view }: ExplorerState, { variables, flatMinima, solutionPoints }: Analysis): PlaneNames => {
  const point = [...flatMinima, ...solutionPoints].find(({ approximate }) => approximate !== undefined)?.approximate
  const known = variables.flatMap((name, i) => {
    const value = point?.[i]
    return value === undefined || value === 0 ? [] : [[name, Number(value.toPrecision(6))] as const]
  })
  return { x: view.xVariable, y: view.yVariable, fixed: { ...Object.fromEntries(known), ...view.fixed } }
}
